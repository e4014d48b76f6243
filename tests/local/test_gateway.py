"""The gateway maps keys to roles as Supabase does, and checks Host and Origin headers."""

from __future__ import annotations

import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import jwt
import pytest

from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack
from tests.local.helpers import get

USER = str(uuid.UUID(int=7))


def _token(stack: LocalStack, **claims: object) -> str:
    content = {"role": "authenticated", "sub": USER, "exp": int(time.time()) + 600} | claims
    return jwt.encode(content, stack.jwt_secret, algorithm="HS256")


def _role(stack: LocalStack, **headers: str) -> tuple[int, object]:
    response = get(f"{stack.api_url}/rest/v1/rpc/who", headers)
    return response.status_code, response.json()


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("publishable_key", "anon"),
        ("secret_key", "service_role"),
        ("anon_key", "anon"),
        ("service_role_key", "service_role"),
    ],
)
def test_key_has_its_role_alone_or_repeated(local: LocalStack, key: str, role: str) -> None:
    value = getattr(local, key)
    assert _role(local, apikey=value) == (200, role)
    assert _role(local, apikey=value, authorization=f"Bearer {value}") == (200, role)
    assert _role(local, apikey=value, authorization=f"bearer {value}") == (200, role)


@pytest.mark.parametrize("key", ["publishable_key", "secret_key", "anon_key", "service_role_key"])
def test_user_token_is_passed_on_unchanged(local: LocalStack, key: str) -> None:
    headers = {"apikey": getattr(local, key), "authorization": f"Bearer {_token(local)}"}
    assert _role(local, **headers) == (200, "authenticated")
    assert get(f"{local.api_url}/rest/v1/rpc/subject", headers).json() == USER


def test_limits_are_those_of_hosted_projects(local: LocalStack) -> None:
    def of(key: str, **headers: str) -> object:
        return get(f"{local.api_url}/rest/v1/rpc/limits", {"apikey": key} | headers).json()

    assert of(local.publishable_key) == "3s 8s"
    assert of(local.secret_key) == "8s 8s"
    assert of(local.secret_key, authorization=f"Bearer {_token(local)}") == "8s 8s"


def test_token_role_may_differ_from_key_role(local: LocalStack) -> None:
    headers = {"authorization": f"Bearer {local.service_role_key}"}
    assert _role(local, apikey=local.anon_key, **headers) == (200, "service_role")


@pytest.mark.parametrize("key", ["", "sb_secret_wrong", "SB_SECRET", "x" * 5000])
def test_unknown_key_is_refused(local: LocalStack, key: str) -> None:
    response = get(f"{local.api_url}/rest/v1/notes", {"apikey": key})
    assert response.status_code == 401
    assert response.headers["content-type"] == "application/json"
    expected = "Invalid API key" if key else "No API key found in request"
    assert response.json()["message"] == expected


def test_keys_are_case_sensitive(local: LocalStack) -> None:
    assert _role(local, apikey=local.secret_key.upper())[0] == 401


def test_token_without_key_is_refused(local: LocalStack) -> None:
    assert _role(local, authorization=f"Bearer {_token(local)}")[0] == 401
    assert _role(local)[0] == 401


def test_user_token_is_not_a_key(local: LocalStack) -> None:
    assert _role(local, apikey=_token(local))[0] == 401


def test_postgrest_refuses_expired_and_forged_tokens(local: LocalStack) -> None:
    expired = _token(local, exp=int(time.time()) - 3600)
    forged = jwt.encode({"role": "service_role"}, "x" * 40, algorithm="HS256")
    for token in (expired, forged, local.secret_key + "x"):
        status, body = _role(local, apikey=local.anon_key, authorization=f"Bearer {token}")
        assert status == 401
        assert isinstance(body, dict)
        assert body["code"].startswith("PGRST30")


@pytest.mark.parametrize(
    "query",
    [
        "apikey={}",
        "apikey={}&select=body",
        "select=body&apikey={}",
        "limit=1&apikey={}&select=body",
    ],
)
def test_key_can_be_a_query_parameter(local: LocalStack, query: str) -> None:
    url = f"{local.api_url}/rest/v1/notes?{query.format(local.secret_key)}"
    assert get(url).status_code == 200


PAGE = "http://localhost:3000"
PREFLIGHT = {
    "access-control-request-method": "GET",
    "access-control-request-headers": "apikey, authorization",
}


def _cors(response: httpx.Response) -> dict[str, str]:
    return {name: x for name, x in response.headers.items() if name.startswith("access-control-")}


@pytest.fixture(scope="module")
def cors_stack(notes: Path) -> Iterator[LocalStack]:
    """A stack that web pages of two origins may call."""
    origins = [PAGE, "HTTPS://App.Example.org:443/"]
    with LocalStack.start(migrations=notes, cors_origins=origins) as stack:
        yield stack


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:3000"])
def test_no_origin_is_allowed_by_default(local: LocalStack, origin: str) -> None:
    url = f"{local.api_url}/rest/v1/notes"
    key = {"apikey": local.secret_key, "origin": origin}
    assert get(url, key).status_code == 200
    for path, headers in ((url, key), (url, {"origin": origin}), (f"{local.api_url}/x", key)):
        assert _cors(get(path, headers)) == {}
    preflight = httpx.options(url, headers={"origin": origin} | PREFLIGHT)
    assert (preflight.status_code, _cors(preflight)) == (401, {})
    assert _cors(httpx.options(url, headers=key | PREFLIGHT)) == {}


