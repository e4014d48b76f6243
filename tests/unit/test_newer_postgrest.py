"""Answers of PostgREST 12.0.3 to 16, as its sources write them, for the page Compatibility.

Only 12.0.2 can be installed for the tests on a real stack.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from kaggle_store import (
    ApiError,
    AuthenticationFailed,
    KaggleStore,
    LeaseLost,
    MissingSchema,
    MoveRefused,
    PermissionDenied,
    ServerError,
    SubmissionLimitReached,
)
from kaggle_store._requests.operation import Op
from kaggle_store._transport.request import Request, RequestBuilder
from kaggle_store.errors import OutOfResources, SettingsError
from kaggle_store.local.keys import Keys
from kaggle_store.local.postgrest import _ready
from kaggle_store.recorder import connect
from kaggle_store.recorder.connection import _operation
from kaggle_store.recorder.sender import Counts, send_waiting
from kaggle_store.settings import Settings
from tests.recorder.spools import point, written
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.leased_work import row
from tests.unit.test_repeat_kinds import ID, RESOURCES, VERBS, Recorder, arguments_of
from tests.unit.test_retries import Clock, clock

__all__ = ["clock"]  # the fixture

HEADERS = {"server": "postgrest/16.2", "content-type": "application/json; charset=utf-8"}
PRIVATE_JWK = {
    **ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()), as_dict=True),
    "alg": "ES256",
}
SECRET = "a secret of at least 32 characters"
SETTINGS = Settings(URL, KEY, jwt_secret=KEY)


def refusal(
    status: int,
    code: str,
    message: str,
    details: str | None = None,
    hint: str | None = None,
    **more: str,
) -> httpx.Response:
    """Return PostgREST's error response; it writes the keys in this order, without spaces."""
    body = {"code": code, "details": details, "hint": hint, "message": message}
    return httpx.Response(
        status,
        content=json.dumps(body, separators=(",", ":")),
        headers={**HEADERS, "proxy-status": f"PostgREST; error={code}", **more},
    )


def terse(status: int, code: str, message: str) -> httpx.Response:
    """Return the same error with `client-error-verbosity = "minimal"`."""
    body = json.dumps({"code": code, "message": message}, separators=(",", ":"))
    proxy = {"proxy-status": f"PostgREST; error={code}"}
    return httpx.Response(status, content=body, headers={**HEADERS, **proxy})


# Errors.

REFUSALS: list[tuple[httpx.Response, type[ApiError]]] = [
    # 12.0.3 and 12.2: these were 413, 503 and 400.
    (refusal(500, "54001", "stack depth limit exceeded"), ServerError),
    (refusal(500, "53400", "temporary file size exceeds temp_file_limit (1kB)"), OutOfResources),
    (refusal(500, "42P17", 'infinite recursion detected in policy for relation "x"'), ServerError),
    (refusal(500, "21000", "more than one row returned by a subquery"), ServerError),
    (refusal(400, "21000", "UPDATE requires a WHERE clause"), ApiError),
    # 13: tokens.
    (refusal(401, "PGRST301", "Empty JWT is sent in Authorization header"), AuthenticationFailed),
    (refusal(401, "PGRST301", "Expected 3 parts in JWT; got 1"), AuthenticationFailed),
    (refusal(401, "PGRST301", "JWT cryptographic operation failed"), AuthenticationFailed),
    (refusal(401, "PGRST303", "JWT expired"), AuthenticationFailed),
    (refusal(401, "PGRST303", "The JWT 'exp' claim must be a number"), AuthenticationFailed),
    (refusal(401, "PGRST302", "Anonymous access is disabled"), AuthenticationFailed),
    (refusal(500, "PGRST300", "Server lacks JWT secret"), AuthenticationFailed),
    (refusal(401, "42501", "permission denied for table competitions"), PermissionDenied),
    # 13: paths that 12 answered with an empty object.
    (refusal(404, "PGRST125", "Invalid path specified in request URL"), ApiError),
    (refusal(404, "PGRST126", "Root endpoint metadata is disabled"), ApiError),
    # 13: limits of the client's own choice, and features that are off.
    (refusal(400, "PGRST124", "Query result exceeds max-affected preference constraint"), ApiError),
    (refusal(400, "PGRST127", "Feature not implemented"), ApiError),
]


@pytest.mark.parametrize(("response", "kind"), REFUSALS, ids=lambda each: repr(each)[-24:])
def test_refusal_has_its_class(
    store: KaggleStore, api: MockApi, response: httpx.Response, kind: type[ApiError]
) -> None:
    api.respond(response)
    with pytest.raises(ApiError) as raised:
        store.competitions.list()
    assert type(raised.value) is kind
    assert raised.value.message == response.json()["message"]


