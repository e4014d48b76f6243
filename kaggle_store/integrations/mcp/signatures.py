"""A tool's arguments, read from the method of the SDK: names, JSON Schema and descriptions."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NotRequired, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema
from typing_extensions import TypedDict

from kaggle_store.client import RESOURCES
from kaggle_store.integrations.mcp.catalog import Verb

LEASE = "lease_id"
_HIDDEN = ("answer", "file", "human_approved", "timeout_action")
"""Arguments that are no data (a Python class, a file of the server's machine), or approve."""
_RANGES = ("created_at__gte", "created_at__lt")
_ORDER = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "description": "Columns to sort by, descending with a minus before the name.",
}
_LEASE = {
    "type": "string",
    "format": "uuid",
    "description": "The lease of the execution or job that you have claimed, if you have.",
}
_CONDITIONS = (
    "The columns are conditions, combined with AND: a value, an array of values, or null. "
    "Those that are not listed work too, also with __not, __lt, __lte, __gt, __gte and __ilike."
)


@dataclass(frozen=True)
class Signature:
    """The arguments of a method as an agent gives them."""

    verb: Verb
    make: Callable[..., Any]

    @classmethod
    def of(cls, verb: Verb) -> Signature:
        """Return the signature of a method of the SDK."""
        module = importlib.import_module(f"kaggle_store.resources.{verb.resource}")
        found = inspect.getattr_static(getattr(module, RESOURCES[verb.resource]), verb.method)
        return cls(verb, found._make)

    @cached_property
    def description(self) -> str:
        """The method's docstring; that of a list goes on about its conditions."""
        text = inspect.getdoc(self.make) or ""
        return f"{text}\n\n{_CONDITIONS}" if self._filters else text

    @cached_property
    def names(self) -> frozenset[str]:
        """Every argument that the method takes."""
        return frozenset(self._parameters) | self._columns.keys()

    @cached_property
    def required(self) -> frozenset[str]:
        """The arguments that must be given."""
        given = {name for name, each in self._parameters.items() if each.default is each.empty}
        return frozenset(given | (getattr(self._keywords, "__required_keys__", set())))

    @cached_property
    def takes_lease(self) -> bool:
        """Whether `lease_id` is the method's own argument."""
        return LEASE in self.names

    @property
    def is_page(self) -> bool:
        """Whether the result is a page of a list."""
        return {"limit", "offset"} <= self.names

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the arguments; a list shows the usual conditions only."""
        properties = {
            name: schema
            for name, schema in self.properties.items()
            if name not in self._filters or _is_usual(name, schema)
        }
        return {**self._whole, "properties": properties}

    @cached_property
    def properties(self) -> dict[str, Any]:
        """The JSON Schema of every argument."""
        found: dict[str, Any] = dict(self._whole["properties"])
        for name, text in self._descriptions():
            if name in found:
                found[name] = {**found[name], "description": text}
        if "order" in found:
            found["order"] = _ORDER
        if self.verb.writes and not self.takes_lease:
            found[LEASE] = _LEASE
        return found

    @cached_property
    def _whole(self) -> dict[str, Any]:
        types = {name: self._type(name) for name in sorted(self.names)}
        make: Any = TypedDict
        return TypeAdapter(make("Arguments", types)).json_schema(schema_generator=_Schema)

    def _type(self, name: str) -> Any:
        hint = self._hints[name] if name in self._parameters else self._columns[name]
        hint = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
        return hint if name in self.required else NotRequired[hint]

    def _descriptions(self) -> Iterator[tuple[str, str]]:
        if self._keywords is not None and not self._filters:
            for owner in reversed(getattr(self._keywords, "__orig_bases__", ())):
                yield from _documented(owner)
            yield from _documented(self._keywords)

    @cached_property
    def _parameters(self) -> dict[str, inspect.Parameter]:
        found = inspect.signature(self.make).parameters.items()
        hidden = ("self", *_HIDDEN)
        return {n: p for n, p in found if p.kind is not p.VAR_KEYWORD and n not in hidden}

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.make, include_extras=True)

    @cached_property
    def _keywords(self) -> Any:
        """The TypedDict of `**columns`, or None."""
        for name, parameter in inspect.signature(self.make).parameters.items():
            if parameter.kind is parameter.VAR_KEYWORD:
                return get_args(self._hints[name])[0]
        return None

    @cached_property
    def _columns(self) -> dict[str, Any]:
        typed = self._keywords
        found = {} if typed is None else get_type_hints(typed, include_extras=True)
        return {name: hint for name, hint in found.items() if name not in _HIDDEN}

    @cached_property
    def _filters(self) -> frozenset[str]:
        return frozenset(self._columns) if self.is_page else frozenset()


class _Schema(GenerateJsonSchema):
    """JSON Schema without titles; what only Python can check may be any JSON."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's names
        return False

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        found = super().typed_dict_schema(schema)
        return {name: part for name, part in found.items() if name not in ("title", "description")}

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        return {"type": "number"} if schema["cls"] == (int, float) else {}

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> dict[str, Any]:  # noqa: ARG002
        return {}


def _is_usual(name: str, schema: dict[str, Any]) -> bool:
    """Return whether a condition is shown: ids, names, states and flags, and when created."""
    if "__" in name:
        return name in _RANGES
    shown = [schema, *schema.get("anyOf", ())]
    kinds = {each.get("type") for each in shown}
    has_time = any(each.get("format") == "date-time" for each in shown)
    return not has_time and "number" not in kinds and bool({"string", "boolean"} & kinds)


def _documented(typed: type) -> Iterator[tuple[str, str]]:
    """Yield the names and docstrings of a class's attributes."""
    try:
        [found] = ast.parse(inspect.getsource(typed)).body
    except (OSError, TypeError):
        return
    body = found.body if isinstance(found, ast.ClassDef) else []
    for attribute, text in pairwise(body):
        if isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name):
            match text:
                case ast.Expr(ast.Constant(str(words))):
                    yield attribute.target.id, " ".join(words.split())
