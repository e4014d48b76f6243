"""Read the values of an answer: typed by the JSON Schema of an intervention, asked on a terminal.

Only types are read here; the database checks the rest of the schema.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from kaggle_store.cli import _documents, output

Schema: TypeAlias = Mapping[str, Any]

_YES = ("y", "yes", "true", "1")
_NO = ("n", "no", "false", "0")


class Unset:
    """Stands for an optional value that is left out."""


UNSET = Unset()


class InvalidValueError(ValueError):
    """A text is no value of the field's type."""


def fields(schema: Schema | None) -> Mapping[str, Schema]:
    """Return the fields of an answer by name; empty where it is not an object with fields."""
    found = (schema or {}).get("properties")
    return found if isinstance(found, Mapping) else {}


def read(text: str, schema: Schema) -> Any:
    """Return a text as a value of the schema's type; raises `InvalidValueError`."""
    types = _types(schema)
    if choices := schema.get("enum"):
        return _chosen(text, choices)
    for name in types:
        convert = _CONVERT.get(name)
        if convert and (value := convert(text)) is not UNSET:
            return value
    if types:
        raise InvalidValueError(f"{text!r} is not {_spoken(types)}")
    value = _json(text)
    return text if value is UNSET else value


def assign(given: Sequence[tuple[str, str]], schema: Schema | None) -> dict[str, Any]:
    """Return the values of `--set FIELD=VALUE`, each typed by its field's schema."""
    known = fields(schema)
    found = {}
    for name, text in given:
        try:
            found[name] = read(text, known.get(name, {}))
        except InvalidValueError as error:
            raise InvalidValueError(f"{name}: {error}") from None
    return found


def ask(
    schema: Schema | None, known: Mapping[str, Any], only: Container[str] | None = None
) -> dict[str, Any]:
    """Ask for the fields on the terminal, all or `only` some; `known` values are the defaults."""
    answer = dict(known)
    required = (schema or {}).get("required", ())
    # JSON objects in PostgreSQL do not keep their order.
    asked = sorted(fields(schema).items(), key=lambda field: field[0] not in required)
    for name, field in asked:
        if only is not None and name not in only:
            continue
        value = _ask_field(name, field, known.get(name, field.get("default", UNSET)), required)
        if value is UNSET:
            answer.pop(name, None)
        else:
            answer[name] = value
    return answer


def ask_json(prompt: str) -> Any:
    """Ask for any JSON value on the terminal, until it is one."""
    while True:
        value = _json(input(f"{prompt} (JSON): "))
        if value is not UNSET:
            return value
        output.line("That is not JSON.")


def _ask_field(name: str, schema: Schema, default: Any, required: Container[str]) -> Any:
    for line in _about(schema):
        output.line(f"  {line}")
    note = "" if default is UNSET else f" [{_documents.as_line(default)}]"
    optional = "" if name in required else ", optional"
    kind = _spoken(_types(schema)) or "JSON"
    prompt = output.clean(f"{name} ({kind}{_bounds(schema)}{optional}){note}: ")
    while True:
        text = input(prompt)
        if not text and (default is not UNSET or name not in required):
            return default
        try:
            return read(text, schema)
        except InvalidValueError as error:
            output.line(f"{name}: {error}")


def _about(schema: Schema) -> Iterator[str]:
    yield from (str(schema[key]) for key in ("title", "description") if key in schema)
    if choices := schema.get("enum"):
        yield "one of: " + ", ".join(map(_documents.as_line, choices))


def _bounds(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f", {least} to {most}"
    if least is not None:
        return f", at least {least}"
    return "" if most is None else f", at most {most}"


def _types(schema: Schema) -> list[str]:
    found = schema.get("type", [])
    # Text stands for itself, so it is tried last.
    return sorted([found] if isinstance(found, str) else found, key=lambda name: name == "string")


def _spoken(types: Sequence[str]) -> str:
    words = {"boolean": "yes or no", "string": "text", "array": "a JSON array"}
    words |= {"integer": "an integer", "number": "a number", "object": "a JSON object"}
    return " or ".join(words.get(name, name) for name in types)


def _chosen(text: str, choices: Sequence[Any]) -> Any:
    for each in choices:
        if text == _documents.as_line(each):
            return each
    shown = ", ".join(map(_documents.as_line, choices))
    raise InvalidValueError(f"{text!r} is not one of {shown}")


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except ValueError:
        return UNSET


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _of_type(*kinds: type) -> Callable[[str], Any]:
    def convert(text: str) -> Any:
        value = _json(text)
        return value if isinstance(value, kinds) and not isinstance(value, bool) else UNSET

    return convert


def _boolean(text: str) -> Any:
    word = text.strip().lower()
    return True if word in _YES else False if word in _NO else UNSET


def _null(text: str) -> Any:
    return None if text.strip() in ("", "null") else UNSET


_CONVERT: dict[str, Callable[[str], Any]] = {
    "integer": _of_type(int),
    "number": _of_type(int, float),
    "boolean": _boolean,
    "null": _null,
    "array": _of_type(list),
    "object": _of_type(dict),
    "string": str,
}
