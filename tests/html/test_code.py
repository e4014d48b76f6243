"""Highlighted code and diffs: all characters are text, large input is cut, colours contrast."""

from __future__ import annotations

import html
import re
from itertools import product

import pytest

from kaggle_store.html._svg import palettes
from kaggle_store.html.code import (
    DARK,
    LIGHT,
    highlight,
    stylesheet,
    unified_diff,
)

HOSTILE = "x = '</code></pre><script>alert(1)</script>' # <img src=x onerror=alert(1)>"


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize("language", ["python", "Python", "sql", "no such language", ""])
def test_highlight_keeps_every_character(language: str) -> None:
    code = 'def f(x):\n    """Two\n    lines."""\n\n    return x & 1 < 2  # é\n'
    assert text_of(highlight(code, language)) == code.removesuffix("\n")


def test_tokens_have_classes() -> None:
    marked = highlight("def f():\n    return 'a', 1  # c\n")
    for part in (
        '<i class="k">def </i>',
        '<i class="f">f</i>',
        "<i class=\"s\">'a'</i>",
        '<i class="m">1  </i>',
        '<i class="c"># c</i>',
    ):
        assert part in marked


def test_hostile_code_stays_text() -> None:
    for markup in (highlight(HOSTILE), unified_diff(HOSTILE, f"{HOSTILE}\n1").html):
        assert "<script" not in markup
        assert "<img" not in markup
        assert HOSTILE in text_of(markup)


def test_hidden_characters_become_visible() -> None:
    assert text_of(highlight("a\x00b\u202ec\x1b[0m")) == "a\ufffdb\ufffdc\ufffd[0m"


def test_long_code_is_cut_and_says_so() -> None:
    marked = highlight("\n".join(map(str, range(100))), max_lines=10)
    assert text_of(marked).splitlines()[-2:] == ["9", "… 90 more lines"]


def test_long_line_is_cut() -> None:
    assert text_of(highlight("x" * 10_000)) == f"{'x' * 500}… (9,500 more)"


def test_large_text_is_not_highlighted() -> None:
    assert "<i " not in highlight("def f(): pass  #" * 20_000)


def test_equal_texts_have_no_diff() -> None:
    for diff in (unified_diff("a\nb", "a\nb\n"), unified_diff("", "")):
        assert (diff.html, diff.added, diff.removed, diff.is_cut) == ("", 0, 0, False)


def test_unified_diff_shows_changes_with_context() -> None:
    before = [f"line {number}" for number in range(30)]
    after = [*before[:10], "new", *before[11:]]
    diff = unified_diff("\n".join(before), "\n".join(after), language="", context=2)
    assert text_of(diff.html).splitlines() == [
        "@@ -9,5 +9,5 @@",
        *("  line 8", "  line 9", "- line 10", "+ new", "  line 11", "  line 12"),
    ]
    assert (diff.added, diff.removed, diff.is_cut) == (1, 1, False)
    assert "<del>- line 10\n</del><ins>+ new\n</ins>" in diff.html


def test_near_changes_share_a_hunk() -> None:
    before = [str(number) for number in range(40)]
    after = [*before]
    after[5] = after[9] = after[30] = "x"
    diff = unified_diff("\n".join(before), "\n".join(after), language="")
    assert diff.html.count('class="hunk"') == 2


def test_diff_against_nothing() -> None:
    assert text_of(unified_diff("", "a", language="").html) == "@@ -0,0 +1,1 @@\n+ a\n"
    assert text_of(unified_diff("a", "", language="").html) == "@@ -1,1 +0,0 @@\n- a\n"


def test_long_diff_is_cut() -> None:
    after = "\n".join(map(str, range(1000)))
    diff = unified_diff("", after, max_lines=50)
    assert diff.is_cut
    assert diff.added == 1000
    assert "… 951 more lines" in text_of(diff.html)


def test_very_different_texts_are_not_compared() -> None:
    before, after = "\n".join(map(str, range(3000))), "\n".join(map(str, range(1, 3002, 1)))
    diff = unified_diff(f"x\n{before}", f"x\n{after}\ny", max_lines=10)
    assert (diff.removed, diff.added) == (3000, 3002)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("colours", "palette"), [(LIGHT, palettes()[0]), (DARK, palettes()[1])], ids=["light", "dark"]
)
def test_colours_have_aa_contrast(colours: dict[str, str], palette: dict[str, str]) -> None:
    behind = [palette[name] for name in ("bg", "surface", "added", "removed")]
    for front, back in product((*colours.values(), palette["text"]), behind):
        low, high = sorted((_luminance(front), _luminance(back)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, f"{front} on {back}"


def test_stylesheet_has_both_schemes() -> None:
    css = stylesheet()
    assert css == stylesheet()
    assert "prefers-color-scheme:dark" in css
    assert "url(" not in css
    assert "@import" not in css
