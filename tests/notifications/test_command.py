"""`kaggle-store notify`: channels, status, and a notifier that is stopped or killed."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest

from kaggle_store import InvalidChannel, KaggleStore
from kaggle_store.cli import main
from kaggle_store.integrations.notifications import CHANNELS, LINK, Notifier
from kaggle_store.models import HumanIntervention
from tests.conftest import Owner
from tests.notifications.conftest import SetChannels, statuses
from tests.notifications.services import SLACK, WebService
from tests.programs import running

Ask = Callable[..., HumanIntervention]

KILLED = """
import os, signal, sys
from kaggle_store.cli import main
from kaggle_store.resources.notifications import Notifications

when, name = sys.argv[1:]
operation = getattr(Notifications, name)

def killed(self, *arguments, **options):
    call = operation.__get__(self, type(self))
    if name == "claim" and options.get("limit") == 0:
        return call(*arguments, **options)
    if when == "after":
        call(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(Notifications, name, killed)
main(["notify", "run", "--once"])
"""
"""A notifier that is killed before or after an operation."""


def notifier(*options: str) -> AbstractContextManager[subprocess.Popen[str]]:
    """Run a notifier in a process of its own."""
    return running("notify", "run", *options)


def test_channels_are_added_listed_and_removed(
    store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notify", "channels"]) == 0
    assert "There are no channels" in capsys.readouterr().out
    assert main(["notify", "add", "team", SLACK, "--priority", "high", "--priority", "low"]) == 0
    assert main(["notify", "add", "b", "ntfys://n.example/t", "--kind", "health"]) == 0
    assert main(["notify", "channels"]) == 0
    assert main(["notify", "channels", "--json"]) == 0
    printed = capsys.readouterr()
    assert "team     slack://***  all" in printed.out
    assert json.loads(printed.out[printed.out.index("{") :]) == {
        "b": {"service": "ntfys", "kinds": ["health"]},
        "team": {"service": "slack", "priorities": ["high", "low"]},
    }
    assert "Token" not in printed.out + printed.err
    assert store.configurations.get(CHANNELS).is_encrypted
    assert store.configurations.reveal(CHANNELS)["team"]["url"] == SLACK
    assert main(["notify", "remove", "team"]) == 0
    assert main(["notify", "remove", "team"]) == 1
    assert list(store.configurations.reveal(CHANNELS)) == ["b"]


def test_url_is_read_from_standard_input(
    store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SLACK}\n"))
    assert main(["notify", "add", "team", "-", "--assignee", "ana@example.org"]) == 0
    assert store.configurations.reveal(CHANNELS) == {
        "team": {"url": SLACK, "assignees": ["ana@example.org"]}
    }


def test_invalid_channel_is_refused_unquoted(
    store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notify", "add", "team", "syslog://s3cret"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("kaggle-store notify: team.url: 'syslog' is not one of the services")
    assert "s3cret" not in error
    assert store.configurations.list(config_key=CHANNELS) == []


def test_stored_channel_that_is_invalid_is_named(
    store: KaggleStore, set_channels: SetChannels, capsys: pytest.CaptureFixture[str]
) -> None:
    set_channels(night={"url": SLACK, "priorities": ["urgent"]})
    assert main(["notify", "run", "--once"]) == 1
    assert "night.priorities.0: Input should be" in capsys.readouterr().err
    sender = Notifier(store)
    for _ in range(3):
        with pytest.raises(InvalidChannel) as refused:
            list(sender.run())
        assert (refused.value.channel, refused.value.field) == ("night", "priorities.0")
    # One revelation by the command, one by this notifier.
    assert len(store.audit_log.list(action="reveal")) == 2
    set_channels(night={"url": SLACK})
    assert list(sender.run()) == []


def test_unencrypted_channels_are_refused(
    store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.configurations.set(CHANNELS, {"team": {"url": SLACK}})
    assert main(["notify", "run", "--once"]) == 1
    assert "is not encrypted" in capsys.readouterr().err


def test_test_message_arrives(
    web: WebService, set_channels: SetChannels, capsys: pytest.CaptureFixture[str]
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    assert main(["notify", "test", "team"]) == 0
    assert len(web.arrived) == 1
    web.status["/"] = 403
    assert main(["notify", "test", "team"]) == 1
    assert main(["notify", "test", "other"]) == 1
    assert "there is no channel other" in capsys.readouterr().err


def test_status_retry_and_dismiss(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    ask: Ask,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["notify", "status"]) == 0
    store.configurations.set("notification.attempts", 1)
    set_channels(team={"url": web.ntfy("runs")})
    web.status["/"] = 500
    ask()
    assert main(["notify", "run", "--once"]) == 1
    assert main(["notify", "status"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Nothing waits.\nfailed  team  [medium] Submit titanic.csv?: ")
    assert "id" in out
    assert main(["notify", "retry", "--channel", "team"]) == 0
    assert main(["notify", "status"]) == 0
    assert main(["notify", "run", "--once"]) == 1
    assert main(["notify", "dismiss"]) == 0
    capsys.readouterr()
    assert main(["notify", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"deliveries": [], "more": False, "unwanted": 0}


@pytest.mark.parametrize("link", ["ftp://x.org/", "x", "https://x.org/?a=b", 7])
def test_bad_link_is_refused(store: KaggleStore, set_channels: SetChannels, link: object) -> None:
    set_channels()
    store.configurations.set(LINK, link)
    assert main(["notify", "run", "--once"]) == 1


def test_link_of_the_setting_is_used(
    store: KaggleStore, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    store.configurations.set(LINK, "https://store.example.org/")
    asked = ask()
    assert main(["notify", "run", "--once"]) == 0
    assert f"https://store.example.org/inbox/{asked.id}" in web.texts()[0]


def test_setting_is_revealed_once_per_change(
    store: KaggleStore, owner: Owner, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    sender = Notifier(store)
    for title in ("a", "b", "c"):
        ask(title)
        assert len(list(sender.run())) == 1
    assert len(store.audit_log.list(action="reveal")) == 1
    set_channels(mail={"url": web.ntfy("mail")})
    ask("d")
    assert [outcome.channel for outcome in sender.run()] == ["mail"]
    assert len(store.audit_log.list(action="reveal")) == 2


def test_killed_notifier_sends_nothing_twice_and_loses_nothing(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    set_clock: Callable[[str], None],
    ask: Ask,
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    for title in ("First?", "Second?", "Third?"):
        ask(title)
    web.held.clear()
    with notifier() as process:
        assert web.asked.wait(20)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    web.held.set()
    assert len(web.arrived) == 1
    assert sorted(row.status for row in store.notifications.deliveries()) == [
        *("pending", "pending", "sending")
    ]
    # Its claims are still valid; then they expire.
    assert list(Notifier(store).run()) == []
    set_clock("2 minutes")
    assert [outcome.status for outcome in Notifier(store).run()] == ["sent", "sent"]
    assert len(web.arrived) == len(set(web.texts())) == 3
    assert sorted(row.status for row in store.notifications.deliveries()) == [
        *("sent", "sent", "unknown")
    ]
    assert main(["notify", "status"]) == 1


def test_status_counts_what_no_channel_wants(
    set_channels: SetChannels,
    ask: Ask,
    notify: Callable[[], object],
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_channels(night={"url": SLACK, "priorities": ["critical"]})
    ask(priority="low")
    notify()
    assert main(["notify", "status"]) == 1
    assert "open interventions that no channel wants: 1" in capsys.readouterr().out
    assert main(["notify", "status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"deliveries": [], "more": False, "unwanted": 1}


@pytest.mark.parametrize(
    ("point", "left"),
    [
        ("before claim", {"pending"}),
        ("after claim", {"pending"}),
        ("before start", {"pending"}),
        ("after start", {"unknown", "pending"}),
        ("before finish", {"unknown", "pending"}),
        ("after finish", {"sent", "pending"}),
        ("before release", {"sent"}),
    ],
)
def test_kill_at_any_point_is_survived(
    store: KaggleStore,
    web: WebService,
    set_channels: SetChannels,
    set_clock: Callable[[str], None],
    ask: Ask,
    point: str,
    left: set[str],
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    for title in ("First?", "Second?", "Third?"):
        ask(title)
    killed = subprocess.run([sys.executable, "-c", KILLED, *point.split()], check=False)
    assert killed.returncode == -signal.SIGKILL
    set_clock("2 minutes")
    version = store.configurations.get(CHANNELS).updated_at
    store.notifications.claim({"team": {}}, version, notifier="here", limit=0)
    assert {row.status for row in store.notifications.deliveries()} == left
    list(Notifier(store).run())
    # What may have arrived is left to a person, and nothing else is.
    unknown = store.notifications.deliveries(status="unknown")
    assert len(web.arrived) == len(set(web.texts())) == 3 - (point == "after start")
    assert len(unknown) == ("unknown" in left)
    assert store.notifications.retry() == len(unknown)
    list(Notifier(store).run())
    assert len(set(web.texts())) == 3
    assert {row.status for row in store.notifications.deliveries()} == {"sent"}


def test_sigterm_gives_claims_back(
    store: KaggleStore, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    set_channels(team={"url": web.ntfy("runs")})
    for title in ("First?", "Second?"):
        ask(title)
    web.held.clear()
    with notifier() as process:
        assert web.asked.wait(20)
        process.terminate()
        web.held.set()
        out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines() == ["sent  team  [medium] First?"]
    [waiting] = store.notifications.deliveries(status="pending")
    assert waiting.claimed_until is None
    assert [outcome.title for outcome in Notifier(store).run()] == ["[medium] Second?"]


def test_two_notifiers_send_each_message_once(
    store: KaggleStore, web: WebService, set_channels: SetChannels, ask: Ask
) -> None:
    set_channels(a={"url": web.ntfy("a")}, b={"url": web.ntfy("b")})
    for number in range(30):
        ask(f"{number:02}?")
    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(lambda: list(Notifier(store).run())) for _ in range(2)]
        sent = [outcome for each in runs for outcome in each.result()]
    assert len(sent) == len({(each.channel, each.title) for each in sent})
    # What the other had claimed when one found nothing more is sent by the other.
    assert len(sent) == len(web.arrived) == 60
    assert set(statuses(store).values()) == {"sent"}
