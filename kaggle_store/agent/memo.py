"""Steps: how a result becomes JSON that is kept, and is read back."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from kaggle_store._requests.problems import described
from kaggle_store._requests.validation import checked, invalid
from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import Json

Scope: TypeAlias = Literal["round", "execution"]
"""How long a step's result is kept: in the round it was made in, or as long as the execution."""

STEP = "job.step"

MAX_DEPTH = 100
"""Levels of JSON; the store refuses more."""

_PLAIN = (str, int, float, bool, type(None))
_json: TypeAdapter[Any] = TypeAdapter(Json)


class Memo:
    """How the result of one step is stored: as plain JSON, or through a type."""

    def __init__(self, name: str, returns: Any) -> None:
        self._subject = f"step {name!r}"
        self._adapter: TypeAdapter[Any] | None = returns and TypeAdapter(returns)

    def encode(self, result: Any) -> Any:
        """Return the JSON of a result, or raise `InvalidInput` if it would not be read back."""
        if self._adapter is None:
            self._check_plain(result, "", 0)
        else:
            result = self._dumped(self._adapter, result)
        found = checked(_json, result, subject=self._subject, operation=STEP)
        self.decode(found)
        return found

    def decode(self, stored: Any) -> Any:
        """Return a stored result in the form that the stage gets, also the first time."""
        if self._adapter is None:
            return stored
        try:
            return self._adapter.validate_json(to_json(stored))
        except ValidationError as error:
            problems = described(error, self._adapter.core_schema, ())
            subject = f"the stored result of {self._subject}"
            raise invalid(problems, subject=subject, operation=STEP) from None

    def _dumped(self, adapter: TypeAdapter[Any], result: Any) -> Any:
        valid = checked(adapter, result, subject=self._subject, operation=STEP)
        try:
            return adapter.dump_python(valid, mode="json", by_alias=True, round_trip=True)
        except PydanticSerializationError as error:
            raise InvalidInput(f"{self._subject}: {error}", operation=STEP) from None

    def _check_plain(self, value: Any, path: str, depth: int) -> None:
        """Refuse what JSON would change: it would have another type when it is read back."""
        if depth > MAX_DEPTH:
            return  # refused as too deep
        if isinstance(value, dict):
            for key, item in value.items():
                self._check_plain(item, f"{path}[{key!r}]", depth + 1)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._check_plain(item, f"{path}[{index}]", depth + 1)
        elif not isinstance(value, _PLAIN):
            kind = type(value).__name__
            hint = f"pass returns={kind}" if isinstance(value, BaseModel) else "pass returns=…"
            raise InvalidInput(
                f"{self._subject}{path}: {kind} is not JSON; {hint}, the type of the result",
                operation=STEP,
            )
