"""Results and errors as a model reads them: JSON, with what is long cut, and how to read on."""

from __future__ import annotations

import json
from typing import Any

from mcp import types

from kaggle_store._requests.validation import body
from kaggle_store.errors import ApiError, KaggleStoreError, RuleViolation

IN_LISTS = 500
"""Characters of a text in a list's rows."""
IN_ROWS = 20_000
"""Characters of a text in a single row."""
ITEMS = 200
"""Items of an array inside a row."""


def result(found: Any, *, next_offset: int | None, is_page: bool, full: bool) -> dict[str, Any]:
    """Return a method's result as a JSON object; `full` cuts nothing."""
    is_list = isinstance(found, list)
    plain = json.loads(body(found))
    if not full:
        most = IN_LISTS if is_list else IN_ROWS
        plain = [shortened(row, most) for row in plain] if is_list else shortened(plain, most)
    if is_page:
        return {"rows": plain, "next_offset": next_offset}
    if is_list:
        return {"rows": plain}
    return plain if isinstance(plain, dict) else {"result": plain}


def shortened(value: Any, most: int) -> Any:
    """Return JSON with texts of at most `most` characters, and arrays of at most 200 items."""
    if isinstance(value, str) and len(value) > most:
        return f"{value[:most]}… [{len(value) - most} more characters: full=true returns all]"
    if isinstance(value, list):
        kept = [shortened(each, most) for each in value[:ITEMS]]
        left = len(value) - len(kept)
        return [*kept, f"… [{left} more items: full=true returns all]"] if left else kept
    if isinstance(value, dict):
        return {name: shortened(each, most) for name, each in value.items()}
    return value


def success(found: dict[str, Any]) -> types.CallToolResult:
    """Return the result of a call, as text and as structured content."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=found
    )


def failure(error: KaggleStoreError) -> types.CallToolResult:
    """Return an error of the SDK: its sentence, code, detail and hint."""
    return _failed(str(error), facts(error))


def facts(error: KaggleStoreError) -> dict[str, Any]:
    """Return what an error says, as JSON."""
    found: dict[str, Any] = {"type": type(error).__name__, "message": error.message}
    if isinstance(error, ApiError):
        detail = error.facts if isinstance(error, RuleViolation) else {}
        found |= {"code": error.code, "detail": detail or error.detail, "hint": error.hint}
    return found


def refused(message: str) -> types.CallToolResult:
    """Return that a call is not possible here."""
    return _failed(message, {"type": "Refused", "message": message})


def _failed(text: str, error: dict[str, Any]) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)],
        structured_content={"error": error},
        is_error=True,
    )
