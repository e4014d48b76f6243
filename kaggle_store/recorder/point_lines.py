"""The spool's line format: one line per metric point, with an id derived from its position.

A segment is a file: a header line, then one line per point. A point's id is the segment's id plus
its line number, so a segment can be sent again from any position after a crash: the database
ignores points that it has already.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from numbers import Integral
from typing import Any, get_args
from uuid import UUID

from pydantic import TypeAdapter
from pydantic_core import to_json

from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import GREATEST_INT, name_problem
from kaggle_store.models._forms import python_form
from kaggle_store.models.enums import MetricType
from kaggle_store.models.functions import RecordMetricPointsArgs
from kaggle_store.models.system_metrics import SystemMetricUpdate
from kaggle_store.recorder.header import Header

LONGEST_NAME = 200
SAFE_STEP = 2**63
"""A step or epoch of this size fits beside any tags of a recorder."""
_TYPES = get_args(MetricType)
_TAGS: TypeAdapter[Any] = TypeAdapter(SystemMetricUpdate.__annotations__["tags"])
_TO_JSON = json.JSONEncoder(separators=(",", ":")).encode
_NOT_NUMBERS = (TypeError, ValueError, OverflowError, RuntimeError)
"""Errors of converting an object to a number; PyTorch raises the last."""
_WHOLE = re.compile(rb"\d{19}(?:\t[^\t]*){6}$")
"""A line from its time on, which has 19 digits from 2001 to 2286."""


def checked_name(name: str) -> str:
    """Return a metric's name; raise `InvalidInput` if it is invalid."""
    return _checked_text(name) if isinstance(name, str) else _checked_text("")


@lru_cache(maxsize=4096)
def _checked_text(name: str) -> str:
    if not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput(f"metric_name: must be text of 1 to {LONGEST_NAME} characters")
    if problem := name_problem(name):
        raise InvalidInput(f"metric_name: {problem}")
    return name


class SharedTags:
    """The tags of all points of a recorder, which are stored together with each point's own.

    Raises `InvalidInput` if the database could not store them, with a step and an epoch.
    """

    def __init__(self, tags: Mapping[str, Any] | None = None) -> None:
        self._tags = _checked_tags(tags or {})
        self._check({"step": -SAFE_STEP, "epoch": -SAFE_STEP})
        try:
            self._check({"step": -GREATEST_INT, "epoch": -GREATEST_INT})
        except InvalidInput:
            self.are_near_limit = True
        else:
            self.are_near_limit = False

    def text(self, tags: Mapping[str, Any], step: float | None, epoch: float | None) -> str:
        """Return a point's own tags as JSON; raise `InvalidInput` if all cannot be stored."""
        if not isinstance(tags, Mapping):
            tags = _checked_tags(tags)
        numbers = {"step": step, "epoch": epoch}
        given = {name: number for name, number in numbers.items() if number is not None}
        together = self._check({**tags, **given})
        return _TO_JSON({name: together[name] for name in tags}) if tags else ""

    def _check(self, more: Mapping[str, Any]) -> Any:
        return _checked_tags({**self._tags, **more})


def _checked_tags(tags: Mapping[str, Any]) -> Any:
    return checked(_TAGS, tags, subject="tags", operation="system_metrics.recorder")


NO_TAGS = SharedTags()


def point_line(
    name: str,
    value: float,
    step: int | None,
    epoch: float | None,
    metric_type: str,
    tags: Mapping[str, Any] | None,
    shared: SharedTags = NO_TAGS,
) -> bytes:
    """Return the spool line of a point measured now; raise `InvalidInput` if it is invalid."""
    if metric_type not in _TYPES:
        raise InvalidInput(f"metric_type: must be one of {', '.join(_TYPES)}")
    number = value if type(value) is float else _double(name, value)
    step = step if step is None else _whole("step", step)
    epoch = epoch if epoch is None else _as_number("epoch", epoch)
    tags_json = shared.text(tags or {}, step, epoch) if tags or shared.are_near_limit else ""
    at = time.time_ns()
    return (
        f"{at}\t{number!r}\t{'' if step is None else step}\t{'' if epoch is None else epoch}\t"
        f"{metric_type}\t{checked_name(name)}\t{tags_json}\n"
    ).encode()


def _double(name: str, value: Any) -> float:
    try:
        given = value if isinstance(value, int | float) else _double_form(value)
        number = float(given)
    except _NOT_NUMBERS:
        raise InvalidInput(f"metric_value: must be a number (metric {name})") from None
    if isinstance(given, Integral) and int(given) != number:
        raise InvalidInput(f"metric_value: {value} is not a double (metric {name})")
    return number


