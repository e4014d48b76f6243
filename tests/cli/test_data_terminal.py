"""The data commands on a terminal: colours, widths, prompts, `--watch`."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from kaggle_store import KaggleStore
from kaggle_store.cli import _keys, _watching, main
from kaggle_store.errors import ConnectionFailed
from kaggle_store.resources.agent_executions import AgentExecutions
from tests.cli.terminal import on_terminal

Run = Callable[..., tuple[int, str, str]]

E1 = "e0000000-0000-7000-8000-000000000001"
I1 = "90000000-0000-7000-8000-000000000001"
I2 = "90000000-0000-7000-8000-000000000002"

LISTS = ("executions", "competitions", "submissions", "interventions", "jobs", "gpu", "settings")

SCRIPT = """
import sys
import time
from datetime import UTC, datetime
from kaggle_store.cli import _reading, main
_reading.now = lambda: datetime(2026, 12, 1, 12, tzinfo=UTC)
for line in sys.argv[1:]:
    print(f"$ kaggle-store {line}", flush=True)
    main(line.split())
"""
PROGRAM = [sys.executable, "-c", SCRIPT]


@pytest.mark.posix
@pytest.mark.parametrize("columns", [80, 120])
def test_lists_in_colour_match_snapshot(
    sample: None, columns: int, check_snapshot: Callable[[str, str], None]
) -> None:
    lines = [f"{command} list" for command in (*LISTS, "audit")]
    lines += [f"metrics list --execution {E1}", f"metrics show loss --execution {E1} --buckets 5"]
    lines += [f"executions show {E1}", f"interventions show {I2}"]
    printed, code = on_terminal([*PROGRAM, *lines], columns=columns, lines=40)
    assert code == 0
    check_snapshot(f"terminal_{columns}.txt", printed.replace("\x1b", "\\e"))


@pytest.mark.posix
def test_intervention_is_answered_on_a_terminal(sample: None, store: KaggleStore) -> None:
    typed = [
        ("Decision (approve, edit, reject): ", "none"),
        ("Decision (approve, edit, reject): ", "edit"),
        ("file (text) [blend.csv]: ", "other.csv"),
        ("file (text) [blend.csv]: ", "best.csv"),
        ("budget (a number, 0 to 5) [1.5]: ", "much"),
        ("budget (a number, 0 to 5) [1.5]: ", "9.5"),
        ("again (yes or no, optional): ", ""),
        ("budget (a number, 0 to 5): ", "2.5"),
    ]
    words = [*PROGRAM, f"interventions answer {I1}"]
    printed, code = on_terminal(words, columns=100, answers=typed)
    assert code == 0
    assert "budget: 'much' is not a number\n" in printed
    assert "file: 'other.csv' is not one of blend.csv, best.csv\n" in printed
    assert "budget: must be at most 5\n" in printed
    assert printed.endswith("Approved with changes: Submit the blend?\n")
    answered = store.human_interventions.get(I1)  # type: ignore[arg-type] # read as an id
    assert (answered.decision, answered.response_data) == (
        "edit",
        {"file": "best.csv", "budget": 2.5},
    )


def replies(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    """Answer prompts, then end the input; stdin and stdout are called terminals."""
    left = iter(texts)

    def reply(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", reply)
    monkeypatch.setattr("kaggle_store.cli._answering._is_interactive", lambda: True)


@pytest.mark.parametrize(
    ("texts", "decision", "response"),
    [
        (["a"], "approve", None),
        (["reject", "", "Too late."], "reject", "Too late."),
        (["res", "Look at fold 3."], "respond", "Look at fold 3."),
    ],
)
def test_prompts_ask_what_a_decision_needs(
    texts: list[str],
    decision: str,
    response: str | None,
    run: Run,
    store: KaggleStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replies(monkeypatch, *texts)
    if texts == ["res", "Look at fold 3."]:
        replies(monkeypatch, "re", *texts)  # ambiguous, so asked again
    assert run("interventions", "answer", I2)[0] == 0
    [row] = store.human_interventions.list(id=I2)  # type: ignore[arg-type] # read as an id
    assert (row.decision, row.response, row.responded_by) == (decision, response, "tester")


def test_end_of_input_sends_nothing(
    run: Run, store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies(monkeypatch, "edit", "best.csv")
    code, _, errors = run("interventions", "answer", I1)
    assert (code, errors) == (1, "kaggle-store interventions: nothing was sent\n")
    assert store.human_interventions.count(status="pending") == 1


def test_answered_while_asking_names_who_was_faster(
    run: Run, store: KaggleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reply(prompt: str) -> str:
        store.human_interventions.respond(I2, "reject", response="No.", responded_by="bob")  # type: ignore[arg-type]
        return "approve"

    replies(monkeypatch)
    monkeypatch.setattr("builtins.input", reply)
    code, _, errors = run("interventions", "answer", I2)
    assert code == 5
    assert "bob was faster: rejected" in errors


def interrupted_after(times: int) -> Callable[[float], None]:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == times:
            raise KeyboardInterrupt

    return sleep


def test_watch_prints_again_until_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", interrupted_after(3))
    code, printed, _ = run("executions", "list", "--watch", "0.5")
    assert code == 130
    assert printed.count("gradient boosting") == 3
    assert len(re.findall(r"(?m)^\d\d:\d\d:\d\d$", printed)) == 3


def test_watch_survives_a_lost_connection(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    read, calls = AgentExecutions.progress, []

    def sometimes(self: Any, **asked: Any) -> object:
        calls.append(asked)
        if len(calls) == 2:
            raise ConnectionFailed("reset by peer")
        return read.__get__(self, type(self))(**asked)

    monkeypatch.setattr(AgentExecutions, "progress", sometimes)
    monkeypatch.setattr(time, "sleep", interrupted_after(3))
    code, printed, _ = run("executions", "list", "--watch")
    assert code == 130
    assert "reset by peer; trying again" in printed
    assert printed.count("gradient boosting") == 2


def test_watched_list_fits_the_screen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", interrupted_after(1))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("LINES", "7")
    monkeypatch.setenv("COLUMNS", "100")
    _, printed, _ = run("executions", "list", "--watch")
    assert "Live executions 1 to 2; there are more: --offset 2" in printed


def test_watched_list_is_replaced_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setattr(_keys, "is_ended", lambda *_: True)

    def draw() -> int:
        assert not capsys.readouterr().out  # the last one stays meanwhile
        print(*range(9), sep="\n", flush=True)
        return 0

    assert _watching.repeat(draw, 1) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("\x1b[H")
    assert shown.endswith("\x1b[J")
    assert "\x1b[2J" not in shown
    lines = shown.replace("\x1b[K", "").removeprefix("\x1b[H").splitlines()
    assert lines[1:] == ["0", "1", "8", "\x1b[J"]


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_watch_prints_tables_only(form: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["jobs", "list", "--watch", form])
    assert ended.value.code == 2
