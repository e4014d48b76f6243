"""The benchmarks' statistics, rounds and CPU times, and their page in the docs."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from benchmarks import ROWS, SCALE, report
from benchmarks.__main__ import main
from benchmarks.figures import Goal, Result, Spread, ratios
from benchmarks.harness import cpu_of, interleave, used
from benchmarks.soak import MARKER

EXPLANATION = Path(__file__).parents[2] / "docs" / "explanation"
PAGE = (EXPLANATION / "performance.md").read_text()
SCALE_PAGE = (EXPLANATION / "scaling.md").read_text()


def test_spread_is_median_and_confidence_interval() -> None:
    # Of 9 values the second on either side: 2 * (1 + 9) / 2**9 = 3.9 %; the third would be 18 %.
    assert Spread.of([9, 1, 8, 2, 7, 3, 6, 4, 5]) == Spread(5, 2, 8, 9)
    # Of 15 values the fourth: 2 * (1 + 15 + 105 + 455) / 2**15 = 3.5 %; the fifth would be 12 %.
    assert Spread.of(list(range(15))) == Spread(7, 3, 11, 15)


@pytest.mark.parametrize("values", [[3.0], [1.0, 3.0], [1.0, 2.0, 3.0, 4.0, 5.0]])
def test_spread_of_few_values_is_their_range(values: list[float]) -> None:
    found = Spread.of(values)
    assert (found.low, found.high) == (min(values), max(values))


def test_ratios_are_of_pairs_not_of_medians() -> None:
    # A machine that is three times slower in the last round affects both values.
    assert ratios([2, 4, 12], [1, 2, 6]) == Spread(2, 2, 2, 3)
    with pytest.raises(ValueError, match="zip"):
        ratios([1, 2], [1])


def test_goal_is_reached_by_the_median() -> None:
    found = Spread.of([0.5, 0.8, 0.9])
    assert Goal("a", found, at_least=0.8).reached
    assert not Goal("a", found, at_least=0.81).reached
    assert Goal("a", found, at_most=0.8).reached
    assert not Goal("a", found, at_most=0.79).reached
    assert Goal("a", found, at_most=0.8).bound == "<= 0.8"


def test_rounds_alternate_after_a_warm_up() -> None:
    seen: list[str] = []
    counts = {"a": 0, "b": 0}

    def way(name: str) -> float:
        seen.append(name)
        counts[name] += 1
        return counts[name]

    found = interleave({"a": lambda: way("a"), "b": lambda: way("b")}, rounds=2)
    assert "".join(seen) == "baabba"
    assert found == {"a": [2, 3], "b": [2, 3]}


def test_cpu_time_excludes_waiting() -> None:
    with used() as waited:
        time.sleep(0.05)
    before = cpu_of(os.getpid())
    with used() as worked:
        end = time.process_time() + 0.05
        while time.process_time() < end:
            pass
    assert waited.seconds >= 0.05 > 0.04 > waited.cpu
    assert worked.cpu >= 0.05
    # The kernel counts in hundredths of a second.
    assert cpu_of(os.getpid()) - before >= 0.03


@pytest.mark.parametrize(
    ("option", "names", "page"), [([], ROWS, PAGE), (["--scale"], SCALE, SCALE_PAGE)]
)
def test_page_and_list_name_every_benchmark(
    option: list[str], names: tuple[str, ...], page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*option, "--list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    goals = page.split("<!-- figures: goals -->")[1].split("<!-- end of goals -->")[0]
    of_goals = re.findall(r"^\| `(\w+)` \|", goals, re.MULTILINE)
    sections = re.findall(r"<!-- figures: (\w+) -->", page)
    # The soak has a program and a section of its own, and no goals.
    benchmarks = [name for name in sections if name not in (report.GOALS, MARKER)]
    assert listed == list(names) == list(dict.fromkeys(of_goals)) == benchmarks


def test_page_update_keeps_other_benchmarks() -> None:
    result = Result("work", "s", {"way": Spread.of([1.0, 2.0, 3.0])})
    result.goals = [Goal("ratio", Spread.of([0.25]), at_most=0.1)]
    page = report.update_page(PAGE, {"claims": result}, "2 cores")
    assert "| way | 2 (1 to 3) |" in page
    line = "| `claims` | ratio | <= 0.1 | 0.25 (0.25 to 0.25) | not reached |"
    assert [found for found in page.splitlines() if found.startswith("| `claims` |")] == [line]
    others = [found for found in PAGE.splitlines() if re.match(r"\| `(?!claims)\w+` \|", found)]
    assert [each for each in page.splitlines() if each in others] == others
    assert report.update_page(page, {"claims": result}, "2 cores") == page


def test_page_update_fills_an_empty_section() -> None:
    page = "<!-- figures: soak -->\n<!-- end of soak -->\nmore"
    filled = "<!-- figures: soak -->\nfound\n<!-- end of soak -->\nmore"
    assert report.replaced(page, "soak", "found") == filled
    assert report.replaced(filled, "soak", "found") == filled