def test_key_error_keeps_its_details(store: KaggleStore, api: MockApi) -> None:
    """13.0.7 adds why no key fits, such as the `kid` of another key."""
    why = "None of the keys was able to decode the JWT"
    api.respond(refusal(401, "PGRST301", "No suitable key or wrong key type", why))
    with pytest.raises(AuthenticationFailed) as raised:
        store.competitions.list()
    assert raised.value.detail == why


@pytest.mark.parametrize(
    ("response", "missing"),
    [
        (
            refusal(
                404,
                "PGRST205",
                "Could not find the table 'public.competitions' in the schema cache",
                hint="Perhaps you meant the table 'public.submissions'",
            ),
            "table or view competitions",
        ),
        (
            refusal(
                400,
                "PGRST204",
                "Could not find the 'prize_pool' column of 'competitions' in the schema cache",
            ),
            "column competitions.prize_pool",
        ),
        (
            refusal(
                404,
                "PGRST202",
                "Could not find the function public.gpu_sessions_due without parameters in the "
                "schema cache",
            ),
            "function gpu_sessions_due",
        ),
    ],
    ids=["PGRST205", "PGRST204", "PGRST202"],
)
def test_missing_object_is_named(
    store: KaggleStore, api: MockApi, response: httpx.Response, missing: str
) -> None:
    api.respond(response)
    with pytest.raises(MissingSchema) as raised:
        store.competitions.list()
    assert raised.value.missing == missing
    # 16 serves with a stale schema cache when it cannot read the schema again.
    assert "notify pgrst, 'reload schema'" in str(raised.value.hint)


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        ("The schema must be one of the following: api", None),
        ("Invalid schema: public", "Only the following schemas are exposed: api"),
    ],
    ids=["12", "13.0.7"],
)
def test_hidden_schema_has_a_remedy(
    store: KaggleStore, api: MockApi, message: str, hint: str | None
) -> None:
    api.respond(refusal(406, "PGRST106", message, hint=hint))
    with pytest.raises(MissingSchema) as raised:
        store.competitions.list()
    assert "api" in str(raised.value)
    assert "exposed schemas" in str(raised.value.hint)


ROLE = 'role "kaggle_worker" does not exist'


@pytest.mark.parametrize("status", [400, 401], ids=["12", "13.0.1"])
def test_missing_role_is_no_bad_value(store: KaggleStore, api: MockApi, status: int) -> None:
    api.respond(refusal(status, "22023", ROLE))
    with pytest.raises(AuthenticationFailed) as raised:
        store.competitions.list()
    assert "migrations" in str(raised.value.hint)


def test_points_wait_for_a_missing_role(api: MockApi, tmp_path: Path) -> None:
    api.respond(refusal(401, "22023", ROLE))
    segment, counts = written(tmp_path, point(1.0)), Counts()
    send, close = connect(Settings.load(URL, KEY, retry_for=0))
    with pytest.raises(AuthenticationFailed):
        list(send_waiting(segment, send, counts))
    assert (counts.dropped, segment.unsent > 0) == (0, True)
    close()
    segment.close()


# 16: client-error-verbosity.


def test_lease_is_lost_without_details(api: MockApi) -> None:
    message = f"the lease of agent_executions {row()['id']} is lost"
    api.respond(httpx.Response(200, json=[row()]), terse(400, "KS210", message))
    with KaggleStore(URL, KEY, retry_for=0) as store:
        with pytest.raises(LeaseLost, match="move"), store.agent_executions.work() as job:  # noqa: PT012
            assert job is not None
            job.move("research")
        assert job is not None
        assert job.lost


def test_terse_lease_of_another_row_is_kept(api: MockApi) -> None:
    message = f"the lease of agent_executions {UUID(int=99)} is lost"
    claimed = httpx.Response(200, json=[row()])
    api.respond(claimed, terse(400, "KS210", message), claimed)
    with KaggleStore(URL, KEY, retry_for=0) as store, store.agent_executions.work() as job:
        assert job is not None
        with pytest.raises(LeaseLost):
            job.move("research")
        assert not job.lost


