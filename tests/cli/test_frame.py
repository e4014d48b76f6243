"""Help, version, completion, missing extras and errors of `kaggle-store`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kaggle_store import cli
from kaggle_store.cli import COMMANDS, EXIT_CODES, TOPICS, build_parser, main
from kaggle_store.errors import (
    BackupError,
    ConnectionFailed,
    DamagedBackup,
    FullBackupRequired,
    LocalStackError,
    NotFound,
    SettingsError,
)

PROGRAM = [sys.executable, "-m", "kaggle_store"]
NAMES = [command.name for command in COMMANDS]
EXAMPLES = [line for command in COMMANDS for line in command.module().EXAMPLES.splitlines() if line]


def help_of(*words: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_help_lists_commands_by_topic(capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of(capsys=capsys)
    for topic, commands in TOPICS.items():
        section = text.split(f"\n{topic}:\n")[1].split("\n\n")[0].splitlines()
        assert [line.split()[0] for line in section] == [command.name for command in commands]
    assert all(f"\n  {code:<4}{meaning}\n" in text for code, meaning in EXIT_CODES.items())
    assert max(map(len, text.splitlines())) <= 80


def test_help_imports_no_libraries() -> None:
    script = (
        "import sys; from kaggle_store.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stderr.split()}
    assert not loaded & {"pydantic", "httpx", "httpcore", "postgrest", "rich", "psycopg", "asyncio"}
    ours = {name for name in ran.stderr.split() if name.startswith("kaggle_store")}
    assert ours == {
        *("kaggle_store", "kaggle_store._lazy", "kaggle_store.cli"),
        *("kaggle_store.cli.output", "kaggle_store.cli._help"),
    }


def test_help_without_extra_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = "Most commands need the extra `cli`: pip install 'kaggle_store[cli]'\n"
    assert advice not in help_of(capsys=capsys)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert help_of(capsys=capsys).endswith(f"\n\n{advice}")


@pytest.mark.parametrize("name", NAMES)
def test_command_help_has_examples_and_exit_codes(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, module = help_of(name, capsys=capsys), cli.COMMANDS[NAMES.index(name)].module()
    assert module.DESCRIPTION in text
    assert len(module.EXAMPLES.splitlines()) >= 2
    assert all(f"  {line}" in text for line in module.EXAMPLES.splitlines())
    assert all(meaning in text for meaning in getattr(module, "EXIT_CODES", {}).values())
    assert max(map(len, text.splitlines())) <= 100


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a command and of its verbs."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                yield from arguments(verb)
        else:
            yield action


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_every_argument_has_help(command: cli.Command) -> None:
    parser = argparse.ArgumentParser()
    command.module().arguments(parser)
    assert [action.dest for action in arguments(parser) if not action.help] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_is_parsed(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAGGLE_STORE_BACKUPS", raising=False)
    [line] = re.findall(r"kaggle-store ([^>)]+)", example)
    words = shlex.split(line, comments=True)
    assert build_parser(words).parse_args(words).command.name == words[0]


def test_verb_help_shows_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of("backup", "restore", capsys=capsys)
    assert text.count("  kaggle-store backup restore ") == 2
    assert "backup full" not in text


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert re.fullmatch(r"kaggle-store \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_module_runs_as_program() -> None:
    ran = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("kaggle-store ")


@pytest.mark.parametrize("words", [[], ["bogus"], ["up", "--bogus"], ["up", "--api-port", "0"]])
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: kaggle-store")


def complete(line: str, tmp_path: Path) -> list[str]:
    """Return the completions of a command line, as argcomplete reports them to a shell."""
    found = tmp_path / "completions"
    environment = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(found),
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    subprocess.run(PROGRAM, env=os.environ | environment, check=True, capture_output=True)
    return [word.strip() for word in found.read_text().splitlines()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kaggle-store ", NAMES),
        ("kaggle-store do", ["down", "doctor"]),
        ("kaggle-store up --api", ["--api-port"]),
        ("kaggle-store backup v", ["verify"]),
        ("kaggle-store backup restore --rep", ["--replace"]),
        ("kaggle-store completion z", ["zsh"]),
        ("kaggle-store interv", ["interventions"]),
        ("kaggle-store executions ext", ["extend-budget"]),
        ("kaggle-store gpu list --status ter", ["terminated"]),
        ("kaggle-store interventions list --priority c", ["critical"]),
    ],
)
def test_words_are_completed(line: str, words: list[str], tmp_path: Path) -> None:
    assert set(words) <= set(complete(line, tmp_path))
    assert len(line.split()) == 1 or complete(line, tmp_path) == words


def test_completion_marker_is_found_by_argcomplete() -> None:
    folder = Path(cli.__file__).parents[1]
    for name in ("__main__.py", "cli/__main__.py"):
        assert b"PYTHON_ARGCOMPLETE_OK" in (folder / name).read_bytes()[:1024]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_code_is_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "kaggle-store" in capsys.readouterr().out


def test_bash_completes_with_the_printed_code(tmp_path: Path) -> None:
    (tmp_path / "kaggle-store").write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    (tmp_path / "kaggle-store").chmod(0o755)
    script = (
        'eval "$(kaggle-store completion bash)"\n'
        'COMP_LINE="kaggle-store arch"; COMP_POINT=17; COMP_TYPE=9\n'
        "COMP_WORDS=(kaggle-store arch); COMP_CWORD=1\n"
        '_python_argcomplete kaggle-store; echo "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(
        ["bash", "-c", script],
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["archive"]


@pytest.mark.parametrize(
    ("words", "missing", "extra"),
    [
        (["status"], "rich", "local"),
        (["doctor"], "rich", "cli"),
        (["backup", "list", "--target", "x"], "psycopg", "backup"),
        (["completion", "bash"], "argcomplete", "cli"),
    ],
)
def test_missing_extra_is_named(
    words: list[str],
    missing: str,
    extra: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda n: None if n == missing else find(n))
    assert main(words) == 1
    remedy = f"pip install 'kaggle_store[{extra}]'"
    assert capsys.readouterr().err == f"kaggle-store {words[0]}: needs {missing}: {remedy}\n"


def raiser(error: BaseException) -> Callable[..., int]:
    def run(_: object) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("command", "error", "code", "message"),
    [
        ("down", LocalStackError("no stack"), 1, "no stack"),
        ("down", SettingsError("no URL"), 1, "no URL"),
        ("down", NotFound("no row", hint="look\nelsewhere"), 1, "no row; Hint: look; elsewhere"),
        ("down", LocalStackError("a\x1b[31m\r"), 1, "a\ufffd[31m"),
        ("down", FileNotFoundError(2, "No such file", "x.gz"), 1, "x.gz: No such file"),
        ("down", ConnectionFailed("refused"), 1, "refused (`kaggle-store doctor` finds the cause)"),
        ("check", SettingsError("no URL"), 2, "no URL"),
        ("backup", BackupError("failed"), 1, "failed"),
        ("backup", FullBackupRequired("no full one"), 3, "no full one"),
        ("backup", DamagedBackup("damaged"), 4, "damaged"),
    ],
)
def test_errors_are_one_line_on_stderr(
    command: str,
    error: Exception,
    code: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(f"kaggle_store.cli.{command}.run", raiser(error))
    words = ["backup", "list", "--target", "x"] if command == "backup" else [command]
    assert main(words) == code
    assert capsys.readouterr() == ("", f"kaggle-store {command}: {message}\n")


def test_unexpected_error_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaggle_store.cli.down.run", raiser(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["down"])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("moment", ["argparse", "kaggle_store.cli.doctor"])
def test_signal_during_import_ends_quietly(moment: str, number: int, code: int) -> None:
    script = (
        "import os, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {moment!r}: os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from kaggle_store.__main__ import main\n"
        "sys.argv = ['kaggle-store', 'doctor', '--help']\n"
        "sys.exit(main())"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, "", "")


def test_ignored_signal_stays_ignored() -> None:
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from kaggle_store.__main__ import main\n"
        "sys.argv = ['kaggle-store', 'env', '--help']\n"
        "try: main()\n"
        "except SystemExit: sys.exit(signal.getsignal(signal.SIGINT) is not signal.SIG_IGN)"
    )
    assert subprocess.run([sys.executable, "-c", script], stdout=subprocess.DEVNULL).returncode == 0


def test_closed_output_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["completion", "bash"]) == 0
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_interrupt_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaggle_store.cli.down.run", raiser(KeyboardInterrupt()))
    assert main(["down"]) == 130
