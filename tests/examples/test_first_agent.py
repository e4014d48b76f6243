"""The tutorial's agent: two workers, one killed in mid-training, and a Kaggle that times out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.testing import FakeKaggle, Fault
from tests.docs.blocks import DOCS, blocks_of
from tests.examples.conftest import Programs, until

MOST_LINES = 80


@pytest.fixture
def agent(programs: Programs, kaggle: FakeKaggle) -> Path:
    """Write the tutorial's programs as its reader does, and return the agent."""
    for block in blocks_of(DOCS / "tutorial" / "index.md"):
        if block.title and block.title.endswith(".py"):
            (programs.folder / block.title).write_text(block.body)
    kaggle.add_competition("titanic", title="Titanic", daily_limit=10, scorer=lambda _: 0.78947)
    return programs.folder / "agent.py"


def test_two_workers_complete_two_executions(
    agent: Path,
    store: KaggleStore,
    kaggle: FakeKaggle,
    programs: Programs,
    set_clock: Callable[[str], None],
) -> None:
    titanic = store.competitions.upsert(kaggle_id="titanic", title="Titanic")
    store.agent_executions.create(competition_id=titanic.id, execution_name="second try")
    workers = [programs.start(agent), programs.start(agent)]
    until(lambda: store.training_jobs.count(current_epoch__gte=3) == 2, "both train")
    workers[0].kill()
    programs.finish(workers[1])
    assert store.human_interventions.pending(), "the other worker has finished its part"
    set_clock("2 minutes")
    programs.run(agent)

    programs.run(programs.folder / "approve.py")
    kaggle.fail("CreateSubmission", Fault.lost_response())
    workers = [programs.start(agent), programs.start(agent)]
    for worker in workers:
        programs.finish(worker)

    executions = store.agent_executions.list()
    assert [each.status for each in executions] == ["completed"] * 2
    sent = store.submissions.list()
    assert {each.execution_id for each in sent} == {each.id for each in executions}
    assert [(each.submission_status, each.public_score) for each in sent] == [
        ("scored", 0.78947)
    ] * 2
    assert len(kaggle.submissions) == 2
    assert sorted(job.attempts for job in store.training_jobs.list()) == [1, 2]
    assert store.gpu_sessions.due() == []
    assert store.submissions.quota(titanic.id).used_today == 2
    assert not any(row.findings for row in store.upkeep.integrity_report())


def test_agent_has_at_most_80_lines(agent: Path) -> None:
    assert len(agent.read_text().splitlines()) <= MOST_LINES
