"""Resources: details of one thing under a URI such as `kaggle-store://executions/{id}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

from mcp import MCPError, types

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.errors import KaggleStoreError
from kaggle_store.integrations.mcp.calls import Tool, Tools
from kaggle_store.integrations.mcp.results import facts

SCHEME = "kaggle-store://"
JSON = "application/json"

WHOLE = {
    "overview": ("dashboards", "overview"),
    "gpu": ("dashboards", "gpu"),
}
"""Resources without an id, and the methods that return them."""

BY_ID = {
    "executions": ("dashboards", "execution"),
    "competitions": ("dashboards", "competition"),
    "research": ("research_results", "get"),
    "code": ("generated_code", "get"),
    "jobs": ("training_jobs", "get"),
    "submissions": ("submissions", "lineage"),
    "interventions": ("human_interventions", "get"),
}
"""Resources with an id, and the methods that return them."""


class Documents:
    """The resources that a server offers: those whose method is a tool."""

    def __init__(self, store: AsyncKaggleStore, tools: Tools) -> None:
        self._store = store
        self._whole = dict(_offered(tools, WHOLE))
        self._by_id = dict(_offered(tools, BY_ID))

    def resources(self) -> list[types.Resource]:
        """Return the resources without an id."""
        return [
            types.Resource(
                uri=f"{SCHEME}{name}", name=name, description=_summary(tool), mime_type=JSON
            )
            for name, tool in self._whole.items()
        ]

    def templates(self) -> list[types.ResourceTemplate]:
        """Return the resources with an id."""
        return [
            types.ResourceTemplate(
                uri_template=f"{SCHEME}{name}/{{id}}",
                name=name,
                description=_summary(tool),
                mime_type=JSON,
            )
            for name, tool in self._by_id.items()
        ]

    async def read(self, uri: str) -> types.ReadResourceResult:
        """Return a resource as JSON, or raise `MCPError`."""
        kind, _, id = uri.removeprefix(SCHEME).partition("/")
        tool = (self._by_id if id else self._whole).get(kind)
        if tool is None or not uri.startswith(SCHEME) or (id and not _is_id(id)):
            raise MCPError(types.INVALID_PARAMS, f"there is no resource {uri}")
        try:
            found = await tool.call(self._store, {"id": id} if id else {})
        except KaggleStoreError as error:
            raise MCPError(types.INVALID_PARAMS, str(error), facts(error)) from None
        text = json.dumps(found, ensure_ascii=False)
        content = types.TextResourceContents(uri=uri, mime_type=JSON, text=text)
        return types.ReadResourceResult(contents=[content])


def _offered(tools: Tools, methods: dict[str, tuple[str, str]]) -> Iterator[tuple[str, Tool]]:
    for name, method in methods.items():
        if tool := tools.find(*method):
            yield name, tool


def _summary(tool: Tool) -> str:
    return tool.signature.description.partition("\n\n")[0].replace("\n", " ")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
