"""Real messages to stand-ins of Slack, Discord, SMTP and ntfy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Timer

import pytest
from apprise import URLBase

from kaggle_store import KaggleStore
from kaggle_store.integrations.notifications import Notifier, Outcome
from kaggle_store.models import HumanIntervention
from tests.notifications.conftest import SetChannels, statuses
from tests.notifications.services import DISCORD, SLACK, WebService, mail_server, web_service

Ask = Callable[..., HumanIntervention]
Notify = Callable[[], list[Outcome]]


def test_each_service_gets_the_message_once(
    store: KaggleStore, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    with mail_server() as (mailbox, mail_url):
        set_channels(
            slack={"url": SLACK},
            discord={"url": DISCORD},
            ntfy={"url": web.ntfy("runs")},
            mail={"url": mail_url},
        )
        asked = ask()
        notifier = Notifier(store, link="https://store.example.org/ui/")
        assert {outcome.error for outcome in notifier.run()} == {None}
        assert list(notifier.run()) == []
    assert statuses(store) == dict.fromkeys(("slack", "discord", "ntfy", "mail"), "sent")
    [(subject, mail)] = mailbox.mails
    assert subject == "[medium] Submit titanic.csv?"
    [slack], [discord] = web.texts("/slack"), web.texts("/discord")
    [ntfy] = [text for path, text in web.arrived if not path.startswith(("/slack", "/discord"))]
    for text in (mail, slack, discord, str(ntfy)):
        assert "Validation accuracy 0.82" in text
        assert "first try" in text
        assert f"https://store.example.org/ui/inbox/{asked.id}" in text


def test_text_from_agents_mentions_no_one(
    web: WebService, set_channels: SetChannels, ask: Ask, notify: Notify
) -> None:
    bait = "@everyone <!channel> !here> <@U123|x> https://evil.example|Approve> [go](https://evil)"
    set_channels(slack={"url": SLACK}, discord={"url": DISCORD})
    ask(bait, description=f"{bait}\n@here <@&12345678>", assigned_to="me@example.org")
    notify()
    [slack], [discord] = web.texts("/slack"), web.texts("/discord")
    for text in (slack, discord):
        for mention in ("@everyone", "@here", "<!", "<@", "<https://evil", "](https", "|Approve>"):
            assert mention not in text
    assert "allow_mentions" not in discord


def test_only_the_failed_service_is_retried(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    set_clock: Callable[[str], None],
    ask: Ask,
    notify: Notify,
) -> None:
    set_channels(slack={"url": SLACK}, discord={"url": DISCORD})
    web.status["/slack"] = 503
    ask()
    outcomes = {outcome.channel: outcome for outcome in notify()}
    assert (outcomes["discord"].status, outcomes["slack"].status) == ("sent", "pending")
    assert notify() == []
    web.status.clear()
    set_clock("40 seconds")
    [again] = notify()
    assert (again.channel, again.status) == ("slack", "sent")
    assert (len(web.texts("/slack")), len(web.texts("/discord"))) == (1, 1)
    assert [row.attempts for row in store.notifications.deliveries(channel="slack")] == [2]


def test_pauses_between_attempts_grow(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    set_clock: Callable[[str], None],
    ask: Ask,
    notify: Notify,
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    store.configurations.set("notification.attempts", 3)
    web.status["/"] = 500
    ask(priority="low")
    pauses, clock = [], 0
    for attempt in range(3):
        [outcome] = notify()
        assert outcome.error
        [row] = store.notifications.deliveries()
        assert (row.attempts, row.status) == (attempt + 1, "pending" if attempt < 2 else "failed")
        pauses.append((row.next_attempt_at - row.created_at).total_seconds() - clock)
        clock += 100
        set_clock(f"{clock} seconds")
    assert 22 < pauses[0] < 40 < 44 < pauses[1] < 78
    assert notify() == []
    [health] = [each for each in store.upkeep.store_health() if each.subject == "notifications"]
    assert (health.state, health.found) == ("warning", "failed: 1")


@pytest.mark.parametrize("status", [404, 500])
def test_errors_never_quote_the_address(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    ask: Ask,
    notify: Notify,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    set_channels(
        slack={"url": SLACK}, json={"url": f"json://me:hidden@127.0.0.1:{web.port}/s3cret"}
    )
    web.status["/"] = status
    ask()
    outcomes = notify()
    [*rows] = store.notifications.deliveries()
    shown = repr((outcomes, rows, caplog.text))
    for secret in ("TokenA1234", "TokenC1234", "hidden", "s3cret", str(web.port)):
        assert secret not in shown
    assert all(row.last_error for row in rows)


@pytest.mark.parametrize("status", [301, 307, 308])
def test_redirects_are_not_followed(
    web: WebService, set_channels: SetChannels, ask: Ask, notify: Notify, status: int
) -> None:
    with web_service() as other:
        set_channels(
            json={"url": f"json://me:hidden@127.0.0.1:{web.port}/s3cret"},
            slack={"url": SLACK},
            ntfy={"url": web.ntfy("runs")},
        )
        web.status["/"] = status
        web.location = f"http://127.0.0.1:{other.port}/taken"
        ask()
        assert {outcome.status for outcome in notify()} == {"pending"}
        assert (len(web.tries), other.tries) == (3, [])


def test_slow_response_is_awaited(
    web: WebService,
    set_channels: SetChannels,
    ask: Ask,
    notify: Notify,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(URLBase, "socket_read_timeout", 0.05)
    set_channels(team={"url": web.ntfy("runs")})
    ask()
    web.held.clear()
    Timer(0.3, web.held.set).start()
    assert [outcome.status for outcome in notify()] == ["sent"]
    assert len(web.arrived) == 1


def test_silent_service_fails_after_the_timeout(
    store: KaggleStore, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    ask()
    web.held.clear()
    [outcome] = Notifier(store, timeout=0.2).run()
    assert outcome.status == "pending"
    assert outcome.error


def test_silent_channel_delays_no_other(
    store: KaggleStore, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    root = f"json://127.0.0.1:{web.port}"
    set_channels(dead={"url": f"{root}/dead"}, team={"url": f"{root}/team"})
    ask("First?")
    web.held.clear()
    web.never_held = "/team"
    outcomes: Iterator[Outcome] = Notifier(store, timeout=20, look_every=0.05).run()
    assert next(outcomes).channel == "team"
    # The other channel is still waiting for its service.
    ask("Second?", priority="critical")
    assert next(outcomes).title == "[critical] Second?"
    web.held.set()
    left = [*outcomes, *Notifier(store).run()]
    assert [outcome.channel for outcome in left] == ["dead", "dead"]
    assert len(web.arrived) == len(set(map(str, web.arrived))) == 4


@pytest.mark.parametrize("url", ["json://nowhere.invalid/a", "ntfy://127.0.0.1:1/topic"])
def test_unreachable_service_is_tried_again(
    set_channels: SetChannels, ask: Ask, notify: Notify, url: str
) -> None:
    set_channels(team={"url": url})
    ask()
    [outcome] = notify()
    assert outcome.status == "pending"
    assert outcome.error
