"""Write the message of a notification as plain text that no service interprets.

Titles and descriptions come from agents: they must not mention people (`@everyone`), hide a link
behind a text, or forge lines of the message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kaggle_store.formats import duration, moment, money, number
from kaggle_store.resources.notifications import NotificationMessage

LONGEST_TITLE = 150
LONGEST_DESCRIPTION = 700
LONGEST_VALUE = 200
"""Characters. A message of Discord has at most 2,000."""

_BREAK = "\N{ZERO WIDTH SPACE}"
_BRACKETS = str.maketrans(
    {
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    }
)


_THEN = {"approve": ", then it is approved", "reject": ", then it is rejected"}
"""What happens at the deadline, if it is more than an escalation."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message as it is sent."""

    title: str
    body: str


def write(message: NotificationMessage, *, link: str | None = None) -> Text:
    """Return the text of a message; `link` is the address of the web pages, if there are any."""
    marks = [message.priority, *(["escalated"] if message.reason == "escalated" else [])]
    title = f"[{', '.join(marks)}] {line(message.title, LONGEST_TITLE)}"
    lines = _of_intervention(message) if message.intervention_id else _of_notice(message)
    return Text(title, "\n".join([*lines, *_link(message, link)]))


def line(text: object, longest: int = LONGEST_VALUE) -> str:
    """Return a value from the store as one harmless line."""
    return _harmless(_short(" ".join(str(text).split()), longest))


def _of_intervention(message: NotificationMessage) -> Iterator[str]:
    description = _short((message.description or "").strip(), LONGEST_DESCRIPTION)
    yield from (_harmless(each) for each in description.splitlines())
    yield ""
    yield from _work(message)
    if message.assigned_to:
        yield f"Assigned to: {line(message.assigned_to)}"
    if message.allowed_decisions:
        yield f"Decisions: {line(', '.join(message.allowed_decisions))}"
    if message.proposal:
        yield f"Proposal: {line(message.proposal)}"
    if message.deadline:
        then = _THEN.get(message.timeout_action or "escalate", "")
        yield f"Needed by: {moment(message.deadline)}{then}"


def _of_notice(message: NotificationMessage) -> Iterator[str]:
    details = message.details or {}
    yield from _DETAILS.get(str(message.kind), _any)(details)
    yield from _work(message)
    yield f"Noticed at: {moment(message.created_at)}"


def _work(message: NotificationMessage) -> Iterator[str]:
    if message.competition:
        yield f"Competition: {line(message.competition)}"
    if message.execution:
        yield f"Execution: {line(message.execution)}"


def _link(message: NotificationMessage, link: str | None) -> Iterator[str]:
    if link:
        page = f"inbox/{message.intervention_id}" if message.intervention_id else ""
        yield f"{link.rstrip('/')}/{page}"


def _budget(details: Mapping[str, Any]) -> Iterator[str]:
    yield f"{money(details['consumed'])} of {money(details['budget'])} are spent."


def _overdue(details: Mapping[str, Any]) -> Iterator[str]:
    target = duration(details["target_hours"] * 3600)
    yield f"Its target was {target}; it is in {line(details['status'])}."


def _lost(details: Mapping[str, Any]) -> Iterator[str]:
    yield f"{details['losses']} leases have expired; the last worker was {line(details['worker'])}."


def _unknown(details: Mapping[str, Any]) -> Iterator[str]:
    yield f"File: {line(details['file'])}"
    yield "It holds a slot of the day until it is reconciled."


def _score(details: Mapping[str, Any]) -> Iterator[str]:
    before = number(details["previous_best"])
    yield f"{number(details['score'])}, before {before} ({line(details['direction'])})."


def _health(details: Mapping[str, Any]) -> Iterator[str]:
    for name in ("found", "remedy"):
        if details.get(name):
            yield line(details[name])
    if details.get("rows"):
        yield f"Rows: {details['rows']}"


def _any(details: Mapping[str, Any]) -> Iterator[str]:
    yield line(json.dumps(details, ensure_ascii=False))


_DETAILS: dict[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "budget_80": _budget,
    "budget_100": _budget,
    "overdue_execution": _overdue,
    "lost_worker": _lost,
    "unknown_submission": _unknown,
    "better_score": _score,
    "health": _health,
}


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _harmless(text: str) -> str:
    """Return a line without control characters, mentions, tags, and links behind other texts."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    unlinked = printable.translate(_BRACKETS).replace("](", f"]{_BREAK}(")
    return re.sub("@", f"@{_BREAK}", unlinked)
