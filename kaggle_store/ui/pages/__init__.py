"""The pages: each module has `routes`, and `NAV` if it has a link in the head of every page."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from types import ModuleType

from starlette.routing import Route


@dataclass(frozen=True, slots=True)
class Nav:
    """A link in the head of every page: its words, the route's name, and its place."""

    text: str
    route: str
    order: int


def modules() -> list[ModuleType]:
    """Import and return the modules of all pages."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def routes() -> list[Route]:
    """Return the routes of all pages."""
    return [route for module in modules() for route in module.routes]


def navigation() -> list[Nav]:
    """Return the links in the head of every page, in order."""
    found = [module.NAV for module in modules() if hasattr(module, "NAV")]
    return sorted(found, key=lambda nav: nav.order)
