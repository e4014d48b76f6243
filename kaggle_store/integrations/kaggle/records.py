"""Read competitions as Kaggle's API has them: a record of its JSON in, a row of the store out.

Kaggle's own types are not used: one value that they do not know would stop a whole page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import TypeAdapter, ValidationError

from kaggle_store.models._base import Row
from kaggle_store.models.competitions import CompetitionInsert
from kaggle_store.models.enums import ProblemType

Record = Mapping[str, Any]

SOURCE = "kaggle_api"
"""The `discovery_source` of what is found here."""

UNLIMITED = 2**31 - 1
"""Kaggle's team limit where there is none."""


class UnreadValue(Row, frozen=True):
    """A value of Kaggle's that the store does not take; it stays in `source_record`."""

    kaggle_id: str | None
    """The competition; None if that could not be read."""
    field: str
    """The column that has no value from Kaggle, or `record` where all of it was left out."""
    reason: str
    """What is wrong with it."""


FIELDS = (
    *("id", "ref", "title", "url", "description", "organizationName", "organizationRef"),
    *("category", "reward", "tags", "deadline", "kernelCount", "teamCount", "userHasEntered"),
    *("userRank", "mergerDeadline", "newEntrantDeadline", "enabledDate", "maxDailySubmissions"),
    *("maxTeamSize", "evaluationMetric", "awardsPoints", "isKernelsSubmissionsOnly"),
    *("submissionsDisabled", "thumbnailImageUrl", "hostName", "dateCreated", "licenseName"),
)
"""The fields of a competition; Kaggle leaves out those that have their default."""


def competition_row(record: object) -> tuple[CompetitionInsert | None, list[UnreadValue]]:
    """Return the row for a record and what could not be read; no row without a slug."""
    if not isinstance(record, Mapping) or not (slug := slug_of(record)):
        reason = "a competition must be an object with ref or url"
        return None, [UnreadValue(kaggle_id=None, field="record", reason=reason)]
    row: dict[str, Any] = {"kaggle_id": slug, "title": slug, "discovery_source": SOURCE}
    # A field that Kaggle left out replaces the value that it had before.
    row["source_record"] = dict.fromkeys(FIELDS) | dict(record)
    unread: dict[str, str] = {}
    for column, read in _READERS.items():
        try:
            value = read(record)
        except (TypeError, ValueError) as error:
            unread[column] = str(error)
        else:
            row |= {} if value is None else {column: value}
    unread |= _remove_refused(row)
    problems = [UnreadValue(kaggle_id=slug, field=f, reason=why) for f, why in unread.items()]
    if "kaggle_id" not in row:
        return None, problems
    return CompetitionInsert(**{"title": slug, **row}), problems  # type: ignore[typeddict-item]


def slug_of(record: Record) -> str | None:
    """Return the slug, from the address that Kaggle calls `ref`, or from `url`."""
    for name in ("ref", "url"):
        path = urlsplit(str(record.get(name) or "")).path.rstrip("/")
        if slug := unquote(path.rpartition("/")[2]):
            return slug
    return None


def moment(text: object) -> datetime | None:
    """Return a time of Kaggle's, which is UTC where it names no offset."""
    if text in (None, ""):
        return None
    found = datetime.fromisoformat(_text(text) or "")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_MONEY = re.compile(
    r"\s*(?:US)?\$\s*(?P<dollars>\d[\d,]*(?:\.\d+)?)\s*(?:USD)?\s*"
    r"|\s*USD\s*(?P<after>\d[\d,]*(?:\.\d+)?)\s*"
    r"|\s*(?P<before>\d[\d,]*(?:\.\d+)?)\s*USD\s*"
)


def dollars(reward: str | None) -> Decimal | None:
    """Return a reward in US dollars; None for another currency and for Swag, Kudos, Knowledge."""
    found = _MONEY.fullmatch(reward or "")
    amount = found and next(filter(None, found.groups()))
    return Decimal(amount.replace(",", "")) if amount else None


_KINDS: dict[ProblemType, str] = {
    "tabular": "tabular|tabular data",
    "nlp": "nlp|text|text data|text classification|text generation|text conversation|linguistics"
    "|languages|natural language processing",
    "cv": "image|images|image data|computer vision|image classification|image segmentation"
    "|object detection|object segmentation|video|video data",
    "time_series": "time series|time series analysis|time series forecasting",
    "audio": "audio|audio data|audio classification|speech|speech recognition",
    "multimodal": "multimodal|multimodal data",
    "simulation": "simulations|simulation",
}
_KIND_OF_TAG: dict[str, ProblemType] = {
    tag: kind for kind, tags in _KINDS.items() for tag in tags.split("|")
}
_KIND_OF_METRIC: dict[str, ProblemType] = {
    "intersectionoverunionobjectsegmentation": "cv",
    "intersectionoverunionobjectsegmentationbeta": "cv",
    "birdclefrocauc": "audio",
}


def problem_type(tags: list[str], metric: str | None) -> ProblemType | None:
    """Return the kind of data that tags and metric name; None where they name none, or several.

    A time series is tabular as well, and counts as a time series.
    """
    kinds: set[ProblemType] = {
        _KIND_OF_TAG[tag] for tag in map(str.lower, tags) if tag in _KIND_OF_TAG
    }
    if "time_series" in kinds:
        kinds.discard("tabular")
    if not kinds and metric:
        name = re.sub("[^a-z0-9]", "", metric.lower())
        kinds = {_KIND_OF_METRIC[name]} if name in _KIND_OF_METRIC else set()
    return kinds.pop() if len(kinds) == 1 else None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise TypeError(f"expected text, got {value!r}")


def _count(value: object) -> int | None:
    """Return a number that is 0 where Kaggle does not say; None then."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value or None
    raise TypeError(f"expected a whole number, got {value!r}")


def _tags(record: Record) -> list[str]:
    names = [tag.get("name") or tag.get("ref") for tag in record.get("tags") or ()]
    return list(dict.fromkeys(filter(None, map(_text, names))))


def _team_limit(record: Record) -> int | None:
    limit = _count(record.get("maxTeamSize"))
    return None if limit == UNLIMITED else limit


_READERS: dict[str, Callable[[Record], Any]] = {
    "title": lambda record: _text(record.get("title")),
    "description": lambda record: _text(record.get("description")),
    "problem_type": lambda record: problem_type(_tags(record), record.get("evaluationMetric")),
    "participant_count": lambda record: _count(record.get("teamCount")),
    "prize_pool": lambda record: dollars(_text(record.get("reward"))),
    "deadline": lambda record: moment(record.get("deadline")),
    "evaluation_metric": lambda record: _text(record.get("evaluationMetric")),
    "tags": lambda record: _tags(record) or None,
    "team_limit": _team_limit,
    "daily_submission_limit": lambda record: _count(record.get("maxDailySubmissions")),
}


@cache
def _insert() -> TypeAdapter[CompetitionInsert]:
    return TypeAdapter(CompetitionInsert)


def _remove_refused(row: dict[str, Any]) -> dict[str, str]:
    """Remove what the store does not take, and return the reasons by column."""
    try:
        _insert().validate_python(row)
    except ValidationError as error:
        problems = {str(each["loc"][0]): each["msg"] for each in error.errors(include_url=False)}
        for column in problems:
            row.pop(column, None)
        return problems
    return {}