def test_facts_are_empty_without_details(store: KaggleStore, api: MockApi) -> None:
    api.respond(terse(400, "KS201", "pending cannot become submission"))
    with pytest.raises(MoveRefused) as moved:
        store.agent_executions.move(ID, "submission")
    assert (moved.value.facts, moved.value.allowed) == ({}, ())
    assert (moved.value.detail, moved.value.hint) == (None, None)
    api.respond(terse(400, "KS240", "no submission is left today"))
    with pytest.raises(SubmissionLimitReached) as full:
        store.submissions.mark_failed(ID, "no")
    assert full.value.resets_at is None


# Retries.


@pytest.mark.parametrize(
    "response",
    [
        # 12.2.2: Retry-After is always 0.
        refusal(
            503,
            "PGRST002",
            "Could not query the database for the schema cache. Retrying.",
            **{"retry-after": "0"},
        ),
        # The database connection was lost during the request.
        refusal(400, "", ""),
        refusal(503, "PGRST000", "Database connection error.", "connection refused"),
        refusal(503, "PGRST001", "Database client error. Retrying the connection."),
        refusal(504, "PGRST003", "Timed out acquiring connection from connection pool."),
        refusal(503, "57P01", "terminating connection due to administrator command"),
        refusal(500, "53400", "temporary file size exceeds temp_file_limit (1kB)"),
        # 16 no longer repeats the transaction itself.
        refusal(500, "40001", "could not serialize access due to concurrent update"),
        terse(500, "40001", "could not serialize access due to concurrent update"),
        # 14 to 16.2: by a stale clock.
        refusal(401, "PGRST303", "JWT issued at future"),
    ],
    ids=lambda each: each.json()["message"][:24] or "empty",
)
def test_passing_failure_is_tried_again(
    api: MockApi, clock: Clock, response: httpx.Response
) -> None:
    api.respond(response, response, "[]")
    with KaggleStore(URL, KEY) as store:
        assert store.competitions.list() == []
    assert clock.slept == [0.1, 0.2]


def test_serialization_failure_repeats_points(api: MockApi, clock: Clock) -> None:
    api.respond(refusal(500, "40001", "could not serialize access"), "1")
    send, close = connect(Settings.load(URL, KEY))
    assert send(b"{}") == 1
    assert clock.slept == [0.1]
    close()


# Requests.


class KeepingOps(Recorder):
    """An executor that keeps the requests of a call."""

    def __init__(self) -> None:
        super().__init__()
        self.ops: list[Op[Any]] = []

    def execute(self, make: Callable[[], Any]) -> None:
        def keep() -> Any:
            step = make()
            if isinstance(step, Op):
                self.ops.append(step)
                return step
            return self._kept(step)

        super().execute(keep)

    stream = execute

    def _kept(self, flow: Any) -> Iterator[Any]:
        rows = None
        while True:
            try:
                op = flow.send(rows)
            except StopIteration:
                return
            if isinstance(op, Op):
                self.ops.append(op)
            rows = yield op


def requests_of(resource: str, verb: str) -> list[Request]:
    executor = KeepingOps()
    entity = type(RESOURCES[resource])(executor)
    args, kwargs = arguments_of(resource, verb)
    getattr(entity, verb)(*args, **kwargs)
    return [build(op) for op in executor.ops]


def build(op: Op[Any]) -> Request:
    return RequestBuilder(SETTINGS).build(op, SETTINGS, 1)


ALL = [request for each in VERBS for request in requests_of(*each)] + [build(_operation(b"{}"))]
WRITES = [request for request in ALL if request.method in ("PATCH", "DELETE")]
PREFERENCES = {
    "return=representation",
    "return=minimal",
    "resolution=ignore-duplicates",
    "missing=default",
    "count=exact",
    "timezone=UTC",
}
"""All that PostgREST 12 to 16 read alike."""


def params(request: Request) -> httpx.QueryParams:
    return httpx.URL(request.url).params


def test_requests_of_each_verb_are_checked() -> None:
    assert len(ALL) > len(VERBS)
    assert {request.method for request in ALL} == {"GET", "POST", "PATCH", "DELETE"}


def test_updates_and_deletes_are_not_limited() -> None:
    """13 ignores limits of PATCH and DELETE; before 14.4 `or` hid rows that it changed."""
    assert len(WRITES) > 10
    for request in WRITES:
        assert not params(request).keys() & {"limit", "offset", "order", "or", "and"}


def test_only_known_preferences_are_sent() -> None:
    sent = {each for request in ALL for each in request.headers.get("prefer", "").split(",")}
    assert sent - {""} <= PREFERENCES


def test_json_is_sent_and_accepted() -> None:
    for request in ALL:
        assert request.headers["accept"] == "application/json"
        assert request.headers.get("content-type", "application/json") == "application/json"
        assert "range" not in request.headers


