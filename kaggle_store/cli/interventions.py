"""`kaggle-store interventions`: list, show and answer the decisions that agents ask for."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any, get_args

from kaggle_store.cli import _answering, _data, _fields, _filters
from kaggle_store.cli._entities import Entity, Option, Source
from kaggle_store.cli._exit_codes import ANSWERED, INVALID_ANSWER, WITH_VERBS, exit_code
from kaggle_store.models.enums import InterventionPriority, InterventionStatus, InterventionType

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = """\
List the decisions that agents wait for, most urgent first, show one, answer it. On a terminal
`answer` asks for what the options leave out, and again where an answer does not fit."""

EXAMPLES = """\
kaggle-store interventions list --watch
kaggle-store interventions list --all --execution 019a6b7c-0000-7000-8000-000000000001
kaggle-store interventions show 019a6b7c-0000-7000-8000-000000000005
kaggle-store interventions answer 019a6b7c-0000-7000-8000-000000000005    # asks
kaggle-store interventions answer 019a6b7c-0000-7000-8000-000000000005 --approve
kaggle-store interventions answer 019a6b7c-0000-7000-8000-000000000005 --edit --set budget=0.50
kaggle-store interventions answer 019a6b7c-0000-7000-8000-000000000005 --reject "score too low"
kaggle-store interventions answer 019a6b7c-0000-7000-8000-000000000005 --respond later"""

EXIT_CODES = WITH_VERBS | {
    ANSWERED: "another person was faster; nothing was changed",
    INVALID_ANSWER: "the answer does not fit the schema; nothing was changed",
}

OPEN = ("pending", "escalated")


def _decisions(row: Any) -> str | None:
    if row.status not in OPEN:
        return None
    words = {"approve": "--approve", "edit": "--edit", "reject": "--reject REASON"}
    words |= {"respond": "--respond TEXT"}
    choices = " | ".join(words[each] for each in row.allowed_decisions)
    return f"Answer it: kaggle-store interventions answer {row.id} {choices}"


def _due(row: Any) -> datetime | None:
    due: datetime | None = row.sla_deadline
    return due if row.status in OPEN else None


ENTITY = Entity(
    noun="intervention",
    plural="interventions",
    resource="human_interventions",
    empty="agents ask with store.human_interventions.request(…)",
    open=Source("list", "HumanIntervention", ("-priority", "sla_deadline"), {"status": OPEN}),
    open_word="open",
    all=Source("list", "HumanIntervention", ("-id",)),
    options=(
        _filters.status(get_args(InterventionStatus)),
        Option(
            "--priority",
            "priority",
            "PRIORITY",
            "only of this priority",
            get_args(InterventionPriority),
        ),
        Option(
            "--type", "intervention_type", "TYPE", "only of this type", get_args(InterventionType)
        ),
        _filters.EXECUTION,
        Option("--assigned-to", "assigned_to", "WHO", "only of this user id or e-mail address"),
    ),
    names=("execution_id",),
    fields=(
        _fields.identity(),
        _fields.status("priority"),
        _fields.deadline(_due, "due", rank=1),
        _fields.status(rank=2),
        _fields.text("assigned_to", "assigned to", rank=4),
        _fields.name_of("execution_id", "execution", rank=3),
        _fields.text("title"),
    ),
    lead=("title", "description", "context_data", "proposal"),
    hint=_decisions,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    answer = _data.declare_verb(verbs, "answer", "decide about an open intervention", ENTITY)
    _answering.declare(answer)


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {"answer": _answering.answer})
