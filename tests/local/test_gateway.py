"""The gateway maps keys to roles as Supabase's does."""

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

PERSON = str(uuid.UUID(int=7))


def _token(stack: LocalStack, **claims: object) -> str:
    content = {"role": "authenticated", "sub": PERSON, "exp": int(time.time()) + 600} | claims
    return jwt.encode(content, stack.jwt_secret, algorithm="HS256")


def _who(stack: LocalStack, **headers: str) -> tuple[int, object]:
    answer = get(f"{stack.api_url}/rest/v1/rpc/who", headers)
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("publishable_key", "anon"),
        ("secret_key", "service_role"),
        ("anon_key", "anon"),
        ("service_role_key", "service_role"),
    ],
)
def test_a_key_speaks_for_its_role_alone_or_repeated(
    local: LocalStack, key: str, role: str
) -> None:
    value = getattr(local, key)
    assert _who(local, apikey=value) == (200, role)
    assert _who(local, apikey=value, authorization=f"Bearer {value}") == (200, role)
    assert _who(local, apikey=value, authorization=f"bearer {value}") == (200, role)


@pytest.mark.parametrize("key", ["publishable_key", "secret_key", "anon_key", "service_role_key"])
def test_a_person_s_token_passes_on_unchanged(local: LocalStack, key: str) -> None:
    headers = {"apikey": getattr(local, key), "authorization": f"Bearer {_token(local)}"}
    assert _who(local, **headers) == (200, "authenticated")
    assert get(f"{local.api_url}/rest/v1/rpc/subject", headers).json() == PERSON


def test_a_role_s_token_may_differ_from_the_key(local: LocalStack) -> None:
    headers = {"authorization": f"Bearer {local.service_role_key}"}
    assert _who(local, apikey=local.anon_key, **headers) == (200, "service_role")


@pytest.mark.parametrize("key", ["", "sb_secret_wrong", "SB_SECRET", "x" * 5000])
def test_an_unknown_key_is_refused(local: LocalStack, key: str) -> None:
    answer = get(f"{local.api_url}/rest/v1/notes", {"apikey": key})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/json"
    expected = "Invalid API key" if key else "No API key found in request"
    assert answer.json()["message"] == expected


def test_a_key_in_another_case_is_unknown(local: LocalStack) -> None:
    assert _who(local, apikey=local.secret_key.upper())[0] == 401


def test_a_token_without_a_key_is_refused(local: LocalStack) -> None:
    assert _who(local, authorization=f"Bearer {_token(local)}")[0] == 401
    assert _who(local)[0] == 401


def test_a_person_s_token_is_no_key(local: LocalStack) -> None:
    assert _who(local, apikey=_token(local))[0] == 401


def test_expired_and_forged_tokens_are_refused_by_postgrest(local: LocalStack) -> None:
    expired = _token(local, exp=int(time.time()) - 3600)
    forged = jwt.encode({"role": "service_role"}, "x" * 40, algorithm="HS256")
    for token in (expired, forged, local.secret_key + "x"):
        status, body = _who(local, apikey=local.anon_key, authorization=f"Bearer {token}")
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
def test_a_key_may_stand_in_the_address(local: LocalStack, query: str) -> None:
    url = f"{local.api_url}/rest/v1/notes?{query.format(local.secret_key)}"
    assert get(url).status_code == 200


PAGE = "http://localhost:3000"
PREFLIGHT = {
    "access-control-request-method": "GET",
    "access-control-request-headers": "apikey, authorization",
}


def _cors(answer: httpx.Response) -> dict[str, str]:
    return {name: x for name, x in answer.headers.items() if name.startswith("access-control-")}


@pytest.fixture(scope="module")
def listed(notes: Path) -> Iterator[LocalStack]:
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
    asked = httpx.options(url, headers={"origin": origin} | PREFLIGHT)
    assert (asked.status_code, _cors(asked)) == (401, {})
    assert _cors(httpx.options(url, headers=key | PREFLIGHT)) == {}


