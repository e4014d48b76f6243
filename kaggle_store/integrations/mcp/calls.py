"""The tools of a store: what they are called and take, and how a call is performed."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from mcp import types
from pydantic import Field, TypeAdapter

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.lease import Lease
from kaggle_store._requests.problems import suggestion
from kaggle_store._requests.query import LARGEST_PAGE
from kaggle_store._requests.validation import checked
from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import InvalidInput, KaggleStoreError
from kaggle_store.integrations.mcp import results
from kaggle_store.integrations.mcp.catalog import Verb, refusal, verbs
from kaggle_store.integrations.mcp.signatures import LEASE, Signature

ROWS = 20
"""Rows of a list, unless `limit` is given."""
FULL = "full"

_FULL_SCHEMA = {
    "type": "boolean",
    "description": "Return long texts and arrays whole; by default they are cut.",
}
_LIMIT_SCHEMA = {
    "type": "integer",
    "minimum": 1,
    "maximum": LARGEST_PAGE - 1,
    "description": f"Rows to return; {ROWS} by default.",
}
_LIMIT: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=1, le=LARGEST_PAGE - 1)])
_OFFSET: TypeAdapter[int] = TypeAdapter(Annotated[int, Field(ge=0)])
_FLAG: TypeAdapter[bool] = TypeAdapter(bool)

log = logging.getLogger("kaggle_store.mcp")


class Tool:
    """One method of the store as a tool."""

    def __init__(self, verb: Verb) -> None:
        self.verb = verb
        self.signature = Signature.of(verb)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments."""
        schema = self.signature.schema()
        if not self.verb.writes:
            schema["properties"][FULL] = _FULL_SCHEMA
        if self.signature.is_page:
            schema["properties"]["limit"] = _LIMIT_SCHEMA
        return schema

    def described(self) -> types.Tool:
        """Return the tool for a client's list."""
        hints = types.ToolAnnotations(
            read_only_hint=not self.verb.writes,
            destructive_hint=False,
            open_world_hint=False,
        )
        return types.Tool(
            name=self.verb.tool,
            description=self.signature.description,
            input_schema=self.schema,
            annotations=hints,
        )

    async def call(self, store: AsyncKaggleStore, given: Mapping[str, Any]) -> dict[str, Any]:
        """Perform the method and return its result as JSON; raises what the method raises."""
        arguments = self._arguments(given)
        full = checked(_FLAG, arguments.pop(FULL, False), subject=FULL, operation=self._name)
        if LEASE in arguments and not self.signature.takes_lease:
            store = self._leased(store, arguments.pop(LEASE))
        limit, offset = self._page(arguments) if self.signature.is_page else (math.inf, 0)
        found = await getattr(getattr(store, self.verb.resource), self.verb.method)(**arguments)
        has_more = isinstance(found, list) and len(found) > limit
        return results.result(
            found[: int(limit)] if has_more else found,
            next_offset=offset + int(limit) if has_more else None,
            is_page=self.signature.is_page,
            full=full,
        )

    @property
    def _name(self) -> str:
        return f"{self.verb.resource}.{self.verb.method}"

    def _arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments, or raise `InvalidInput` for unknown and missing names."""
        known = self.signature.names | self.schema["properties"].keys()
        problems = [
            f"{name}: there is no such argument{suggestion(name, known)}"
            for name in given
            if name not in known
        ]
        missing = sorted(self.signature.required - given.keys())
        problems += [f"{name}: this argument is required" for name in missing]
        if problems:
            raise InvalidInput("; ".join(problems), operation=self._name, errors=problems)
        return {name: self._unpacked(name, value) for name, value in given.items()}

    def _unpacked(self, name: str, value: Any) -> Any:
        """Return an array or an object that a model has sent as text; other values unchanged."""
        if not (isinstance(value, str) and value[:1] in ("[", "{")):
            return value
        schema = self.signature.properties.get(name, {})
        if not {"array", "object"} & _kinds(schema):
            return value
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return found

    def _page(self, arguments: dict[str, Any]) -> tuple[int, int]:
        """Return limit and offset, and let the method read one row more, to know if there is."""
        limit = checked(_LIMIT, arguments.get("limit", ROWS), subject="limit", operation=self._name)
        offset = checked(
            _OFFSET, arguments.get("offset", 0), subject="offset", operation=self._name
        )
        arguments |= {"limit": limit + 1, "offset": offset}
        return limit, offset

    def _leased(self, store: AsyncKaggleStore, lease_id: object) -> AsyncKaggleStore:
        """Return a client whose writes carry a lease that the model holds."""
        id = checked_id(lease_id, LEASE, self._name)
        # The database knows when it ends.
        held = Lease(id, "", id, math.inf)
        leased: AsyncKaggleStore = store._executor.with_lease(held).store
        return leased


class Tools:
    """The tools that a server offers."""

    def __init__(self, store: AsyncKaggleStore, *, write: bool, worker: bool) -> None:
        self._store = store
        self._worker = worker
        self._tools = {verb.tool: Tool(verb) for verb in verbs(write=write, worker=worker)}

    def described(self) -> list[types.Tool]:
        """Return the tools for a client's list."""
        return [tool.described() for tool in self._tools.values()]

    def find(self, resource: str, method: str) -> Tool | None:
        """Return the tool of a method, if it is offered."""
        return self._tools.get(f"{resource}_{method}")

    async def call(self, name: str, arguments: Mapping[str, Any]) -> types.CallToolResult:
        """Perform a call; what goes wrong is a result too, which the model can read."""
        if (tool := self._tools.get(name)) is None:
            return results.refused(refusal(name, worker=self._worker))
        try:
            return results.success(await tool.call(self._store, arguments))
        except KaggleStoreError as error:
            return results.failure(error)
        except Exception:
            log.exception("the tool %s failed", name)
            return results.refused(f"{name}: unexpected error; the server's log has the cause")


def _kinds(schema: Mapping[str, Any]) -> set[Any]:
    return {each.get("type") for each in (schema, *schema.get("anyOf", ()))}
