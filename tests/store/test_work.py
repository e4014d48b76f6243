"""Work under a lease: what leaving the block means, and that losing the lease stops it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, LeaseLost, MoveRefused, NotFound
from kaggle_store.models import AgentExecution
from tests.conftest import Owner, Stack
from tests.store.samples import Samples

Clock = Callable[[str], None]


@pytest.fixture
def execution(store: KaggleStore) -> AgentExecution:
    return Samples(store).execution


@pytest.fixture
def open_async(stack: Stack) -> Callable[[], AsyncKaggleStore]:
    return lambda: AsyncKaggleStore(stack.api_url, stack.secret_key)


def _now(store: KaggleStore) -> tuple[Any, ...]:
    (row,) = store.agent_executions.list()
    return row.status, row.attempts, row.lease_expires_at is not None, row.error_message


def test_a_block_that_decides_nothing_gives_the_work_back(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with store.agent_executions.work(worker="me") as job:
        assert job is not None
        assert (job.id, job.execution.worker, job.lost) == (execution.id, "me", False)
        assert _now(store) == ("pending", 1, True, None)
    assert _now(store) == ("pending", 0, False, None)


def test_there_is_no_job_where_nothing_can_be_claimed(store: KaggleStore) -> None:
    with store.agent_executions.work() as job:
        assert job is None


def test_an_exception_is_a_failure_that_is_tried_again(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with pytest.raises(ZeroDivisionError), store.agent_executions.work():
        _ = 1 / 0
    assert _now(store) == ("pending", 1, False, "ZeroDivisionError('division by zero')")
    assert store.agent_executions.claim(worker="next") == []


def test_an_interruption_is_no_failure(store: KaggleStore, execution: AgentExecution) -> None:
    with pytest.raises(KeyboardInterrupt), store.agent_executions.work():
        raise KeyboardInterrupt
    assert _now(store) == ("pending", 0, False, None)


def test_an_exception_with_strange_text_can_be_told(
    store: KaggleStore, execution: AgentExecution
) -> None:
    class StrangeError(Exception):
        def __repr__(self) -> str:
            return "a\0b\ud800" + "c" * 20_000

    with pytest.raises(StrangeError), store.agent_executions.work():
        raise StrangeError
    message = store.agent_executions.get(execution.id).error_message
    assert message is not None
    assert message.startswith("ab?c")
    assert len(message) < 10_001


def test_work_goes_through_its_states_to_its_end(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with store.agent_executions.work(poll=0.01) as job:
        with pytest.raises(MoveRefused):
            job.complete()
        assert not job.lost
        job.move("data_acquisition")
        job.move("research")
        job.move("code_generation")
        job.move("training")
        assert job.move("training", current_step=5).current_step == 5
        job.move("submission")
        assert job.execution.status == "submission"
        done = job.complete()
        assert (done, job.lost) == (job.execution, False)
        assert job.complete().completed_at == done.completed_at
    assert _now(store) == ("completed", 1, False, None)


def test_work_that_failed_for_good_stays_failed(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        assert job.fail("no data", retry=False).status == "failed"
    assert _now(store) == ("failed", 1, False, "no data")


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_a_move_to_an_end_ends_the_work(
    store: KaggleStore, execution: AgentExecution, end: Any
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        assert job.move(end).status == end
        assert not job.lost
    assert _now(store) == (end, 1, False, None)


def test_a_move_starts_from_where_the_work_really_is(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        for status in ("data_acquisition", "research", "code_generation", "training"):
            job.move(status)
        question = _question(store, execution, pauses=True)
        assert job.execution.status == "training"
        with pytest.raises(MoveRefused) as refused:
            job.move("research")
        assert refused.value.facts["from"] == "human_review"
        store.human_interventions.respond(question, "approved")
        assert job.move("training", current_step=5).current_step == 5
        assert job.move("submission").status == "submission"


def test_a_move_of_work_that_is_gone_says_so(
    store: KaggleStore, execution: AgentExecution, owner: Owner
) -> None:
    with pytest.raises(LeaseLost), store.agent_executions.work() as job:  # noqa: PT012
        assert job is not None
        owner.execute("delete from agent_executions")
        with pytest.raises(NotFound, match=r"agent_executions\.move"):
            job.move("data_acquisition")


def test_a_move_of_work_that_others_have_ended_is_late(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with pytest.raises(LeaseLost), store.agent_executions.work() as job:  # noqa: PT012
        assert job is not None
        store.agent_executions.move(execution.id, "cancelled")
        job.move("data_acquisition")


def test_work_that_is_given_back_waits_as_long_as_asked(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        job.release(delay=60)
    assert store.agent_executions.claim(worker="next") == []
    set_clock("61 seconds")
    assert store.agent_executions.claim(worker="next")[0].attempts == 1


def test_writes_of_the_jobs_store_carry_the_lease(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        changed = job.store.agent_executions.update(execution.id, execution_name="mine")
        assert changed.execution_name == "mine"
        history = list(job.store.audit_log.of_execution(execution.id))
        assert job.store.research_results.count() == 0
        job.store.close()
        assert job.move("data_acquisition").status == "data_acquisition"
    assert history[0].action == "insert"


def test_a_lost_lease_stops_every_call_of_the_jobs_store(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with pytest.raises(LeaseLost), store.agent_executions.work(lease=60) as job:  # noqa: PT012
        assert job is not None
        set_clock("61 seconds")
        with pytest.raises(LeaseLost):
            job.store.agent_executions.update(execution.id, execution_name="late")
        assert job.lost
        with pytest.raises(LeaseLost, match=r"competitions\.list"):
            job.store.competitions.list()
        with pytest.raises(LeaseLost):
            job.complete()
        job.check()
    assert _now(store)[3] is None
    (again,) = store.agent_executions.claim(worker="next")
    assert (again.resume_reason, again.execution_name) == ("reclaimed", execution.execution_name)


def test_a_heartbeat_that_is_refused_loses_the_job(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with (  # noqa: PT012
        pytest.raises(LeaseLost),
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        assert job is not None
        set_clock("61 seconds")
        # Sleeping under the lease ends with it, and not after an hour.
        job.store.human_interventions.wait_for_response(_question(store, execution), every=3600)


def test_work_whose_lease_is_lost_may_fail_with_its_own_error(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with pytest.raises(ZeroDivisionError), store.agent_executions.work(lease=60) as job:  # noqa: PT012
        assert job is not None
        set_clock("61 seconds")
        with pytest.raises(LeaseLost):
            job.move("data_acquisition")
        _ = 1 / 0
    assert _now(store)[3] is None


def test_heartbeats_keep_the_lease(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with store.agent_executions.work(lease=60, heartbeat_every=0.01) as job:
        assert job is not None
        first = store.agent_executions.get(execution.id).lease_expires_at
        assert first is not None
        _await(lambda: (job.execution.lease_expires_at or first) > first)
        assert not job.lost


def test_a_job_of_a_job_carries_both_leases(store: KaggleStore) -> None:
    samples = Samples(store)
    assert samples.job.status == "queued"
    with store.agent_executions.work() as work:
        assert work is not None
        with work.store.training_jobs.work() as job:
            assert job is not None
            job.report(epoch=1, total_epochs=2, metrics={"loss": float("nan")})
            job.store.agent_executions.update(work.id, execution_name="both")
            job.store.training_jobs.update(job.id, logs_path="log")
            assert job.training_job.progress == 0.5
            assert job.complete(final_test_score=0.5).status == "completed"
        assert not work.lost


def test_no_thread_is_left_behind(store: KaggleStore, execution: AgentExecution) -> None:
    before = threading.active_count()
    with store.agent_executions.work() as job:
        assert job is not None
        assert threading.active_count() == before + 1
    assert threading.active_count() == before


def _await(happens: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(1000):
        if happens():
            return
        waiting.wait(0.01)
    pytest.fail("it did not happen")


def _question(store: KaggleStore, execution: AgentExecution, pauses: bool = False) -> Any:
    return store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        title="Go on?",
        description="?",
        pauses_execution=pauses,
    ).id


async def test_an_awaited_block_works_to_its_end(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with (
        open_async() as opened,
        opened.agent_executions.work(poll=0.01, lease=60, heartbeat_every=0.01) as job,
    ):
        first = job.execution.lease_expires_at
        while job.execution.lease_expires_at == first:
            await asyncio.sleep(0)
        await job.move("data_acquisition")
        await job.store.agent_executions.update(job.id, execution_name="mine")
        await job.fail("no", retry=False)
    assert _now(store) == ("failed", 1, False, "no")


async def test_an_awaited_block_is_given_back_or_fails(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with open_async() as opened:
        async with opened.agent_executions.work() as job:
            assert job is not None
        assert _now(store) == ("pending", 0, False, None)
        with pytest.raises(ZeroDivisionError):
            async with opened.agent_executions.work():
                _ = 1 / 0
        assert _now(store)[1:] == (1, False, "ZeroDivisionError('division by zero')")
        async with opened.agent_executions.work() as job:
            assert job is None


async def test_an_awaited_block_is_cancelled_when_its_lease_is_lost(
    open_async: Callable[[], AsyncKaggleStore],
    store: KaggleStore,
    execution: AgentExecution,
    set_clock: Clock,
) -> None:
    async with open_async() as opened:
        with pytest.raises(LeaseLost):  # noqa: PT012
            async with opened.agent_executions.work(lease=60, heartbeat_every=0.01):
                set_clock("61 seconds")
                await asyncio.sleep(3600)
        task = asyncio.current_task()
        assert task is not None
        assert task.cancelling() == 0
    assert _now(store)[3] is None


async def test_a_block_that_is_cancelled_by_others_is_given_back(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with open_async() as opened:
        started = asyncio.Event()

        async def run() -> None:
            async with opened.agent_executions.work():
                started.set()
                await asyncio.sleep(3600)

        task = asyncio.create_task(run())
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert _now(store) == ("pending", 0, False, None)


async def test_a_timeout_in_the_block_is_a_failure_and_one_around_it_is_none(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with open_async() as opened:
        with pytest.raises(TimeoutError):  # noqa: PT012
            async with asyncio.timeout(60) as limit, opened.agent_executions.work():
                limit.reschedule(asyncio.get_running_loop().time())
                await asyncio.sleep(3600)
        assert _now(store) == ("pending", 0, False, None)
        with pytest.raises(TimeoutError):
            async with opened.agent_executions.work(), asyncio.timeout(0):
                await asyncio.sleep(3600)
        assert _now(store) == ("pending", 1, False, "TimeoutError()")


async def test_a_claim_that_is_cancelled_leaves_nothing_claimed(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with open_async() as opened:
        for moment in range(12):

            async def run() -> None:
                async with opened.agent_executions.work():
                    await asyncio.sleep(3600)

            task = asyncio.create_task(run())
            for _ in range(2**moment):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert _now(store) == ("pending", 0, False, None)
