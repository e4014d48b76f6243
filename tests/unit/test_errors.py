"""The error class and text for each error response."""

from __future__ import annotations

import inspect
import json
import pickle
from typing import Any

import httpcore
import httpx
import pytest

import kaggle_store
from kaggle_store import KaggleStore, errors
from kaggle_store.errors import (
    UNDONE,
    AlreadyExists,
    ApiError,
    AuthenticationFailed,
    CheckFailed,
    Conflict,
    DiskFull,
    InvalidInput,
    KaggleStoreError,
    MetricDirectionLocked,
    MissingSchema,
    NotFound,
    OutOfResources,
    PermissionDenied,
    QueryTimedOut,
    ReferenceMissing,
    RuleViolation,
    ServerError,
    Unavailable,
    UnexpectedResponse,
)
from tests.unit.conftest import KEY, MockApi

CODES = [
    ("PGRST301", 401, AuthenticationFailed),
    ("PGRST303", 401, AuthenticationFailed),
    ("42501", 403, PermissionDenied),
    ("42501", 401, PermissionDenied),
    ("PGRST116", 406, NotFound),
    ("23505", 409, AlreadyExists),
    ("23503", 409, ReferenceMissing),
    ("23P01", 400, Conflict),
    ("23514", 400, CheckFailed),
    ("23502", 400, CheckFailed),
    ("22P02", 400, CheckFailed),
    ("22001", 400, CheckFailed),
    ("PGRST202", 404, MissingSchema),
    ("PGRST204", 400, MissingSchema),
    ("PGRST205", 404, MissingSchema),
    ("42P01", 404, MissingSchema),
    ("42703", 400, MissingSchema),
    ("57014", 500, QueryTimedOut),
    ("PGRST002", 503, Unavailable),
    ("PGRST003", 504, Unavailable),
    ("53300", 503, OutOfResources),
    ("53100", 503, DiskFull),
    ("53200", 503, OutOfResources),
    ("08006", 503, Unavailable),
    ("57P01", 500, Unavailable),
    ("40001", 500, Unavailable),
    ("KS101", 400, MetricDirectionLocked),
    ("KS999", 400, RuleViolation),
    ("KS999", 500, RuleViolation),
    ("P0001", 400, ApiError),
    ("XX000", 500, ServerError),
    (None, 401, AuthenticationFailed),
    (None, 403, PermissionDenied),
    (None, 404, ApiError),
    (None, 409, Conflict),
    (None, 429, Unavailable),
    (None, 408, Unavailable),
    (None, 500, Unavailable),
    (None, 501, ServerError),
    (None, 502, Unavailable),
    (None, 524, Unavailable),
    (None, 503, Unavailable),
]


@pytest.mark.parametrize(("code", "status", "kind"), CODES)
def test_error_class_follows_code_then_status(
    store: KaggleStore, api: MockApi, code: str | None, status: int, kind: type[ApiError]
) -> None:
    body = {"code": code, "message": "no", "details": "d", "hint": "h"}
    api.respond(json.dumps(body), status=status)
    with pytest.raises(ApiError) as refused:
        store.competitions.list()
    error = refused.value
    assert type(error) is kind
    assert (error.code, error.status, error.message) == (code, status, "no")
    detail = None if code in ("23502", "23514") else "d"
    # The server's hint about a lost race for locks points to its log.
    hint = error.hint if code in UNDONE else "h"
    assert (error.detail, error.hint, error.operation) == (detail, hint, "competitions.list")


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Unavailable), (500, Unavailable), (502, Unavailable), (522, Unavailable)]
    + [(401, AuthenticationFailed), (403, PermissionDenied), (501, ServerError)]
    + [(status, UnexpectedResponse) for status in (404, 405, 407, 409, 413, 414, 431)],
)
@pytest.mark.parametrize(
    "body", ["", "<html>", '{"code":"","details":null,"hint":null,"message":""}', "[]", "{"]
)
def test_error_without_code_and_message(
    store: KaggleStore, api: MockApi, status: int, kind: type[KaggleStoreError], body: str
) -> None:
    api.respond(body, status=status)
    with pytest.raises(KaggleStoreError, match=str(status)) as raised:
        store.competitions.list()
    assert type(raised.value) is kind
    assert body in str(raised.value)


def test_error_text_has_all_fields() -> None:
    error = AlreadyExists(
        "taken", operation="a.b", code="23505", status=409, detail="Key", hint="Choose"
    )
    assert str(error) == "a.b: taken (23505, HTTP 409)\nDetail: Key\nHint: Choose"
    assert str(ApiError("no")) == "no"


def test_details_that_are_not_text_are_kept(store: KaggleStore, api: MockApi) -> None:
    api.respond('{"code":"PGRST125","message":"x","details":{"a":1},"hint":null}', status=400)
    with pytest.raises(ApiError) as refused:
        store.competitions.list()
    assert (refused.value.detail, refused.value.hint) == ('{"a": 1}', None)


@pytest.mark.parametrize("code", ["23502", "23514", "44000"])
def test_refused_row_is_not_quoted(store: KaggleStore, api: MockApi, code: str) -> None:
    # PostgreSQL's message depends on the server's language.
    body = {"code": code, "message": "no", "details": "Fehlgeschlagene Zeile enthält (hush)"}
    api.respond(json.dumps(body), status=400)
    with pytest.raises(ApiError) as refused:
        store.competitions.list()
    assert refused.value.detail is None
    assert "hush" not in str(refused.value)


