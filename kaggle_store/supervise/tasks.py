"""The tasks of the supervisor, each with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kaggle_store.artifact_files.roots import is_used_here
from kaggle_store.client import KaggleStore
from kaggle_store.errors import ProviderError
from kaggle_store.integrations.gpu import Provider, Terminations, compare
from kaggle_store.integrations.kaggle import Kaggle, Sync
from kaggle_store.integrations.kaggle.credentials import are_given
from kaggle_store.integrations.notifications import Notifier
from kaggle_store.supervise import upkeep
from kaggle_store.supervise.metrics import MetricExports
from kaggle_store.supervise.supervisor import IsStopped, Result, Task

TASKS: Mapping[str, float] = {
    "terminations": 10.0,
    "machines": 300.0,
    "upkeep": 30.0,
    "notifications": 10.0,
    "kaggle": 900.0,
    "artifacts": 3600.0,
}
"""The names of the tasks, and their intervals in seconds."""


def usable(store: KaggleStore) -> list[str]:
    """Return the tasks that have something to work with on this machine.

    `kaggle` needs credentials of Kaggle; `artifacts` a storage that is named by a setting, or the
    default folder, if it exists.
    """
    has = {"kaggle": are_given(), "artifacts": is_used_here(store.settings.artifacts_root())}
    return [name for name in TASKS if has.get(name, True)]


def tasks(
    store: KaggleStore,
    patient: KaggleStore,
    providers: Mapping[str, Provider],
    *,
    intervals: Mapping[str, float] = TASKS,
) -> Sequence[Task]:
    """Return the tasks of a store; `patient` is a client with a timeout for upkeep.

    Each provider has tasks of its own: one that does not respond delays no other. A further task
    reports what is due at providers that are not there.
    """
    every = {**TASKS, **intervals}
    notifier = Notifier(store, look_every=every["notifications"])
    return [
        *(
            Task("terminations", every["terminations"], partial(_terminate, store, each), name)
            for name, each in providers.items()
        ),
        Task("terminations", every["terminations"], partial(_terminate, store, None)),
        *(
            Task("machines", every["machines"], partial(_compare, store, each), name)
            for name, each in providers.items()
        ),
        Task("upkeep", every["upkeep"], partial(upkeep.run_due, patient, MetricExports())),
        Task("notifications", every["notifications"], partial(_notify, notifier)),
        Task("kaggle", every["kaggle"], partial(_sync, store)),
        Task("artifacts", every["artifacts"], partial(_prune, patient)),
    ]


def _terminate(
    store: KaggleStore, provider: Provider | None, is_stopped: IsStopped
) -> Iterator[Result]:
    for attempt in Terminations(store, provider).run(is_stopped):
        yield Result(str(attempt), is_error=attempt.error is not None)


def _compare(store: KaggleStore, provider: Provider, _: IsStopped) -> Iterator[Result]:
    try:
        found = compare(store, provider)
    except ProviderError as error:
        yield Result(error.message, is_error=True)
        return
    for id, machine in found.strays.items():
        price = machine.get("price_per_hour")
        cost = f" and costs {price} $ an hour" if price is not None else ""
        yield Result(f"machine {id} has no session{cost}", is_error=True)
    for session, id in found.missing.items():
        yield Result(f"machine {id} of session {session} is not listed", is_error=True)


def _notify(notifier: Notifier, is_stopped: IsStopped) -> Iterator[Result]:
    for outcome in notifier.run(is_stopped):
        yield Result(str(outcome), is_error=bool(outcome.error))


def _sync(store: KaggleStore, _: IsStopped) -> Iterator[Result]:
    # The credentials are read again in each round, as they may have been replaced.
    done = Kaggle(store).sync()
    yield from (Result(text) for text in _changes(done))
    yield from (Result(error, is_error=True) for error in done.errors)


def _changes(done: Sync) -> Iterator[str]:
    """Yield what a round has changed in the store."""
    if (found := done.discovery) and (found.added or found.changed):
        yield f"competitions: {found.added} added, {found.changed} changed"
    for each in done.competitions:
        if (row := each.reconciled) and (row.scored or row.failed):
            yield f"{each.kaggle_id}: {row.scored or 0} scored, {row.failed or 0} failed"


def _prune(store: KaggleStore, _: IsStopped) -> Iterator[Result]:
    done = store.artifacts.prune()
    if done.removed or done.leftovers:
        yield Result(f"removed {done.removed} of the archive, {done.leftovers} without a row")
    if done.problems:
        text = f"not removed: {done.problems[0]}"
        others = len(done.problems) - 1
        yield Result(f"{text}, and {others} others" if others else text, is_error=True)
