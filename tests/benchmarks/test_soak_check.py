"""What the soak's checks find: each kind of violation, and growth."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from benchmarks.soak_check import Acknowledged, growth_of, violations
from benchmarks.soak_worker import POINT, Journal
from kaggle_store import KaggleStore
from tests.conftest import Owner

MEMORY = "memory of a worker process, MB"


@pytest.fixture
def execution(store: KaggleStore) -> UUID:
    """Return the id of an execution."""
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    return store.agent_executions.create(competition_id=competition.id, execution_name="run").id


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Return the journal of process p0."""
    return Journal(tmp_path / "p0.journal")


def found(owner: Owner, folder: Path) -> list[str]:
    return [*violations(owner, Acknowledged.read(folder))]


def create_code(store: KaggleStore, execution: UUID, id: UUID) -> None:
    store.generated_code.create(
        id=id, execution_id=execution, code_type="training", file_name="a.py", code_content="pass"
    )


def test_acknowledged_rows_are_no_violation(
    store: KaggleStore, owner: Owner, execution: UUID, journal: Journal, tmp_path: Path
) -> None:
    create_code(store, execution, journal.sends("generated_code"))
    # The response to the second was lost.
    id = journal.sends("generated_code")
    create_code(store, execution, id)
    journal.acknowledged("generated_code", id)
    journal.write(error="LeaseLost", text="")
    assert found(owner, tmp_path) == []


def test_lost_row_is_found(owner: Owner, journal: Journal, tmp_path: Path) -> None:
    id = journal.sends("submissions")
    journal.acknowledged("submissions", id)
    assert found(owner, tmp_path) == [f"submissions: acknowledged and lost: 1, such as {id}"]


def test_row_that_was_never_sent_is_found(
    store: KaggleStore, owner: Owner, execution: UUID, tmp_path: Path
) -> None:
    create_code(store, execution, id := uuid4())
    assert found(owner, tmp_path) == [f"generated_code: stored and never sent: 1, such as {id}"]


def test_lost_completion_is_found(
    owner: Owner, execution: UUID, journal: Journal, tmp_path: Path
) -> None:
    journal.acknowledged("completed", execution)
    assert found(owner, tmp_path) == [
        f"agent_executions: completion lost: 1, such as {execution}",
        "executions whose writers are known: 0",
    ]


@pytest.mark.parametrize(
    ("stored", "is_right"),
    [
        ([0, 1, 2], True),
        ([0, 1, 2, 3], True),  # killed before the note of the last one
        ([0, 2], False),
        ([0, 1, 2, 2], False),
        ([0, 1, 2, 3, 4], False),
        ([], False),
    ],
)
def test_metric_points_are_stored_once(
    store: KaggleStore,
    owner: Owner,
    journal: Journal,
    tmp_path: Path,
    stored: list[int],
    is_right: bool,
) -> None:
    journal.write(points=3)
    for value in stored:
        store.system_metrics.create(
            metric_name=POINT, metric_value=value, metric_type="gauge", tags={"process": "p0"}
        )
    assert (found(owner, tmp_path) == []) == is_right


@pytest.mark.parametrize(("actors", "is_shared"), [("aab", False), ("aba", True)])
def test_writers_in_turns_are_found(
    owner: Owner, execution: UUID, tmp_path: Path, actors: str, is_shared: bool
) -> None:
    for actor in actors:
        owner.execute(
            "insert into public.audit_log"
            " (table_name, row_id, execution_id, action, actor_role, actor)"
            " values ('agent_executions', %s, %s, 'update', 'service_role', %s)",
            [execution, execution, f"p0.{actor}"],
        )
    problem = f"executions written by two workers in turns: 1, such as {execution} by p0.a"
    assert found(owner, tmp_path) == ([problem] if is_shared else [])


def test_second_completion_is_found(owner: Owner, execution: UUID, tmp_path: Path) -> None:
    for _ in range(2):
        owner.execute(
            "insert into public.audit_log"
            " (table_name, row_id, execution_id, action, actor_role, new_values)"
            " values ('agent_executions', %s, %s, 'update', 'service_role', %s)",
            [execution, execution, '{"status": "completed"}'],
        )
    assert found(owner, tmp_path) == [f"executions completed twice: 1, such as {execution}"]


def test_error_without_an_outage_is_found(owner: Owner, journal: Journal, tmp_path: Path) -> None:
    journal.write(error="MoveRefused", text="no")
    assert found(owner, tmp_path) == ["p0: MoveRefused: no"]


def test_growth_is_that_of_the_second_half() -> None:
    warming_up = [(float(n), 50.0 if n < 10 else 100.0) for n in range(20)]
    assert not growth_of(MEMORY, warming_up).is_too_much
    leaking = [(float(n), 100.0 + n) for n in range(20)]
    growth = growth_of(MEMORY, leaking)
    assert growth.growth == pytest.approx(9)
    assert growth.is_too_much
    noisy = [(float(n), 100.0 + n % 2) for n in range(20)]
    assert not growth_of(MEMORY, noisy).is_too_much
