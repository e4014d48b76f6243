"""Each kind of notice from a real change, noticed once, and turned off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import BadSetting, KaggleStore
from kaggle_store.integrations.notifications import Outcome
from kaggle_store.models import AgentExecution, Notice
from kaggle_store.models.enums import UpkeepTask
from tests.conftest import Owner
from tests.notifications.conftest import SetChannels
from tests.notifications.services import WebService

SetClock = Callable[[str], None]


def notices(store: KaggleStore) -> list[tuple[str, str]]:
    """Return the kind and the title of all notices, first noticed first."""
    return [(each.kind, each.title) for each in store.notifications.notices(order="created_at")]


def only(store: KaggleStore) -> Notice:
    """Return the only notice."""
    [notice] = store.notifications.notices()
    return notice


def counts(store: KaggleStore, task: UpkeepTask) -> Any:
    """Run a task of upkeep and return its counts."""
    return store.upkeep.run(task).counts


def spend(store: KaggleStore, execution: AgentExecution, dollars: float) -> None:
    """Let a session cost this much."""
    session = store.gpu_sessions.open(
        execution_id=execution.id,
        provider="vast_ai",
        instance_type="A100",
        cost_limit_dollars=0.01,
    )
    store.gpu_sessions.heartbeat(session.id)
    store.gpu_sessions.close(session.id, total_cost_dollars=dollars)


@pytest.fixture
def funded(store: KaggleStore, execution: AgentExecution) -> AgentExecution:
    """Return an execution with a budget of 10 dollars."""
    return store.agent_executions.update(execution.id, gpu_budget_dollars=10)


def test_budget_is_noticed_at_80_and_100_percent(
    store: KaggleStore, funded: AgentExecution
) -> None:
    spend(store, funded, 7.5)
    assert notices(store) == []
    spend(store, funded, 1)
    notice = only(store)
    assert (notice.kind, notice.priority) == ("budget_80", "medium")
    assert notice.details == {"budget": 10, "consumed": 8.5}
    assert (notice.execution_id, notice.competition_id) == (funded.id, funded.competition_id)
    spend(store, funded, 0.5)
    spend(store, funded, 1)
    assert notices(store) == [
        ("budget_80", "first try has used 80 % of its GPU budget"),
        ("budget_100", "first try has used all of its GPU budget"),
    ]


def test_each_budget_is_noticed_by_itself(store: KaggleStore, funded: AgentExecution) -> None:
    spend(store, funded, 12)
    assert [kind for kind, _ in notices(store)] == ["budget_100"]
    store.agent_executions.update(funded.id, gpu_budget_dollars=20)
    assert len(notices(store)) == 1
    store.agent_executions.update(funded.id, gpu_budget_dollars=14)
    spend(store, funded, 1)
    store.agent_executions.update(funded.id, gpu_budget_dollars=13)
    assert [kind for kind, _ in notices(store)] == ["budget_100", "budget_80", "budget_100"]


def test_imported_costs_are_no_news(store: KaggleStore, funded: AgentExecution) -> None:
    ended = store.agent_executions.create(
        competition_id=funded.competition_id,
        execution_name="old",
        status="failed",
        gpu_budget_dollars=1,
    )
    store.gpu_sessions.create(
        execution_id=ended.id,
        provider="vast_ai",
        instance_type="A100",
        status="terminated",
        total_cost_dollars=2,
    )
    assert notices(store) == []


def test_overdue_execution_is_noticed_once(
    store: KaggleStore, execution: AgentExecution, set_clock: SetClock
) -> None:
    store.agent_executions.move(execution.id, "data_acquisition")
    store.upkeep.run("notices")
    assert notices(store) == []
    set_clock("25 hours")
    assert counts(store, "notices")["overdue_executions"] == 1
    assert counts(store, "notices")["overdue_executions"] == 0
    assert notices(store) == [("overdue_execution", "first try has run for longer than 24 hours")]


def lose(store: KaggleStore, set_clock: SetClock, claim: Any, times: int) -> None:
    """Claim work again and again, and let each lease expire."""
    for number in range(times):
        set_clock(f"{10 * number} minutes")
        claim(worker=f"w{number}", lease=60)


def test_third_lost_lease_of_execution_is_noticed(
    store: KaggleStore, execution: AgentExecution, set_clock: SetClock
) -> None:
    lose(store, set_clock, store.agent_executions.claim, 3)
    assert notices(store) == []
    set_clock("1 hour")
    store.agent_executions.claim(worker="last", lease=60)
    notice = only(store)
    assert (notice.kind, notice.execution_id) == ("lost_worker", execution.id)
    assert notice.title == "first try was lost by its worker 3 times"
    assert notice.details == {"losses": 3, "worker": "w2"}


def test_third_lost_lease_of_job_is_noticed(
    store: KaggleStore, execution: AgentExecution, set_clock: SetClock
) -> None:
    code = store.generated_code.create(
        execution_id=execution.id, code_type="training", file_name="t.py", code_content="1"
    )
    job = store.training_jobs.create(execution_id=execution.id, code_id=code.id, job_name="net")
    lose(store, set_clock, store.training_jobs.claim, 3)
    set_clock("1 hour")
    store.training_jobs.claim(worker="last", lease=60)
    notice = only(store)
    assert notice.title == "net was lost by its worker 3 times"
    assert notice.details["training_job_id"] == str(job.id)
    assert notice.execution_id == execution.id


def test_released_leases_are_not_lost(
    store: KaggleStore, execution: AgentExecution, set_clock: SetClock
) -> None:
    for number in range(5):
        set_clock(f"{number} minutes")
        [work] = store.agent_executions.claim(worker="w", lease=30)
        assert work.lease_id
        store.agent_executions.release(work.id, lease_id=work.lease_id)
    assert notices(store) == []


def submit(store: KaggleStore, execution: AgentExecution, name: str = "titanic.csv") -> Any:
    """Reserve a submission."""
    return store.submissions.reserve(
        execution_id=execution.id, submission_file_path=name, allow_duplicate=True
    )


def test_submission_unknown_for_an_hour_is_noticed(
    store: KaggleStore, execution: AgentExecution, set_clock: SetClock
) -> None:
    submission = submit(store, execution)
    set_clock("2 hours")
    store.submissions.mark_unknown(submission.id)
    set_clock("2 hours 59 minutes")
    # A later change of the row does not begin the hour again.
    store.submissions.update(submission.id, description="lost")
    store.upkeep.run("notices")
    assert notices(store) == []
    set_clock("3 hours 1 minute")
    store.upkeep.run("notices")
    store.upkeep.run("notices")
    notice = only(store)
    assert (notice.kind, notice.submission_id) == ("unknown_submission", submission.id)
    assert notice.details["file"] == "titanic.csv"


def score(store: KaggleStore, execution: AgentExecution, *scores: float) -> None:
    """Score submissions one after the other."""
    for number, value in enumerate(scores):
        submission = submit(store, execution, f"{uuid4()}.csv")
        store.submissions.mark_submitted(submission.id, f"{submission.id}-{number}")
        store.submissions.mark_scored(submission.id, public_score=value)


def test_better_score_is_noticed(store: KaggleStore, execution: AgentExecution) -> None:
    score(store, execution, 0.7, 0.6, 0.7, 0.75, 0.71)
    notice = only(store)
    assert (notice.kind, notice.title) == ("better_score", "Titanic: best score 0.75")
    assert notice.details == {"score": 0.75, "previous_best": 0.7, "direction": "maximize"}


def test_lower_score_is_better_where_it_is(store: KaggleStore, execution: AgentExecution) -> None:
    store.competitions.update(execution.competition_id, metric_direction="minimize")
    score(store, execution, 1.0e27, 2.0e27, 0.1, -2.9e25)
    assert [title for _, title in notices(store)] == [
        "Titanic: best score 0.1",
        "Titanic: best score -2.9e+25",
    ]


def test_score_without_direction_is_not_noticed(
    store: KaggleStore, execution: AgentExecution
) -> None:
    store.competitions.update(execution.competition_id, metric_direction=None)
    score(store, execution, 0.1, 0.2)
    assert notices(store) == []


def test_disqualified_score_is_no_rival(store: KaggleStore, execution: AgentExecution) -> None:
    score(store, execution, 0.5, 0.9)
    best = store.submissions.best(execution_id=execution.id)
    assert best
    assert best.id
    store.submissions.disqualify(best.id)
    score(store, execution, 0.6)
    assert [title for _, title in notices(store)][1:] == ["Titanic: best score 0.6"]


def test_health_finding_is_noticed_until_it_is_gone(
    store: KaggleStore, owner: Owner, execution: AgentExecution
) -> None:
    disable = "alter table submissions {} trigger keep_updated_at"
    store.upkeep.run_all()
    before = len(store.notifications.notices())
    try:
        owner.execute(disable.format("disable"))
        for _ in range(2):
            store.upkeep.run("health_notices")
        [notice] = store.notifications.notices(title__ilike="guards%")
        assert (notice.kind, notice.priority, notice.ended_at) == ("health", "high", None)
        assert "trigger keep_updated_at of public.submissions is switched off" in str(
            notice.details["found"]
        )
    finally:
        owner.execute(disable.format("enable"))
    assert counts(store, "health_notices")["gone"] == 1
    assert store.notifications.notices(title__ilike="guards%")[0].ended_at
    assert len(store.notifications.notices()) == before + 1


def test_contradiction_is_noticed(
    store: KaggleStore, owner: Owner, execution: AgentExecution
) -> None:
    owner.execute("set session_replication_role = replica")
    owner.execute("update agent_executions set gpu_budget_consumed = 5")
    owner.execute("set session_replication_role = default")
    store.upkeep.run("integrity_notices")
    notice = only(store)
    assert notice.title == "agent_executions: gpu_budget_consumed differs from its sessions (1)"
    assert notice.details["examples"] == [str(execution.id)]
    owner.execute("set session_replication_role = replica")
    owner.execute("update agent_executions set gpu_budget_consumed = 0")
    owner.execute("set session_replication_role = default")
    counts = store.upkeep.run("integrity_notices").counts
    assert counts == {"slices": 1, "found": 0, "gone": 1, "more_left": False}


def test_kinds_are_turned_off(
    store: KaggleStore, owner: Owner, funded: AgentExecution, set_clock: SetClock
) -> None:
    kinds = [row[0] for row in owner.execute("select enum_range(null::kaggle_store.notice_kind)")]
    off = dict.fromkeys(kinds[0].strip("{}").split(","), False)
    store.configurations.set("notification.notices", off)
    score(store, funded, 0.5, 0.9)
    spend(store, funded, 12)
    submission = submit(store, funded)
    store.submissions.mark_unknown(submission.id)
    lose(store, set_clock, store.agent_executions.claim, 4)
    late = store.agent_executions.create(
        competition_id=funded.competition_id, execution_name="late"
    )
    store.agent_executions.move(late.id, "data_acquisition")
    set_clock("30 hours")
    store.upkeep.run_all()
    assert notices(store) == []
    store.configurations.set("notification.notices", off | {"overdue_execution": True})
    store.upkeep.run("notices")
    assert [kind for kind, _ in notices(store)] == ["overdue_execution"]


@pytest.mark.parametrize(
    "value", [True, ["health"], {"health": "no"}, {"helth": False}, {"health": None}]
)
def test_bad_setting_of_kinds_is_refused(store: KaggleStore, value: Any) -> None:
    with pytest.raises(BadSetting) as refused:
        store.configurations.set("notification.notices", value)
    assert "better_score" in refused.value.facts["kinds"]


def test_encrypted_setting_of_kinds_is_refused(store: KaggleStore) -> None:
    with pytest.raises(BadSetting):
        store.configurations.set("notification.notices", {"health": False}, encrypted=True)


def test_notices_are_sent(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    funded: AgentExecution,
    notify: Callable[[], list[Outcome]],
) -> None:
    set_channels(
        all={"url": web.ntfy("all")},
        scores={"url": web.ntfy("scores"), "kinds": ["better_score"]},
        people={"url": web.ntfy("people"), "kinds": ["intervention"]},
    )
    score(store, funded, 0.5, 0.9)
    spend(store, funded, 8.2)
    assert sorted((each.channel, each.title) for each in notify()) == [
        ("all", "[low] Titanic: best score 0.9"),
        ("all", "[medium] first try has used 80 % of its GPU budget"),
        ("scores", "[low] Titanic: best score 0.9"),
    ]
    texts = " ".join(web.texts())
    assert "0.9, before 0.5 (maximize)" in texts
    assert "$8.20 of $10.00 are spent" in texts


def test_old_notices_are_not_sent(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    set_clock: SetClock,
    funded: AgentExecution,
    notify: Callable[[], list[Outcome]],
) -> None:
    spend(store, funded, 8.2)
    set_channels(team={"url": web.ntfy("runs")})
    set_clock("8 days")
    assert notify() == []


def test_retention_deletes_old_notices(
    store: KaggleStore, funded: AgentExecution, set_clock: SetClock
) -> None:
    spend(store, funded, 8.2)
    asked = [
        store.human_interventions.request(
            execution_id=funded.id,
            intervention_type="error_review",
            title=title,
            description="d",
            pauses_execution=False,
        )
        for title in ("open", "answered")
    ]
    store.human_interventions.respond(asked[1].id, "approve")
    assert store.upkeep.run_retention().forgotten_notices == 0
    set_clock("91 days")
    assert store.upkeep.run_retention().forgotten_notices == 2
    assert notices(store) == []
    [left] = store.human_interventions.notifications()
    assert left.intervention_id == asked[0].id


def test_notices_are_deleted_with_their_execution(
    store: KaggleStore, owner: Owner, funded: AgentExecution
) -> None:
    spend(store, funded, 8.2)
    owner.execute("delete from agent_executions")
    assert notices(store) == []
    assert store.human_interventions.notifications() == []
