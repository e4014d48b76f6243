"""A successful response with another content, for every method of every resource."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pyarrow as pa
import pytest

from kaggle_store import KaggleStore, NotFound, TruncatedResponse, UnexpectedResponse
from kaggle_store.errors import MissingSchema
from tests.store.conftest import open_client
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.test_repeat_kinds import ID, RESOURCES, arguments_of
from tests.unit.test_repeat_kinds import VERBS as ALL_VERBS

VERBS = [each for each in ALL_VERBS if each not in (("artifacts", "put"), ("artifacts", "prune"))]
"""Those whose first step is a request, and that need its rows."""

BODIES: dict[str, str | bytes] = {
    "null": "null",
    "object": "{}",
    "text": '""',
    "number": "7",
    "list of null": "[null]",
    "list of lists": "[[]]",
    "empty row": "[{}]",
    "nothing": "",
    "HTML": "<html>Please sign in</html>",
    "truncated": '[{"id": "00000000-0000-7000-8000-000000000000", "ti',
    "not UTF-8": b"[\xff]",
    "deep": "[" * 100_000,
}
RETURN_NOTHING = {
    "agent_executions.refresh_summary",
    "gpu_sessions.set_ssh",
    "upkeep.refresh_execution_summary",
}
COUNT_ONLY = {
    *("notifications.dismiss", "notifications.release", "notifications.retry"),
    *("system_metrics.record", "system_metrics.record_rows"),
}


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest, api: MockApi) -> Iterator[KaggleStore]:
    with open_client(request.param, URL, KEY, retry_for=0, jwt_secret=KEY) as store:
        yield store


def _call(client: KaggleStore, resource: str, verb: str) -> Any:
    args, kwargs = arguments_of(resource, verb)
    result = getattr(getattr(client, resource), verb)(*args, **kwargs)
    return list(result) if isinstance(result, Iterator) else result


def _error(client: KaggleStore, resource: str, verb: str) -> Exception | None:
    try:
        _call(client, resource, verb)
    except Exception as error:
        return error
    return None


def _may_return(name: str, body: str) -> bool:
    if name in RETURN_NOTHING:
        return body in {"null", "nothing"}
    if name in COUNT_ONLY:
        return body == "number"
    # A deleted row's columns are not read.
    return name.endswith(".delete") and body == "empty row"


@pytest.mark.parametrize("body", BODIES)
def test_other_content_is_unexpected(client: KaggleStore, api: MockApi, body: str) -> None:
    for resource, verb in VERBS:
        name = f"{resource}.{verb}"
        api.respond(httpx.Response(200, content=BODIES[body]))
        error = _error(client, resource, verb)
        if _may_return(name, body):
            assert error is None, name
            continue
        assert isinstance(error, UnexpectedResponse), name
        assert error.status == 200, name
        assert str(error.operation).startswith(resource), name


NEED_ROWS = {"create_many", "upsert_many", "run_all", "series", "series_to_arrow"}
MAY_LACK_ROWS = ("Rows[", "Stream[", "pyarrow.Record", "| None]", "pyarrow.Table")


def test_empty_list_where_a_row_must_come(client: KaggleStore, api: MockApi) -> None:
    for resource, verb in VERBS:
        api.respond("[]")
        returned = getattr(type(RESOURCES[resource]), verb).__annotations__["return"]
        optional = any(part in returned for part in MAY_LACK_ROWS)
        if optional and verb not in NEED_ROWS:
            result = _call(client, resource, verb)
            assert result is None or len(result) == 0, f"{resource}.{verb}"
            continue
        error = _error(client, resource, verb)
        assert isinstance(error, UnexpectedResponse | NotFound), f"{resource}.{verb}"


@pytest.mark.parametrize("entity", ["agent_executions", "training_jobs"])
@pytest.mark.parametrize("body", BODIES)
def test_claim_of_other_content_is_unexpected(
    store: KaggleStore, api: MockApi, entity: str, body: str
) -> None:
    api.respond(httpx.Response(200, content=BODIES[body]))
    with pytest.raises(UnexpectedResponse), getattr(store, entity).work(worker="w"):
        pytest.fail("nothing was claimed")


def test_arrow_error_is_not_raised_bare(client: KaggleStore, api: MockApi) -> None:
    api.respond('[{"id": 1, "kaggle_id": {}}]')
    with pytest.raises(UnexpectedResponse) as raised:
        client.competitions.to_arrow()
    assert not isinstance(raised.value, pa.ArrowException)


@pytest.mark.parametrize(
    "read",
    [
        lambda store: store.upkeep.integrity_report(),
        lambda store: store.upkeep.store_health(),
        lambda store: store.upkeep.ensure_metric_partitions(),
        lambda store: store.configurations.update_where({"id": ID}, config_value=1),
    ],
)
def test_cut_response_is_an_error(client: KaggleStore, api: MockApi, read: Any) -> None:
    api.respond(httpx.Response(206, text="[]", headers={"content-range": "0-0/2"}))
    with pytest.raises(TruncatedResponse, match=r"0 of 2 rows .* Max rows") as raised:
        read(client)
    assert raised.value.status == 206
    assert "count=exact" in api.prefer


def test_ambiguous_function_is_a_missing_schema(client: KaggleStore, api: MockApi) -> None:
    message = "Could not choose the best candidate function between: …"
    api.respond(httpx.Response(300, json={"code": "PGRST203", "message": message}))
    with pytest.raises(MissingSchema, match="Could not choose") as raised:
        client.gpu_sessions.due()
    assert (raised.value.code, raised.value.status) == ("PGRST203", 300)
