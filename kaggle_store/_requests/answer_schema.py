"""Make the JSON Schema of an answer from a pydantic model, in the subset that the database checks.

Local definitions are inlined and unions become arrays of types. A keyword outside of the subset is
refused with the path of its field, so that no rule of the model is lost on the way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, TypeAlias

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.errors import PydanticInvalidForJsonSchema
from pydantic_core import PydanticSerializationError, to_json

from kaggle_store._requests.problems import described
from kaggle_store._requests.validation import checked, invalid
from kaggle_store.errors import InvalidInput

Schema: TypeAlias = dict[str, Any]
Location: TypeAlias = tuple[int | str, ...]

CHECKED = ("type", "required", "enum", "const", "minimum", "maximum", "minLength", "maxLength")
"""Keywords that are taken over unchanged; the ones with subschemas come on top."""
FORM = ("title", "description", "default")
"""Keywords that the database keeps for forms."""
_DROPPED = {"examples", "deprecated", "readOnly", "writeOnly", "$defs"}
"""Keywords without a rule that no form needs."""
_FORMS: dict[str, type | UnionType] = {
    "$defs": Mapping,
    "$ref": str,
    "properties": Mapping,
    "type": str | list,
    "enum": list,
    "anyOf": list,
    "allOf": list,
    "exclusiveMinimum": int | float,
    "exclusiveMaximum": int | float,
}
"""What the values of the keywords are that are read here; the database checks the others."""
_MOST_SCHEMAS = 10_000
"""How many schemas can come of one: more do not fit into the bytes that the database takes."""

_ADVICE = {
    "format": "declare it as str and convert it in the agent",
    "pattern": "declare it as str and check it in the agent",
    "exclusiveMinimum": "use ge, or an integer",
    "exclusiveMaximum": "use le, or an integer",
    "oneOf": "use one model with optional fields",
    "prefixItems": "use a list or a model",
}
_OTHERWISE = "leave it out, and check it in the agent"


def schema_for_request(model: object, given: object, operation: str) -> Schema:
    """Return the schema of a model, or raise `InvalidInput` if it is none or beside a schema."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise InvalidInput("answer: a pydantic model class is required", operation=operation)
    if given is not None:
        raise InvalidInput("response_schema: the answer's model gives it", operation=operation)
    return answer_schema(model, operation)


def answer_schema(model: type[BaseModel], operation: str) -> Schema:
    """Return the schema of a model's JSON, or raise `InvalidInput` with the fields that have none.

    `operation` is the call's name in the error.
    """
    try:
        whole = model.model_json_schema(by_alias=reads_aliases(model))
    except PydanticInvalidForJsonSchema as error:
        raise InvalidInput(f"{model.__name__}: {error.message}", operation=operation) from None
    return schema_subset(whole, model.__name__, operation)


def schema_subset(schema: Mapping[str, Any], subject: str, operation: str) -> Schema:
    """Return a JSON Schema in the subset, or raise `InvalidInput`; `subject` prefixes the paths."""
    definitions = schema.get("$defs", {})
    reader = _Reader(definitions if isinstance(definitions, Mapping) else {})
    try:
        found = reader.read(schema, ())
    except RecursionError:
        raise InvalidInput(f"{subject}: it is nested too deeply", operation=operation) from None
    if reader.problems:
        raise invalid(reader.problems, subject=subject, operation=operation)
    return found


def reads_aliases(model: type[BaseModel]) -> bool:
    """Whether a model's fields are read by their aliases, as they are unless it is configured."""
    return model.model_config.get("validate_by_alias") is not False