def _double_form(value: Any) -> Any:
    found = python_form("float_type", value)
    if isinstance(found, str | bytes | bytearray):
        raise TypeError("a number is required")
    return found


def _whole(field: str, value: Any) -> int:
    if type(value) is int and -SAFE_STEP <= value <= SAFE_STEP:
        return value
    number = _as_number(field, value)
    if isinstance(number, float):
        raise InvalidInput(f"{field}: must be a whole number, not {number}")
    return number


def _as_number(field: str, value: Any) -> int | float:
    """Return a number, as an integer where it is whole."""
    try:
        value = python_form("int_type", value)
        value = _double_form(value) if isinstance(value, str | bytes) else value
        whole = int(value)
        number = whole if whole == value else float(value)
    except _NOT_NUMBERS:
        raise InvalidInput(f"{field}: must be a finite number") from None
    if isinstance(value, bool):
        raise InvalidInput(f"{field}: must be a number, not {value}")
    if abs(number) > GREATEST_INT:
        raise InvalidInput(f"{field}: must be within double precision")
    return number


def after_torn(line: bytes) -> bytes | None:
    """Return the whole line that follows a torn one; None if there is none.

    A disk that is full may take the beginning of a line, and the next is appended to that.
    """
    found = _WHOLE.search(line)
    return found and found[0]


def points_body(header: Header, before: int, lines: Sequence[bytes]) -> bytes:
    """Return lines, without line ends, as the JSON arguments of `record_metric_points`.

    `before` is the number of points before them in the segment. Raises `ValueError` if a line is
    damaged. Columns are built from the lines' text without an object per point, so that thousands
    of points hold the interpreter lock for a few milliseconds only.
    """
    fields = b"\t".join(lines).decode().split("\t")
    if len(fields) != FIELDS * len(lines):
        raise ValueError("a line of the spool is damaged")
    at, values, steps, epochs, types, names, more = (fields[i::FIELDS] for i in range(FIELDS))
    columns = (
        json.dumps([str(_id_after(header.id, before))]),
        _timestamps(at),
        _strings(names),
        _numbers(values),
        _strings(types),
        _array(_tags(header.tags, steps, epochs, more)),
        json.dumps([header.execution_id and str(header.execution_id)]),
        json.dumps([header.component]),
    )
    arguments = (f'"{name}":{column}' for name, column in zip(ARGUMENTS, columns, strict=True))
    return f"{{{','.join(arguments)}}}".encode()


FIELDS = 7
ARGUMENTS = tuple(RecordMetricPointsArgs.__annotations__)
"""The arguments of `record_metric_points`: arrays of one element per point, or one for all."""


def _array(elements: Iterable[str]) -> str:
    return f"[{','.join(elements)}]"


def _id_after(first: UUID, points: int) -> UUID:
    """Return the id of the point after `points` others, counted as the database does."""
    prefix, last = divmod(first.int, 1 << 32)
    return UUID(int=prefix << 32 | (last + points) % (1 << 32))


def _timestamps(at: Sequence[str]) -> str:
    written = 'Z","'.join([_second(each[:-9]) + each[-9:-3] for each in at])
    return f'["{written}Z"]'


@lru_cache(maxsize=4096)
def _second(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%S.")


def _strings(column: Sequence[str]) -> str:
    quoted = {text: json.dumps(text) for text in set(column)}
    return _array(quoted.values() if len(quoted) == 1 else map(quoted.__getitem__, column))


def _numbers(column: Sequence[str]) -> str:
    written = _array(column)
    # Only nan and inf, which JSON lacks, contain an "n".
    return _array(map(_number, column)) if "n" in written else written


def _number(text: str) -> str:
    return to_json(float(text), inf_nan_mode="strings").decode()


def _tags(
    shared: Mapping[str, Any], steps: Sequence[str], epochs: Sequence[str], more: Sequence[str]
) -> list[str]:
    """Return the tags of each point; of two tags with one name the database keeps the last."""
    others = list(zip(epochs, more, strict=True))
    known = {each: _tags_without_step(shared, *each) for each in set(others)}
    return [
        f'{known[other][0]}"step":{step}}}' if step else known[other][1]
        for step, other in zip(steps, others, strict=True)
    ]


def _tags_without_step(shared: Mapping[str, Any], epoch: str, more: str) -> tuple[str, str]:
    parts = [json.dumps(shared)[1:-1] if shared else "", more[1:-1], epoch and f'"epoch":{epoch}']
    members = ",".join(filter(None, parts))
    return f"{{{members}," if members else "{", f"{{{members}}}" if members else "null"