def test_bodies_begin_with_their_bracket() -> None:
    """12.2 tells an object from an array by its first character."""
    for request in ALL:
        is_rows = request.method == "POST" and "/rpc/" not in request.url
        assert (request.content or b"{")[:1] == (b"[" if is_rows else b"{")


def test_paths_are_tables_and_functions() -> None:
    """13 refuses other paths (PGRST125)."""
    for request in ALL:
        path = httpx.URL(request.url).path.removeprefix("/rest/v1/")
        assert path.removeprefix("rpc/").isidentifier()
        assert path.startswith("rpc/") <= (request.method == "POST")


def test_embedded_tables_go_by_their_alias() -> None:
    """16 deprecates their names in filters, orders and limits."""
    found = 0
    for request in ALL:
        sent = params(request)
        for alias in [part for name in sent for part in name.split(".")[:-1]]:
            assert f"{alias}:" in sent["select"]
            found += 1
    assert found


# Tokens.


@pytest.mark.parametrize("kid", [None, "key-1"])
def test_worker_token_has_only_its_keys_id(api: MockApi, kid: str | None) -> None:
    """13 looks for the key that `kid` names; a shared secret has none."""
    secret = json.dumps({**PRIVATE_JWK, **({"kid": kid} if kid else {})})
    for given, expected in ((secret, kid), (SECRET, None)):
        api.respond(httpx.Response(200, json=[row()]))
        with KaggleStore(URL, KEY, jwt_secret=given) as store:
            token = store.tokens.for_execution(ID).access_token
        assert jwt.get_unverified_header(token).get("kid") == expected


def test_jwk_without_cryptography_names_the_package(
    api: MockApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jwt.api_jwk.has_crypto", False)
    with (
        KaggleStore(URL, KEY, jwt_secret=json.dumps(PRIVATE_JWK)) as store,
        pytest.raises(SettingsError, match=r"pip install 'kaggle_store\[supabase\]'"),
    ):
        store.tokens.for_execution(ID)


def test_worker_token_has_whole_seconds(api: MockApi) -> None:
    """13 reads a time with a fraction as 0, so that the token has expired."""
    api.respond(httpx.Response(200, json=[row()]))
    with KaggleStore(URL, KEY, jwt_secret=SECRET) as store:
        token = store.tokens.for_execution(ID, ttl=1.5).access_token
    claims = jwt.decode(token, options={"verify_signature": False})
    assert type(claims["exp"]) is int
    assert claims.keys().isdisjoint({"iat", "nbf"})


# Successful responses.


@pytest.mark.parametrize("content_range", ["*/0", "*/7", "0-6/7"])
def test_count_is_read_from_206(store: KaggleStore, api: MockApi, content_range: str) -> None:
    headers = {**HEADERS, "content-range": content_range, "vary": "Accept, Prefer, Range"}
    api.respond(httpx.Response(206, content=b"[]", headers=headers))
    assert store.competitions.count() == int(content_range.rpartition("/")[2])


def test_delete_count_has_no_content(store: KaggleStore, api: MockApi) -> None:
    headers = {"server": "postgrest/16.2", "content-range": "*/3", "vary": "Accept, Prefer, Range"}
    api.respond(httpx.Response(204, headers=headers))
    assert store.configurations.delete_where(config_key="k") == 3


def test_void_function_has_no_content(store: KaggleStore, api: MockApi) -> None:
    api.respond(httpx.Response(204, headers={"content-range": "*/*"}))
    assert store.agent_executions.refresh_summary() is None


# The local stack with a newer program.

LOGS = {
    "12.0.2": 'Schema cache loaded\nListening for notifications on the "pgrst" channel',
    "12.2.3": (
        "Schema cache loaded in 9.1 milliseconds\n"
        'Listening for notifications on the "pgrst" channel'
    ),
    "14.9": (
        "Schema cache loaded 38 Relations, 50 Relationships, 99 Functions\n"
        "Listener connected to PostgreSQL 17.10 on /tmp/x:5432 and listening for database "
        'notifications on the "pgrst" channel'
    ),
}


@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
def test_start_is_recognised_in_the_log(log: str) -> None:
    assert _ready(log)
    assert not _ready(log.splitlines()[0])
    assert not _ready(
        log.splitlines()[0]
        + '\nFailed listening for database notifications on the "pgrst" channel. no route'
    )


def test_stack_secret_is_long_enough() -> None:
    """13 does not start with less than 32 characters."""
    assert len(Keys().jwt_secret) >= 32