def test_rule_violation_has_facts() -> None:
    assert MetricDirectionLocked("x", detail='{"limit": 5}').facts == {"limit": 5}
    assert (
        RuleViolation("x").facts
        == RuleViolation("x", detail="text").facts
        == RuleViolation("", detail="1").facts
    )
    assert RuleViolation("x").facts == {}


def test_subclass_registers_its_code() -> None:
    class Full(RuleViolation, codes=("KS998",)):
        pass

    assert ApiError.class_for("KS998", 400) is Full
    del ApiError._by_code["KS998"]


@pytest.mark.parametrize("field", ["message", "msg", "error", "error_description"])
def test_gateway_message_is_found(store: KaggleStore, api: MockApi, field: str) -> None:
    api.respond(json.dumps({field: "Invalid API key"}), status=401)
    with pytest.raises(AuthenticationFailed, match="Invalid API key"):
        store.competitions.list()


def test_proxy_page_is_quoted_on_one_line(store: KaggleStore, api: MockApi) -> None:
    api.respond("<html>\n<h1>502  Bad Gateway</h1>" + "x" * 10_000, status=502)
    with pytest.raises(ServerError, match="<html> <h1>502 Bad Gateway</h1>xxx") as refused:
        store.competitions.list()
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "response",
    [
        "<html>Sign in to the hotel's network</html>",
        '{"id": 1}',
        '[{"id": "not all columns"}]',
        "",
        "[{",
        "null",
    ],
)
def test_response_of_another_kind_is_unexpected(
    store: KaggleStore, api: MockApi, response: str
) -> None:
    api.respond(response)
    with pytest.raises(UnexpectedResponse, match=r"competitions\.list: HTTP 200 from") as error:
        store.competitions.list()
    assert error.value.status == 200
    assert response[:20] in str(error.value)


@pytest.mark.parametrize("body", ["", "[]"])
def test_redirect_is_unexpected(store: KaggleStore, api: MockApi, body: str) -> None:
    api.respond(httpx.Response(302, headers={"location": "https://elsewhere.test"}, text=body))
    with pytest.raises(UnexpectedResponse, match="HTTP 302"):
        store.competitions.list()


@pytest.mark.parametrize("header", [{}, {"content-range": "*/*"}])
def test_count_without_number_is_unexpected(store: KaggleStore, api: MockApi, header: Any) -> None:
    api.respond(httpx.Response(200, text="[]", headers=header))
    with pytest.raises(UnexpectedResponse, match=r"competitions\.count"):
        store.competitions.count()


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, text=f"<p>{KEY}</p>"),
        httpx.Response(500, text=f"apikey: {KEY}"),
        httpx.Response(401, json={"message": f"{KEY} is wrong", "hint": KEY}),
        httpcore.ConnectError(f"could not send {KEY}"),
    ],
    ids=str,
)
def test_key_in_response_is_redacted(store: KaggleStore, api: MockApi, response: Any) -> None:
    api.respond(response)
    with pytest.raises(KaggleStoreError) as error:
        store.competitions.list()
    assert KEY not in str(error.value) + repr(error.value)
    assert "[hidden]" in str(error.value)


def test_errors_can_be_pickled() -> None:
    error = MetricDirectionLocked("x", operation="a.b", code="KS101", status=400, detail="{}")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)
    wrong = pickle.loads(pickle.dumps(InvalidInput("x", operation="a.b", errors=["y", "z"])))
    assert (wrong.errors, str(wrong)) == (("y", "z"), "a.b: x")


def test_error_tree_in_docstring_is_complete() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if inspect.isclass(kind) and issubclass(kind, KaggleStoreError)
    ]
    assert len(kinds) > 20
    for kind in kinds:
        assert f"{kind.__name__} " in f"{errors.__doc__} ".replace("\n", " ")


def test_every_error_is_public() -> None:
    kinds = {
        name
        for name, kind in vars(errors).items()
        if inspect.isclass(kind) and issubclass(kind, KaggleStoreError)
    }
    assert kinds <= set(kaggle_store.__all__)


def test_invalid_input_names_every_field(store: KaggleStore, api: MockApi) -> None:
    with pytest.raises(ValueError, match=r"Competition\.title: .*500 characters") as refused:
        store.competitions.create(
            kaggle_id="x",
            title="X" * 501,
            team_limit=0,
            colour="red",  # type: ignore[call-arg]  # pyright: ignore
        )
    assert isinstance(refused.value, InvalidInput)
    assert refused.value.operation == "competitions.create"
    assert [error.partition(":")[0] for error in refused.value.errors] == [
        "Competition.title",
        "Competition.team_limit",
        "Competition.colour",
    ]
    assert api.requests == []


def test_failed_server_names_the_disk(api: MockApi, store: KaggleStore) -> None:
    """PostgREST sends this text alone when it cannot write its log."""
    api.respond("Something went wrong", status=500)
    with pytest.raises(Unavailable, match="a full disk, its own or the database's"):
        store.competitions.list()


def test_full_disk_has_its_own_error(api: MockApi, store: KaggleStore) -> None:
    message = 'could not extend file "base/5/17088": No space left on device'
    body = {"code": "53100", "message": message, "hint": "Check free disk space.", "details": None}
    api.respond(json.dumps(body), status=503)
    with pytest.raises(DiskFull, match="No space left on device") as caught:
        store.competitions.list()
    assert caught.value.hint == "Check free disk space."
