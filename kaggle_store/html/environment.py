"""The Jinja environment of the web pages and the report, with `kaggle_store.formats` as filters."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kaggle_store import formats
from kaggle_store.html import charts, marks

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"

STYLE = FOLDER / "style.css"
"""The style sheet of pages and report; colours are CSS variables, for light and dark."""


def environment(*folders: Path) -> Environment:
    """Return an environment that finds templates in `folders`, then those shared by all.

    Every value is escaped, whatever the template is called, and a name without a value is an error.
    """
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        money=formats.money,
        number=formats.number,
        percent=formats.percent,
        duration=formats.duration,
        moment=formats.moment,
        relative=relative,
        ticks=ticks,
        words=words,
    )
    made.globals.update(
        NOTHING=formats.NOTHING,
        mark=marks.mark,
        share_bar=marks.share_bar,
        sparkline=partial(charts.sparkline, size=charts.Size(140, 26)),
        aligned=formats.aligned,
    )
    return made


def relative(moment: datetime | None, now: datetime) -> str:
    """Return a moment as a `<time>` element: relative to `now`, with the absolute one on hover."""
    if moment is None:
        return formats.NOTHING
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(), formats.moment(moment), formats.relative(moment, now)
    )


def ticks(text: str) -> Markup:
    """Return a text whose parts between backticks are code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    code = Markup("<code>{}</code>").format
    return Markup("").join(code(part) if at % 2 else escape(part) for at, part in enumerate(parts))


def words(name: object) -> str:
    """Return a name of the schema in words: `human_review` becomes `human review`."""
    return str(name).replace("_", " ")
