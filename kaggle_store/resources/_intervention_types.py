"""What `human_interventions.request` takes, and what it returns for a typed answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, NotRequired
from uuid import UUID

from pydantic import PrivateAttr
from typing_extensions import TypedDict

from kaggle_store.models._answers import X
from kaggle_store.models.enums import (
    InterventionDecision,
    InterventionPriority,
    InterventionType,
    TimeoutAction,
)
from kaggle_store.models.human_interventions import HumanIntervention


class TypedInterventionRequest(TypedDict):
    """Arguments of a request whose answer is an instance of a model, besides the model."""

    execution_id: UUID
    intervention_type: InterventionType
    title: str
    description: str
    priority: NotRequired[InterventionPriority]
    subject: NotRequired[str | None]
    context_data: NotRequired[Mapping[str, Any] | None]
    assigned_to: NotRequired[str | None]
    allowed_decisions: NotRequired[Sequence[InterventionDecision] | None]
    proposal: NotRequired[Any]
    timeout_action: NotRequired[TimeoutAction]
    sla_deadline: NotRequired[datetime | None]
    pauses_execution: NotRequired[bool]
    id: NotRequired[UUID | None]


class InterventionRequest(TypedInterventionRequest):
    """Arguments of a request, with the schema of the answer as JSON."""

    response_schema: NotRequired[Mapping[str, Any] | None]


class TypedIntervention(HumanIntervention, Generic[X], frozen=True):
    """An intervention whose answer is an instance of a pydantic model."""

    _model: type[X] = PrivateAttr()

    @property
    def answer(self) -> X | None:
        """The answer; None while there is none, after a rejection, and after text only.

        Raises `AnswerRefusedByModel` if the model refuses it.
        """
        return self.answer_as(self._model)

    def answered_by(self, row: HumanIntervention) -> TypedIntervention[X]:
        """Return a later state of the same intervention, whose answer has the same type."""
        return self.of(row, self._model)

    @classmethod
    def of(cls, row: HumanIntervention, model: type[X]) -> TypedIntervention[X]:
        """Return the same row, whose answer is an instance of `model`."""
        found = cls.model_construct(row.model_fields_set, **row.__dict__)
        found.__pydantic_private__ = {"_model": model}
        return found
