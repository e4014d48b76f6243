"""Machines that are due are stopped at their provider, confirmed, and closed once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest

from kaggle_store import KaggleStore, LeaseLost
from kaggle_store.errors import BadTermination, ProviderError
from kaggle_store.integrations.gpu import Command, Terminations, compare
from kaggle_store.integrations.gpu.terminations import Attempt
from kaggle_store.models import AgentExecution, GpuTermination
from kaggle_store.testing import FakeSaladCloud, FakeVastAi
from kaggle_store.testing.fake_gpu_clouds import Fault
from tests.conftest import Owner, Stack
from tests.gpu.conftest import Rent, salad_cloud, vast_ai

SetClock = Callable[[str], None]


def terminate(store: KaggleStore, cloud: FakeVastAi) -> list[Attempt]:
    return list(Terminations(store, vast_ai(cloud)).run())


def only(store: KaggleStore) -> GpuTermination:
    [found] = store.gpu_sessions.terminations()
    return found


def findings(store: KaggleStore) -> int:
    return sum(row.findings for row in store.upkeep.integrity_report())


def test_machine_past_its_limit_is_stopped_and_closed(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    machine = vast.add("101")
    session = rent("101")
    assert terminate(store, vast) == []
    set_clock("3 hours")
    [attempt] = terminate(store, vast)
    assert str(attempt) == "stopped  vast_ai 101  (cost_limit)"
    assert machine.is_destroyed
    closed = store.gpu_sessions.get(session.id)
    assert closed.status == "terminated"
    assert closed.total_cost_dollars == pytest.approx(Decimal("1.5"), abs=Decimal("0.01"))
    assert store.gpu_sessions.due() == []
    assert findings(store) == 0
    assert only(store).confirmed_at is not None
    assert store.human_interventions.list() == []
    assert terminate(store, vast) == []


def test_salad_cloud_group_is_stopped(
    store: KaggleStore, salad: FakeSaladCloud, rent: Rent
) -> None:
    salad.add("ks-run")
    session = rent("ks-run", provider="salad_cloud")
    store.gpu_sessions.request_termination(session.id)
    [attempt] = Terminations(store, salad_cloud(salad)).run()
    assert attempt.error is None
    assert store.gpu_sessions.get(session.id).status == "terminated"


def test_unknown_rate_is_the_providers_price(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    vast.add("101", price=2)
    session = rent("101", hourly_rate_dollars=None)
    store.gpu_sessions.request_termination(session.id)
    set_clock("1 hour")
    terminate(store, vast)
    cost = store.gpu_sessions.get(session.id).total_cost_dollars
    assert cost == pytest.approx(Decimal(2), abs=Decimal("0.01"))


def test_stop_that_lies_is_not_believed(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    machine = vast.add("101", lies=5)
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    [attempt] = terminate(store, vast)
    assert "was told to stop and is still running" in str(attempt.error)
    assert store.gpu_sessions.get(session.id).status == "running"
    assert terminate(store, vast) == []  # not before the delay
    for minutes in range(1, 10):
        set_clock(f"{minutes * 10} minutes")
        terminate(store, vast)
    assert machine.lies == 0
    assert store.gpu_sessions.get(session.id).status == "terminated"


def test_outage_is_escalated_once_and_survived(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    vast.add("101")
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    vast.fail(fault=Fault(500), times=1000)
    for attempt in range(10):
        set_clock(f"{attempt * 10} minutes")
        [failed] = terminate(store, vast)
        assert failed.error
        assert failed.is_escalated == (attempt >= 5)
        assert store.gpu_sessions.get(session.id).status == "running"
    [asked] = store.human_interventions.list()
    assert (asked.priority, asked.subject) == ("critical", f"gpu_termination {session.id}")
    assert not asked.pauses_execution
    store.human_interventions.respond(asked.id, "respond", response="I look at it")
    set_clock("320 minutes")
    terminate(store, vast)
    assert store.human_interventions.count() == 1
    vast.recover()
    set_clock("330 minutes")
    [last] = terminate(store, vast)
    assert last.error is None
    assert store.gpu_sessions.get(session.id).status == "terminated"


def test_unexpected_failure_is_recorded(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, monkeypatch: pytest.MonkeyPatch
) -> None:
    vast.add("101")
    store.gpu_sessions.request_termination(rent("101").id)
    provider = vast_ai(vast)
    monkeypatch.setattr(type(provider), "status", _broken)
    [attempt] = Terminations(store, provider).run()
    assert attempt.error == "vast_ai: unexpected ZeroDivisionError"
    assert (only(store).attempts, only(store).last_error) == (1, attempt.error)


def _broken(*_: object) -> None:
    raise ZeroDivisionError("the key is secret")


def test_control_characters_keep_no_session_open(
    store: KaggleStore, vast: FakeVastAi, rent: Rent
) -> None:
    vast.add("101")
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    refusal = Fault(500, {"msg": "a\0b\x1b[2J\ud800"})
    vast.fail("GET", refusal)
    [attempt] = terminate(store, vast)
    assert attempt.error == only(store).last_error
    assert (only(store).attempts, "a b [2J" in str(attempt.error)) == (1, True)


def test_lease_lasts_as_long_as_an_attempt(
    store: KaggleStore, rent: Rent, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.gpu_sessions.request_termination(rent("a", provider="lab").id)
    provider = Command("lab", list=["x"], stop=["x", "{instance_id}"], timeout=600)
    seen: list[float] = []

    def look(_: str) -> None:
        [row] = owner.execute(
            "select extract(epoch from claimed_until - kaggle_store.now())::float8 "
            "from public.gpu_terminations"
        ).fetchall()
        seen.append(row[0])
        raise ProviderError("lab: down")

    monkeypatch.setattr(provider, "status", look)
    list(Terminations(store, provider).run())
    assert seen[0] > 5 * 600


def test_ended_execution_is_escalated_by_a_notice(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, execution: AgentExecution, set_clock: SetClock
) -> None:
    vast.add("101")
    rent("101")
    store.agent_executions.update(execution.id, status="cancelled")
    vast.fail(fault=Fault(500), times=1000)
    for attempt in range(7):
        set_clock(f"{attempt * 10} minutes")
        terminate(store, vast)
    assert store.human_interventions.list() == []
    [notice] = store.notifications.notices(priority="critical")
    assert notice.title == "a machine does not stop: vast_ai 101"
    vast.recover()
    set_clock("2 hours")
    terminate(store, vast)
    assert store.notifications.notices(priority="critical")[0].ended_at is not None


def test_two_supervisors_stop_each_machine_once(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, stack: Stack
) -> None:
    for id in range(12):
        vast.add(str(id))
        session = rent(str(id), cost_limit_dollars=0.1)
        store.gpu_sessions.request_termination(session.id)
    with (
        KaggleStore(stack.api_url, stack.secret_key) as other,
        ThreadPoolExecutor() as threads,
    ):
        done = [
            attempt
            for attempts in threads.map(terminate, (store, other), (vast, vast))
            for attempt in attempts
        ]
    assert len(done) == 12
    assert {machine.stops for machine in vast.machines.values()} == {1}
    assert store.gpu_sessions.count(status="terminated") == 12


def test_late_supervisor_cannot_record(store: KaggleStore, rent: Rent, set_clock: SetClock) -> None:
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    claims = [UUID(int=number) for number in (1, 2)]
    store.gpu_sessions.claim_terminations(["vast_ai"], supervisor="a", claim_id=claims[0])
    set_clock("5 minutes")
    [due] = store.gpu_sessions.claim_terminations(["vast_ai"], supervisor="a", claim_id=claims[1])
    with pytest.raises(LeaseLost):
        store.gpu_sessions.finish_termination(due.id, claims[0])
    assert store.gpu_sessions.get(session.id).status == "running"
    for _ in range(2):
        row = store.gpu_sessions.finish_termination(due.id, claims[1], error="down\nagain")
        assert (row.attempts, row.last_error) == (1, "down again")


def test_claim_is_repeatable(store: KaggleStore, rent: Rent) -> None:
    for id in ("101", "102"):
        session = rent(id)
        store.gpu_sessions.request_termination(session.id)
    claim = UUID(int=1)
    first, again = (
        store.gpu_sessions.claim_terminations(["vast_ai"], supervisor="a", claim_id=claim)
        for _ in range(2)
    )
    assert len(first) == 1
    assert [row.id for row in first] == [row.id for row in again]


def test_termination_ends_a_session_only(owner: Owner) -> None:
    with pytest.raises(psycopg.DatabaseError, match="cannot end a session as running") as refused:
        owner.execute(
            "select finish_gpu_termination(gen_random_uuid(), gen_random_uuid(), "
            "p_end => 'running')"
        )
    assert refused.value.sqlstate == "KS221"


def test_session_closed_by_hand_is_not_tried(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    vast.fail(fault=Fault(500), times=2)
    terminate(store, vast)
    store.gpu_sessions.close(session.id)
    set_clock("1 hour")
    assert terminate(store, vast) == []
    assert only(store).confirmed_at is not None


def test_unlisted_machine_with_a_heartbeat_is_not_closed(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    session = rent("101")
    store.gpu_sessions.request_termination(session.id)
    [attempt] = terminate(store, vast)
    assert "is it another account's?" in str(attempt.error)
    set_clock("10 minutes")
    assert [each.error for each in terminate(store, vast)] == [None]
    closed = store.gpu_sessions.get(session.id)
    assert closed.error_message == "the provider did not list the machine any more"


def test_session_without_machine_is_closed_as_failed(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    session = rent(None)
    set_clock("31 minutes")
    [attempt] = terminate(store, vast)
    assert attempt.error is None
    closed = store.gpu_sessions.get(session.id)
    assert (closed.status, closed.total_cost_dollars) == ("failed", Decimal(0))


def test_machine_is_found_by_its_label(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    session = rent(None)
    own = vast.add("101", label=f"kaggle-store {session.id}")
    other = vast.add("102", label="somebody else's")
    set_clock("31 minutes")
    terminate(store, vast)
    assert own.is_destroyed
    assert other.is_running
    assert store.gpu_sessions.get(session.id).status == "terminated"


def test_unknown_machine_keeps_unnamed_session_open(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    session = rent(None)
    other = vast.add("102")
    set_clock("31 minutes")
    [attempt] = terminate(store, vast)
    assert "one could be its own: 102" in str(attempt.error)
    assert other.is_running
    assert store.gpu_sessions.get(session.id).status == "provisioning"


def test_missing_provider_is_reported_after_ten_minutes(
    store: KaggleStore, rent: Rent, set_clock: SetClock
) -> None:
    session = rent("101", provider="lambda_labs")
    store.gpu_sessions.request_termination(session.id)
    others = Terminations(store, None)
    assert list(others.run()) == []
    set_clock("11 minutes")
    [attempt] = others.run()
    assert "no supervisor has the provider 'lambda_labs'" in str(attempt.error)


def test_stray_and_missing_machines_are_noticed(
    store: KaggleStore, vast: FakeVastAi, rent: Rent, set_clock: SetClock
) -> None:
    session = rent("101")
    stray = vast.add("900", price=3)
    vast.add("901", is_running=False)
    set_clock("3 minutes")
    store.gpu_sessions.heartbeat(session.id)
    report = compare(store, vast_ai(vast))
    assert set(report.strays) == {"900"}
    assert report.missing == {session.id: "101"}
    assert stray.is_running
    assert {notice.title for notice in store.notifications.notices(kind="health")} == {
        "vast_ai: machine 900 has no session",
        "vast_ai does not list machine 101 of a live session",
    }
    health = {row.subject: row for row in store.upkeep.store_health()}["machines"]
    assert health.state == "warning"
    assert "machines without a session: 1; sessions without a machine: 1" in str(health.found)
    stray.is_destroyed = True
    vast.add("101")
    compare(store, vast_ai(vast))
    assert all(notice.ended_at for notice in store.notifications.notices(kind="health"))


def test_new_machine_is_no_stray(store: KaggleStore, vast: FakeVastAi, rent: Rent) -> None:
    session = rent(None)
    vast.add("101", label=f"ks-{session.id}")
    rent("102")
    vast.add("102")
    report = compare(store, vast_ai(vast))
    assert (report.strays, report.missing) == ({}, {})


def test_invalid_list_of_machines_is_refused(store: KaggleStore) -> None:
    with pytest.raises(BadTermination):
        store.gpu_sessions.report_machines("vast_ai", [{"instance_id": "1", "state": "up"}])
