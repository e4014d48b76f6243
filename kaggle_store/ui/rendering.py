"""Pages from templates: the layout's own values, and URLs that work behind a proxy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kaggle_store.html.environment import environment
from kaggle_store.ui import pages, static_files
from kaggle_store.ui.form_values import SPARE_ROWS, Reading, Texts, row_count
from kaggle_store.ui.forms import Field
from kaggle_store.ui.site import site_of

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _templates() -> Environment:
    made = environment(TEMPLATES)
    made.filters.update(brief=brief, choice=choice_text, field_id=field_id, pretty=pretty)
    made.globals.update(rows=shown_rows)
    return made


def field_id(pointer: str) -> str:
    """Return the id of the field of a JSON pointer; ids have no spaces."""
    return f"f{quote(pointer, safe='/')}"


def pretty(value: Any) -> str:
    """Return a JSON value for reading."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def brief(value: Any) -> str:
    """Return a JSON value in one line; a text as it is."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def choice_text(value: Any) -> str:
    """Return a choice in words; a text as it is."""
    words = {"true": "yes", "false": "no", "null": "none", '""': "empty"}
    text = json.dumps(value, ensure_ascii=False)
    return words.get(text) or (value if isinstance(value, str) else text)


def shown_rows(form: Field, texts: Texts) -> int:
    """Return how many rows of a list of objects are shown: those with texts, and empty ones."""
    filled = row_count(form, texts)
    while filled and Reading(texts).is_empty(form.row(filled - 1)):
        filled -= 1
    return filled + SPARE_ROWS


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Return a page made from a template in `kaggle_store/ui/templates`.

    Besides `values` templates have `url(route, **parameters)`, `session` (None without sign-in),
    `site`, and what the layout needs.
    """
    layout = {
        "url": partial(url, request),
        "static": partial(url, request, "static", None, version=static_files.VERSION),
        "styles": static_files.names(".css"),
        "scripts": static_files.names(".js"),
        "session": getattr(request.state, "session", None),
        "site": site_of(request),
        "version": getattr(request.state, "version", None),
        "navigation": pages.navigation(),
        "here": getattr(request.scope.get("route"), "name", ""),
    }
    html = _templates().get_template(template).render(layout | values)
    return HTMLResponse(html, status, headers)


def url(
    request: Request,
    route: str,
    query: Mapping[str, Any] | Sequence[tuple[str, Any]] | None = None,
    /,
    **parameters: Any,
) -> str:
    """Return the path of a route, behind a proxy's root path, with a query.

    `parameters` are those of the route's path. Values of `query` that are empty are left out; pairs
    may name a field several times.
    """
    path = request.app.url_path_for(route, **{k: str(v) for k, v in parameters.items()})
    pairs = query.items() if isinstance(query, Mapping) else query or ()
    given = [(name, value) for name, value in pairs if value]
    return site_of(request).root_path + str(path) + (f"?{urlencode(given)}" if given else "")