@pytest.mark.parametrize("origin", [PAGE, "https://app.example.org"])
def test_listed_origin_is_allowed(cors_stack: LocalStack, origin: str) -> None:
    url, headers = f"{cors_stack.api_url}/rest/v1/notes", {"origin": origin}
    preflight = httpx.options(url, headers=headers | PREFLIGHT)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-headers"] == "apikey, authorization"
    assert "PATCH" in preflight.headers["access-control-allow-methods"]
    served = get(url, headers | {"apikey": cors_stack.secret_key})
    assert served.status_code == 200
    assert "Content-Range" in served.headers["access-control-expose-headers"]
    refused = get(url, headers)
    assert refused.status_code == 401
    for response in (preflight, served, refused):
        assert response.headers["access-control-allow-origin"] == origin
        assert response.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "origin",
    ["https://example.org", f"{PAGE}0", PAGE.upper(), "https://app.example.org.evil.org", "null"],
)
def test_unlisted_origin_is_not_allowed(cors_stack: LocalStack, origin: str) -> None:
    url, headers = f"{cors_stack.api_url}/rest/v1/notes", {"origin": origin}
    preflight = httpx.options(url, headers=headers | PREFLIGHT)
    assert (preflight.status_code, _cors(preflight)) == (401, {})
    assert _cors(get(url, headers | {"apikey": cors_stack.secret_key})) == {}


@pytest.mark.parametrize(
    "origin", ["*", "null", "localhost:3000", "http://", "http://x/path", "http://x\n", 'http://"']
)
def test_invalid_origin_is_refused(origin: str) -> None:
    with pytest.raises(LocalStackError, match="is not an origin"):
        LocalStack.start(
            cors_origins=["http://localhost:3000", origin + "x" * (origin[-1] == "\n")]
        )


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_loopback_host_is_served(local: LocalStack, name: str) -> None:
    host = f"{name}:{httpx.URL(local.api_url).port}"
    response = get(f"{local.api_url}/rest/v1/notes", {"apikey": local.secret_key, "host": host})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:{}",
        "127.0.0.1.evil.example:{}",
        "localhost.evil.example:{}",
        "127x0.0.1:{}",
        "localhost",
        "localhost:1",
        "0.0.0.0:{}",
    ],
)
def test_foreign_host_is_refused(cors_stack: LocalStack, host: str) -> None:
    host = host.format(httpx.URL(cors_stack.api_url).port)
    url, headers = f"{cors_stack.api_url}/rest/v1/notes", {"host": host, "origin": PAGE}
    for response in (
        get(url, headers | {"apikey": cors_stack.secret_key}),
        httpx.options(url, headers=headers | PREFLIGHT),
    ):
        assert response.status_code == 421
        assert response.json()["message"] == "Unknown Host header"


def test_request_without_host_is_refused(local: LocalStack) -> None:
    address = httpx.URL(local.api_url)
    with socket.create_connection((address.host, address.port or 0), timeout=10) as connection:
        connection.sendall(
            f"GET /rest/v1/notes?apikey={local.secret_key} HTTP/1.0\r\n\r\n".encode()
        )
        assert connection.makefile("rb").readline().split()[1] == b"421"


def test_options_without_preflight_headers_needs_a_key(local: LocalStack) -> None:
    assert httpx.options(f"{local.api_url}/rest/v1/notes").status_code == 401


def test_unknown_paths_return_404(local: LocalStack) -> None:
    for path in ("/", "/auth/v1/user", "/rest/v2/notes"):
        response = get(local.api_url + path, {"apikey": local.secret_key})
        assert response.status_code == 404
        assert "message" in response.json()


def test_long_urls_and_large_bodies_are_accepted(local: LocalStack) -> None:
    headers = {"apikey": local.secret_key, "prefer": "return=representation"}
    ids = ",".join(str(uuid.uuid4()) for _ in range(800))
    filtered = f"{local.api_url}/rest/v1/notes?body=in.({ids})"
    assert get(filtered, headers).json() == []
    body = "é" * 5_000_000
    with httpx.Client(headers=headers, timeout=60) as client:
        sent = client.post(f"{local.api_url}/rest/v1/notes", json={"body": body})
        assert sent.json()[0]["body"] == body
        client.delete(f"{local.api_url}/rest/v1/notes?id=eq.{sent.json()[0]['id']}")


def test_special_characters_in_filters_are_kept(local: LocalStack) -> None:
    headers = {"apikey": local.secret_key}
    odd = "a&b=c +%20/ü\"'\\"
    url = f"{local.api_url}/rest/v1/notes"
    httpx.post(url, headers=headers, json={"body": odd})
    found = httpx.get(url, headers=headers, params={"body": f"eq.{odd}"}).json()
    assert [row["body"] for row in found] == [odd]


def test_refused_request_does_not_break_its_connection(
    local: LocalStack,
) -> None:
    forged = {"apikey": local.secret_key, "authorization": "Bearer a.b.c"}
    good = {"apikey": local.secret_key}
    table = f"{local.api_url}/rest/v1/rpc/who"
    with httpx.Client(trust_env=False) as client:
        for _ in range(40):
            # PostgREST does not read the body of the POST, and sends a body for the HEAD.
            assert client.post(table, headers=forged, content=b"x" * 100_000).status_code == 401
            assert client.get(table, headers=good).status_code == 200
            assert client.head(table + "?nope=1", headers=good).status_code >= 400
            assert client.get(table, headers=good).status_code == 200
