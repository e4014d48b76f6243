"""Arguments of a wrong type, in every method, raise `InvalidInput` before a request is sent."""

from __future__ import annotations

import inspect
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kaggle_store import InvalidInput, KaggleStore, KaggleStoreError
from tests.unit.conftest import MockApi
from tests.unit.test_repeat_kinds import ID, RESOURCES, VERBS, arguments_of

NULLABLE = {
    "gpu_sessions.set_ssh.info",
    "competitions.correct_metric_direction.direction",
    "execution_steps.record.result",
}
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


def test_required_argument_is_not_none(api: MockApi, store: KaggleStore) -> None:
    refused = []
    for resource, verb, name in REQUIRED:
        with suppress(InvalidInput):
            _call(store, resource, verb, **{name: None})
            continue
        refused.append((resource, verb, name))
    assert refused == REQUIRED
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


MISFITS: list[Any] = [object(), 5, [1], [("a", "x")], {1: 2}, "?", None]
ARGUMENTS = [
    (resource, verb, name)
    for resource, verb in VERBS
    for name, each in _parameters(resource, verb).items()
    if name != "self" and each.kind is not each.VAR_KEYWORD
]


@pytest.mark.parametrize("resource", dict.fromkeys(resource for resource, _ in VERBS))
def test_misfit_argument_raises_no_bare_exception(
    api: MockApi,
    store: KaggleStore,
    resource: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The storage of all tests has files of other tests.
    monkeypatch.setenv("KAGGLE_STORE_ARTIFACTS", str(tmp_path))
    for found, verb, name in ARGUMENTS:
        for misfit in MISFITS if found == resource else ():
            api.respond("[]")
            try:
                _call(store, resource, verb, **{name: misfit})
            except KaggleStoreError:
                pass  # What is accepted fails by the empty response, or not at all.
            except Exception as error:
                pytest.fail(f"{resource}.{verb}: {name}={misfit!r}: {error!r}")


@pytest.mark.parametrize("order", [None, 5, [1], {"title": 1}], ids=repr)
def test_misfit_order_is_named(api: MockApi, store: KaggleStore, order: Any) -> None:
    for call in (
        store.competitions.list,
        store.submissions.ranking,
        store.agent_executions.costs_list,
    ):
        with pytest.raises(InvalidInput, match=r": order"):
            call(order=order)
    assert api.requests == []


@pytest.mark.parametrize("where", [None, 5, [("title", "x")], {1: "x"}, "title"], ids=repr)
def test_misfit_where_is_named(api: MockApi, store: KaggleStore, where: Any) -> None:
    with pytest.raises(InvalidInput, match=r"update_where: where"):
        store.competitions.update_where(where, title="y")
    assert api.requests == []


@pytest.mark.parametrize("values", [None, 5, [1, 2], "loss"], ids=repr)
def test_misfit_metrics_are_named(store: KaggleStore, tmp_path: Path, values: Any) -> None:
    with store.system_metrics.recorder(spool=tmp_path, close_within=0) as log:
        with pytest.raises(InvalidInput, match="values: "):
            log.metrics(values)
        with pytest.raises(InvalidInput, match="metric_name: "):
            log([1], 0.5)  # type: ignore[arg-type] # on purpose


@pytest.mark.parametrize("status", ["running", "done"])
def test_close_names_only_statuses_of_an_end(api: MockApi, store: KaggleStore, status: Any) -> None:
    problem = r"GpuSession\.status: Input should be 'terminated' or 'failed' \("
    with pytest.raises(InvalidInput, match=problem):
        store.gpu_sessions.close(ID, status=status)
    assert api.requests == []


@pytest.mark.parametrize("decision", ["pending", "approved"])
def test_respond_names_only_decisions(api: MockApi, store: KaggleStore, decision: Any) -> None:
    problem = r"\.decision: Input should be 'approve', 'edit', 'reject' or 'respond'[^,]*\("
    with pytest.raises(InvalidInput, match=problem):
        store.human_interventions.respond(ID, decision)
    assert api.requests == []
