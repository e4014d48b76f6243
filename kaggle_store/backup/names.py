"""Names and values allowed in storage; every other value read from it is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

DUMP, ROWS = "store.dump", "rows.gz"
CLUSTER = "cluster.tar.gz"
MANIFEST, UNFINISHED = "manifest.json", ".manifest.json"
# The data files of each kind of backup.
FILES = {"full": {DUMP}, "incremental": {ROWS}, "base": {CLUSTER}}
LOGICAL = ("full", "incremental")
_DATA_FILES = frozenset[str]().union(*FILES.values())
_TIME_FORMAT = "%Y%m%dT%H%M%S.%fZ"
_ID = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z-(full|incremental|base)")


def name_of(time: datetime, kind: str) -> str:
    """Return the id of a backup; ids sort by time."""
    return f"{time.astimezone(UTC):{_TIME_FORMAT}}-{kind}"


def start_time_of(backup: str) -> datetime:
    """Return the start time in the id of a backup."""
    return datetime.strptime(backup.partition("-")[0], _TIME_FORMAT).replace(tzinfo=UTC)


def kind_of(backup: str) -> str | None:
    """Return `full`, `incremental` or `base`; None if `backup` is not an id."""
    if (match := _ID.fullmatch(backup)) is None:
        return None
    try:
        start_time_of(backup)
    except ValueError:
        return None
    return match[1]


def is_file_name(name: str) -> bool:
    """Return whether a backup may have a file of this name."""
    return name in _DATA_FILES or name in (MANIFEST, UNFINISHED)


def _check_id(value: str) -> str:
    if kind_of(value) is None:
        raise ValueError("not the id of a backup")
    return value


def _check_data_file(value: str) -> str:
    if value not in _DATA_FILES:
        raise ValueError("not the name of a data file")
    return value


def _check_month(value: date) -> date:
    if value.day != 1 or not 1900 <= value.year < 2200:
        raise ValueError("not the first day of a month from 1900 to 2199")
    return value


BackupId = Annotated[str, AfterValidator(_check_id)]
DataFile = Annotated[str, AfterValidator(_check_data_file)]
Kind = Literal["full", "incremental"]
# A cluster's system identifier names a folder of WAL segments.
SystemId = Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]
Timeline = Annotated[str, Field(pattern=r"^[0-9A-F]{8}$")]
WalSegment = Annotated[str, Field(pattern=r"^[0-9A-F]{24}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
RowChecksum = Annotated[str, Field(pattern=r"^-?[0-9]{1,60}$")]
# As in kaggle_store.installed.
MigrationName = Annotated[str, Field(pattern=r"^([0-9]{14}_[a-z0-9_]{1,100}|members)$")]
PackageVersion = Annotated[str, Field(pattern=r"^[0-9A-Za-z.+!-]{1,64}$")]
# Names of database objects appear in error messages: no control characters.
ObjectName = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,200}$")]
Count = Annotated[int, Field(ge=0, le=2**63 - 1)]
SequenceValue = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
# As in server_version_num: 170004 is PostgreSQL 17.4.
ServerVersion = Annotated[int, Field(ge=100_000, le=9_999_999)]
# A partition of metrics, as ensure_metric_partitions() makes them.
Month = Annotated[date, AfterValidator(_check_month)]
