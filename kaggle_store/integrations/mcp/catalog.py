"""Which methods of the store are tools, by what the server may do.

A tool is named after its resource and method: `submissions_reserve`. No tool deletes, reads a
secret, changes a setting, or answers a person's question: the model must not approve its own work.
None takes or returns a file of the server's machine: of artifacts the model sees the rows only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Methods: TypeAlias = Mapping[str, tuple[str, ...]]

READS: Methods = {
    "dashboards": ("overview", "execution", "competition", "gpu"),
    "competitions": ("list", "get"),
    "agent_executions": ("list", "get"),
    "research_results": ("list", "get"),
    "execution_steps": ("list", "get"),
    "generated_code": ("list", "get", "tree", "path_to_best", "open_leaves"),
    "training_jobs": ("list", "get"),
    "artifacts": ("list", "find"),
    "submissions": ("list", "get", "ranking", "quota", "lineage"),
    "human_interventions": ("pending", "get"),
    "system_metrics": ("names", "buckets"),
    "audit_log": ("list",),
    "notifications": ("notices",),
}
"""What everybody reads."""

WRITES: Methods = {
    "competitions": ("upsert",),
    "agent_executions": (
        "create",
        "claim",
        "heartbeat",
        "move",
        "release",
        "fail",
        "complete",
    ),
    "research_results": ("create",),
    "generated_code": ("create", "validate"),
    "gpu_sessions": ("request_termination",),
    "training_jobs": ("create", "claim", "heartbeat", "report", "complete", "fail"),
    "submissions": ("reserve", "mark_submitted", "mark_scored", "mark_failed", "mark_unknown"),
    "human_interventions": ("request",),
}
"""The verbs of a trusted agent."""

WORKER_READS: Methods = {
    "generated_code": ("list", "get"),
    "training_jobs": ("list", "get"),
    "gpu_sessions": ("list", "get"),
    "system_metrics": ("list",),
}
"""What a worker token reads, of its own execution."""

WORKER_WRITES: Methods = {
    "training_jobs": ("claim", "heartbeat", "report", "release", "complete", "fail"),
    "gpu_sessions": ("heartbeat",),
    "system_metrics": ("record",),
}
"""What a worker token may call, for its own execution."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A method that is a tool."""

    resource: str
    method: str
    writes: bool

    @property
    def tool(self) -> str:
        """The tool's name."""
        return f"{self.resource}_{self.method}"


def verbs(*, write: bool, worker: bool = False) -> tuple[Verb, ...]:
    """Return the methods to offer; `worker`: those that a worker token reaches."""
    reads, writes = (WORKER_READS, WORKER_WRITES) if worker else (READS, WRITES)
    return (*_of(reads, writes=False), *(_of(writes, writes=True) if write else ()))


def refusal(name: str, *, worker: bool) -> str:
    """Return why there is no such tool."""
    if any(name == verb.tool for verb in verbs(write=True, worker=worker)):
        return f"{name} writes, and this server is read-only: start it with `--write`"
    if any(name == verb.tool for verb in verbs(write=True)):
        return f"{name} is not offered to a worker token: it reaches one execution only"
    return f"there is no tool {name}"


def _of(methods: Methods, *, writes: bool) -> Iterator[Verb]:
    for resource, names in methods.items():
        yield from (Verb(resource, name, writes) for name in names)
