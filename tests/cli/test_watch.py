"""`kaggle-store watch`: the picture, the lines, and what happens while the server is away."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kaggle_store import ConnectionFailed, KaggleStore, KaggleStoreError, PermissionDenied
from kaggle_store.cli import main, watch
from kaggle_store.cli._bars import bar, sparkline
from kaggle_store.cli._identity import Identity
from kaggle_store.cli._watch_lines import Lines
from kaggle_store.cli._watch_live import Live
from kaggle_store.cli._watch_section import shares, shortened
from kaggle_store.models.dashboards import Overview
from kaggle_store.testing import AuthServer
from tests.cli.overview import (
    HOSTILE,
    NOW,
    alert,
    competition,
    count,
    execution,
    overview,
    rows,
)
from tests.cli.terminal import on_terminal
from tests.conftest import Stack

AWAY = ConnectionFailed("http://127.0.0.1:1 did not respond: refused\x1b[31m")
WHO = Identity("https://abc.supabase.co", "the environment", secret_key="key")


@pytest.fixture
def screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """Return a function that returns the lines of a picture, without colours."""
    monkeypatch.setenv("NO_COLOR", "1")

    def draw(seen: Overview | None, *, columns: int = 80, error: Any = None) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        live = Live(WHO, is_static=True)
        if seen is not None and error is not None:
            live.show(seen, None)
            capsys.readouterr()
        live.show(seen, error)
        return capsys.readouterr().out.splitlines()

    return draw


PICTURES = {
    60: """\
abc.supabase.co  as service_role     2026-11-29 12:00:00 UTC

Alerts 1
✗  executions  1 past its target

Waiting for a person 1
intervention                            priority  answer due
Submit the blend to Kaggle?             high       in 44 min

Open competitions 2
competition                       best  left today  deadline
titanic                        0.78120      2 of 5    in 9 h
house-prices                   0.12482      2 of 5    in 6 d

Live executions 3, 2 overdue
execution                         state                  due
gradient boosting 1               training            in 2 h
gradient boosting 2               code generation  ✗ 1 h ago
gradient boosting 3               human review     ✗ 4 h ago

GPUs 2  $0.45/h + 1 of unknown price  $12.25 today  ███████…
""",
    80: """\
abc.supabase.co  as service_role                         2026-11-29 12:00:00 UTC

Alerts 1
✗  executions  1 past its target

Waiting for a person 1
intervention                        execution               priority  answer due
Submit the blend to Kaggle?         gradient boosting 3     high       in 44 min

Open competitions 2
competition                              best  trend  left today  live  deadline
titanic                               0.78120  ▁▇█        2 of 5     2    in 9 h
house-prices                          0.12482  ▁▅█        2 of 5     2    in 6 d

Live executions 3, 2 overdue
execution                       state            step  held by               due
gradient boosting 1             training         4/10  trainer-1:4711     in 2 h
gradient boosting 2             code generation  4/10  ✗ lost: train…  ✗ 1 h ago
gradient boosting 3             human review     4/10  no worker       ✗ 4 h ago

