"""How results are shown: on a screen, as Markdown in a page, as JSON."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import Goal, Result, Spread

SUMMARY = "summary"


def number(value: float) -> str:
    """Write a number with three digits that matter."""
    if value == 0 or 0.0095 <= abs(value) < 1000:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1e}"


def spread(found: Spread) -> str:
    """Write a median with its interval."""
    return f"{number(found.median)} ({number(found.low)} to {number(found.high)})"


def verdict(goal: Goal) -> str:
    """Say whether a goal is reached."""
    return "reached" if goal.reached else "not reached"


def as_text(name: str, result: Result) -> str:
    """Write a result for the screen."""
    unit = f", {result.unit}" if result.unit else ""
    lines = [f"{name}: {result.work}{unit}"]
    width = max(map(len, result.ways), default=0)
    lines += [f"  {way:<{width}}  {spread(found)}" for way, found in result.ways.items()]
    lines += [
        f"  goal {goal.bound:<8} {goal.says}: {spread(goal.found)}: {verdict(goal)}"
        for goal in result.goals
    ]
    return "\n".join([*lines, *(f"  {note}" for note in result.notes)])


def as_markdown(result: Result) -> str:
    """Write a result for a page."""
    lines = [f"| {result.work} | {result.unit} |", "|---|---|"]
    lines += [f"| {way} | {spread(found)} |" for way, found in result.ways.items()]
    return "\n".join([*lines, "", *(f"- {note}" for note in result.notes)]).rstrip()


def goal_lines(name: str, result: Result) -> list[str]:
    """Write a line of the summary for each goal."""
    return [
        f"| `{name}` | {g.says} | {g.bound} | {spread(g.found)} | {verdict(g)} |"
        for g in result.goals
    ]


def update_page(page: str, results: dict[str, Result]) -> str:
    """Put results between a page's markers; what was not measured now stays as it was."""
    for name, result in results.items():
        page = _replaced(page, name, as_markdown(result))
    old = re.findall(r"^\| `(\w+)` \|.*$", _between(page, SUMMARY), re.MULTILINE)
    kept = [
        line
        for line in _between(page, SUMMARY).splitlines()
        if (found := re.match(r"\| `(\w+)` \|", line)) and found[1] not in results
    ]
    fresh = [line for name, result in results.items() for line in goal_lines(name, result)]
    order = list(dict.fromkeys([*_names(page), *old, *results]))
    lines = sorted([*kept, *fresh], key=lambda line: order.index(line.split("`")[1]))
    head = ["| benchmark | what | goal | found | |", "|---|---|---|---|---|"]
    return _replaced(page, SUMMARY, "\n".join([*head, *lines]))


def _names(page: str) -> list[str]:
    return re.findall(r"<!-- figures: (\w+) -->", page)


def _markers(name: str) -> tuple[str, str]:
    return f"<!-- figures: {name} -->\n", f"\n<!-- end of {name} -->"


def _between(page: str, name: str) -> str:
    begin, end = _markers(name)
    if begin not in page or end not in page:
        raise ValueError(f"the page has no place for {name}: {begin.strip()} … {end.strip()}")
    return page.split(begin, 1)[1].split(end, 1)[0]


def _replaced(page: str, name: str, text: str) -> str:
    begin, end = _markers(name)
    _between(page, name)
    before, rest = page.split(begin, 1)
    return f"{before}{begin}{text}{end}{rest.split(end, 1)[1]}"


def write_json(file: Path, results: dict[str, Result], machine: dict[str, object]) -> None:
    """Write all figures, for whoever wants to draw them."""
    found = {
        name: asdict(result)
        | {"goals": [asdict(g) | {"reached": g.reached, "bound": g.bound} for g in result.goals]}
        for name, result in results.items()
    }
    file.write_text(json.dumps({"machine": machine, "benchmarks": found}, indent=2) + "\n")


def machine() -> dict[str, object]:
    """Describe the machine as far as it matters."""
    return {"cores": os.cpu_count(), "load": os.getloadavg()[0]}
