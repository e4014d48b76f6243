"""The spool's line format: one line per metric point, with an id derived from its position.

A segment is a file: a header line, then one line per point. A point's id is the segment's id plus
its line number, so a segment can be sent again from any position after a crash: the database
ignores points that it has already.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, get_args
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._requests.validation import checked
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import GREATEST_INT, JsonObject, json_float, name_problem
from kaggle_store.models.enums import MetricType
from kaggle_store.models.functions import RecordMetricPointsArgs
from kaggle_store.recorder.header import Header

LONGEST_NAME = 200
LONGEST_TAGS = 1 << 15
"""Characters of JSON; the database has a lower limit, on the stored size."""
_TYPES = get_args(MetricType)
_TAGS: TypeAdapter[Any] = TypeAdapter(JsonObject)


@lru_cache(maxsize=4096)
def checked_name(name: str) -> str:
    """Return a metric's name; raise `InvalidInput` if it is invalid."""
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput(f"metric_name: must be text of 1 to {LONGEST_NAME} characters")
    if problem := name_problem(name):
        raise InvalidInput(f"metric_name: {problem}")
    return name


def tags_text(tags: Mapping[str, Any]) -> str:
    """Return tags as JSON; raise `InvalidInput` if the database could not store them."""
    storable = checked(_TAGS, tags, subject="tags", operation="system_metrics.recorder")
    text = json.dumps(storable, separators=(",", ":"))
    if len(text) > LONGEST_TAGS:
        raise InvalidInput(f"tags: must be at most {LONGEST_TAGS} characters of JSON")
    return text


def point_line(
    name: str,
    value: float,
    step: int | None,
    epoch: int | None,
    metric_type: str,
    tags: Mapping[str, Any] | None,
) -> bytes:
    """Return the spool line of a point measured now; raise `InvalidInput` if it is invalid."""
    if metric_type not in _TYPES:
        raise InvalidInput(f"metric_type: must be one of {', '.join(_TYPES)}")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(f"metric_value: must be a number (metric {name})") from None
    tags_json = tags_text(tags) if tags else ""
    at = time.time_ns()
    return (
        f"{at}\t{number!r}\t{'' if step is None else _integer('step', step)}\t"
        f"{'' if epoch is None else _integer('epoch', epoch)}\t"
        f"{metric_type}\t{checked_name(name)}\t{tags_json}\n"
    ).encode()


def _integer(field: str, value: int) -> str:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(f"{field}: must be a whole number") from None
    if abs(number) > GREATEST_INT:
        raise InvalidInput(f"{field}: must be within double precision")
    return str(number)


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
    return json.dumps(json_float(float(text)))


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
