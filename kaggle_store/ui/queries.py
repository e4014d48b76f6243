"""Values of a page's query, such as a filter or the key that the next page begins before.

A value that cannot be read is an error of the address: the page of status 400 names it. An empty
one, as a form sends for a field that was left empty, counts as not given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request

T = TypeVar("T")

LONGEST_TEXT = 200
"""Characters of a text in a query."""
LARGEST_ID = 2**63 - 1


def text(request: Request, name: str) -> str | None:
    """Return a text, or None."""
    value = request.query_params.get(name, "").strip()
    if len(value) > LONGEST_TEXT or "\x00" in value:
        raise invalid(name, f"a text of up to {LONGEST_TEXT} characters")
    return value or None


def uuid(request: Request, name: str) -> UUID | None:
    """Return an id, or None."""
    return _read(request, name, UUID, "an id")


def uuids(request: Request, name: str, most: int) -> list[UUID]:
    """Return the different ids of a field that may be given several times."""
    found: dict[UUID, None] = {}
    for value in request.query_params.getlist(name):
        if value.strip():
            found[_parsed(name, value.strip(), UUID, "an id")] = None
    if len(found) > most:
        raise invalid(name, f"at most {most} ids")
    return list(found)


def integer(request: Request, name: str, low: int = 1, high: int = LARGEST_ID) -> int | None:
    """Return a whole number from `low` to `high`, or None."""
    expected = f"a whole number from {low:,} to {high:,}"
    value = _read(request, name, _digits, expected)
    if value is not None and not low <= value <= high:
        raise invalid(name, expected)
    return value


def choice(request: Request, name: str, choices: Collection[str]) -> str | None:
    """Return one of some values, or None."""
    value = text(request, name)
    if value is not None and value not in choices:
        raise invalid(name, "one of " + ", ".join(choices))
    return value


def moment(request: Request, name: str) -> datetime | None:
    """Return a moment, such as `2026-11-29` or `2026-11-29T11:35`; without an offset it is UTC."""
    return _read(request, name, _moment, "a time such as 2026-11-29T11:35")


def key(request: Request, name: str) -> tuple[datetime, UUID] | None:
    """Return the time and the id of a row, as `key_text` writes them, or None."""
    return _read(request, name, _key, "the key of a row")


def key_text(value: tuple[datetime, UUID]) -> str:
    """Return the time and the id of a row as one text."""
    return f"{value[0].isoformat()}_{value[1]}"


def with_changes(request: Request, **changes: Any) -> str:
    """Return the query of a request with other values; None and empty ones are left out."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if value]
    pairs = [pair for pair in kept if pair[0] not in changes]
    pairs += [(name, str(value)) for name, value in changes.items() if value]
    return "?" + urlencode(pairs)


def invalid(name: str, expected: str) -> HTTPException:
    """Return the error of a value that cannot be read."""
    return HTTPException(400, f"{name} in the address is not {expected}.")


def _read(request: Request, name: str, parse: Callable[[str], T], expected: str) -> T | None:
    value = text(request, name)
    return None if value is None else _parsed(name, value, parse, expected)


def _parsed(name: str, value: str, parse: Callable[[str], T], expected: str) -> T:
    try:
        return parse(value)
    except ValueError:
        raise invalid(name, expected) from None


def _digits(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 20):
        raise ValueError(value)
    return int(value)


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError(value) from None


def _key(value: str) -> tuple[datetime, UUID]:
    at, _, id = value.partition("_")
    return _moment(at), UUID(id)
