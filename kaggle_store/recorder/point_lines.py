"""How points are written down: one line each, with an id that follows from where it stands.

A segment is a file. Its first line says what all its points share, and the segment's own id; every
other line is one point, whose id counts up from it. The same line always becomes the same point, so
that a segment may be sent again from any place after a crash: the database knows the points it has.
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
from kaggle_store.models._base import GREATEST_INT, JsonObject, json_float
from kaggle_store.models.enums import MetricType
from kaggle_store.models.functions import RecordMetricPointsArgs
from kaggle_store.recorder.header import Header

LONGEST_NAME = 200
LONGEST_TAGS = 1 << 15
"""Characters of JSON; what the database takes is bounded more closely, by its size there."""
_TYPES = get_args(MetricType)
_TAGS: TypeAdapter[Any] = TypeAdapter(JsonObject)


@lru_cache(maxsize=4096)
def checked_name(name: str) -> str:
    """Return a metric's name as it is written, or raise `InvalidInput`."""
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput(f"metric_name: must be text of 1 to {LONGEST_NAME} characters")
    if not name.isprintable():
        raise InvalidInput("metric_name: must not contain control characters")
    return name


def tags_text(tags: Mapping[str, Any]) -> str:
    """Write tags down, or raise `InvalidInput` for what the database could not take."""
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
    """Write a point down, measured now."""
    if metric_type not in _TYPES:
        raise InvalidInput(f"metric_type: must be one of {', '.join(_TYPES)}")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(f"metric_value: {name} needs a number") from None
    more = "" if not tags else tags_text(tags)
    at = time.time_ns()
    return (
        f"{at}\t{number!r}\t{'' if step is None else _whole('step', step)}\t"
        f"{'' if epoch is None else _whole('epoch', epoch)}\t"
        f"{metric_type}\t{checked_name(name)}\t{more}\n"
    ).encode()


def _whole(field: str, value: int) -> str:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        raise InvalidInput(f"{field}: a whole number is needed") from None
    if abs(number) > GREATEST_INT:
        raise InvalidInput(f"{field}: must be within double precision")
    return str(number)


def points_body(header: Header, before: int, lines: Sequence[bytes]) -> bytes:
    """Write lines, without their ends, as the arguments of `record_metric_points`.

    `before` them stand so many others in their segment.

    Column by column from the texts that the lines hold: no point becomes an object of its own, so
    that thousands of them keep the training loop's interpreter for a few milliseconds only. Raises
    `ValueError` where a line is damaged.
    """
    fields = b"\t".join(lines).decode().split("\t")
    if len(fields) != FIELDS * len(lines):
        raise ValueError("a line of the spool is damaged")
    at, values, steps, epochs, types, names, more = (fields[i::FIELDS] for i in range(FIELDS))
    columns = (
        json.dumps([str(_counted(header.id, before))]),
        _moments(at),
        _texts(names),
        _numbers(values),
        _texts(types),
        _array(_tags(header.tags, steps, epochs, more)),
        json.dumps([header.execution_id and str(header.execution_id)]),
        json.dumps([header.component]),
    )
    arguments = (f'"{name}":{column}' for name, column in zip(ARGUMENTS, columns, strict=True))
    return f"{{{','.join(arguments)}}}".encode()


FIELDS = 7
ARGUMENTS = tuple(RecordMetricPointsArgs.__annotations__)
"""The arguments of `record_metric_points`, each an array: an element a point, or one for all."""


def _array(elements: Iterable[str]) -> str:
    return f"[{','.join(elements)}]"


def _counted(first: UUID, points: int) -> UUID:
    """Count up from an id as the database does, so that it counts on from there."""
    kept, last = divmod(first.int, 1 << 32)
    return UUID(int=kept << 32 | (last + points) % (1 << 32))


def _moments(at: Sequence[str]) -> str:
    written = 'Z","'.join([_second(each[:-9]) + each[-9:-3] for each in at])
    return f'["{written}Z"]'


@lru_cache(maxsize=4096)
def _second(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%S.")


def _texts(column: Sequence[str]) -> str:
    quoted = {text: json.dumps(text) for text in set(column)}
    return _array(quoted.values() if len(quoted) == 1 else map(quoted.__getitem__, column))


def _numbers(column: Sequence[str]) -> str:
    written = _array(column)
    # Only what is no number is written with letters beyond an exponent's.
    return _array(map(_number, column)) if "n" in written else written


def _number(text: str) -> str:
    return json.dumps(json_float(float(text)))


def _tags(
    shared: Mapping[str, Any], steps: Sequence[str], epochs: Sequence[str], more: Sequence[str]
) -> list[str]:
    """Write the tags of each point; of two with one name the database keeps the last."""
    others = list(zip(epochs, more, strict=True))
    known = {each: _begun(shared, *each) for each in set(others)}
    return [
        f'{known[other][0]}"step":{step}}}' if step else known[other][1]
        for step, other in zip(steps, others, strict=True)
    ]


def _begun(shared: Mapping[str, Any], epoch: str, more: str) -> tuple[str, str]:
    parts = [json.dumps(shared)[1:-1] if shared else "", more[1:-1], epoch and f'"epoch":{epoch}']
    said = ",".join(filter(None, parts))
    return f"{{{said}," if said else "{", f"{{{said}}}" if said else "null"
