"""`kaggle-store submissions`: list, show and disqualify submissions to Kaggle."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args
from uuid import UUID

from kaggle_store.cli import _data, _fields, _filters, _showing
from kaggle_store.cli._entities import Entity, Look, Source
from kaggle_store.cli._exit_codes import WITH_VERBS, exit_code
from kaggle_store.models.enums import SubmissionStatus

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models import Submission

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = "List the submissions to Kaggle, newest first, show one, disqualify it."

EXAMPLES = """\
kaggle-store submissions list
kaggle-store submissions list --competition titanic --order=-public_score --status scored
kaggle-store submissions list --execution 019a6b7c-0000-7000-8000-000000000001 --json
kaggle-store submissions show 019a6b7c-0000-7000-8000-000000000002
kaggle-store submissions disqualify 019a6b7c-0000-7000-8000-000000000002 --reason cheating"""

EXIT_CODES = WITH_VERBS


def _find(store: KaggleStore, name: str) -> Submission:
    from kaggle_store.errors import NotFound

    try:
        return store.submissions.get(UUID(name))
    except ValueError:
        found = store.submissions.find(name)
    if found is None:
        raise NotFound(f"no submission has the id of Kaggle {name!r}")
    return found


def _related(store: KaggleStore, row: Any, _: Look) -> Iterator[tuple[str, object]]:
    lineage = store.submissions.lineage(row.id)
    if lineage.training_job:
        yield "training_job", f"{lineage.training_job.job_name} ({lineage.training_job.id})"
    if lineage.code:
        yield "code", f"{lineage.code.file_name} ({lineage.code.id})"


ENTITY = Entity(
    noun="submission",
    plural="submissions",
    resource="submissions",
    empty="agents store them with store.submissions.reserve(…)",
    all=Source("list", "Submission", ("-id",)),
    options=(
        _filters.status(get_args(SubmissionStatus), "submission_status"),
        _filters.COMPETITION,
        _filters.EXECUTION,
    ),
    names=("competition_id", "execution_id"),
    fields=(
        _fields.identity(),
        _fields.status("submission_status", "status"),
        _fields.score("public_score", "public"),
        _fields.score("private_score", "private", rank=2),
        _fields.number("public_rank", "rank", rank=3),
        _fields.when("submitted_at", "submitted", rank=1),
        _fields.name_of("competition_id", "competition", rank=4),
        _fields.name_of("execution_id", "execution"),
    ),
    lead=("submission_status", "public_score", "private_score", "error_message"),
    find=_find,
    key_help="the id, or that of Kaggle",
    parse_key=str,
    related=_related,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    disqualify = _data.declare_verb(
        verbs, "disqualify", "mark a submission as disqualified; it is not ranked any more", ENTITY
    )
    disqualify.add_argument("--reason", metavar="TEXT", help="why, kept as its error message")


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {"disqualify": _disqualify})


def _disqualify(store: KaggleStore, options: argparse.Namespace) -> int:
    known = _showing.find(store, ENTITY, options.key)
    row = store.submissions.disqualify(known.id, options.reason)
    return _data.done(options, row, f"Submission {row.id} is disqualified.")
