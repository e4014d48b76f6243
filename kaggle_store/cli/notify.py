"""`kaggle-store notify`: send notifications, and set the channels that send them."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, cast
from uuid import UUID

from kaggle_store.cli import output
from kaggle_store.cli._help import Verbs
from kaggle_store.cli._options import duration
from kaggle_store.cli._stop import stop_event
from kaggle_store.cli.output import Column
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.errors import InvalidChannel, KaggleStoreError
from kaggle_store.formats import moment
from kaggle_store.integrations.notifications import stored
from kaggle_store.integrations.notifications.channels import KINDS, Channel
from kaggle_store.integrations.notifications.messages import Text
from kaggle_store.integrations.notifications.notifier import Notifier
from kaggle_store.integrations.notifications.sender import send
from kaggle_store.integrations.notifications.workers import Outcome
from kaggle_store.models.notification_deliveries import NotificationDelivery
from kaggle_store.settings import DEFAULT_RETRY_FOR

DESCRIPTION = """\
Send the notifications of interventions and notices by Slack, Discord, e-mail, ntfy and other
services. The channels are stored encrypted. Needs the secret key."""

EXAMPLES = """\
kaggle-store notify add team slack://TOKEN_A/TOKEN_B/TOKEN_C
kaggle-store notify add night - --priority critical    # reads the URL from the standard input
kaggle-store notify add ana mailtos://user:password@example.org --assignee ana@example.org
kaggle-store notify add scores ntfys://ntfy.example.org/scores --kind better_score
kaggle-store notify test team
kaggle-store notify run                                # as a service: looks every 10 seconds
kaggle-store notify run --once                         # sends what is due, and ends
kaggle-store notify channels
kaggle-store notify status --json
kaggle-store notify retry --channel team
kaggle-store notify dismiss 019a6b7c-0000-7000-8000-000000000001
kaggle-store notify remove team"""

EXIT_CODES = {
    0: "success; without --once, after SIGINT or SIGTERM",
    1: "a message was not sent, or `status` finds something that needs a person",
}

PRIORITIES = ("critical", "high", "medium", "low")
NEEDING_A_PERSON = ("failed", "unknown")
MOST_LISTED = 100
"""Deliveries that `status` lists; it says when there are more."""

CHANNEL_COLUMNS = tuple(
    Column(name) for name in ("channel", "service", "kinds", "priorities", "assignees")
)
DELIVERY_COLUMNS = (
    *(Column(name) for name in ("id", "channel", "status")),
    Column("attempts", is_number=True),
    *(Column(name) for name in ("added", "error")),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = Verbs(parser, EXAMPLES)
    run_verb = verbs.add("run", "send what is due, again and again")
    run_verb.add_argument("--once", action="store_true", help="send what is due, and end")
    run_verb.add_argument(
        "--every", type=duration, default=10.0, metavar="DURATION", help="pause (default: 10s)"
    )
    run_verb.add_argument(
        "--link", metavar="URL", help="address of the web pages (default: notification.link)"
    )
    _declare_channels(verbs)
    status = verbs.add("status", "list deliveries that wait, failed or were interrupted")
    status.add_argument("--json", action="store_true", help="print the result as JSON")
    retry = verbs.add("retry", "send failed and interrupted messages again")
    dismiss = verbs.add("dismiss", "give up failed and interrupted messages")
    for verb in (retry, dismiss):
        verb.add_argument("ids", nargs="*", type=UUID, metavar="ID", help="deliveries (all)")
        verb.add_argument("--channel", metavar="NAME", help="those of this channel")


def _declare_channels(verbs: Verbs) -> None:
    channels = verbs.add("channels", "list the channels, without their addresses")
    channels.add_argument("--json", action="store_true", help="print the result as JSON")
    add = verbs.add("add", "add a channel, or replace the one of this name")
    test = verbs.add("test", "send a test message by one channel")
    remove = verbs.add("remove", "remove a channel; what it has not sent is withdrawn")
    for verb in (add, test, remove):
        verb.add_argument("name", metavar="NAME", help="the channel's name")
    add.add_argument(
        "url", metavar="URL", help="Apprise's URL of the service; - reads it from standard input"
    )
    for option, choices, text in (
        ("--priority", PRIORITIES, "only this priority; may be repeated (default: all)"),
        ("--kind", KINDS, "only this kind: intervention, or a kind of notice (default: all)"),
        ("--assignee", None, "only interventions assigned to this person (default: all)"),
    ):
        metavar = None if choices is PRIORITIES else option[2:].upper()
        add.add_argument(option, action="append", choices=choices, metavar=metavar, help=text)


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    with location.find().open(retry_for=DEFAULT_RETRY_FOR) as store:
        return ACTIONS[options.verb](store, options)


def _run(store: KaggleStore, options: argparse.Namespace) -> int:
    link = stored.check_link(options.link) if options.link else None
    notifier = Notifier(store, link=link, look_every=options.every)
    with stop_event() as stop:
        if options.once:
            outcomes = list(map(_show, notifier.run(stop.is_set)))
            return int(any(outcome.error for outcome in outcomes))
        while not stop.is_set():
            began = time.monotonic()
            try:
                for outcome in notifier.run(stop.is_set):
                    _show(outcome)
            except KaggleStoreError as error:
                output.error("notify", f"{error}; trying again")
            stop.wait(max(0.0, options.every - (time.monotonic() - began)))
    return 0


def _show(outcome: Outcome) -> Outcome:
    """Print what became of a delivery, at once, and return it."""
    output.line(str(outcome))
    return outcome


def _channels(store: KaggleStore, options: argparse.Namespace) -> int:
    found = stored.load(store)
    channels = found.channels if found else {}
    if options.json:
        rows = {name: _without_address(channel) for name, channel in channels.items()}
        print(json.dumps(rows, indent=2))
    elif channels:
        output.table(CHANNEL_COLUMNS, [_cells(*item) for item in channels.items()])
    else:
        output.line("There are no channels; add one with: kaggle-store notify add NAME URL")
    return 0


def _without_address(channel: Channel) -> dict[str, Any]:
    return {"service": channel.service, **channel.filter}


def _cells(name: str, channel: Channel) -> tuple[str, ...]:
    wanted = (channel.kinds, channel.priorities, channel.assignees)
    return name, f"{channel.service}://***", *(", ".join(each or ("all",)) for each in wanted)


def _add(store: KaggleStore, options: argparse.Namespace) -> int:
    url = sys.stdin.readline().strip() if options.url == "-" else options.url
    asked = {
        "url": url,
        "priorities": options.priority,
        "kinds": options.kind,
        "assignees": options.assignee,
    }
    channel = stored.add(store, options.name, {k: v for k, v in asked.items() if v is not None})
    output.line(
        f"Channel {options.name} ({channel.service}) is set; "
        f"try it with: kaggle-store notify test {options.name}"
    )
    return 0


def _remove(store: KaggleStore, options: argparse.Namespace) -> int:
    if not stored.remove(store, options.name):
        output.error("notify", f"there is no channel {options.name}")
        return 1
    output.line(f"Channel {options.name} is removed.")
    return 0


def _test(store: KaggleStore, options: argparse.Namespace) -> int:
    found = stored.load(store)
    channel = found.channels.get(options.name) if found else None
    if channel is None:
        raise InvalidChannel(f"there is no channel {options.name}")
    text = Text("Test of kaggle-store notify", f"This is channel {options.name}.")
    if error := send(channel.url.get_secret_value(), text):
        output.error("notify", f"{options.name}: {error}")
        return 1
    output.line(f"{options.name}: the service took the message.")
    return 0


def _status(store: KaggleStore, options: argparse.Namespace) -> int:
    waiting = store.notifications.deliveries(
        status=("failed", "unknown", "sending", "pending"),
        order=("-status", "created_at"),
        limit=MOST_LISTED + 1,
    )
    health = next(row for row in store.upkeep.store_health() if row.subject == "notifications")
    unwanted = cast("dict[str, int]", health.facts)["unwanted"]
    if options.json:
        rows = [each.model_dump(mode="json") for each in waiting[:MOST_LISTED]]
        more = len(waiting) > MOST_LISTED
        print(json.dumps({"deliveries": rows, "more": more, "unwanted": unwanted}, indent=2))
    else:
        _show_status(waiting)
        if health.remedy:
            output.line(f"{health.found}. {health.remedy}")
    return int(unwanted or any(each.status in NEEDING_A_PERSON for each in waiting))


def _show_status(waiting: Sequence[NotificationDelivery]) -> None:
    if not waiting:
        output.line("Nothing waits.")
        return
    rows = [
        (
            each.id,
            each.channel,
            each.status,
            each.attempts,
            moment(each.created_at),
            each.last_error or "",
        )
        for each in waiting[:MOST_LISTED]
    ]
    output.table(DELIVERY_COLUMNS, rows)
    if len(waiting) > MOST_LISTED:
        output.line(f"There are more than {MOST_LISTED}.")


def _retry(store: KaggleStore, options: argparse.Namespace) -> int:
    count = store.notifications.retry(ids=options.ids or None, channel=options.channel)
    output.line(f"{count} will be sent again by the next run.")
    return 0


def _dismiss(store: KaggleStore, options: argparse.Namespace) -> int:
    count = store.notifications.dismiss(ids=options.ids or None, channel=options.channel)
    output.line(f"{count} will not be sent.")
    return 0


ACTIONS: dict[str, Callable[[KaggleStore, argparse.Namespace], int]] = {
    "run": _run,
    "channels": _channels,
    "add": _add,
    "remove": _remove,
    "test": _test,
    "status": _status,
    "retry": _retry,
    "dismiss": _dismiss,
}
