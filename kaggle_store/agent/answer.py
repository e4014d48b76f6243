"""Answers of people to what a stage has asked."""

from __future__ import annotations

from typing import Generic, TypeVar, cast
from uuid import UUID, uuid5

from pydantic import BaseModel

from kaggle_store.errors import InvalidInput
from kaggle_store.models.enums import InterventionDecision
from kaggle_store.models.human_interventions import HumanIntervention

V = TypeVar("V", covariant=True)

ASK = "job.ask"


class Answer(Generic[V]):
    """A person's answer to what `job.ask` has asked; `value` is its data."""

    def __init__(self, intervention: HumanIntervention, model: type[BaseModel] | None) -> None:
        self.intervention = intervention
        """The intervention, with its answer."""
        self._model = model

    @property
    def decision(self) -> InterventionDecision | str | None:
        """What the person decided: approve, edit, reject or respond."""
        return self.intervention.decision

    @property
    def is_approved(self) -> bool:
        """True if the person approved what was asked, or edited the proposal."""
        return self.decision in ("approve", "edit")

    @property
    def is_rejected(self) -> bool:
        """True if the person rejected it, or nobody can answer it any more."""
        return self.intervention.status == "rejected"

    @property
    def reason(self) -> str | None:
        """The answer's text, such as the reason of a rejection."""
        return self.intervention.response

    @property
    def value(self) -> V:
        """The answer's data: an instance of the model that was asked for, or else JSON.

        Raises `InvalidInput` after a rejection, and after an answer without the data that was asked
        for; `AnswerRefusedByModel` if the model refuses it.
        """
        row = self.intervention
        found = row.answer_as(self._model) if self._model else row.response_data
        if self.is_rejected or (self._model and found is None):
            given = "was rejected" if self.is_rejected else "was answered without data"
            raise InvalidInput(
                f"{row.title!r} {given}: {self.reason}; see is_approved", operation=ASK
            )
        return cast("V", found)

    def __repr__(self) -> str:
        return f"Answer({self.decision!r}, reason={self.reason!r})"


def intervention_id(execution_id: UUID, in_round: int, subject: str) -> UUID:
    """Return the id under which a stage asks about a subject, once in each round."""
    return uuid5(execution_id, f"{in_round}:{subject}")
