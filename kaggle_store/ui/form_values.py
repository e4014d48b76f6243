"""The texts of a form's fields for a value, and the value of submitted texts.

A form is read against the value that it was made from (a proposal), so that what a person left
alone keeps its type, and its absence. Beyond that an empty field is left out where the schema
allows that, else it is null where that is allowed. Members of objects that have no field are kept.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias, TypeGuard

from kaggle_store.ui.forms import Field, leaves, name_of

Texts: TypeAlias = Mapping[str, str]
"""The text of each field by its JSON pointer; of a choice, its position."""

SPARE_ROWS = 2
"""Empty rows below those of a list of objects: a form without script cannot add any."""
MOST_ROWS = 100
"""A list of more objects is JSON text."""
MOST_DIGITS = 300

_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class Absent:
    """Stands for a value that is not there, which is not the same as null."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()


def default_of(form: Field) -> Any:
    """Return the value that a schema's defaults make, or `ABSENT`."""
    if "default" in form.schema:
        return form.schema["default"]
    if form.kind != "group":
        return ABSENT
    found = {name_of(each): default_of(each) for each in form.fields}
    present = {name: value for name, value in found.items() if value is not ABSENT}
    return present or ABSENT


def fitted(form: Field, value: Any) -> Field:
    """Return a form that can show a value: fields that cannot become JSON text."""
    if not _fits(form, value):
        return replace(form, kind="json", fields=())
    if form.kind != "group":
        return form
    members = value if isinstance(value, dict) else {}
    inner = tuple(fitted(each, members.get(name_of(each), ABSENT)) for each in form.fields)
    return replace(form, fields=inner)


def _fits(form: Field, value: Any) -> bool:
    if value is ABSENT or (value is None and form.is_nullable):
        return True
    match form.kind:
        case "text":
            return isinstance(value, str)
        case "number":
            return _is_number(value)
        case "integer":
            return _is_number(value) and value == int(value)
        case "choice":
            return _position(form, value) is not None
        case "group":
            return isinstance(value, dict)
        case "lines":
            return isinstance(value, list) and all(_is_line(form.fields[0], x) for x in value)
        case "rows":
            return (
                isinstance(value, list)
                and len(value) <= MOST_ROWS
                and all(_is_row(form, index, each) for index, each in enumerate(value))
            )
    return True


def _is_row(form: Field, index: int, value: Any) -> bool:
    return isinstance(value, dict) and fitted(form.row(index), value) == form.row(index)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_line(item: Field, value: Any) -> bool:
    if not _fits(item, value):
        return False
    return not isinstance(value, str) or (value == value.strip() and value.splitlines() == [value])


def _position(form: Field, value: Any) -> int | None:
    return next((at for at, each in enumerate(form.choices) if is_same(each, value)), None)