GPUs 2  $0.45/h + 1 of unknown price  $12.25 today  ██████████████░░  85% of $4…
""",
}


@pytest.mark.parametrize("columns", PICTURES)
def test_picture_fits_its_terminal(screen: Callable[..., list[str]], columns: int) -> None:
    assert screen(overview(), columns=columns) == PICTURES[columns].splitlines()


def test_entered_competitions_come_first(screen: Callable[..., list[str]]) -> None:
    others = {**competition(1, "others"), "is_entered": False}
    shown = screen(overview(competitions=rows(others, competition(2, "entered"))))
    lines = [line.split(" ")[0] for line in shown]
    assert lines.index("entered") < lines.index("others")


def test_wide_picture_shows_more(screen: Callable[..., list[str]]) -> None:
    shown = "\n".join(screen(overview(), columns=120))
    for text in ("The titanic competition", "12 of 2,345", "███████░  88%", "15 min ago"):
        assert text in shown
    assert max(map(len, shown.splitlines())) <= 120


def test_empty_store_says_so(screen: Callable[..., list[str]]) -> None:
    lists = dict.fromkeys(("competitions", "executions", "interventions"), rows())
    counts = dict.fromkeys(("open_competitions", "live_executions", "open_interventions"), count(0))
    none = count(0)
    seen = overview(**lists, **counts, overdue_executions=none, alerts=[])
    assert screen(seen)[1:-2] == [
        "",
        "Waiting for a person 0  nothing",
        "",
        "Open competitions 0  none",
        "",
        "Live executions 0  none",
    ]


def test_control_characters_never_reach_the_screen(screen: Callable[..., list[str]]) -> None:
    hostile = execution(1, execution_name=HOSTILE, worker=HOSTILE)
    seen = overview(executions=rows(hostile), alerts=[alert(HOSTILE)])
    for printed in ("".join(screen(seen, columns=200)), "".join(Lines().of(seen))):
        assert printed.isprintable()
        assert "first\ufffd[31m try" in printed


def test_last_picture_stays_while_the_server_is_away(screen: Callable[..., list[str]]) -> None:
    header, *rest = screen(overview(), error=AWAY)
    assert header.startswith("✗ abc.supabase.co is out of reach, trying again")
    assert header.endswith("as of now")
    assert rest == PICTURES[80].splitlines()[1:]
    (header,) = screen(None, error=AWAY)
    assert header.isprintable()


def test_height_is_shared_by_need() -> None:
    assert shares(6, [1, 9, 3]) == [1, 3, 2]
    assert shares(99, [1, 9, 3]) == [1, 9, 3]
    assert shares(-2, [1, 9]) == [0, 0]


def test_name_loses_its_middle() -> None:
    first = shortened("playground-series-s5e11", 14)
    assert (first, len(first)) == ("playgro…-s5e11", 14)
    assert shortened("数据科学竞赛第一名", 9) == "数据…一名"
    assert shortened("short", 14) == "short"


@pytest.mark.parametrize(
    ("values", "lower", "shown"),
    [
        ([], False, ""),
        ([0.5], False, "▄"),
        ([1, 1], False, "▄▄"),
        ([1, 2, 3], False, "▁▅█"),
        ([3, 2, 1], True, "▁▅█"),
        (range(100), False, "▁▂▂▃▄▄▅▅▆▇▇█"),
    ],
)
def test_up_is_better_in_a_sparkline(values: list[float], lower: bool, shown: str) -> None:
    assert sparkline(values, lower_is_better=lower) == shown


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("0", "░░░░"),
        ("0.1", "█░░░"),
        ("5", "██░░"),
        ("9.99", "███░"),
        ("10", "████"),
        ("15", "████"),
    ],
)
def test_bar_is_full_only_at_the_whole(part: str, shown: str) -> None:
    assert "".join(bar(Decimal(part), Decimal(10), 4)) == shown
    assert bar(Decimal(part), Decimal(0), 4) == ("", "░░░░")


def test_lines_are_those_of_changes() -> None:
    lines = Lines()
    assert len(list(lines.of(overview()))) == 8
    assert list(lines.of(overview())) == []
    later = NOW + timedelta(seconds=2)
    changed = execution(1, status="submission", current_step=6, execution_name='a "b"')
    seen = overview(now=later, executions=rows(changed, has_more=True), alerts=[])
    assert list(lines.of(seen)) == [
        "2026-11-29T12:00:02Z execution 00000000-0000-0000-0000-000000000001 status=submission "
        "step=6 worker=trainer-1:4711 lease=held overdue=no used_percent=0 competition=titanic "
        'name="a \\"b\\""',
        "2026-11-29T12:00:02Z alert executions gone=yes",
    ]


class Script:
    """A store that answers each read of the overview with the next of these."""

    def __init__(self, *answers: Overview | KaggleStoreError) -> None:
        self._answers = iter(answers)
        self.dashboards = SimpleNamespace(overview=self._next)

    def _next(self) -> Overview:
        answer = next(self._answers)
        if isinstance(answer, KaggleStoreError):
            raise answer
        return answer


def repeat(answers: Iterable[Overview | KaggleStoreError], show: watch.Show) -> None:
    """Watch a store until it has no more answers."""
    store = cast("KaggleStore", Script(*answers))
    options = argparse.Namespace(once=False, every=2.0)
    with pytest.raises(StopIteration):
        watch._repeat(store, show, lambda _: False, options)


def test_lines_go_on_after_an_outage(capsys: pytest.CaptureFixture[str]) -> None:
    repeat([AWAY, AWAY, overview(), AWAY, overview()], watch._LineOutput().show)
    kinds = [line.split()[1] for line in capsys.readouterr().out.splitlines()]
    assert kinds == [
        "unreachable",
        "reachable",
        "gpu",
        "alert",
        "intervention",
        *["competition"] * 2,
        *["execution"] * 3,
        "unreachable",
        "reachable",
    ]


def test_json_has_an_object_for_each_refresh(capsys: pytest.CaptureFixture[str]) -> None:
    repeat([overview(), AWAY, overview()], watch._show_json)
    first, failed, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == last == json.loads(overview().model_dump_json())
    assert failed["error"] == AWAY.message


def test_refusal_ends_the_watch() -> None:
    refused = PermissionDenied("not a member", status=403)
    with pytest.raises(PermissionDenied):
        repeat([overview(), refused], lambda *_: None)


@pytest.fixture
def project(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)


def test_once_prints_lines_into_a_pipe(
    project: None, store: KaggleStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.competitions.create(kaggle_id="titanic", title="Titanic", deadline=NOW.replace(year=2999))
    assert main(["watch", "--once"]) == 0
    printed = capsys.readouterr().out
    line = "competition titanic best=- left_today=- live=0 deadline=2999-11-29T12:00:00Z"
    assert f" {line} title=Titanic\n" in printed
    assert main(["watch", "--once", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["competitions"]["rows"][0]["kaggle_id"] == "titanic"


def test_once_without_a_server_ends_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPABASE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "key")
    assert main(["watch", "--once"]) == 1
    assert " unreachable error=" in capsys.readouterr().out


@pytest.mark.posix
@pytest.mark.parametrize("key", ["q", "\x03"])
def test_key_ends_the_live_picture(project: None, key: str) -> None:
    words = [sys.executable, "-m", "kaggle_store", "watch", "--every", "1h"]
    shown, code = on_terminal(words, answers={"GPUs": key})
    assert code == 0
    assert shown.endswith("\x1b[?25h\x1b[?1049l")
    assert "Live executions" in shown


@pytest.mark.posix
def test_live_picture_survives_an_outage(
    stack: Stack, store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.competitions.create(kaggle_id="titanic", title="Titanic", deadline=NOW.replace(year=2999))
    assert stack.jwt_secret
    words = [sys.executable, "-m", "kaggle_store", "watch", "--every", "1s"]
    with AuthServer(stack.jwt_secret, api_url=stack.api_url) as between:
        monkeypatch.setenv("SUPABASE_URL", between.url)
        monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
        shown, code = on_terminal(words, answers={"GPUs": between.close, "out of reach": "q"})
    assert code == 0
    outage = shown[shown.index("out of reach") :]
    assert "titanic" in outage


@pytest.mark.posix
def test_picture_without_colour_has_no_colour(project: None) -> None:
    words = [sys.executable, "-m", "kaggle_store", "watch", "--once"]
    shown, code = on_terminal(words, environment={"NO_COLOR": "1"})
    assert code == 0
    assert "\x1b" not in shown
    assert "Open competitions 0  none" in shown
