"""Format results: as text, as Markdown in a page, as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from benchmarks import ROWS, SCALE
from benchmarks.figures import Goal, Result, Spread

GOALS = "goals"


def number(value: float) -> str:
    """Return a number with three significant digits."""
    if value == 0 or 0.0095 <= abs(value) < 1000:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1e}"


def spread(found: Spread) -> str:
    """Return a median with its interval."""
    return f"{number(found.median)} ({number(found.low)} to {number(found.high)})"


def verdict(goal: Goal) -> str:
    """Return whether a goal is reached, as text."""
    return "reached" if goal.reached else "not reached"


def as_text(name: str, result: Result, *, quick: bool) -> str:
    """Return a result as text; without verdicts on the goals if measured with --quick."""
    unit = f", {result.unit}" if result.unit else ""
    lines = [f"{name}: {result.work}{unit}"]
    width = max(map(len, result.ways), default=0)
    lines += [f"  {way:<{width}}  {spread(found)}" for way, found in result.ways.items()]
    lines += [
        f"  goal {goal.bound:<8} {goal.label}: {spread(goal.found)}"
        + ("" if quick else f": {verdict(goal)}")
        for goal in result.goals
    ]
    return "\n".join([*lines, *(f"  {note}" for note in result.notes)])


def as_markdown(result: Result) -> str:
    """Return a result as Markdown."""
    lines = [f"| {result.work} | {result.unit} |", "|---|---|"]
    lines += [f"| {way} | {spread(found)} |" for way, found in result.ways.items()]
    return "\n".join([*lines, "", *(f"- {note}" for note in result.notes)]).rstrip()


def goal_lines(name: str, result: Result) -> list[str]:
    """Return a row of the goals table for each goal."""
    return [
        f"| `{name}` | {g.label} | {g.bound} | {spread(g.found)} | {verdict(g)} |"
        for g in result.goals
    ]


def update_page(page: str, results: dict[str, Result], conditions: str) -> str:
    """Write results between a page's markers; other benchmarks' results stay unchanged."""
    for name, result in results.items():
        page = replaced(page, name, as_markdown(result))
    lines = {name: goal_lines(name, result) for name, result in results.items()}
    for line in _between(page, GOALS).splitlines():
        if (found := _ROW.match(line)) and found[1] not in results:
            lines.setdefault(found[1], []).append(line)
    head = [f"{conditions}.", "", "| benchmark | what | goal | found | |", "|---|---|---|---|---|"]
    return replaced(
        page, GOALS, "\n".join([*head, *(x for name in ROWS + SCALE for x in lines.get(name, []))])
    )


_ROW = re.compile(r"\| `(\w+)` \|")


def _markers(name: str) -> tuple[str, str]:
    return f"<!-- figures: {name} -->\n", f"<!-- end of {name} -->"


def _between(page: str, name: str) -> str:
    begin, end = _markers(name)
    if begin not in page or end not in page:
        raise ValueError(f"the page has no markers for {name}: {begin.strip()} … {end}")
    return page.split(begin, 1)[1].split(end, 1)[0]


def replaced(page: str, name: str, text: str) -> str:
    """Return a page with another text between the markers of a name."""
    begin, end = _markers(name)
    _between(page, name)
    before, rest = page.split(begin, 1)
    return f"{before}{begin}{text}\n{end}{rest.split(end, 1)[1]}"


def write_json(file: Path, results: dict[str, Result], conditions: str) -> None:
    """Write all figures as JSON."""
    found = {
        name: asdict(result)
        | {"goals": [asdict(g) | {"bound": g.bound, "reached": g.reached} for g in result.goals]}
        for name, result in results.items()
    }
    file.write_text(
        json.dumps({"conditions": conditions, "benchmarks": found}, indent=2) + "\n", "utf-8"
    )
