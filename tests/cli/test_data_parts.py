"""Parts of the data commands: filters, values of an answer, columns that fit, exit codes."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from kaggle_store import errors
from kaggle_store.cli import (
    _documents,
    _exit_codes,
    _fields,
    _filters,
    _listing,
    _schema_fields,
    executions,
    output,
)
from kaggle_store.cli._bars import sparkline
from kaggle_store.cli._entities import Field, Look
from kaggle_store.cli._schema_fields import UNSET, InvalidValueError

DATA = (
    *("executions", "competitions", "submissions", "interventions", "jobs", "gpu"),
    "artifacts",
    *("metrics", "settings", "audit"),
)
PEOPLE = ("watch", "report", "login", "logout", "whoami", "members")


@pytest.mark.parametrize("command", [*DATA, *PEOPLE])
def test_help_imports_no_client(command: str) -> None:
    script = (
        "import sys; from kaggle_store.cli import main\n"
        f"try: main([{command!r}, '--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(ran.stderr.split())
    assert not loaded & {"pydantic", "httpx", "httpcore", "rich", "kaggle_store.client", "asyncio"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status=failed", ("status", "failed")),
        ("priority__gt=3", ("priority__gt", "3")),
        ("error_message=null", ("error_message", None)),
        ("is_sensitive=true", ("is_sensitive", True)),
        ("title=", ("title", "")),
        ('title="true"', ("title", "true")),
        ("title=a=b", ("title", "a=b")),
        ('status=["failed", "cancelled"]', ("status", ["failed", "cancelled"])),
        ('metrics__contains={"latest": {}}', ("metrics__contains", {"latest": {}})),
    ],
)
def test_condition_is_read(text: str, expected: tuple[str, object]) -> None:
    assert _filters.condition(text) == expected


@pytest.mark.parametrize("text", ["status", "=failed", "a b=1", "status=[", "tags={}}"])
def test_malformed_condition_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        _filters.condition(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-29", datetime(2026, 11, 29, tzinfo=UTC)),
        ("2026-11-29T12:00", datetime(2026, 11, 29, 12, tzinfo=UTC)),
        ("2026-11-29t12:00z", datetime(2026, 11, 29, 12, tzinfo=UTC)),
        ("2026-11-29T12:00+09:00", datetime(2026, 11, 29, 3, tzinfo=UTC)),
    ],
)
def test_moment_is_iso_8601_in_utc(text: str, expected: datetime) -> None:
    assert _filters.moment(text) == expected


def test_moment_may_be_a_time_ago() -> None:
    before = datetime.now(UTC)
    found = _filters.moment("2h") + timedelta(hours=2)
    assert before <= found <= datetime.now(UTC)


@pytest.mark.parametrize("text", ["yesterday", "", "2026-13-01", "h"])
def test_malformed_moment_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not a time such as"):
        _filters.moment(text)


@pytest.mark.parametrize(
    ("text", "schema", "expected"),
    [
        ("5", {"type": "integer"}, 5),
        ("5", {"type": "number"}, 5),
        ("5", {"type": "string"}, "5"),
        ("5", {"type": ["string", "integer"]}, 5),
        ("five", {"type": ["string", "integer"]}, "five"),
        ("0.1", {"type": "number"}, 0.1),
        ("Yes", {"type": "boolean"}, True),
        ("n", {"type": "boolean"}, False),
        ("", {"type": ["null", "string"]}, None),
        ("[1]", {"type": "array"}, [1]),
        ('{"a": 1}', {"type": "object"}, {"a": 1}),
        ("2", {"enum": [1, 2, "b"]}, 2),
        ("b", {"enum": [1, 2, "b"]}, "b"),
        ("[1]", {}, [1]),
        ("text", {}, "text"),
    ],
)
def test_value_is_read_by_its_type(text: str, schema: Any, expected: object) -> None:
    found = _schema_fields.read(text, schema)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("text", "schema", "message"),
    [
        ("x", {"type": "integer"}, "'x' is not an integer"),
        ("1.5", {"type": "integer"}, "'1.5' is not an integer"),
        ("true", {"type": "number"}, "'true' is not a number"),
        ("NaN", {"type": "number"}, "'NaN' is not a number"),
        ("maybe", {"type": "boolean"}, "'maybe' is not yes or no"),
        ("{}", {"type": "array"}, "'{}' is not a JSON array"),
        ("c", {"enum": ["a", "b"]}, "'c' is not one of a, b"),
    ],
)
def test_value_of_another_type_is_refused(text: str, schema: Any, message: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        _schema_fields.read(text, schema)
    assert str(refused.value) == message


def test_assignment_names_the_refused_field() -> None:
    schema = {"properties": {"budget": {"type": "number"}}}
    assert _schema_fields.assign([("budget", "2"), ("other", "x")], schema) == {
        "budget": 2,
        "other": "x",
    }
    with pytest.raises(InvalidValueError, match=r"^budget: 'x' is not a number$"):
        _schema_fields.assign([("budget", "x")], schema)


def test_required_fields_are_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def reply(prompt: str) -> str:
        asked.append(prompt)
        return "1"

    monkeypatch.setattr("builtins.input", reply)
    schema = {
        "properties": {"b": {"type": "integer"}, "a": {"type": "integer", "minimum": 0}},
        "required": ["a"],
    }
    assert _schema_fields.ask(schema, {}) == {"a": 1, "b": 1}
    assert asked == ["a (an integer, at least 0): ", "b (an integer, optional): "]


def test_empty_reply_leaves_an_optional_field_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "")
    schema = {"properties": {"a": {"type": "string"}, "b": {"type": "string", "default": "x"}}}
    assert _schema_fields.ask(schema, {}) == {"b": "x"}


def test_json_is_asked_until_it_is_json(monkeypatch: pytest.MonkeyPatch) -> None:
    replies = iter(["{", "Infinity", "[1]"])
    monkeypatch.setattr("builtins.input", lambda _: next(replies))
    assert _schema_fields.ask_json("Data") == [1]


def test_unset_is_no_value() -> None:
    assert _schema_fields.fields(None) == {}
    assert UNSET is not None


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([1.0], "▄"),
        ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"),
        ([0, None, float("nan"), float("inf"), 1], "▁   █"),
        ([None, None], "  "),
        ([-1.7e308, 0, 1.7e308], "▁▅█"),
    ],
)
def test_sparkline_has_a_block_for_each_value(values: list[float | None], line: str) -> None:
    assert sparkline(values, width=None) == line


def test_sparkline_of_losses_points_up() -> None:
    assert sparkline([3, 2, 1], lower_is_better=True) == "▁▅█"


FIELDS = (
    Field("id", lambda row, _: row[0]),
    Field("far", lambda row, _: row[1], rank=3),
    Field("near", lambda row, _: row[2], rank=1),
    Field("name", lambda row, _: row[3]),
)


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (200, "id          far         near        name"),
        (44, "id          near        name"),
        (38, "id          near        name"),
        (30, "id          name"),
        (5, "id          name"),
    ],
)
def test_columns_of_least_use_leave_first(
    columns: int, shown: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    row = ("1234567890", "abcdefghij", "klmnopqrst", "some words in a name")
    _listing.print_table(FIELDS, [row], Look(datetime.now(UTC)))
    header, *lines = capsys.readouterr().out.splitlines()
    assert header == shown
    assert "some words in a name" in " ".join(" ".join(lines).split()) or "klmn" in lines[0]
    assert lines[0].startswith("1234567890  ")


def test_long_name_costs_no_other_column(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    row, seen = ("soon", "x" * 130), Look(datetime.now(UTC))
    fields = (
        Field("due", lambda row, _: row[0], rank=1),
        Field("name", lambda row, _: row[1]),
    )
    _listing.print_table(fields, [row], seen)
    header, first, *rest = capsys.readouterr().out.splitlines()
    assert header.split() == ["due", "name"]
    assert first.startswith("soon  xxx")
    assert "".join([first, *rest]).count("x") == 130


def test_scores_of_a_column_have_one_precision(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [SimpleNamespace(score=score) for score in (0.7136, 0.71364, None)]
    _listing.print_table([_fields.score("score", "best")], rows, Look(datetime.now(UTC)))
    assert capsys.readouterr().out.splitlines() == ["   best", "0.71360", "0.71364", "      –"]


@pytest.mark.parametrize("text", ["nan", "0", "-1", "1e500", "0.0000001", "1000000000"])
def test_amount_that_the_store_cannot_keep_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="amount of dollars"):
        executions.dollars(text)


def test_wide_characters_stay_aligned(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    fields = [Field("name", lambda row, _: row), Field("next", lambda *_: "x")]
    _listing.print_table(fields, ["住宅　価格", "a b", "plain"], Look(datetime.now(UTC)))
    _, *lines = capsys.readouterr().out.splitlines()
    assert lines == ["住宅　価格  x", "a b         x", "plain       x"]


def test_every_error_has_one_exit_code() -> None:
    assert {
        errors.NotFound: 3,
        errors.MoveRefused: 4,
        errors.LeaseHeld: 4,
        errors.AlreadyExists: 4,
        errors.AlreadyAnswered: 5,
        errors.InvalidAnswerData: 6,
        errors.DecisionNotAllowed: 6,
        errors.InvalidInput: 2,
        errors.SettingsError: 2,
        errors.PermissionDenied: 1,
        errors.ConnectionFailed: 1,
    }.items() <= {
        kind: _exit_codes.exit_code(kind("no"))
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.KaggleStoreError)
    }.items()


def test_json_escapes_what_is_not_printable() -> None:
    text = 'é　\x1b\x9b\u202e\u2028\U000e0001\n\t"\\'
    shown = _documents.as_json({"a": text})
    assert json.loads(shown) == {"a": text}
    assert "é　" in shown
    assert all(letter == "\n" or output.is_safe(letter) for letter in shown)