@pytest.mark.parametrize("origin", [PAGE, "https://app.example.org"])
def test_listed_origin_is_allowed(listed: LocalStack, origin: str) -> None:
    url, headers = f"{listed.api_url}/rest/v1/notes", {"origin": origin}
    asked = httpx.options(url, headers=headers | PREFLIGHT)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-headers"] == "apikey, authorization"
    assert "PATCH" in asked.headers["access-control-allow-methods"]
    served = get(url, headers | {"apikey": listed.secret_key})
    assert served.status_code == 200
    assert "Content-Range" in served.headers["access-control-expose-headers"]
    refused = get(url, headers)
    assert refused.status_code == 401
    for answer in (asked, served, refused):
        assert answer.headers["access-control-allow-origin"] == origin
        assert answer.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "origin",
    ["https://example.org", f"{PAGE}0", PAGE.upper(), "https://app.example.org.evil.org", "null"],
)
def test_unlisted_origin_is_not_allowed(listed: LocalStack, origin: str) -> None:
    url, headers = f"{listed.api_url}/rest/v1/notes", {"origin": origin}
    asked = httpx.options(url, headers=headers | PREFLIGHT)
    assert (asked.status_code, _cors(asked)) == (401, {})
    assert _cors(get(url, headers | {"apikey": listed.secret_key})) == {}


@pytest.mark.parametrize(
    "origin", ["*", "null", "localhost:3000", "http://", "http://x/path", "http://x\n", 'http://"']
)
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(LocalStackError, match="is not an origin"):
        LocalStack.start(
            cors_origins=["http://localhost:3000", origin + "x" * (origin[-1] == "\n")]
        )


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_loopback_host_is_served(local: LocalStack, name: str) -> None:
    host = f"{name}:{httpx.URL(local.api_url).port}"
    answer = get(f"{local.api_url}/rest/v1/notes", {"apikey": local.secret_key, "host": host})
    assert answer.status_code == 200


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
def test_foreign_host_is_refused(listed: LocalStack, host: str) -> None:
    host = host.format(httpx.URL(listed.api_url).port)
    url, headers = f"{listed.api_url}/rest/v1/notes", {"host": host, "origin": PAGE}
    for answer in (
        get(url, headers | {"apikey": listed.secret_key}),
        httpx.options(url, headers=headers | PREFLIGHT),
    ):
        assert answer.status_code == 421
        assert answer.json()["message"] == "Unknown Host header"


def test_request_without_host_is_refused(local: LocalStack) -> None:
    address = httpx.URL(local.api_url)
    with socket.create_connection((address.host, address.port or 0), timeout=10) as connection:
        connection.sendall(
            f"GET /rest/v1/notes?apikey={local.secret_key} HTTP/1.0\r\n\r\n".encode()
        )
        assert connection.makefile("rb").readline().split()[1] == b"421"


def test_an_options_request_that_is_no_preflight_needs_a_key(local: LocalStack) -> None:
    assert httpx.options(f"{local.api_url}/rest/v1/notes").status_code == 401


def test_other_addresses_are_not_found(local: LocalStack) -> None:
    for path in ("/", "/auth/v1/user", "/rest/v2/notes"):
        answer = get(local.api_url + path, {"apikey": local.secret_key})
        assert answer.status_code == 404
        assert "message" in answer.json()


def test_long_addresses_and_large_bodies_pass(local: LocalStack) -> None:
    headers = {"apikey": local.secret_key, "prefer": "return=representation"}
    ids = ",".join(str(uuid.uuid4()) for _ in range(800))
    filtered = f"{local.api_url}/rest/v1/notes?body=in.({ids})"
    assert get(filtered, headers).json() == []
    body = "é" * 5_000_000
    with httpx.Client(headers=headers, timeout=60) as client:
        sent = client.post(f"{local.api_url}/rest/v1/notes", json={"body": body})
        assert sent.json()[0]["body"] == body
        client.delete(f"{local.api_url}/rest/v1/notes?id=eq.{sent.json()[0]['id']}")


def test_odd_characters_in_filters_arrive_as_sent(local: LocalStack) -> None:
    headers = {"apikey": local.secret_key}
    odd = "a&b=c +%20/ü\"'\\"
    url = f"{local.api_url}/rest/v1/notes"
    httpx.post(url, headers=headers, json={"body": odd})
    found = httpx.get(url, headers=headers, params={"body": f"eq.{odd}"}).json()
    assert [row["body"] for row in found] == [odd]


def test_a_refused_request_does_no_harm_to_the_next_one_on_its_connection(
    local: LocalStack,
) -> None:
    forged = {"apikey": local.secret_key, "authorization": "Bearer a.b.c"}
    good = {"apikey": local.secret_key}
    table = f"{local.api_url}/rest/v1/rpc/who"
    with httpx.Client(trust_env=False) as client:
        for _ in range(40):
            # PostgREST does not read the body of the one, and sends a body to the other.
            assert client.post(table, headers=forged, content=b"x" * 100_000).status_code == 401
            assert client.get(table, headers=good).status_code == 200
            assert client.head(table + "?nope=1", headers=good).status_code >= 400
            assert client.get(table, headers=good).status_code == 200
