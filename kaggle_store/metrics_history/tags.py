"""Whether a point's tags contain others, as PostgreSQL's `@>` decides it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa


def contains(value: Any, wanted: Any) -> bool:
    """Return whether a JSON value contains another one."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            name in value and contains(value[name], each) for name, each in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(value, list) and all(
            any(contains(element, each) for element in value) for each in wanted
        )
    # In Python True equals 1, in JSON not.
    return isinstance(value, bool) == isinstance(wanted, bool) and bool(value == wanted)


def mask(column: Any, wanted: Mapping[str, Any]) -> Any:
    """Return which tags of a column contain the wanted ones; each different text is read once."""
    texts = column.combine_chunks().dictionary_encode()
    flags = [text is not None and contains(json.loads(text), wanted) for text in _texts(texts)]
    return pa.array(flags, pa.bool_()).take(texts.indices).fill_null(False)


def _texts(encoded: Any) -> list[str | None]:
    found: list[str | None] = encoded.dictionary.to_pylist()
    return found
