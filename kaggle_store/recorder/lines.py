"""How points are written down: one line each, with an id that follows from where it stands.

A segment is a file. Its first line says what all its points share, and the segment's own id; every
other line is one point. The same line always becomes the same point, so that a segment may be sent
again from any place after a crash: the database knows the points it has.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, get_args
from uuid import UUID, uuid4

from kaggle_store._validate import uuid7_of
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import json_float
from kaggle_store.models.enums import MetricType
from kaggle_store.models.functions import RecordMetricPointsArgs

FORMAT = 1
LONGEST_NAME = 200
_RANDOM_BITS = (1 << 62) - 1
_TYPES = get_args(MetricType)


@dataclass(frozen=True, slots=True)
class Header:
    """What all points of a segment share."""

    id: UUID
    """The segment's id; the points' ids come from it."""
    execution_id: UUID | None
    component: str | None
    tags: Mapping[str, Any]

    @classmethod
    def new(
        cls, execution_id: UUID | None, component: str | None, tags: Mapping[str, Any] | None
    ) -> Header:
        """Begin a segment."""
        return cls(uuid4(), execution_id, component, dict(tags or {}))

    def line(self) -> bytes:
        """Write it down."""
        said = {
            "format": FORMAT,
            "id": str(self.id),
            "execution_id": None if self.execution_id is None else str(self.execution_id),
            "component": self.component,
            "tags": self.tags,
        }
        return json.dumps(said, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Header:
        """Read it back, or raise `ValueError`."""
        said = json.loads(line)
        if not isinstance(said, dict) or said.get("format") != FORMAT:
            raise ValueError("not a segment of recorded metrics")
        execution_id = said["execution_id"]
        return cls(
            UUID(said["id"]),
            None if execution_id is None else UUID(execution_id),
            said["component"],
            said["tags"],
        )


@lru_cache(maxsize=4096)
def checked_name(name: str) -> str:
    """Return a metric's name as it is written, or raise `InvalidInput`."""
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput(f"metric_name: must be text of 1 to {LONGEST_NAME} characters")
    if not name.isprintable():
        raise InvalidInput("metric_name: must not contain control characters")
    return name


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
    except (TypeError, ValueError):
        raise InvalidInput(f"metric_value: {name} needs a number") from None
    more = "" if not tags else json.dumps(tags, separators=(",", ":"))
    at = time.time_ns()
    return (
        f"{at}\t{number!r}\t{'' if step is None else int(step)}\t"
        f"{'' if epoch is None else int(epoch)}\t{metric_type}\t{checked_name(name)}\t{more}\n"
    ).encode()


def read_points(header: Header, start: int, lines: Sequence[bytes]) -> dict[str, list[Any]]:
    """Turn lines into the arrays of `record_metric_points`; `start` is the first line's offset."""
    arrays: dict[str, list[Any]] = {name: [] for name in ARRAYS}
    offset = start
    for line in lines:
        _add(arrays, header, offset, line)
        offset += len(line)
    return arrays


ARRAYS = tuple(RecordMetricPointsArgs.__annotations__)
"""The arguments of `record_metric_points`, each an array."""


def _add(arrays: dict[str, list[Any]], header: Header, offset: int, line: bytes) -> None:
    at, value, step, epoch, metric_type, name, more = line.decode().rstrip("\n").split("\t", 6)
    nanoseconds = int(at)
    tags = {**header.tags, **(json.loads(more) if more else {})}
    if step:
        tags["step"] = int(step)
    if epoch:
        tags["epoch"] = int(epoch)
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest // 1000)
    arrays["p_ids"].append(str(point_id(header.id, nanoseconds, offset)))
    arrays["p_timestamps"].append(moment.isoformat())
    arrays["p_metric_names"].append(name)
    arrays["p_metric_values"].append(json_float(float(value)))
    arrays["p_metric_types"].append(metric_type)
    arrays["p_tags"].append(tags or None)
    arrays["p_execution_ids"].append(header.execution_id and str(header.execution_id))
    arrays["p_components"].append(header.component)


def point_id(segment: UUID, nanoseconds: int, offset: int) -> UUID:
    """Make a time-ordered id (UUID version 7) of a point that stands at a place of a segment."""
    place = ((segment.int & _RANDOM_BITS) + offset) & _RANDOM_BITS
    return uuid7_of(nanoseconds, place)
