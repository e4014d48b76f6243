"""Messages about refused input say what is wrong, without names of the validating library."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kaggle_store import InvalidInput, KaggleStore
from tests.unit.conftest import MockApi
from tests.unit.test_repeat_kinds import ID

Call = Callable[[KaggleStore], object]


def _with_deadline(value: Any) -> Call:
    return lambda s: s.competitions.create(kaggle_id="x", title="x", deadline=value)


def _buckets(attempt: Any) -> Call:
    return lambda s: s.system_metrics.buckets(ID, "loss", attempt=attempt)


NO_DATETIME = "Input should be a datetime with a time zone"
NO_ATTEMPT = "buckets.attempt: Input should be 'newest', 'all' or an integer from 0 to 999,999,999"
ROW: Any = {"kaggle_id": "x"}
NOTHING: Any = None
NUMBER: Any = 5

MESSAGES: dict[str, tuple[Call, str]] = {
    "a row without title": (
        lambda s: s.competitions.create_many([ROW]),
        "competitions.create_many: Competition[0].title: Field required",
    ),
    "a failure without error": (
        lambda s: s.agent_executions.fail(ID, lease_id=ID, error=NOTHING),
        "agent_executions.fail: AgentExecution.error: Field required",
    ),
    "a setting without value": (
        lambda s: s.configurations.set("k", None),
        "configurations.set: Configuration.value: Field required",
    ),
    "NaN in JSON": (
        lambda s: s.configurations.set("k", {"a": float("nan")}),
        "configurations.set: Configuration.value: JSON has no nan (at ['a'])",
    ),
    "a day of numpy": (
        _with_deadline(np.datetime64("2026-11-29")),
        f"competitions.create: Competition.deadline: {NO_DATETIME}, not datetime64",
    ),
    "nanoseconds of numpy": (
        _with_deadline(np.datetime64(1, "ns")),
        f"competitions.create: Competition.deadline: {NO_DATETIME}, not datetime64",
    ),
    "no time of pandas": (
        _with_deadline(pd.NaT),
        f"competitions.create: Competition.deadline: {NO_DATETIME} (given: NaT)",
    ),
    "an unknown attempt": (
        _buckets("last"),
        f"system_metrics.buckets: {NO_ATTEMPT} (given: 'last')",
    ),
    "a list as attempt": (_buckets([1]), f"system_metrics.buckets: {NO_ATTEMPT}, not list"),
    "a number as spool": (
        lambda s: s.system_metrics.recorder(spool=NUMBER),
        "system_metrics.recorder: recorder.spool: Input should be a path (given: 5)",
    ),
}


@pytest.mark.parametrize(("call", "message"), MESSAGES.values(), ids=MESSAGES)
def test_message_names_field_and_rule_only(
    api: MockApi, store: KaggleStore, call: Call, message: str
) -> None:
    with pytest.raises(InvalidInput) as raised:
        call(store)
    assert str(raised.value) == message
    assert api.requests == []


@pytest.mark.parametrize("attempt", [2, "2", np.int64(2)], ids=repr)
def test_attempt_takes_all_forms_of_a_number(
    api: MockApi, store: KaggleStore, attempt: Any
) -> None:
    store.system_metrics.buckets(ID, "loss", attempt=attempt)
    assert json.loads(api.last.content)["p_attempt"] == 2


@pytest.mark.parametrize(
    "given",
    [iter(["nlp", "cv"]), {"nlp": 1, "cv": 2}.keys(), {1: "nlp", 2: "cv"}.values()],
)
def test_filter_takes_any_iterable(api: MockApi, store: KaggleStore, given: Any) -> None:
    store.competitions.list(problem_type=given)
    assert ("problem_type", "in.(nlp,cv)") in api.params
