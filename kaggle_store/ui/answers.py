"""What a person's form says about an intervention: a decision, a text, and data of the right type.

Pure. The database decides whether an answer is valid; what it refuses is shown at the fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kaggle_store.models import HumanIntervention
from kaggle_store.ui.form_values import (
    ABSENT,
    Reading,
    Texts,
    default_of,
    fitted,
    is_same,
    texts_of,
)
from kaggle_store.ui.forms import Field, form_of, leaves

MOST_LETTERS = 100_000
"""Of a reason or message, as the database has it."""

PREFIX = "value"
"""In front of the JSON pointer in the name of an input."""

IN_WORDS = {
    "approve": "Approve",
    "edit": "Approve with changes",
    "respond": "Respond",
    "reject": "Reject",
}
"""What the buttons say, in their order."""


@dataclass(frozen=True)
class AnswerForm:
    """The form of an intervention; `as_json` is one field with JSON instead."""

    intervention: HumanIntervention
    as_json: bool = False

    @cached_property
    def decisions(self) -> list[str]:
        """The decisions that the intervention allows, in the order of the buttons."""
        return [name for name in IN_WORDS if name in self.intervention.allowed_decisions]

    @cached_property
    def takes_data(self) -> bool:
        """True if a decision may come with data that the person enters."""
        known = self.intervention.response_schema is not None
        has_proposal = self.intervention.proposal is not None
        return (
            "edit" in self.decisions
            or ("respond" in self.decisions and (known or self.as_json))
            or ("approve" in self.decisions and known and not has_proposal)
        )

    @cached_property
    def original(self) -> Any:
        """The value that the form shows first: the proposal, else the schema's defaults."""
        proposal = self.intervention.proposal
        return default_of(self._schema_form) if proposal is None else proposal

    @cached_property
    def form(self) -> Field:
        """The fields."""
        if self.as_json:
            return replace(self._schema_form, kind="json", fields=(), choices=())
        return fitted(self._schema_form, self.original)

    @cached_property
    def _schema_form(self) -> Field:
        schema = self.intervention.response_schema
        label = "Answer" if self.intervention.proposal is None else "Proposal"
        return form_of(schema if isinstance(schema, dict) else {}, label)

    @cached_property
    def has_fields(self) -> bool:
        """True unless the form is nothing but JSON."""
        return any(each.kind != "json" for each in leaves(self.form))

    def texts(self) -> dict[str, str]:
        """Return the texts that the form shows first."""
        return texts_of(self.form, self.original)


@dataclass(frozen=True)
class Answer:
    """A submitted form."""

    form: AnswerForm
    decision: str
    text: str
    texts: Texts

    @classmethod
    def of(cls, form: AnswerForm, submitted: Iterable[tuple[str, Any]]) -> Answer:
        """Return what was submitted; of fields that the form does not have nothing is read."""
        fields = {name: value for name, value in submitted if isinstance(value, str)}
        texts = {
            name.removeprefix(PREFIX): value
            for name, value in fields.items()
            if name.startswith(PREFIX)
        }
        text = fields.get("response", "").replace("\r\n", "\n").strip()
        return cls(form, fields.get("decision", ""), text, texts)

    @cached_property
    def _reading(self) -> tuple[Reading, Any]:
        reading = Reading(self.texts)
        return reading, reading.value(self.form.form, self.form.original)

    @property
    def data(self) -> Any:
        """What the fields say; None if they say nothing."""
        value = self._reading[1] if self.form.takes_data else None
        return None if value is ABSENT else value

    @property
    def _field_problems(self) -> dict[str, str]:
        return self._reading[0].problems

    @property
    def _is_changed(self) -> bool:
        if not self.form.takes_data:
            return False
        original = None if self.form.original is ABSENT else self.form.original
        return bool(self._field_problems) or not is_same(self.data, original)

    @property
    def _sends_data(self) -> bool:
        """Whether the decision comes with the fields: a text alone is a response as well."""
        if not self.form.takes_data or self.decision == "reject":
            return False
        if self.decision == "approve":
            return self.form.intervention.proposal is None
        is_empty = self._reading[0].is_empty(self.form.form)
        return not (self.decision == "respond" and self.text and (is_empty or not self._is_changed))

    def problems(self) -> dict[str, str]:
        """Return what is wrong with the answer, by JSON pointer; `response` is the text."""
        if self.decision not in self.form.decisions:
            return {"": "choose one of the buttons"}
        if len(self.text) > MOST_LETTERS:
            return {"response": f"is longer than {MOST_LETTERS:,} characters"}
        if self.decision == "reject" and not self.text:
            return {"response": "give the reason of the rejection, for the agent"}
        has_proposal = self.form.intervention.proposal is not None
        if self.decision == "approve" and has_proposal and self._is_changed:
            return {"": "the proposal is changed below: approve it changed, or undo the changes"}
        return dict(self._field_problems) if self._sends_data else {}

    def sent(self) -> dict[str, Any]:
        """Return the arguments of the response; look at `problems` first."""
        return {
            "decision": self.decision,
            "response": self.text or None,
            "response_data": self.data if self._sends_data else None,
        }

    def placed(self, errors: Iterable[Mapping[str, str]]) -> dict[str, str]:
        """Return the database's errors by the field that shows them.

        An error of a value without a field of its own stands at the nearest field around it, with
        the rest of its path.
        """
        shown = {"", *self.form.texts(), *self.texts}
        found: dict[str, str] = {}
        for error in errors:
            place = self._in_form(error["path"])
            field, rest = place, ""
            while field not in shown:
                field, _, step = field.rpartition("/")
                rest = f"/{step}{rest}"
            found.setdefault(field, f"{rest} {error['message']}".strip())
        return found

    def _in_form(self, path: str) -> str:
        for place, row in self._reading[0].places.items():
            if path == place or path.startswith(f"{place}/"):
                return row + path.removeprefix(place)
        return path
