"""Load a package's public names when they are first used (PEP 562)."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def lazy_names(
    package: str, names: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package that has each name in the given module.

    Define them in the `else` of `if TYPE_CHECKING`: type checkers would take any name for one that
    exists.
    """
    namespace = vars(importlib.import_module(package))

    def load(name: str) -> Any:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(f"{package}.{names[name]}")
        value = namespace[name] = getattr(module, name)
        return value

    def listed() -> list[str]:
        return sorted({*namespace, *names})

    return load, listed
