"""The verb `answer`: decide about an intervention by options, or by questions on a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kaggle_store import formats
from kaggle_store.cli import _data, _exit_codes, _reading, _schema_fields, output

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.errors import InvalidAnswerData
    from kaggle_store.models import HumanIntervention

DECISIONS = ("approve", "edit", "reject", "respond")
_PAST = {"approve": "Approved", "edit": "Approved with changes", "reject": "Rejected"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision with its text and data; without data, an approval takes the proposal."""

    decision: str
    text: str | None = None
    data: Any = None


def declare(verb: argparse.ArgumentParser) -> None:
    """Declare the decision and its data."""
    decision = verb.add_mutually_exclusive_group()
    decision.add_argument("--approve", action="store_true", help="approve the proposal, if any")
    decision.add_argument(
        "--edit",
        nargs="?",
        type=_json,
        const=_schema_fields.UNSET,
        metavar="JSON",
        help="approve with changed data: JSON, --data, --set, or asked for",
    )
    decision.add_argument("--reject", metavar="REASON", help="reject")
    decision.add_argument("--respond", metavar="TEXT", help="answer without approving or rejecting")
    verb.add_argument("--data", type=_json, metavar="JSON", help="the data of the answer")
    verb.add_argument(
        "--set",
        action="append",
        default=[],
        type=_assignment,
        metavar="FIELD=VALUE",
        help="one field of the data, read by its type in the schema; may be repeated",
    )
    verb.add_argument("--message", metavar="TEXT", help="a remark to an approval")
    verb.add_argument("--by", metavar="NAME", help="who answers, with the secret key only")


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not JSON: {error}") from None


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=VALUE")
    return name, value


def answer(store: KaggleStore, options: argparse.Namespace) -> int:
    """Send the answer; one that does not fit is asked again on a terminal."""
    from kaggle_store.errors import AlreadyAnswered, InvalidAnswerData

    row = store.human_interventions.get(options.key)
    try:
        given = _given(row, options)
        if given is None and not _is_interactive():
            allowed = ", ".join(f"--{each}" for each in row.allowed_decisions)
            output.error("interventions", f"give a decision, one of: {allowed}")
            return 2
        if given is None:
            given = _ask(row)
        while True:
            try:
                return _done(options, _send(store, row, given, options), given)
            except InvalidAnswerData as error:
                if not _is_interactive():
                    return _refuse(_named(error))
                given = _ask_again(row, given, error)
    except _schema_fields.InvalidValueError as error:
        return _refuse(str(error))
    except AlreadyAnswered:
        return _was_faster(store.human_interventions.get(row.id))
    except EOFError:
        output.error("interventions", "nothing was sent")
        return 1


def _is_interactive() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _refuse(problems: str) -> int:
    output.error("interventions", f"the answer does not fit: {problems}")
    return _exit_codes.INVALID_ANSWER


def _given(row: HumanIntervention, options: argparse.Namespace) -> Answer | None:
    """Return the answer that the options give, or None."""
    data = options.data
    if options.edit is not None:
        base = data if options.edit is _schema_fields.UNSET else options.edit
        edited = row.proposal if base is None else base
        return Answer("edit", options.message, _with_fields(edited, row, options))
    data = _with_fields(data, row, options)
    if options.approve:
        return Answer("approve", options.message, data)
    if options.reject is not None:
        return Answer("reject", options.reject, data)
    return None if options.respond is None else Answer("respond", options.respond, data)


def _with_fields(data: Any, row: HumanIntervention, options: argparse.Namespace) -> Any:
    assigned = _schema_fields.assign(options.set, _schema(row))
    if not assigned:
        return data
    return {**(data if isinstance(data, Mapping) else {}), **assigned}


def _schema(row: HumanIntervention) -> Mapping[str, Any] | None:
    return row.response_schema if isinstance(row.response_schema, Mapping) else None


def _ask(row: HumanIntervention) -> Answer:
    """Ask for the decision, and for what it needs."""
    output.heading(row.title)
    for line in row.description.splitlines():
        output.line(f"  {line}")
    decision = _ask_decision([each for each in DECISIONS if each in row.allowed_decisions])
    if decision == "approve":
        needs_data = _schema(row) is not None and row.proposal is None
        return Answer(decision, None, _ask_data(row, {}) if needs_data else None)
    if decision == "edit":
        return Answer(decision, None, _ask_data(row, row.proposal))
    text = _ask_text("Reason" if decision == "reject" else "Response")
    has_data = decision == "respond" and _schema(row) is not None
    return Answer(decision, text, _ask_data(row, {}) if has_data else None)


def _ask_decision(allowed: list[str]) -> str:
    while True:
        word = input(f"Decision ({', '.join(allowed)}): ").strip().lower()
        found = [each for each in allowed if word and each.startswith(word)]
        if len(found) == 1:
            return found[0]
        output.line(f"Type one of: {', '.join(allowed)}.")


def _ask_text(name: str) -> str:
    while not (text := input(f"{name}: ").strip()):
        output.line(f"{name}: a text is required")
    return text


def _ask_data(row: HumanIntervention, known: Any) -> Any:
    schema = _schema(row)
    if _schema_fields.fields(schema) and (known is None or isinstance(known, Mapping)):
        return _schema_fields.ask(schema, known or {})
    return _schema_fields.ask_json("Data")


def _ask_again(row: HumanIntervention, given: Answer, error: InvalidAnswerData) -> Answer:
    """Ask for the fields that were refused, with what was given as defaults."""
    output.line(_named(error))
    names = {_first_step(path) for path, _ in _problems(error)}
    known = given.data if given.data is not None else row.proposal
    schema = _schema(row)
    if names <= set(_schema_fields.fields(schema)) and isinstance(known, Mapping):
        kept = {name: value for name, value in known.items() if name not in names}
        return replace(given, data=_schema_fields.ask(schema, kept, names))
    return replace(given, data=_ask_data(row, {}))


def _problems(error: InvalidAnswerData) -> list[tuple[str, str]]:
    """Return path and message of each problem that the database has found."""
    return [(each["path"], each["message"]) for each in error.details.get("errors", ())]


def _named(error: InvalidAnswerData) -> str:
    parts = [f"{path.lstrip('/') or 'data'}: {message}" for path, message in _problems(error)]
    return "; ".join(parts) or error.message


def _first_step(path: str) -> str:
    return path.split("/")[1].replace("~1", "/").replace("~0", "~") if path else ""


def _send(
    store: KaggleStore, row: HumanIntervention, given: Answer, options: argparse.Namespace
) -> HumanIntervention:
    decision: Any = given.decision
    return store.human_interventions.respond(
        row.id,
        decision,
        response=given.text,
        response_data=given.data,
        responded_by=_data.responder(options),
    )


def _done(options: argparse.Namespace, row: HumanIntervention, given: Answer) -> int:
    past = _PAST.get(given.decision, "Answered")
    return _data.done(options, row, f"{past}: {row.title}")


def _was_faster(row: HumanIntervention) -> int:
    ago = formats.relative(row.responded_at, _reading.now())
    text = f": {row.response}" if row.response else ""
    who = row.responded_by or "another person"
    output.error("interventions", f"{who} was faster: {row.status} {ago}{text}")
    return _exit_codes.ANSWERED
