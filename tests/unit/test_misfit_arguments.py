"""Arguments of a wrong type, in every method, raise `InvalidInput` before a request is sent."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from kaggle_store import InvalidInput, KaggleStore
from tests.unit.conftest import MockApi
from tests.unit.test_repeat_kinds import ID, RESOURCES, VERBS, arguments_of

NULLABLE = {"gpu_sessions.set_ssh.info", "competitions.correct_metric_direction.direction"}
"""Arguments that are required and may be None."""


def _parameters(resource: str, verb: str) -> dict[str, inspect.Parameter]:
    method = getattr(RESOURCES[resource], verb)
    return dict(inspect.signature(method.__wrapped__).parameters)


def _required(resource: str, verb: str) -> list[str]:
    found = _parameters(resource, verb).values()
    named = [each for each in found if each.kind is not each.VAR_KEYWORD]
    return [each.name for each in named if each.default is each.empty and each.name != "self"]


def _call(store: KaggleStore, resource: str, verb: str, **changed: Any) -> None:
    """Call a method with valid arguments, except for those changed."""
    args, kwargs = arguments_of(resource, verb)
    positional = [name for name in _parameters(resource, verb) if name != "self"]
    given = dict(zip(positional, args, strict=False))
    keywords = {**kwargs, **{name: each for name, each in changed.items() if name not in given}}
    found = getattr(getattr(store, resource), verb)(
        *({**given, **changed}[name] for name in given), **keywords
    )
    if inspect.isgenerator(found) or hasattr(found, "__next__"):
        list(found)


REQUIRED = [
    (resource, verb, name)
    for resource, verb in VERBS
    for name in _required(resource, verb)
    if f"{resource}.{verb}.{name}" not in NULLABLE
]


@pytest.mark.parametrize(("resource", "verb", "name"), REQUIRED, ids=map(".".join, REQUIRED))
def test_required_argument_is_not_none(
    api: MockApi, store: KaggleStore, resource: str, verb: str, name: str
) -> None:
    with pytest.raises(InvalidInput):
        _call(store, resource, verb, **{name: None})
    assert api.requests == []


@pytest.mark.parametrize("verb", ["get", "update", "delete"])
def test_key_is_one_value(api: MockApi, store: KaggleStore, verb: str) -> None:
    with pytest.raises(InvalidInput, match=r"Competition\.id: "):
        _call(store, "competitions", verb, id=[ID, ID])
    assert api.requests == []


def test_audit_log_names_the_table_meant(api: MockApi, store: KaggleStore) -> None:
    problem = r"audit_log\.by_row: table: .*did you mean training_jobs\?"
    with pytest.raises(InvalidInput, match=problem):
        list(store.audit_log.by_row("training_job", ID))
    assert api.requests == []
