"""`kaggle-store executions`: list, show, cancel, retry, extend the budget of agents' runs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, get_args

from kaggle_store import formats
from kaggle_store.cli import _data, _fields, _filters, _retrying, _showing
from kaggle_store.cli._entities import Entity, Look, Source
from kaggle_store.cli._exit_codes import WITH_VERBS, exit_code
from kaggle_store.models.enums import ExecutionStatus

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models import AgentExecution, AgentExecutionWhere

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = "List the runs of agents, most urgent first, show one, cancel it, retry it, fund it."

EXAMPLES = """\
kaggle-store executions list
kaggle-store executions list --watch 5    # until Ctrl-C
kaggle-store executions list --competition titanic --status failed --status cancelled
kaggle-store executions list --where gpu_budget_consumed__gt=1 --order=-gpu_budget_consumed --json
kaggle-store executions show 019a6b7c-0000-7000-8000-000000000001
kaggle-store executions cancel 019a6b7c-0000-7000-8000-000000000001
kaggle-store executions retry 019a6b7c-0000-7000-8000-000000000001    # in a new execution
kaggle-store executions extend-budget 019a6b7c-0000-7000-8000-000000000001 --by 0.50"""

EXIT_CODES = WITH_VERBS

_ENDED = ("completed", "failed", "cancelled")
_COPIED = (
    "competition_id",
    "execution_name",
    "priority",
    "gpu_budget_dollars",
    "target_submission_hours",
    "max_attempts",
)
"""What a new execution takes over from the one it repeats."""


def _due(row: Any) -> datetime | None:
    """Return when a live execution should have submitted."""
    if row.started_at is None or row.status in _ENDED:
        return None
    started: datetime = row.started_at
    return started + timedelta(hours=row.target_submission_hours)


def _related(store: KaggleStore, row: AgentExecution, _: Look) -> Iterator[tuple[str, object]]:
    costs = store.agent_executions.costs(row.id)
    kinds = {"GPU": costs.gpu_dollars, "research": costs.research_dollars}
    kinds |= {"code": costs.code_dollars}
    parts = ", ".join(f"{kind} {formats.money(amount)}" for kind, amount in kinds.items())
    yield "costs", f"{formats.money(costs.total_dollars)} ({parts})"
    if best := store.submissions.best(execution_id=row.id):
        yield "best_score", f"{formats.number(best.public_score, 12)} (submission {best.id})"
    if waiting := store.human_interventions.pending(execution_id=row.id):
        yield "open_interventions", "\n".join(f"{each.id}  {each.title}" for each in waiting)


ENTITY = Entity(
    noun="execution",
    plural="executions",
    resource="agent_executions",
    empty="agents begin them with store.agent_executions.create(…)",
    open=Source("progress", "ExecutionProgress", ("-priority", "created_at")),
    open_word="live",
    all=Source("list", "AgentExecution", ("-created_at",)),
    options=(_filters.status(get_args(ExecutionStatus)), _filters.COMPETITION),
    names=("competition_id",),
    fields=(
        _fields.identity(),
        _fields.status(),
        _fields.number("current_step", "step", rank=5),
        _fields.when("started_at", "started", rank=4),
        _fields.deadline(_due, "due", rank=1),
        _fields.money("gpu_budget_consumed", "GPU", rank=2),
        _fields.money("gpu_budget_dollars", "of", rank=2),
        _fields.text("worker", rank=6),
        _fields.name_of("competition_id", "competition", rank=3),
        _fields.text("execution_name", "name"),
    ),
    lead=("execution_name", "status", "error_message"),
    related=_related,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    _data.declare_verb(verbs, "cancel", "end a live execution, also while a worker has it", ENTITY)
    _data.declare_verb(
        verbs,
        "retry",
        "start a failed execution again, as a new one, or end a waiting time",
        ENTITY,
    )
    extend = _data.declare_verb(verbs, "extend-budget", "raise the GPU budget", ENTITY)
    amount = extend.add_mutually_exclusive_group(required=True)
    amount.add_argument("--by", type=dollars, metavar="DOLLARS", help="add this amount")
    amount.add_argument("--to", type=dollars, metavar="DOLLARS", help="set it to this amount")


def dollars(text: str) -> Decimal:
    """Return an amount of US dollars above zero, with the digits that the store keeps."""
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation:
        amount = Decimal(0)
    if not (amount.is_finite() and 0 < amount < 10**9 and amount == round(amount, 6)):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an amount of dollars such as 0.50, with at most six decimals"
        )
    return amount


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    actions = {"cancel": _cancel, "retry": _retry, "extend-budget": _extend_budget}
    return _data.run(ENTITY, options, actions)


def _cancel(store: KaggleStore, options: argparse.Namespace) -> int:
    row = store.agent_executions.move(options.key, "cancelled")
    return _data.done(options, row, f"{row.execution_name} is cancelled.")


def _retry(store: KaggleStore, options: argparse.Namespace) -> int:
    return _retrying.retry(store, options, ENTITY, _COPIED)


def _extend_budget(store: KaggleStore, options: argparse.Namespace) -> int:
    while True:
        row = store.agent_executions.get(options.key)
        budget = options.to if options.by is None else row.gpu_budget_dollars + options.by
        if budget <= row.gpu_budget_dollars:
            now = _showing.exact_money(row.gpu_budget_dollars)
            return _data.refuse(options, f"the GPU budget is {now} already")
        # Only if the budget is still the one that was read: someone else may extend it too.
        unchanged: AgentExecutionWhere = {
            "id": row.id,
            "gpu_budget_dollars": row.gpu_budget_dollars,
        }
        changed = store.agent_executions.update_where(unchanged, gpu_budget_dollars=budget)
        if changed:
            amount = _showing.exact_money(changed[0].gpu_budget_dollars)
            left = _showing.exact_money(
                max(Decimal(0), changed[0].gpu_budget_dollars - changed[0].gpu_budget_consumed)
            )
            sentence = f"{row.execution_name} has a GPU budget of {amount}, {left} of it unspent."
            return _data.done(options, changed[0], sentence)
