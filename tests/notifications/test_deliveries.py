"""Claims of deliveries: routed once, fenced, given back, and never sent twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import AsyncKaggleStore, BadChannels, BadLease, KaggleStore, LeaseLost
from kaggle_store.integrations.notifications import CHANNELS, Outcome
from kaggle_store.models import AgentExecution, HumanIntervention
from kaggle_store.resources.notifications import ClaimedDeliveries
from tests.conftest import Owner, Stack
from tests.notifications.conftest import SetChannels, only_id, statuses
from tests.notifications.services import WebService

Ask = Callable[..., HumanIntervention]
Notify = Callable[[], list[Outcome]]
SetClock = Callable[[str], None]
ALL: Any = {"team": {}}


@pytest.fixture
def claim(store: KaggleStore) -> Callable[..., ClaimedDeliveries]:
    """Return a function that claims deliveries of one channel that wants everything."""
    version = store.configurations.set(CHANNELS, {}, encrypted=True).updated_at

    def claim_all(channels: Any = ALL, **options: Any) -> ClaimedDeliveries:
        return store.notifications.claim(channels, version, **{"notifier": "here", **options})

    return claim_all


Claim = Callable[..., ClaimedDeliveries]


def test_claim_has_what_the_message_needs(ask: Ask, claim: Claim) -> None:
    asked = ask(priority="high", assigned_to="ana@example.org", proposal={"budget": 20})
    [delivery] = claim().deliveries
    message = delivery.message
    assert (delivery.channel, delivery.attempts) == ("team", 0)
    assert (message.reason, message.kind, message.priority) == ("requested", "intervention", "high")
    assert (message.intervention_id, message.deadline) == (asked.id, asked.sla_deadline)
    assert (message.execution, message.competition) == ("first try", "Titanic")
    assert (message.assigned_to, message.proposal) == ("ana@example.org", '{"budget": 20}')
    assert message.allowed_decisions == asked.allowed_decisions


def test_claimed_delivery_is_not_claimed_again(ask: Ask, claim: Claim, set_clock: SetClock) -> None:
    ask()
    first = claim(lease=30)
    assert len(first.deliveries) == 1
    assert claim().deliveries == []
    set_clock("31 seconds")
    assert claim().deliveries == first.deliveries


def test_repeated_claim_returns_the_same(ask: Ask, claim: Claim) -> None:
    ask()
    ask("Second?")
    first = claim(limit=1)
    assert first.more_left
    assert first.deliveries[0] in claim(claim_id=first.claim_id, limit=0).deliveries


def test_most_urgent_is_claimed_first(ask: Ask, claim: Claim) -> None:
    for priority in ("low", "high", "critical", "medium", "critical"):
        ask(f"{priority}?", priority=priority)
    claimed = [claim(limit=3), claim(limit=3)]
    titles = [[each.message.title for each in each_claim.deliveries] for each_claim in claimed]
    assert titles == [["critical?", "critical?", "high?"], ["medium?", "low?"]]


def test_claim_is_of_one_channel(ask: Ask, claim: Claim) -> None:
    ask()
    channels: dict[str, dict[str, object]] = {"dead": {}, "team": {}}
    assert [each.channel for each in claim(channels, channel="team").deliveries] == ["team"]
    assert claim(channels, channel="gone").deliveries == []
    assert [each.channel for each in claim(channels).deliveries] == ["dead"]


def test_claim_says_that_more_is_to_be_routed(
    store: KaggleStore, owner: Owner, execution: AgentExecution, claim: Claim
) -> None:
    owner.execute(
        "insert into public.notices (kind, priority, title, dedup_key)"
        " select 'health', 'low', 'n', n::text from generate_series(1, 1001) as n"
    )
    owner.execute(
        "insert into public.intervention_notifications (notice_id, reason)"
        " select id, 'noticed' from public.notices"
    )
    none = {"team": {"kinds": ["intervention"]}}
    assert [claim(none).more_left, claim(none).more_left] == [True, False]


def test_repeated_start_renews_the_lease(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask()
    claimed = claim()
    assert store.notifications.start(only_id(store), claimed.claim_id)
    set_clock("50 seconds")
    # The answer of the first was lost.
    assert store.notifications.start(only_id(store), claimed.claim_id)
    set_clock("70 seconds")
    claim()
    assert statuses(store) == {"team": "sending"}


def test_unwanted_intervention_is_a_finding(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    ask(priority="low")
    claim({"team": {"priorities": ["critical"]}})
    [health] = [each for each in store.upkeep.store_health() if each.subject == "notifications"]
    assert health.state == "warning"
    assert health.found == "open interventions that no channel wants: 1"


def test_released_delivery_is_claimed_at_once(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    ask()
    first = claim()
    assert store.notifications.release(first.claim_id) == 1
    assert store.notifications.release(first.claim_id) == 0
    assert claim().deliveries == first.deliveries
    with pytest.raises(LeaseLost):
        store.notifications.start(first.deliveries[0].id, first.claim_id)


def test_expired_claim_cannot_start(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask()
    first = claim(lease=30)
    set_clock("31 seconds")
    with pytest.raises(LeaseLost) as refused:
        store.notifications.start(first.deliveries[0].id, first.claim_id)
    assert refused.value.facts["table"] == "notification_deliveries"
    assert statuses(store) == {"team": "pending"}


def test_interrupted_sending_becomes_unknown(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask()
    first = claim()
    id = first.deliveries[0].id
    assert store.notifications.start(id, first.claim_id, lease=30)
    assert claim().deliveries == []
    set_clock("31 seconds")
    [health] = [each for each in store.upkeep.store_health() if each.subject == "notifications"]
    assert (health.state, health.found) == ("warning", "interrupted while sending: 1")
    assert claim().deliveries == []
    assert statuses(store) == {"team": "unknown"}
    # Its notifier was only slow, and knows better.
    assert store.notifications.finish(id, first.claim_id).status == "sent"


def test_unknown_is_sent_again_on_request_only(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask()
    first = claim()
    store.notifications.start(only_id(store), first.claim_id, lease=30)
    set_clock("1 day")
    assert claim().deliveries == []
    assert store.notifications.retry(channel="other") == 0
    assert store.notifications.retry(ids=[only_id(store)]) == 1
    assert [each.id for each in claim().deliveries] == [only_id(store)]
    with pytest.raises(LeaseLost):
        store.notifications.finish(only_id(store), first.claim_id)


def test_dismissed_delivery_is_no_finding(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask()
    claimed = claim()
    store.notifications.start(only_id(store), claimed.claim_id)
    set_clock("2 minutes")
    claim()
    assert store.notifications.dismiss() == 1
    assert statuses(store) == {"team": "withdrawn"}
    [health] = [each for each in store.upkeep.store_health() if each.subject == "notifications"]
    assert health.state == "fine"


def test_repeats_change_nothing(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    ask()
    claimed = claim()
    id, claim_id = claimed.deliveries[0].id, claimed.claim_id
    assert [store.notifications.start(id, claim_id) for _ in range(2)] == [True, True]
    failed = store.notifications.finish(id, claim_id, error="no\x1b[31m\nroute")
    assert (failed.status, failed.attempts, failed.last_error) == ("pending", 1, "no [31m route")
    assert store.notifications.finish(id, claim_id, error="again") == failed
    assert store.notifications.finish(id, claim_id) == failed


def test_sent_delivery_confirms_the_notification(
    store: KaggleStore, ask: Ask, claim: Claim
) -> None:
    asked = ask()
    claimed = claim({"team": {}, "mail": {}})
    for delivery in sorted(claimed.deliveries, key=lambda each: each.channel, reverse=True):
        store.notifications.start(delivery.id, claimed.claim_id)
        store.notifications.finish(delivery.id, claimed.claim_id)
    told = store.human_interventions.get(asked.id)
    assert (told.notification_sent, told.notification_method) == (True, "team")
    assert store.human_interventions.notifications() == []


def test_answered_intervention_is_not_sent(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    first, second = ask("First?"), ask("Second?")
    store.human_interventions.respond(first.id, "approve")
    claimed = claim()
    assert [each.message.title for each in claimed.deliveries] == ["Second?"]
    store.human_interventions.respond(second.id, "reject", response="Not today.")
    assert not store.notifications.start(claimed.deliveries[0].id, claimed.claim_id)
    assert statuses(store) == {"team": "withdrawn"}


def test_withdrawn_intervention_is_not_sent(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    asked = ask()
    claimed = claim()
    ask("Second?")
    store.agent_executions.move(asked.execution_id, "cancelled")
    assert not store.notifications.start(claimed.deliveries[0].id, claimed.claim_id)
    assert claim().deliveries == []
    assert statuses(store) == {"team": "withdrawn"}


def test_escalation_sends_again(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    set_clock: SetClock,
    ask: Ask,
    notify: Notify,
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    ask(priority="critical")
    notify()
    set_clock("20 minutes")
    store.human_interventions.escalate_overdue()
    assert [outcome.title for outcome in notify()] == ["[critical, escalated] Submit titanic.csv?"]
    assert len(web.arrived) == 2


def test_unsent_request_is_replaced_by_escalation(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask(priority="critical")
    store.notifications.release(claim().claim_id)
    for minutes in (20, 40):
        set_clock(f"{minutes} minutes")
        store.human_interventions.escalate_overdue()
    [delivery] = claim().deliveries
    assert (delivery.message.reason, delivery.message.escalation_count) == ("escalated", 2)
    assert sorted(row.status for row in store.notifications.deliveries()) == [
        "pending",
        "withdrawn",
    ]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, {"low", "high", "hers"}),
        ({"priorities": ["high", "critical"]}, {"high"}),
        ({"assignees": ["Ana@Example.org"]}, {"hers"}),
        ({"assignees": ["bob@example.org"]}, set()),
        ({"kinds": ["better_score", "health"]}, set()),
        ({"kinds": ["intervention"], "priorities": ["low"]}, {"low"}),
    ],
)
def test_channels_get_what_they_want(
    ask: Ask, claim: Claim, wanted: dict[str, Any], titles: set[str]
) -> None:
    ask("low", priority="low")
    ask("high", priority="high")
    ask("hers", assigned_to="ana@example.org")
    assert {each.message.title for each in claim({"team": wanted}).deliveries} == titles


def test_routed_notification_is_not_routed_again(ask: Ask, claim: Claim) -> None:
    ask()
    claim({"team": {"priorities": ["low"]}})
    assert claim({"team": {}, "new": {}}).deliveries == []
    ask("Second?")
    assert {each.channel for each in claim({"team": {}, "new": {}}).deliveries} == {"team", "new"}


def test_removed_channel_sends_nothing(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    ask()
    store.notifications.release(claim({"team": {}, "old": {}}).claim_id)
    assert {each.channel for each in claim().deliveries} == {"team"}
    assert statuses(store) == {"team": "pending", "old": "withdrawn"}


def test_changed_setting_makes_claims_outdated(store: KaggleStore, ask: Ask, claim: Claim) -> None:
    ask()
    store.configurations.set(CHANNELS, {"other": {"url": "x"}})
    found = claim()
    assert (found.is_current, found.deliveries) == (False, [])
    assert store.notifications.deliveries() == []


def test_without_channels_nothing_is_routed(
    store: KaggleStore, ask: Ask, claim: Claim, notify: Notify
) -> None:
    ask()
    assert claim({}).deliveries == []
    assert len(claim().deliveries) == 1
    store.configurations.delete(store.configurations.get(CHANNELS).id)
    assert notify() == []


def test_unattended_notifications_are_a_problem(
    store: KaggleStore, ask: Ask, claim: Claim, set_clock: SetClock
) -> None:
    ask(priority="low")
    set_clock("16 minutes")
    [health] = [each for each in store.upkeep.store_health() if each.subject == "notifications"]
    assert health.state == "problem"
    assert "notify run" in (health.remedy or "")
    claimed = claim()
    store.notifications.start(only_id(store), claimed.claim_id)
    store.notifications.finish(only_id(store), claimed.claim_id)
    [health] = [each for each in store.upkeep.store_health() if each.subject == "notifications"]
    assert health.state == "fine"


@pytest.mark.parametrize(
    ("channels", "field"),
    [
        ([], "p_channels"),
        ({"team": []}, "team"),
        ({"team": {"url": ["slack://secret"]}}, "team.url"),
        ({"team": {"kinds": "health"}}, "team.kinds"),
        ({"x" * 51: {}}, "x" * 51),
    ],
)
def test_bad_filters_are_refused(claim: Claim, channels: Any, field: str) -> None:
    with pytest.raises(BadChannels) as refused:
        claim(channels)
    assert refused.value.facts == {"field": field}


@pytest.mark.parametrize("options", [{"notifier": ""}, {"notifier": "n" * 201}, {"lease": 0.01}])
def test_bad_claims_are_refused(claim: Claim, options: dict[str, Any]) -> None:
    with pytest.raises(BadLease):
        claim(**options)


def test_unknown_delivery_is_refused(store: KaggleStore) -> None:
    with pytest.raises(LeaseLost):
        store.notifications.start(uuid4(), uuid4())


async def _send_one(stack: Stack) -> str:
    async with AsyncKaggleStore(stack.api_url, stack.secret_key) as store:
        version = (await store.configurations.get(CHANNELS)).updated_at
        claimed = await store.notifications.claim(ALL, version, notifier="there")
        [delivery] = claimed.deliveries
        await store.notifications.start(delivery.id, claimed.claim_id)
        return (await store.notifications.finish(delivery.id, claimed.claim_id)).status


def test_async_client_sends_too(stack: Stack, ask: Ask, claim: Claim) -> None:
    ask()
    assert asyncio.run(_send_one(stack)) == "sent"
