"""The tags by which metrics belong to a training job and to one of its attempts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class JobMetrics:
    """The training job that a client works on; points that it records carry these tags."""

    execution_id: UUID
    tags: Mapping[str, Any]

    @classmethod
    def of(cls, execution_id: UUID, job_id: UUID, attempt: int) -> JobMetrics:
        """Return the tags of one attempt of a job."""
        return cls(execution_id, {"training_job_id": str(job_id), "attempt": attempt})

    def tagged(self, point: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a point with the job's execution and tags; tags that it has itself stay.

        A point of another execution is returned as it is, as is one with invalid tags, which
        validation refuses.
        """
        tags, execution_id = point.get("tags"), point.get("execution_id")
        is_other = execution_id is not None and str(execution_id) != str(self.execution_id)
        if is_other or not (tags is None or isinstance(tags, Mapping)):
            return point
        merged = {**self.tags, **tags} if tags else self.tags
        return {**point, "execution_id": self.execution_id, "tags": merged}
