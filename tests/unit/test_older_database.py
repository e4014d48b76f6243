"""Rows of a database that is older than this package lack columns: a missing migration."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kaggle_store import KaggleStore, MissingSchema, UnexpectedResponse
from kaggle_store._transport._migration_objects import CREATED_OBJECTS
from tests.unit.conftest import MockApi
from tests.unit.leased_work import row

LATER = "20270101000000_rounds.sql"


@pytest.fixture
def older(api: MockApi, monkeypatch: pytest.MonkeyPatch) -> MockApi:
    """A store without the column `agent_executions.round`, which a later migration adds."""
    monkeypatch.setitem(CREATED_OBJECTS, LATER, ("agent_executions.round",))
    found = row()
    del found["round"]
    api.respond(json.dumps([found]))
    return api


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.agent_executions.list(),
        lambda store: store.agent_executions.claim(worker="w"),
    ],
    ids=["table", "function"],
)
def test_row_without_new_column_names_migration(
    older: MockApi, store: KaggleStore, call: Callable[[Any], Any]
) -> None:
    with pytest.raises(MissingSchema) as raised:
        call(store)
    assert raised.value.missing == "column agent_executions.round"
    assert raised.value.migration == LATER
    assert "kaggle-store install" in str(raised.value.hint)


def test_column_of_the_first_release_names_table(api: MockApi, store: KaggleStore) -> None:
    found = row()
    del found["execution_name"]
    api.respond(json.dumps([found]))
    with pytest.raises(MissingSchema) as raised:
        store.agent_executions.list()
    assert raised.value.migration == "20261123010300_agent_executions.sql"


@pytest.mark.parametrize("body", ["[{}]", '[{"status": "ok"}]', "{}"])
def test_other_json_is_no_missing_column(api: MockApi, store: KaggleStore, body: str) -> None:
    api.respond(body)
    with pytest.raises(UnexpectedResponse):
        store.agent_executions.list()
