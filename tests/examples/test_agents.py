"""The example agents, killed twice, end with one scored submission."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from kaggle_store import KaggleStore
from kaggle_store.testing import FakeKaggle
from kaggle_store.testing.fake_kaggle import Fault
from tests.examples.conftest import EXAMPLES, Programs, until


@pytest.mark.parametrize(("program", "executions"), [("agent.py", 1), ("async_agent.py", 2)])
def test_agent_killed_twice_submits_once(
    program: str,
    executions: int,
    store: KaggleStore,
    kaggle: FakeKaggle,
    programs: Programs,
    set_clock: Callable[[str], None],
) -> None:
    first = programs.start(program)
    begun = partial(store.training_jobs.count, current_epoch__gte=5)
    until(lambda: begun() == executions, "five epochs of each")
    first.kill()
    set_clock("2 minutes")
    assert "waits for an answer: 'Submit the linear model?" in programs.run(program)
    jobs = store.training_jobs.list()
    assert [job.status for job in jobs] == ["completed"] * executions
    assert max(job.attempts for job in jobs) == 2

    asked = store.human_interventions.pending()
    assert len(asked) == executions
    for each in asked:
        store.human_interventions.respond(each.id, "edit", response_data={"message": "mine"})
    kaggle.fail("CreateSubmission", Fault.on_hold())
    second = programs.start(program)
    # Of each: one that is cut off before it arrives is unknown for ten minutes.
    until(lambda: len(kaggle.submissions) == executions, "the submissions have arrived")
    second.kill()
    kaggle.release()
    set_clock("4 minutes")
    assert "nothing is left that can be claimed" in programs.run(program)

    runs = store.agent_executions.list()
    assert [run.status for run in runs] == ["completed"] * executions
    sent = store.submissions.list()
    assert {row.execution_id for row in sent} == {run.id for run in runs}
    assert len(sent) == len(kaggle.submissions) == executions
    for arrived in kaggle.submissions:
        assert arrived.description.endswith(" mine")
        assert arrived.public_score
    for row in sent:
        assert row.submission_status == "scored"
        assert row.public_score == pytest.approx(float(kaggle.submissions[0].public_score or 0))
        assert row.public_score
        assert row.public_score > 0.9
    assert not any(row.findings for row in store.upkeep.integrity_report())


def test_agents_are_short() -> None:
    for program in ("agent.py",):
        assert len((EXAMPLES / program).read_text().splitlines()) < 100
