"""Create an object of a subclass of a framework's own class, without requiring the framework."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any


def subclass_instance(base: str, *modules: str, **members: Callable[..., Any] | property) -> Any:
    """Return an instance of a subclass of `base`, from the first of `modules` that is available.

    Modules that the program has imported already come first. Raises `ImportError` if none can be
    imported.
    """
    causes = []
    for name in sorted(modules, key=lambda name: name not in sys.modules):
        try:
            module = import_module(name)
        except ModuleNotFoundError as error:
            causes.append(str(error))
            continue
        return type(f"Recorder{base}", (getattr(module, base),), members)()
    reasons = "; ".join(causes)
    raise ImportError(f"none of {', '.join(modules)} can be imported: {reasons}")
