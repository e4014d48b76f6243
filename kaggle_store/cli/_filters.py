"""The filters of a list: `--where`, `--status`, times and ids, as the SDK's keyword conditions."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from kaggle_store.cli import _options
from kaggle_store.cli._entities import Entity, Option

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore

OPERATORS = "__lt, __lte, __gt, __gte, __not, __ilike, __contains"

_JSON_STARTS = ("[", "{", '"')
_CONSTANTS = ("null", "true", "false")


def declare(parser: argparse.ArgumentParser, entity: Entity) -> None:
    """Declare the filters of an entity's list."""
    for option in entity.options:
        parser.add_argument(
            option.flag,
            dest=f"filter_{option.column}",
            metavar=option.metavar,
            choices=option.choices,
            type=option.parse,
            action="append" if option.choices else "store",
            help=_help(option),
        )
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        type=condition,
        metavar="COLUMN[__OP]=VALUE",
        help=f"only rows that match, OP one of {OPERATORS}; may be repeated",
    )


def _help(option: Option) -> str:
    if option.choices is None:
        return option.help
    return f"{option.help}: {', '.join(option.choices)}; may be repeated"


def conditions(
    store: KaggleStore, entity: Entity, options: argparse.Namespace
) -> dict[str, object]:
    """Return the conditions that were given, with names resolved to ids."""
    where: dict[str, object] = dict(options.where)
    for option in entity.options:
        given = getattr(options, f"filter_{option.column}")
        if given is not None:
            where[option.column] = option.resolve(store, given) if option.resolve else given
    return where


def condition(text: str) -> tuple[str, object]:
    """Return name and value of `column__gt=5`; JSON lists, objects, text and constants are read.

    Numbers and times stay text, which the SDK reads by the column's type.
    """
    name, equals, value = text.partition("=")
    if not (equals and name.isidentifier()):
        raise argparse.ArgumentTypeError(f"{text!r} is not COLUMN=VALUE or COLUMN__OP=VALUE")
    return name, _value(value)


def _value(text: str) -> object:
    if not (text in _CONSTANTS or text.startswith(_JSON_STARTS)):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not JSON: {error}") from None


def id(text: str) -> UUID:
    """Return an id."""
    try:
        return UUID(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an id; `list` shows ids") from None


def moment(text: str) -> datetime:
    """Return a time: ISO 8601, a date (in UTC), or a length of time ago such as `2h`."""
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    else:
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return datetime.now(UTC) - timedelta(seconds=_options.duration(text))
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a time such as 2026-11-29, 2026-11-29T12:00Z, 30m, 2h or 7d"
        ) from None


def competition_id(store: KaggleStore, name: str) -> UUID:
    """Return the id of a competition named by its id or its `kaggle_id`; raises `NotFound`."""
    from kaggle_store.errors import NotFound

    try:
        return UUID(name)
    except ValueError:
        found = store.competitions.find(name)
    if found is None:
        raise NotFound(f"no competition has the kaggle_id {name!r}")
    return found.id


def status(choices: tuple[str, ...], column: str = "status") -> Option:
    """Return the option for one of several statuses."""
    return Option("--status", column, "STATUS", "only in this status", choices)


COMPETITION = Option(
    "--competition",
    "competition_id",
    "KAGGLE_ID",
    "only of this competition, by the name that Kaggle gives it or by its id",
    resolve=competition_id,
)
EXECUTION = Option("--execution", "execution_id", "ID", "only of this execution", parse=id)


def given(where: dict[str, object]) -> set[str]:
    """Return the columns that conditions name."""
    return {name.partition("__")[0] for name in where}
