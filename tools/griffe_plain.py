"""A Griffe extension for the API reference: annotations as callers see them.

Methods return operations (`Op[Competition]`), which a client performs: `Competition` in the docs.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Function

_OPERATION = re.compile(r"^(?:Op|Flow)\[(.*)\]$")
_STREAM = re.compile(r"^Stream\[(.*)\]$")


def plain(annotation: str) -> str:
    """Return an annotation without the types with which the SDK describes operations."""
    annotation = _STREAM.sub(r"Iterator[\1]", _OPERATION.sub(r"\1", annotation))
    return annotation.replace("Rows[", "list[")


class PlainAnnotations(Extension):
    """Replaces the return annotations of methods."""

    def on_function(self, *, func: Function, **_: Any) -> None:
        """Write the annotation of a function's result."""
        if func.returns is not None:
            func.returns = plain(str(func.returns))
