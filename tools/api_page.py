"""Write docs/reference/api.md: every method of every resource in one line, read from the code.

`python -m tools.api_page` writes it, `--check` fails when it is out of date.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_overloads

from kaggle_store import KaggleStore
from kaggle_store._requests.operation import Entity, Rows, operation, stream
from kaggle_store.client import RESOURCES
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.resources.training_jobs import TrainingWork
from tools.written_page import write_or_check

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "api.md"
INTRODUCTION = """\
# Every method in one line

Written by `make models` from the code. Resources are attributes of a client; with
`AsyncKaggleStore` every call is awaited and iterators need `async for`. `…Insert`, `…Update` and
`…Where` are the table's columns as keyword arguments: see [Python](python/index.md). `list` and
`iterate` leave out the heavy columns of code and research; `get`, `list_full` and `iterate_full`
read all.

A call is retried after a lost connection, a timeout or an overloaded server if repeating it is
harmless: it reads, it carries an id that the client has generated, or the database recognises the
repeat. *Sent once* marks calls that are retried only if the database has undone the first copy (a
deadlock, a lock that is held); *not again after a timeout* marks calls that are retried only if the
first copy cannot still be running.
See [errors](errors.md#retries).
"""

ANNOTATIONS = """
## Names for annotations

```python
from kaggle_store import Job, KaggleStore, Recorder
from kaggle_store.models import AgentExecution, Competition


def improve(job: Job, log: Recorder, competition: Competition) -> AgentExecution:
    log("members", len(competition.tags or []))
    return job.move("research")


def titles(store: KaggleStore) -> list[str]:
    page: list[Competition] = store.competitions.list()
    return [row.title for row in page]
```

| value | import from `kaggle_store` |
|---|---|
| what `agent_executions.work` yields | `Job`, `AsyncJob` |
| what `training_jobs.work` yields | `TrainingJobWork`, `AsyncTrainingJobWork` |
| what `system_metrics.recorder` and a job's `recorder` return | `Recorder` |
| what `submissions.lineage`, `tokens.for_execution`, `agent_executions.cost_totals` return \
| `Lineage`, `WorkerToken`, `list[CostTotal]` |
| what `agent_executions.recent` returns, and its rows | `RecentExecutions`, `RecentExecution` |
| what `submissions.reconcile`, `human_interventions.respond`, `cost_totals(by=…)` take \
| `ListedSubmission`, `Decision`, `CostDimension` |
| `store.settings`, `store.counters` | `Settings`, `Counters` |
| a local stack of your own | `LocalStack` |
| what `dashboards` returns \
| `kaggle_store.models`: `Overview`, `ExecutionDetails`, `CompetitionDetails`, `GpuOverview` |
| a row, a page, the columns to insert, update or filter by \
| `kaggle_store.models`: `Competition`, `list[Competition]`, \
`CompetitionInsert`, `CompetitionUpdate`, `CompetitionWhere` |
| a state or another value of a closed list \
| `kaggle_store.models`: `ExecutionStatus`, `InterventionPriority`, … |
"""

SENT_ONCE = {
    "update": "sent once",
    "update_where": "sent once",
    "delete": "sent once",
    "delete_where": "sent once",
    "upsert": "changes are sent once",
    "competitions.upsert": "",
    "competitions.correct_metric_direction": "sent once",
    "agent_executions.move": "sent once without `lease_id`; with it, not again after a timeout",
    "submissions.mark_submitted": "not again after a timeout",
    "submissions.mark_scored": "not again after a timeout",
    "submissions.mark_failed": "not again after a timeout",
    "submissions.mark_unknown": "not again after a timeout",
    "submissions.disqualify": "not again after a timeout",
    "configurations.rotate_encryption_key": "sent once",
    "configurations.set": "not again after a timeout",
    "members.add": "not again after a timeout",
    "members.remove": "sent once",
    "notifications.retry": "not again after a timeout",
    "notifications.dismiss": "not again after a timeout",
    "gpu_sessions.set_ssh": "not again after a timeout",
    "gpu_sessions.close": "not again after a timeout with a bill",
    "training_jobs.report": "not again after a timeout without metrics",
    "system_metrics.record_rows": "sent once",
}
"""Calls that are not always retried, by method, or by resource and method."""

JOBS: dict[str, tuple[str, type[Entity[Any]]]] = {
    "agent_executions": ("AgentExecution", ExecutionWork),
    "training_jobs": ("TrainingJob", TrainingWork),
}
"""The row and the job of each resource with leased work."""


def page() -> str:
    """Return the whole page."""
    with KaggleStore("http://localhost", "none") as store:
        resources: dict[str, Entity[Any]] = {name: getattr(store, name) for name in RESOURCES}
    sections = [_section(f"store.{name}", name, type(each)) for name, each in resources.items()]
    for table, (row, job) in JOBS.items():
        of_row = list(resources).index(table)
        sections[of_row] = sections[of_row].replace(") -> R`", f") -> {row}`")
        section = _section(f"The job of {table}.work", "job", job)
        sections.append(section.replace(") -> R`", f") -> {row}`"))
    return INTRODUCTION + "".join(sections) + ANNOTATIONS


def _section(title: str, name: str, resource: type[Entity[Any]]) -> str:
    lines = [
        f"- `{name}.{verb}{_signature(make)}`  \n  {_summary(make)}{_sent_once(name, verb)}"
        for verb, make in _verbs(resource)
    ]
    return f"\n## {title}\n\n{_summary(resource)}\n\n" + "\n".join(lines) + "\n"


def _sent_once(name: str, verb: str) -> str:
    note = SENT_ONCE.get(f"{name}.{verb}", SENT_ONCE.get(verb, ""))
    return f" *{note[0].upper()}{note[1:]}.*" if note else ""


def _verbs(resource: type) -> Iterator[tuple[str, object]]:
    """Yield table methods, then the resource's own; overrides keep their original position."""
    seen: Rows[str] = []
    for owner in reversed(resource.__mro__):
        seen += [
            verb
            for verb, value in vars(owner).items()
            if _is_public(verb, value) and verb not in seen
        ]
    for verb in seen:
        yield verb, inspect.getattr_static(resource, verb)


def _is_public(name: str, value: object) -> bool:
    is_method = isinstance(value, operation | stream | property) or inspect.isfunction(value)
    return is_method and not name.startswith("_")


def _signature(make: Any) -> str:
    if isinstance(make, property):
        returned = _plain(str(inspect.signature(make.fget or str).return_annotation))
        return f": {'the class of the client' if returned == 'M' else returned}"
    if overloads := get_overloads(make) if inspect.isfunction(make) else []:
        # The overload with `poll`, with which the job is never None.
        text = _signature_of(inspect.signature(overloads[1]))
        return text.replace("poll: None", "poll: float | None")
    return _signature_of(inspect.signature(getattr(make, "_make", make)))


def _signature_of(signature: inspect.Signature) -> str:
    parameters = [each for name, each in signature.parameters.items() if name != "self"]
    returns = _plain(str(signature.return_annotation))
    text = str(signature.replace(parameters=parameters, return_annotation=signature.empty))
    return f"{_plain(text)} -> {returns}"


def _plain(text: str) -> str:
    text = text.replace("'", "").replace("Rows[", "list[")
    text = re.sub(r"\b(?:Op|Flow)\[(.*)\]$", r"\1", text)
    text = text.replace("Watch[pyarrow.RecordBatch]", "pyarrow.RecordBatchReader")
    text = re.sub(r"\bStream\[(.*)\]$", r"Iterator[\1]", text)
    text = re.sub(r"AbstractContextManager\[(\w+)\[S\]", r"ContextManager[\1", text)
    return re.sub(r"Unpack\[(\w+)\]", r"\1", text)


def _summary(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def main() -> int:
    """Write the page, or with --check return 1 if it is out of date."""
    return write_or_check(PAGE, page(), "code")


if __name__ == "__main__":
    sys.exit(main())
