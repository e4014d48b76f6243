"""Attacks on the web pages, by requests that browsers of their victims would send, or not."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from typing import Any
from uuid import UUID, uuid4

import httpx
import jwt
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store import KaggleStore
from kaggle_store.models import HumanIntervention
from kaggle_store.ui import pages, sessions
from kaggle_store.ui.security import HEADERS, MOST_BODY_BYTES, own_path
from kaggle_store.ui.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS
from tests.ui.conftest import ORIGIN, SAME_ORIGIN, Apps, Tab

ID = "019a6b7c-0000-7000-8000-000000000001"
SUBMITTED = [
    re.sub(r"\{[^}]*\}", ID, route.path)
    for route in pages.routes()
    if "POST" in (route.methods or ())
]
"""The paths of every form."""


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": ORIGIN},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8288"},
        {"origin": "null"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [*SUBMITTED, "/sign-in"])
async def test_other_site_submits_nothing(tab: Tab, path: str, headers: dict[str, str]) -> None:
    session = await tab.sign_in()
    form = {"form_token": session.form_token, "decision": "approve"}
    response = await tab.http.post(path, data=form, headers=headers)
    assert response.status_code == 403
    assert "another site" in response.text


async def test_own_origin_is_enough_for_old_browsers(tab: Tab) -> None:
    session = await tab.sign_in()
    form = {"form_token": session.form_token}
    response = await tab.http.post("/sign-out", data=form, headers={"origin": ORIGIN})
    assert response.headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", SUBMITTED)
async def test_form_needs_token_of_its_session(apps: Apps, path: str) -> None:
    tab = apps()
    other = apps.another_tab(tab.app)
    await tab.sign_in()
    for token in ("", "x", (await other.sign_in("bob")).form_token):
        response = await tab.post(path, {"form_token": token})
        assert response.status_code == 403
        assert "another session" in response.text
    assert len(SUBMITTED) >= 2


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_signed_out_request_reaches_no_page(tab: Tab, method: str) -> None:
    for route in pages.routes():
        path = re.sub(r"\{[^}]*\}", ID, route.path)
        response = await tab.http.request(method, path, headers=SAME_ORIGIN)
        assert response.status_code == 303
        assert response.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8288",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "localhost.",
        "10.0.0.7:8288",
        "[::2]",
        "[",
        "",
        "127.0.0.1:8288/sign-out?",
        "127.0.0.1/evil",
        "127.0.0.1#evil",
        "evil@127.0.0.1",
        "127.0.0.1:80:80",
        "127.0.0.1:x",
        "127.0.0.1:123456",
        "127.0.0.1 ",
    ],
)
async def test_foreign_host_name_is_refused(tab: Tab, host: str) -> None:
    response = await tab.get("/sign-in", host=host)
    assert response.status_code == 400
    assert "--allow-host" in response.text


@pytest.mark.parametrize(
    "host", ["localhost:8288", "LOCALHOST", "127.0.0.1", "[::1]:8288", "Team.Example.org"]
)
async def test_allowed_host_name_is_served(apps: Apps, host: str) -> None:
    tab = apps(hosts=("team.example.org",))
    assert (await tab.get("/sign-in", host=host)).status_code == 200


async def test_forwarded_host_is_not_believed(tab: Tab) -> None:
    await tab.sign_in()
    response = await tab.get("/inbox", **{"x-forwarded-host": "evil.example"})
    assert "evil.example" not in response.text


async def test_every_response_refuses_framing(apps: Apps) -> None:
    tab = apps()

    async def fail(request: Request) -> Response:
        raise RuntimeError("secret detail")

    tab.app.router.routes.insert(0, Route("/fail", fail))
    responses = [
        await tab.get("/sign-in"),
        await tab.get("/"),
        await tab.get("/sign-in?token=used"),
        await tab.get("/static/1/style.css"),
        await tab.get("/static/1/none.css"),
        await tab.get("/sign-in", host="evil.example"),
        await tab.http.post("/sign-in"),
        await tab.get("/fail"),
    ]
    await tab.sign_in()
    responses += [await tab.get("/"), await tab.get("/none"), await tab.get("/inbox?after=x")]
    statuses = [response.status_code for response in responses]
    assert statuses == [200, 303, 403, 200, 404, 400, 403, 500, 200, 404, 400]
    for response in responses:
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert "unsafe" not in response.headers["content-security-policy"]
        assert "secret detail" not in response.text
        assert "Traceback" not in response.text


async def test_sign_in_changes_the_session_id(tab: Tab) -> None:
    planted = "planted-by-an-attacker"
    tab.http.cookies.set(tab.app.state.site.cookie, planted, domain="127.0.0.1")
    assert (await tab.get("/")).status_code == 303
    tab.http.cookies.clear()
    await tab.sign_in()
    first = tab.session_id
    await tab.sign_in()
    assert planted not in tab.app.state.sessions._by_id
    assert first not in tab.app.state.sessions._by_id
    assert len(tab.app.state.sessions) == 1


async def test_sign_out_ends_the_session(tab: Tab) -> None:
    await tab.sign_in()
    old = tab.session_id
    await tab.post("/sign-out")
    assert tab.session_id is None
    assert old
    tab.http.cookies.set(tab.app.state.site.cookie, old, domain="127.0.0.1")
    assert (await tab.get("/")).headers["location"].startswith("/sign-in")


async def test_first_address_signs_in_once(apps: Apps) -> None:
    tab = apps()
    path = f"/sign-in?token={tab.app.state.site.sign_in.new_token('alice')}"
    first, second = await tab.get(path), await apps.another_tab(tab.app).get(path)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert second.status_code == 403
    assert "set-cookie" not in second.headers


async def test_head_of_the_first_address_uses_nothing(apps: Apps) -> None:
    tab = apps()
    path = f"/sign-in?token={tab.app.state.site.sign_in.new_token('alice')}"
    assert "set-cookie" not in (await tab.http.head(path)).headers
    assert (await tab.get(path)).status_code == 303


async def test_streams_of_a_session_are_bounded(
    tab: Tab, store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tab.sign_in()
    assert (await tab.http.head("/events")).status_code == 204
    monkeypatch.setattr("kaggle_store.ui.changes.MOST_LISTENERS", 0)
    assert (await tab.get("/events?version=1")).status_code == 204


@pytest.mark.parametrize("key", ["", "wrong", "é"])
async def test_wrong_key_signs_nobody_in(tab: Tab, key: str) -> None:
    form = {"name": "alice", "key": key}
    response = await tab.http.post("/sign-in", data=form, headers=SAME_ORIGIN)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("options", "scheme", "is_secure"),
    [
        ({}, "http", False),
        ({}, "https", True),
        ({"root": "https://team.example.org/kaggle"}, "http", True),
        ({"root": "/kaggle"}, "http", False),
    ],
)
async def test_cookie_is_out_of_reach(
    apps: Apps, options: dict[str, Any], scheme: str, is_secure: bool
) -> None:
    tab = apps(**options)
    token = tab.app.state.site.sign_in.new_token("alice")
    response = await tab.get(f"{scheme}://127.0.0.1:8288/sign-in?token={token}")
    value, *flags = response.headers["set-cookie"].lower().split("; ")
    expected = {"httponly", "samesite=strict", f"path={tab.app.state.site.root_path or '/'}"}
    assert expected <= set(flags)
    assert ("secure" in flags) is is_secure
    assert "domain" not in response.headers["set-cookie"].lower()
    assert len(value.partition("=")[2]) >= 43  # 256 random bits


@pytest.mark.parametrize("seconds", [IDLE_SECONDS, ABSOLUTE_SECONDS])
async def test_session_expires(apps: Apps, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    tab = apps()
    now = [0.0]
    tab.app.state.sessions._clock = lambda: now[0]
    await tab.sign_in()
    while now[0] < seconds:
        assert await tab.app.state.sessions.find(tab.session_id)
        now[0] += IDLE_SECONDS / 2 if seconds == ABSOLUTE_SECONDS else seconds
    now[0] += 1
    assert (await tab.get("/")).headers["location"].startswith("/sign-in")


async def test_number_of_sessions_is_bounded(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST", 2)
    first = apps()
    tabs = [first, *(apps.another_tab(first.app) for _ in range(2))]
    for tab in tabs:
        await tab.sign_in()
    assert len(first.app.state.sessions) == 2
    assert (await first.get("/")).status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/a\\b",
        "evil",
        "",
    ],
)
async def test_sign_in_leads_to_no_other_site(tab: Tab, target: str) -> None:
    assert own_path(target, "/") == "/"
    token = tab.app.state.site.sign_in.new_token("alice")
    response = await tab.http.get("/sign-in", params={"token": token, "next": target})
    assert response.headers["location"] == "/"
    shown = await tab.http.get("/sign-in", params={"next": target})
    assert "evil" not in shown.text
    assert "alert" not in shown.text


async def test_sign_in_leads_back_to_the_page(tab: Tab) -> None:
    asked = await tab.get("/inbox?done=1")
    assert asked.headers["location"] == "/sign-in?next=%2Finbox%3Fdone%3D1"
    token = tab.app.state.site.sign_in.new_token("alice")
    response = await tab.get(f"{asked.headers['location']}&token={token}")
    assert response.headers["location"] == "/inbox?done=1"


async def test_link_from_elsewhere_finds_the_session(tab: Tab) -> None:
    # Browsers send no strict cookie with it; the page then asks for itself again.
    response = await tab.get("/inbox", **{"sec-fetch-site": "cross-site"})
    assert response.status_code == 200
    assert '<meta http-equiv="refresh" content="0">' in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/1/../app.py",
        "/static/1/..%2f..%2fapp.py",
        "/static/1/%2e%2e%2fapp.py",
        "/static/1/..%5capp.py",
        "/static/1//etc/passwd",
        "/static/1/%2fetc%2fpasswd",
        "/static/../static/1/x",
        "/static/1/style.css%00.txt",
        "/static/1/",
    ],
)
async def test_no_path_leaves_the_static_files(tab: Tab, path: str) -> None:
    raw = httpx.URL(ORIGIN).copy_with(raw_path=path.encode())
    response = await tab.http.send(httpx.Request("GET", raw))
    assert response.status_code in {303, 404}
    assert "root:" not in response.text
    assert "import" not in response.text


async def test_body_has_a_limit(tab: Tab) -> None:
    await tab.sign_in()
    path = f"/inbox/{uuid4()}"
    for size in (MOST_BODY_BYTES + 1, 50 * MOST_BODY_BYTES):
        headers = SAME_ORIGIN | {"content-length": str(size)}
        response = await tab.http.post(path, content=b"x", headers=headers)
        assert response.status_code == 413


async def test_body_without_length_has_a_limit(tab: Tab) -> None:
    await tab.sign_in()
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b"a="
        while True:
            sent += 100_000
            yield b"x" * 100_000

    headers = SAME_ORIGIN | {"content-type": "application/x-www-form-urlencoded"}
    response = await tab.http.post("/sign-out", content=endless(), headers=headers)
    assert response.status_code == 413
    assert sent <= MOST_BODY_BYTES + 200_000


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "²"])
async def test_odd_length_is_refused(tab: Tab, length: str) -> None:
    await tab.sign_in()
    headers = [(b"sec-fetch-site", b"same-origin"), (b"content-length", length.encode())]
    response = await tab.http.post("/sign-out", content=b"", headers=headers)
    assert response.status_code in {400, 413}


async def test_read_only_pages_change_nothing(apps: Apps, store: KaggleStore) -> None:
    tab = apps(read_only=True)
    row = _ask(store, "Continue?")
    await tab.sign_in()
    page = await tab.get(f"/inbox/{row.id}")
    assert "<button" not in page.text.split("<main")[1]
    response = await tab.post(f"/inbox/{row.id}", {"decision": "approve"})
    assert response.status_code == 403
    assert store.human_interventions.get(row.id).status == "pending"
    assert (await tab.post("/sign-out")).status_code == 303


async def test_host_name_hides_no_path(apps: Apps, store: KaggleStore) -> None:
    tab = apps(read_only=True)
    row = _ask(store, "Continue?")
    await tab.sign_in()
    answer = {"decision": "approve"}
    response = await tab.post(f"/inbox/{row.id}", answer, host="127.0.0.1:8288/sign-out?")
    assert response.status_code in {400, 403}
    assert store.human_interventions.get(row.id).status == "pending"


@pytest.mark.parametrize("path", ["/inbox/", "/executions/", "/sign-in/", "/gpu/sessions/"])
async def test_no_redirect_names_a_host(tab: Tab, path: str) -> None:
    await tab.sign_in()
    response = await tab.get(path, **{"x-forwarded-proto": "ftp"})
    assert response.status_code == 404


async def test_pages_act_as_the_person(tab: Tab) -> None:
    session = await tab.sign_in("alice")
    settings = session.store.settings
    claims = jwt.decode(session.person.access_token(), options={"verify_signature": False})
    assert settings.key == session.person.key
    assert settings.key.startswith("sb_publishable_")
    assert (claims["role"], claims["email"]) == ("authenticated", "alice")


SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}</textarea></title>"


async def test_stored_scripts_are_text(apps: Apps, store: KaggleStore) -> None:
    tab = apps()
    row = _ask(
        store,
        SCRIPT,
        context_data={SCRIPT: SCRIPT},
        response_schema={
            "type": "object",
            "title": SCRIPT,
            "description": SCRIPT,
            "properties": {
                SCRIPT: {"type": "string", "title": SCRIPT, "description": SCRIPT},
                "choice": {"enum": [SCRIPT, "other"]},
                "free": {},
            },
        },
        proposal={SCRIPT: SCRIPT, "choice": SCRIPT, "free": [SCRIPT]},
        pauses_execution=False,
    )
    _add_hostile_rows(store, row.execution_id)
    await tab.sign_in(SCRIPT[:40])
    competition = store.competitions.list(limit=1)[0]
    places = {"/executions": row.execution_id, "/competitions": competition.id, "/inbox": row.id}
    checked = 0
    for route in pages.routes():
        if "GET" not in (route.methods or ()) or route.path == "/events":
            continue
        id = next((str(at) for path, at in places.items() if route.path.startswith(path)), ID)
        response = await tab.get(re.sub(r"\{id[^}]*\}", id, route.path).replace("{part}", "jobs"))
        if response.status_code == 200 and "html" in response.headers["content-type"]:
            _assert_harmless(response.text)
            checked += SCRIPT[:12] in response.text or "&lt;script" in response.text
    invalid = await tab.post(f"/inbox/{row.id}", {"decision": SCRIPT, "response": SCRIPT})
    _assert_harmless(invalid.text)
    assert checked >= 4


class Tags(HTMLParser):
    """The elements of a page as a browser sees them, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _assert_harmless(html: str) -> None:
    assert "<script>" not in html
    assert ">49<" not in html
    for tag, attributes in Tags(html).found:
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        for name in ("href", "src", "action", "formaction"):
            address = attributes.get(name) or "/"
            assert address.startswith(("/", "#")), address
            assert not address.startswith("//")
        if tag == "script":
            assert re.fullmatch(r"/static/[0-9a-f]+/\w+\.js", attributes["src"] or "")


def _ask(store: KaggleStore, title: str, **options: Any) -> HumanIntervention:
    competition = store.competitions.create(kaggle_id="titanic", title=title)
    execution = store.agent_executions.create(competition_id=competition.id, execution_name=title)
    asked: HumanIntervention = store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        title=title,
        description=title,
        **options,
    )
    return asked


def _add_hostile_rows(store: KaggleStore, execution_id: UUID) -> None:
    code = store.generated_code.create(
        execution_id=execution_id, code_type="training", file_name=SCRIPT, code_content=SCRIPT
    )
    job = store.training_jobs.create(execution_id=execution_id, code_id=code.id, job_name=SCRIPT)
    store.gpu_sessions.create(
        execution_id=execution_id, provider=SCRIPT[:20], instance_type=SCRIPT, region=SCRIPT[:20]
    )
    store.submissions.create(
        execution_id=execution_id, submission_file_path=SCRIPT, description=SCRIPT
    )
    store.system_metrics.record(
        [
            {
                "metric_name": SCRIPT,
                "metric_type": "gauge",
                "metric_value": 1.0,
                "execution_id": execution_id,
                "tags": {"training_job_id": str(job.id), "kind": SCRIPT},
            }
        ]
    )
