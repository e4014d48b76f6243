"""Work under a lease: what leaving the block does, and how a lost lease stops the work."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from kaggle_store import (
    AsyncKaggleStore,
    KaggleStore,
    LeaseLost,
    MoveRefused,
    NotFound,
    NothingSubmitted,
)
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


def _state(store: KaggleStore) -> tuple[Any, ...]:
    (row,) = store.agent_executions.list()
    return row.status, row.attempts, row.lease_expires_at is not None, row.error_message


def test_leaving_block_releases_work(store: KaggleStore, execution: AgentExecution) -> None:
    with store.agent_executions.work(worker="me") as job:
        assert job is not None
        assert (job.id, job.execution.worker, job.lost) == (execution.id, "me", False)
        assert _state(store) == ("pending", 1, True, None)
    assert _state(store) == ("pending", 0, False, None)


def test_no_claimable_work_yields_none(store: KaggleStore) -> None:
    with store.agent_executions.work() as job:
        assert job is None


def test_exception_fails_attempt(store: KaggleStore, execution: AgentExecution) -> None:
    with pytest.raises(ZeroDivisionError), store.agent_executions.work():
        _ = 1 / 0
    assert _state(store) == ("pending", 1, False, "ZeroDivisionError('division by zero')")
    assert store.agent_executions.claim(worker="next") == []


def test_keyboard_interrupt_releases_work(store: KaggleStore, execution: AgentExecution) -> None:
    with pytest.raises(KeyboardInterrupt), store.agent_executions.work():
        raise KeyboardInterrupt
    assert _state(store) == ("pending", 0, False, None)


def test_exception_text_is_sanitized(store: KaggleStore, execution: AgentExecution) -> None:
    class UnprintableError(Exception):
        def __repr__(self) -> str:
            return "a\0b\ud800" + "c" * 20_000

    with pytest.raises(UnprintableError), store.agent_executions.work():
        raise UnprintableError
    message = store.agent_executions.get(execution.id).error_message
    assert message is not None
    assert message.startswith("ab?c")
    assert len(message) < 10_001


def test_work_moves_through_all_states(store: KaggleStore, execution: AgentExecution) -> None:
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
        with pytest.raises(NothingSubmitted) as refused:
            job.complete()
        assert refused.value.facts["submissions"] == []
        assert not job.lost
        sent = job.store.submissions.reserve(
            execution_id=job.id, submission_file_path="submission.csv"
        )
        job.store.submissions.mark_submitted(sent.id)
        done = job.complete()
        assert (done, job.lost) == (job.execution, False)
        assert job.complete().completed_at == done.completed_at
    assert _state(store) == ("completed", 1, False, None)


def test_fail_without_retry_is_final(store: KaggleStore, execution: AgentExecution) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        assert job.fail("no data", retry=False).status == "failed"
    assert _state(store) == ("failed", 1, False, "no data")


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_move_to_terminal_status_ends_work(
    store: KaggleStore, execution: AgentExecution, end: Any
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        assert job.move(end).status == end
        assert not job.lost
    assert _state(store) == (end, 1, False, None)


def test_move_uses_current_status(store: KaggleStore, execution: AgentExecution) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        for status in ("data_acquisition", "research", "code_generation", "training"):
            job.move(status)
        intervention = _request(store, execution, pauses=True)
        assert job.execution.status == "training"
        with pytest.raises(MoveRefused) as refused:
            job.move("research")
        assert refused.value.facts["from"] == "human_review"
        store.human_interventions.respond(intervention, "approve")
        assert job.move("training", current_step=5).current_step == 5
        assert job.move("submission").status == "submission"


def test_move_of_deleted_execution_raises_not_found(
    store: KaggleStore, execution: AgentExecution, owner: Owner
) -> None:
    with pytest.raises(LeaseLost), store.agent_executions.work() as job:  # noqa: PT012
        assert job is not None
        owner.execute("delete from agent_executions")
        with pytest.raises(NotFound, match=r"agent_executions\.move"):
            job.move("data_acquisition")


def test_move_of_cancelled_execution_raises_lease_lost(
    store: KaggleStore, execution: AgentExecution
) -> None:
    with pytest.raises(LeaseLost), store.agent_executions.work() as job:  # noqa: PT012
        assert job is not None
        store.agent_executions.move(execution.id, "cancelled")
        job.move("data_acquisition")


def test_release_with_delay(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        job.release(delay=60)
    assert store.agent_executions.claim(worker="next") == []
    set_clock("61 seconds")
    assert store.agent_executions.claim(worker="next")[0].attempts == 1


def test_job_store_writes_carry_lease(store: KaggleStore, execution: AgentExecution) -> None:
    with store.agent_executions.work() as job:
        assert job is not None
        changed = job.store.agent_executions.update(execution.id, execution_name="mine")
        assert changed.execution_name == "mine"
        history = list(job.store.audit_log.of_execution(execution.id))
        assert job.store.research_results.count() == 0
        job.store.close()
        assert job.move("data_acquisition").status == "data_acquisition"
    assert history[0].action == "insert"


def test_lost_lease_stops_job_store(
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
    assert _state(store)[3] is None
    (again,) = store.agent_executions.claim(worker="next")
    assert (again.resume_reason, again.execution_name) == ("reclaimed", execution.execution_name)


def test_refused_heartbeat_loses_job(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with (  # noqa: PT012
        pytest.raises(LeaseLost),
        store.agent_executions.work(lease=60, heartbeat_every=0.01) as job,
    ):
        assert job is not None
        set_clock("61 seconds")
        # The wait ends with the lease, not after its hour.
        job.store.human_interventions.wait_for_response(_request(store, execution), every=3600)


def test_own_exception_is_kept_after_lost_lease(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with pytest.raises(ZeroDivisionError), store.agent_executions.work(lease=60) as job:  # noqa: PT012
        assert job is not None
        set_clock("61 seconds")
        with pytest.raises(LeaseLost):
            job.move("data_acquisition")
        _ = 1 / 0
    assert _state(store)[3] is None


def test_heartbeats_keep_lease(
    store: KaggleStore, execution: AgentExecution, set_clock: Clock
) -> None:
    with store.agent_executions.work(lease=60, heartbeat_every=0.01) as job:
        assert job is not None
        first = store.agent_executions.get(execution.id).lease_expires_at
        assert first is not None
        _wait_until(lambda: (job.execution.lease_expires_at or first) > first)
        assert not job.lost


def test_nested_work_carries_both_leases(store: KaggleStore) -> None:
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


def test_work_claims_jobs_of_one_execution(store: KaggleStore) -> None:
    samples = Samples(store)
    assert samples.job
    other = store.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    with store.training_jobs.work(execution_id=other.id) as job:
        assert job is None
    with store.training_jobs.work(execution_id=samples.execution.id) as job:
        assert job is not None
        assert job.id == samples.job.id


def test_heartbeat_thread_ends_with_block(store: KaggleStore, execution: AgentExecution) -> None:
    before = threading.active_count()
    with store.agent_executions.work() as job:
        assert job is not None
        assert threading.active_count() == before + 1
    assert threading.active_count() == before


def _wait_until(condition: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(1000):
        if condition():
            return
        pause.wait(0.01)
    pytest.fail("the condition was not met in time")


def _request(store: KaggleStore, execution: AgentExecution, pauses: bool = False) -> Any:
    return store.human_interventions.request(
        execution_id=execution.id,
        intervention_type="approval_required",
        title="Go on?",
        description="?",
        pauses_execution=pauses,
    ).id


async def test_async_work_until_failure(
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
    assert _state(store) == ("failed", 1, False, "no")


async def test_async_block_releases_or_fails(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with open_async() as opened:
        async with opened.agent_executions.work() as job:
            assert job is not None
        assert _state(store) == ("pending", 0, False, None)
        with pytest.raises(ZeroDivisionError):
            async with opened.agent_executions.work():
                _ = 1 / 0
        assert _state(store)[1:] == (1, False, "ZeroDivisionError('division by zero')")
        async with opened.agent_executions.work() as job:
            assert job is None


async def test_lost_lease_cancels_async_block(
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
    assert _state(store)[3] is None


async def test_cancelled_async_block_releases_work(
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
    assert _state(store) == ("pending", 0, False, None)


async def test_timeout_inside_block_fails_attempt(
    open_async: Callable[[], AsyncKaggleStore], store: KaggleStore, execution: AgentExecution
) -> None:
    async with open_async() as opened:
        with pytest.raises(TimeoutError):  # noqa: PT012
            async with asyncio.timeout(60) as limit, opened.agent_executions.work():
                limit.reschedule(asyncio.get_running_loop().time())
                await asyncio.sleep(3600)
        assert _state(store) == ("pending", 0, False, None)
        with pytest.raises(TimeoutError):
            async with opened.agent_executions.work(), asyncio.timeout(0):
                await asyncio.sleep(3600)
        assert _state(store) == ("pending", 1, False, "TimeoutError()")


async def test_cancelled_claim_leaves_nothing_claimed(
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
            assert _state(store) == ("pending", 0, False, None)
