"""Calls of tools, as a model makes them."""

from __future__ import annotations

from typing import Any

from mcp import Client, types


async def ask(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """Return the result of a tool."""
    answer = await client.call_tool(tool, arguments)
    assert not answer.is_error, text_of(answer)
    found: dict[str, Any] = answer.structured_content
    return found


async def refused(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """Return the error of a tool that refuses."""
    answer = await client.call_tool(tool, arguments)
    assert answer.is_error
    error: dict[str, Any] = answer.structured_content["error"]
    assert error["message"] in text_of(answer)
    return error


def text_of(answer: types.CallToolResult) -> str:
    """Return the text of an answer."""
    [content] = answer.content
    assert isinstance(content, types.TextContent)
    return content.text
