"""What the parts of `Kaggle` share: the API, the store's resources, and its clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kaggle_store._requests.operation import Entity, Executor, Flow, M
from kaggle_store.errors import InvalidInput
from kaggle_store.integrations.kaggle.client import KaggleApi
from kaggle_store.models.competitions import Competition
from kaggle_store.resources.agent_executions import AgentExecutions
from kaggle_store.resources.competitions import Competitions
from kaggle_store.resources.submissions import Submissions


def utc_now() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)


class KaggleEntity(Entity[M]):
    """One part of `Kaggle`: operations that call Kaggle's API and the store."""

    def __init__(self, executor: Executor, api: KaggleApi, settle: float) -> None:
        super().__init__(executor)
        self._api = api
        self._settle = settle
        self._now = utc_now
        self._competitions: Competitions[M] = Competitions(executor)
        self._executions: AgentExecutions[M] = AgentExecutions(executor)
        self._submissions: Submissions[M] = Submissions(executor)

    def _store_time(self) -> Flow[datetime]:
        """Return the time of the clock that dates the store's rows.

        This machine's may be wrong by any amount.
        """
        page = yield from AgentExecutions.recent.of(self._executions, limit=1)
        return page.now

    def _competition(self, competition: Any) -> Flow[Competition]:
        """Return the row of a competition given as its row, its id, or its slug at Kaggle."""
        if isinstance(competition, Competition):
            return competition
        if isinstance(competition, UUID):
            return (yield from Competitions.get.of(self._competitions, competition))
        if not isinstance(competition, str):
            raise InvalidInput(
                "competition must be a competition's row, id or slug, not "
                f"{type(competition).__name__}"
            )
        found = yield from Competitions.find.of(self._competitions, competition)
        if found is None:
            raise InvalidInput(
                f"competition: the store has no competition {competition!r}; discover it, or "
                "create it with kaggle_id"
            )
        return found