def is_same(one: Any, other: Any) -> bool:
    """Return whether two JSON values are equal: `1` and `1.0` are, `1` and `true` are not."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def texts_of(form: Field, value: Any) -> dict[str, str]:
    """Return the text of each field for a value that fits, or is `ABSENT`."""
    if form.kind == "rows":
        rows = value if isinstance(value, list) else []
        parts = [texts_of(form.row(index), each) for index, each in enumerate(rows)]
    elif form.kind == "group":
        members = value if isinstance(value, dict) else {}
        parts = [texts_of(each, members.get(name_of(each), ABSENT)) for each in form.fields]
    else:
        parts = [{form.pointer: _text(form, value)}]
    return {pointer: text for part in parts for pointer, text in part.items()}


def _text(form: Field, value: Any) -> str:
    if form.kind == "choice":
        position = 0 if value is ABSENT and form.is_constant else _position(form, value)
        return "" if position is None else str(position)
    if value is ABSENT or (value is None and form.kind != "json"):
        return ""
    if form.kind == "lines" and isinstance(value, list):
        return "\n".join(_text(form.fields[0], each) for each in value)
    if form.kind == "text":
        return str(value)
    return json.dumps(value, ensure_ascii=False, indent=2)


@dataclass
class Reading:
    """Reads submitted texts; `problems` are by JSON pointer, in words for the person."""

    texts: Texts
    problems: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    """The place of each row in the form by its place in the value: empty rows are left out."""

    def value(self, form: Field, original: Any) -> Any:
        """Return the value of a form that showed `original`; `ABSENT` if it is left out."""
        match form.kind:
            case "group":
                return self._group(form, original)
            case "rows":
                return self._rows(form, original)
            case "choice":
                return self._choice(form, original)
        text = _lines_joined(self.texts.get(form.pointer, ""))
        if text == _lines_joined(_text(form, original)) and original is not ABSENT:
            return original
        return self._typed(form, text) if text.strip() else self._empty(form, original)

    def _empty(self, form: Field, original: Any) -> Any:
        if not form.is_required:
            return ABSENT
        if form.is_nullable:
            return None
        if form.kind == "lines":
            return []
        if form.kind == "text" and original is not ABSENT:
            return ""
        return self._problem(form, "is required")

    def _problem(self, form: Field, message: str) -> Any:
        self.problems.setdefault(form.pointer, message)
        return ABSENT

    def _typed(self, form: Field, text: str) -> Any:
        if form.kind == "text":
            return text
        if form.kind == "lines":
            return self._lines(form, text)
        try:
            return _json(text) if form.kind == "json" else _number(form, text.strip())
        except ValueError as error:
            return self._problem(form, str(error))

    def _lines(self, form: Field, text: str) -> list[Any]:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        item, found = form.fields[0], []
        for index, line in enumerate(lines):
            try:
                found.append(line if item.kind == "text" else _number(item, line))
            except ValueError as error:
                self._problem(form, f"line {index + 1} {error}")
        return found

    def _choice(self, form: Field, original: Any) -> Any:
        text = self.texts.get(form.pointer, "")
        if not text:
            if form.is_constant:
                return form.choices[0]
            return ABSENT if not form.is_required else self._problem(form, "is required")
        if not (text.isascii() and text.isdecimal() and int(text) < len(form.choices)):
            return self._problem(form, "is not one of the choices")
        chosen = form.choices[int(text)]
        return original if is_same(chosen, original) else chosen

    def _group(self, form: Field, original: Any) -> Any:
        may_be_missing = not form.is_required or form.is_nullable
        if not isinstance(original, dict) and may_be_missing and self.is_empty(form):
            return original if original is None or not form.is_required else None
        members = original if isinstance(original, dict) else {}
        found = dict(members)
        for each in form.fields:
            name = name_of(each)
            value = self.value(each, members.get(name, ABSENT))
            found.pop(name, None) if value is ABSENT else found.update({name: value})
        return found

    def _rows(self, form: Field, original: Any) -> Any:
        before = original if isinstance(original, list) else []
        found: list[Any] = []
        for index in range(row_count(form, self.texts)):
            row, was = form.row(index), before[index] if index < len(before) else ABSENT
            if self.is_empty(row) and not (was is not ABSENT and self._is_unchanged(row, was)):
                continue
            self.places[f"{form.pointer}/{len(found)}"] = row.pointer
            found.append(self._group(row, was))
        if not found and not before and original is not ABSENT:
            return original
        return found if found or form.is_required else ABSENT

    def _is_unchanged(self, form: Field, original: Any) -> bool:
        shown = texts_of(form, original)
        return all(
            _lines_joined(self.texts.get(pointer, "")) == _lines_joined(text)
            for pointer, text in shown.items()
        )

    def is_empty(self, form: Field) -> bool:
        """Return whether nothing is entered in a field, or in any field of a group."""
        for each in leaves(form):
            if each.kind == "rows":
                rows = (each.row(index) for index in range(row_count(each, self.texts)))
                if not all(self.is_empty(row) for row in rows):
                    return False
            elif not each.is_constant and self.texts.get(each.pointer, "").strip():
                return False
        return True


def row_count(form: Field, texts: Texts) -> int:
    """Return how many rows of a list of objects have texts, empty or not."""
    prefix = f"{form.pointer}/"
    steps = {name[len(prefix) :].partition("/")[0] for name in texts if name.startswith(prefix)}
    places = [int(step) for step in steps if step.isascii() and step.isdecimal() and len(step) < 4]
    return min(max(places, default=-1) + 1, MOST_ROWS + SPARE_ROWS)


def _lines_joined(text: str) -> str:
    """Return a text with the line ends of JSON texts, not those that browsers submit."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(form: Field, text: str) -> int | float:
    """Return the number of a text; it stays an integer if it is written as one."""
    if len(text) <= MOST_DIGITS and _INTEGER.fullmatch(text):
        return int(text)
    if not (len(text) <= MOST_DIGITS and _NUMBER.fullmatch(text)):
        raise ValueError("is not a number")
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("is too large")
    if form.kind == "integer" and number != int(number):
        raise ValueError("is not a whole number")
    return number


def _json_integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(f"has a number of more than {MOST_DIGITS} digits")
    return int(text)


def _json(text: str) -> Any:
    def refuse(name: str) -> None:
        raise ValueError(f"has {name}, which JSON does not")

    try:
        return json.loads(text, parse_constant=refuse, parse_int=_json_integer)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"is not JSON: {error.msg} at {where}") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
