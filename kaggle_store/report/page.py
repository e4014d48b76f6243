"""One self-contained HTML file: style inside, no script, and a policy that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from kaggle_store import formats
from kaggle_store.html import code
from kaggle_store.html.environment import STYLE, environment
from kaggle_store.models.execution_costs import ExecutionCosts
from kaggle_store.report.scrubber import Scrubber

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure at the top of a report."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report."""

    title: str
    """What it is about."""
    html: str
    """The whole file."""
    secrets: int
    """How many secrets were replaced in it."""


def render(template: str, title: str, context: Mapping[str, Any], scrubber: Scrubber) -> Report:
    """Return a report from its template."""
    style = _style()
    html = (
        _environment()
        .get_template(template)
        .render(
            context,
            title=title,
            style=Markup(style),  # noqa: S704  the package's own files
            policy=_policy(style),
            secrets=scrubber.count,
            made_at=datetime.now(UTC),
        )
    )
    return Report(title, html, scrubber.count)


def cost_note(costs: ExecutionCosts) -> str:
    """Return the parts of a total cost that are not zero, where there are several."""
    parts = {
        "GPU": costs.gpu_dollars,
        "research": costs.research_dollars,
        "code": costs.code_dollars,
    }
    found = [f"{name} {formats.money(dollars)}" for name, dollars in parts.items() if dollars]
    return ", ".join(found) if len(found) > 1 else ""


@cache
def _environment() -> Environment:
    made = environment(FOLDER / "templates")
    made.filters.update(at=_at, json=_json)
    return made


def _at(moment: datetime | None) -> str:
    """Return a moment in UTC to the minute; the column or line says that it is UTC."""
    return formats.NOTHING if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _json(value: object) -> str:
    """Return JSON for people: a text as it is, anything else indented."""
    if isinstance(value, str):
        return value
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)


@cache
def _style() -> str:
    """Return the style sheets of pages, code and reports as the content of `<style>`."""
    own = (FOLDER / "report.css").read_text(encoding="utf-8")
    return "\n".join((STYLE.read_text(encoding="utf-8"), code.stylesheet(), own))


def _policy(style: str) -> str:
    """Return a Content-Security-Policy that allows this style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
