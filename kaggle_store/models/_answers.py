"""What rows of interventions have besides their columns: the answer as an instance of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from kaggle_store.errors import AnswerRefusedByModel
from kaggle_store.models._base import Row

if TYPE_CHECKING:
    from uuid import UUID

X = TypeVar("X", bound=BaseModel)


class AnsweredRow(Row, frozen=True):
    """A row with a person's answer."""

    if TYPE_CHECKING:
        id: UUID
        decision: Any
        response_data: Any

    def answer_as(self, model: type[X]) -> X | None:
        """Return `response_data` as an instance of a pydantic model.

        None while there is no answer, after a rejection, and after a response with text only.
        Raises `AnswerRefusedByModel` if the model refuses it.
        """
        if self.decision in (None, "reject") or self.response_data is None:
            return None
        try:
            return model.model_validate_json(to_json(self.response_data))
        except ValidationError as error:
            raise _refused(self.id, model, error) from error


def _refused(id: UUID, model: type[BaseModel], error: ValidationError) -> AnswerRefusedByModel:
    found = [
        {"path": _pointer(each["loc"]), "message": each["msg"]}
        for each in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    shown = "; ".join(f"{each['path']} {each['message']}".strip() for each in found[:10])
    return AnswerRefusedByModel(
        f"the answer to intervention {id} is no {model.__name__}: {shown}", errors=found
    )


def _pointer(location: tuple[int | str, ...]) -> str:
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in location)
    return "".join(f"/{step}" for step in steps)
