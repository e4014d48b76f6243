"""Turn a Vega-Lite dictionary into a small SVG that follows the page's colours.

Colours are CSS variables of the page. A standalone SVG, for `<img>`, has a style of its own, for
light and dark.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

from kaggle_store.errors import KaggleStoreError
from kaggle_store.html._text import clean

NAMESPACE = "http://www.w3.org/2000/svg"
FONT = "system-ui, sans-serif"
VEGA_LITE = "5.20"
"""The version of Vega-Lite that vl-convert draws with: another one may draw differently."""

_AXIS = {
    "domainColor": "var(--line)",
    "gridColor": "var(--line)",
    "gridOpacity": 0.6,
    "labelColor": "var(--muted)",
    "labelFontSize": 11,
    "labelOverlap": True,
    "labelSeparation": 8,
    "tickColor": "var(--line)",
    "tickCount": 5,
    "titleColor": "var(--muted)",
    "titleFontSize": 11,
    "titleFontWeight": "normal",
}
_CONFIG: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": _AXIS,
    "axisX": {"grid": False, "tickSize": 4},
    # Wide enough for the widest fonts of browsers, which are not the one that is measured here.
    "axisY": {"tickSize": 0, "domain": False, "labelPadding": 8, "titlePadding": 8},
    "legend": {"labelColor": "var(--text)", "labelFontSize": 11, "labelLimit": 0, "title": None},
    "title": {
        "anchor": "start",
        "color": "var(--muted)",
        "fontSize": 10,
        "fontWeight": "normal",
        "offset": 6,
        "orient": "bottom",
    },
}
_DROPPED = {"class", "role", "pointer-events", "version", "font-family", "stroke-miterlimit"}
_DEFAULTS = {
    ("font-weight", "normal"),
    ("opacity", "1"),
    ("stroke-dasharray", "1,0"),
    ("stroke-width", "1"),
    ("transform", "translate(0,0)"),
}
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_ROOTS = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_COLOURS = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\s*;")
_STYLE = Path(__file__).with_name("style.css")
_EMPTY_PATHS = {"", "M0,0h0v0h0Z"}


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a chart in pixels."""

    width: int = 440
    height: int = 220


def draw(
    chart: Mapping[str, Any],
    *,
    size: Size,
    label: str,
    notes: Sequence[str] = (),
    standalone: bool,
) -> Markup:
    """Return the SVG of a Vega-Lite chart; notes stand below it and in its label."""
    spec = {
        **chart,
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE}.json",
        "width": size.width,
        "height": size.height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "top": 2, "right": 10, "bottom": 2},
        "config": {**_CONFIG, "axisY": {**_CONFIG["axisY"], "titleLimit": size.height - 80}},
    }
    if notes:
        spec["title"] = {"text": wrapped(notes, size.width)}
    root = ElementTree.fromstring(_vega_svg(spec))  # noqa: S314  drawn here, no DTD
    _shrink(root)
    inner = "".join(_text_of(child) for child in root)
    return frame(inner, size, sentence(label, notes), standalone=standalone)


def frame(inner: str, size: Size, label: str, *, standalone: bool, role: str = "img") -> Markup:
    """Return an SVG with this content, which is markup already."""
    style = f"<style>{_own_style()}</style>" if standalone else ""
    return Markup(  # noqa: S704  every text in it is escaped
        f'<svg xmlns="{NAMESPACE}" class="chart" role="{role}" aria-label="{escape(clean(label))}"'
        f' width="{size.width}" height="{size.height}" viewBox="0 0 {size.width} {size.height}"'
        f' font-family="{FONT}">{style}{inner}</svg>'
    )


def sentence(label: str, notes: Sequence[str]) -> str:
    """Return a label followed by its notes."""
    return ". ".join((label.rstrip("."), *notes)) + ("." if notes else "")


def wrapped(notes: Sequence[str], width: int) -> list[str]:
    """Return notes as lines that fit the width, about five pixels a letter."""
    lines: list[str] = []
    for word in "; ".join(notes).split(" "):
        if lines and (len(lines[-1]) + len(word) + 1) * 5 <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _vega_svg(spec: Mapping[str, Any]) -> str:
    try:
        import vl_convert
    except ImportError as error:
        raise KaggleStoreError(
            f"charts need {error.name}: pip install 'kaggle_store[report]'"
        ) from None
    return str(vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE))


def _shrink(parent: ElementTree.Element) -> None:
    """Remove what is not visible, and attributes that repeat the defaults."""
    for child in list(parent):
        _shrink(child)
        place = list(parent).index(child)
        if child.get("display") == "none" or _is_empty(child):
            parent.remove(child)
            continue
        _simplify(child)
        if child.tag == f"{{{NAMESPACE}}}g" and not child.attrib:
            parent[place : place + 1] = list(child)


def _simplify(element: ElementTree.Element) -> None:
    for name, value in list(element.attrib.items()):
        if name in _DROPPED or name.startswith("aria-") or (name, value) in _DEFAULTS:
            del element.attrib[name]
        else:
            element.set(name, _LONG_NUMBER.sub(_rounded, value))


def _is_empty(element: ElementTree.Element) -> bool:
    tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if tag == "g":
        return not len(element)
    is_background = element.get("class") == "background" and "fill" not in element.attrib
    return tag == "path" and (is_background or element.get("d") in _EMPTY_PATHS)


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _text_of(element: ElementTree.Element) -> str:
    ElementTree.register_namespace("", NAMESPACE)
    text = ElementTree.tostring(element, encoding="unicode")
    return text.replace(f' xmlns="{NAMESPACE}"', "")


@functools.cache
def _own_style() -> str:
    """Return the colours of the pages' style sheet as a style for one SVG."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in colours.items()) for colours in palettes()
    )
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


@functools.cache
def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of the style sheet by name, in light and in dark."""
    light, dark, *_ = _ROOTS.findall(_STYLE.read_text(encoding="utf-8"))
    return dict(_COLOURS.findall(light)), dict(_COLOURS.findall(dark))