class _Reader:
    """Converts one schema and its definitions, and collects what cannot be converted."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self.problems: list[tuple[Location, str]] = []
        self._definitions = definitions
        self._left = _MOST_SCHEMAS

    def read(self, schema: Any, at: Location, inside: tuple[str, ...] = ()) -> Schema:
        """Return the schema in the subset; `inside` are the definitions that it is part of."""
        self._left -= 1
        if schema is True or self._left < 0:
            if self._left == -1:
                self.problems.append((at, f"more than {_MOST_SCHEMAS} schemas come of it"))
            return {}
        if (flaw := _flaw(schema)) is not None:
            self.problems.append((at, flaw))
            return {}
        return self._converted(schema, at, inside)

    def _converted(
        self, schema: Mapping[str, Any], at: Location, inside: tuple[str, ...]
    ) -> Schema:
        if (name := _definition(schema)) is not None:
            return self._inlined(name, schema, at, inside)
        found: Schema = {}
        for keyword, value in _without_exclusive(schema).items():
            if keyword in CHECKED or keyword in FORM:
                found[keyword] = value
            elif keyword == "properties":
                found[keyword] = {
                    name: self.read(each, (*at, name), inside) for name, each in value.items()
                }
            elif keyword in ("items", "additionalProperties"):
                is_schema = isinstance(value, Mapping)
                found[keyword] = self.read(value, (*at, "*"), inside) if is_schema else value
            elif keyword == "anyOf" and value and not _rules(schema) - {"anyOf"}:
                members = [self.read(each, at, inside) for each in value]
                found = self._merged(members, at) | found
            elif keyword not in _DROPPED:
                self._refuse(at, keyword, value)
        return found

    def _inlined(
        self, name: str, schema: Mapping[str, Any], at: Location, inside: tuple[str, ...]
    ) -> Schema:
        definition = self._definitions.get(name)
        if name in inside or not isinstance(definition, Mapping):
            problem = f"{name} contains itself" if name in inside else f"there is no {name}"
            self.problems.append((at, f"{problem}, which the database cannot check"))
            return {}
        for keyword in _rules(schema) - {"$ref", "allOf"}:
            self._refuse(at, keyword, schema[keyword])
        beside = {key: schema[key] for key in FORM if key in schema}
        return self.read({**definition, **beside}, at, (*inside, name))

    def _merged(self, members: Sequence[Schema], at: Location) -> Schema:
        if _are_mergeable(members):
            return _union(members)
        problem = "the database cannot tell the members of this union apart"
        self.problems.append((at, f"{problem}; use types that differ in JSON"))
        return {}

    def _refuse(self, at: Location, keyword: str, value: object) -> None:
        shown = f"{keyword} {value!r}" if isinstance(value, str | int | float) else keyword
        advice = _ADVICE.get(keyword, _OTHERWISE)
        self.problems.append((at, f"{shown} cannot be checked by the database; {advice}"))


def _flaw(schema: object) -> str | None:
    """Return what makes a value no JSON Schema, as far as it is read here."""
    if not isinstance(schema, Mapping):
        return "must be a schema, an object"
    wrong = [each for each in schema if not isinstance(schema[each], _FORMS.get(each, object))]
    return f"{wrong[0]} has a value that no JSON Schema has" if wrong else None


def _definition(schema: Mapping[str, Any]) -> str | None:
    """Return the definition that a schema refers to, directly or as its only `allOf`."""
    several = schema.get("allOf")
    if several is not None and len(several) == 1 and _flaw(several[0]) is None:
        return _definition(several[0])
    reference = schema.get("$ref")
    return str(reference).removeprefix("#/$defs/") if reference is not None else None


def _without_exclusive(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an integer's schema with inclusive bounds, and others as they are."""
    if schema.get("type") != "integer":
        return schema
    found = dict(schema)
    if (over := found.pop("exclusiveMinimum", None)) is not None:
        found["minimum"] = max(math.floor(over) + 1, found.get("minimum", -math.inf))
    if (below := found.pop("exclusiveMaximum", None)) is not None:
        found["maximum"] = min(math.ceil(below) - 1, found.get("maximum", math.inf))
    return found


def _are_mergeable(members: Sequence[Schema]) -> bool:
    """Whether a value's type alone says to which member of a union it can belong."""
    if any(not _rules(each) for each in members):
        return True
    if any(map(_lists_values, members)):
        return all(_lists_values(each) or each.get("type") == "null" for each in members)
    types = [kind for each in members for kind in _types(each)]
    numbers = [each for each in members if {"integer", "number"} & {*_types(each)}]
    has_bounds = any({"minimum", "maximum"} & each.keys() for each in numbers)
    is_distinct = len(set(types)) == len(types) and not (len(numbers) > 1 and has_bounds)
    return all(map(_types, members)) and is_distinct


def _union(members: Sequence[Schema]) -> Schema:
    """Return the one schema of the values of any of these, which differ in their types."""
    if any(not _rules(each) for each in members):
        return {}
    some = [each for each in members if each.get("type") != "null"]
    if any(map(_lists_values, members)):
        found: Schema = {"enum": [value for each in members for value in _values(each)]}
    else:
        found = {key: each[key] for each in some for key in _rules(each)}
        types = [kind for each in members for kind in _types(each)]
        types = [kind for kind in types if kind != "integer" or "number" not in types]
        found["type"] = types if len(types) > 1 else types[0]
    return found | {key: some[0][key] for key in FORM if len(some) == 1 and key in some[0]}


def _lists_values(schema: Schema) -> bool:
    return "const" in schema or "enum" in schema


def _rules(schema: Mapping[str, Any]) -> set[str]:
    return {*schema} - {*FORM} - _DROPPED


def _types(schema: Schema) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _values(schema: Schema) -> list[Any]:
    if schema.get("type") == "null":
        return [None]
    return [schema["const"]] if "const" in schema else list(schema["enum"])


def proposal_of(model: type[BaseModel], value: object, operation: str) -> object:
    """Return the JSON of a proposal for a model: an instance, or what the model accepts.

    Raises `InvalidInput` if the model refuses it, also if it cannot read its own JSON.
    """
    valid = checked(TypeAdapter(model), value, subject="proposal", operation=operation)
    return json_of(valid, "proposal", operation)


def json_of(value: object, subject: str, operation: str) -> object:
    """Return the JSON of a pydantic model's instance; another value unchanged.

    Raises `InvalidInput` for a model that reads something else from its own JSON, such as one with
    other aliases for writing than for reading.
    """
    if not isinstance(value, BaseModel):
        return value
    found, subject = _dumped(value), f"{subject} as JSON"
    try:
        again = type(value).model_validate_json(to_json(found))
    except PydanticSerializationError:
        return found  # The call names the text that is no Unicode.
    except ValidationError as error:
        problems = described(error, TypeAdapter(type(value)).core_schema, ())
        raise invalid(problems, subject=subject, operation=operation) from None
    if _dumped(again) != found:
        problem = f"{subject}: {type(value).__name__} does not read from it what it wrote"
        raise InvalidInput(problem, operation=operation)
    return found


def _dumped(value: BaseModel) -> object:
    return value.model_dump(mode="json", by_alias=reads_aliases(type(value)), round_trip=True)
