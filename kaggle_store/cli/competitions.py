"""`kaggle-store competitions`: list and show the competitions that agents have discovered."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from kaggle_store import formats
from kaggle_store.cli import _data, _fields
from kaggle_store.cli._entities import Entity, Look, Option, Source
from kaggle_store.cli._exit_codes import EXIT_CODES, exit_code
from kaggle_store.cli._filters import competition_id
from kaggle_store.models.enums import MetricDirection, ProblemType

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models import Competition

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = "List the open competitions, soonest deadline first, and show one."

EXAMPLES = """\
kaggle-store competitions list
kaggle-store competitions list --all --where title__ilike=%titanic%
kaggle-store competitions list --type tabular --csv > open.csv
kaggle-store competitions show titanic"""


def _find(store: KaggleStore, name: str) -> Competition:
    return store.competitions.get(competition_id(store, name))


def _related(store: KaggleStore, row: Competition, look: Look) -> Iterator[tuple[str, object]]:
    quota = store.submissions.quota(row.id)
    used = f"{quota.used_today} of {quota.daily_submission_limit or 'any number'}"
    yield "submissions_today", f"{used}; the next day begins {_relative(quota.resets_at, look)}"
    if best := store.submissions.best(competition_id=row.id):
        yield "best_score", f"{formats.number(best.public_score, 12)} (submission {best.id})"
    yield "executions", store.agent_executions.count(competition_id=row.id)


def _relative(moment: object, look: Look) -> str:
    return formats.relative(moment, look.now)  # type: ignore[arg-type]


ENTITY = Entity(
    noun="competition",
    plural="competitions",
    resource="competitions",
    empty="agents store them with store.competitions.upsert(…)",
    open=Source("dashboard", "CompetitionDashboard", ("deadline",)),
    open_word="open",
    all=Source("list", "Competition", ("-deadline",)),
    options=(
        Option("--type", "problem_type", "TYPE", "only of this type", get_args(ProblemType)),
        Option(
            "--direction",
            "metric_direction",
            "DIRECTION",
            "only with scores to maximize or minimize",
            get_args(MetricDirection),
        ),
    ),
    fields=(
        _fields.text("kaggle_id", "kaggle id"),
        _fields.deadline("deadline", "deadline"),
        _fields.score("best_score", "best score", rank=1),
        _fields.text("metric_direction", "direction", rank=4),
        _fields.number("execution_count", "executions", rank=2),
        _fields.number("daily_submission_limit", "per day", rank=5),
        _fields.text("problem_type", "type", rank=3),
        _fields.text("title"),
    ),
    lead=("kaggle_id", "title", "deadline"),
    find=_find,
    key="KAGGLE_ID",
    key_help="the name that Kaggle gives it, such as titanic, or its id",
    parse_key=str,
    related=_related,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    _data.declare(parser, ENTITY, EXAMPLES)


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {})
