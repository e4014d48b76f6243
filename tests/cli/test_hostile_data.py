"""Escape sequences and bidi overrides in every column never reach the output."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable

import psycopg
import pytest

from tests.conftest import Owner

Run = Callable[..., tuple[int, str, str]]

NAME = "a\u202eb\u2066c\u200b\ufeffd"
"""Bidi overrides, an isolate and invisible characters: names may have them."""
TEXT = f"{NAME}\x1b]8;;http://evil.test\x1b\\link\x1b]8;;\x1b\\\x1b[2J\x9b31m\x07\b\r\n\u2028e\x7f"
"""A link (OSC 8), a cleared screen, C1 codes, a bell, a backspace and line separators."""
HOSTILE = (json.dumps(TEXT), TEXT, NAME)
SKIPPED = {"schema", "table_name", "kaggle_id", "config_key", "metric_name", "file_sha256"}
TABLES = (
    *("agent_executions", "competitions", "submissions", "human_interventions", "training_jobs"),
    *("gpu_sessions", "artifacts", "system_metrics", "configurations", "audit_log"),
)

E1, J1 = "e0000000-0000-7000-8000-000000000001", "f0000000-0000-7000-8000-000000000001"
COMMANDS = [
    *(("executions", verb) for verb in ("list", "list --all", f"show {E1}")),
    *(("competitions", verb) for verb in ("list", "list --all", "show titanic")),
    *(("submissions", verb) for verb in ("list", "show 50000000-0000-7000-8000-000000000002")),
    *(("interventions", verb) for verb in ("list", "show 90000000-0000-7000-8000-000000000002")),
    *(("jobs", verb) for verb in ("list", f"show {J1}")),
    *(("gpu", verb) for verb in ("list", "show b0000000-0000-7000-8000-000000000001")),
    *(("artifacts", verb) for verb in ("list", "show 70000000-0000-7000-8000-000000000001")),
    *(("metrics", verb) for verb in (f"list --execution {E1}", f"show loss --execution {E1}")),
    *(("settings", verb) for verb in ("list", "show gpu.max_hourly_rate")),
    *(("settings", verb) for verb in ("reveal mail.password --reason because",)),
    *(("audit", verb) for verb in ("list", "show 102")),
]


@pytest.fixture
def hostile(sample: None, owner: Owner) -> set[str]:
    """Put a hostile text into every column that takes it; return the names of the columns."""
    columns = owner.execute(
        "select table_name::text, column_name::text, data_type from information_schema.columns "
        "where table_schema = 'public' and table_name = any (%s) "
        "and data_type in ('text', 'character varying', 'jsonb')",
        [list(TABLES)],
    ).fetchall()
    owner.execute("set session_replication_role = replica")
    filled = {f"{table}.{name}" for table, name, kind in columns if _fill(owner, table, name, kind)}
    owner.execute("set session_replication_role = default")
    return filled


def _fill(owner: Owner, table: str, column: str, kind: str) -> bool:
    if column in SKIPPED:
        return False
    values = [f'{{"{NAME}": {HOSTILE[0]}}}', HOSTILE[0]] if kind == "jsonb" else HOSTILE[1:]
    for value in values:
        try:
            owner.execute(f"update public.{table} set {column} = %s".encode(), [value])
        except psycopg.Error:
            continue
        return True
    return False


def offending(text: str, allowed: str = "\n") -> str:
    """Return the characters of an output that could control a terminal."""
    kinds = ("Cc", "Cf", "Zl", "Zp", "Co", "Cs")
    found = {each for each in text if unicodedata.category(each) in kinds}
    return "".join(sorted(found - set(allowed)))


def test_sample_has_hostile_columns(hostile: set[str]) -> None:
    assert len(hostile) > 45
    assert {
        "agent_executions.execution_name",
        "competitions.title",
        "human_interventions.description",
        "human_interventions.context_data",
        "gpu_sessions.instance_type",
        "training_jobs.error_message",
        "configurations.config_value",
        "audit_log.actor",
        "audit_log.new_values",
        "system_metrics.component",
    } <= hostile


def test_no_output_has_control_characters(hostile: set[str], run: Run) -> None:
    for command, line in COMMANDS:
        for form in ("", "--json", "--csv"):
            words = [command, *line.split(), *form.split()]
            if form == "--csv" and not line.startswith("list") and command != "metrics":
                continue
            code, printed, errors = run(*words)
            assert code == 0, errors
            assert printed, words
            assert offending(printed) == "", words
            assert offending(errors) == "", words


def test_terminals_of_people_are_as_safe(
    hostile: set[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    for command, line in COMMANDS:
        assert offending(run(command, *line.split())[1]) == "", (command, line)


def test_json_is_exact(hostile: set[str], run: Run) -> None:
    row = json.loads(run("executions", "show", E1, "--json")[1])
    assert (row["error_message"], row["execution_name"]) == (TEXT, NAME)
    assert row["source_record"] == {NAME: TEXT}


def test_csv_replaces_control_characters_but_line_feeds(hostile: set[str], run: Run) -> None:
    [header, *rows] = csv.reader(io.StringIO(run("executions", "list", "--csv")[1], newline=""))
    found = dict(zip(header, rows[0], strict=True))
    expected = re.sub(r"[\x1b\x9b\x07\x08\r\x7f\u2028\u202e\u2066\u200b\ufeff]", "\ufffd", TEXT)
    assert found["error_message"] == expected
    assert "\n" in expected


def test_prompts_are_clean(
    hostile: set[str], run: Run, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = {
        "type": "object",
        "properties": {NAME: {"type": "string", "title": TEXT, "enum": [TEXT], "default": TEXT}},
        "required": [NAME],
    }
    owner.execute("set session_replication_role = replica")
    owner.execute(
        "update human_interventions set response_schema = %s, proposal = null", [json.dumps(schema)]
    )
    owner.execute("set session_replication_role = default")
    prompts: list[str] = []

    def reply(prompt: str) -> str:
        prompts.append(prompt)
        if len(prompts) == 4:
            raise EOFError
        return "approve" if len(prompts) == 1 else f"{TEXT}!"

    monkeypatch.setattr("builtins.input", reply)
    monkeypatch.setattr("kaggle_store.cli._answering._is_interactive", lambda: True)
    _, printed, errors = run("interventions", "answer", "90000000-0000-7000-8000-000000000002")
    assert len(prompts) == 4
    assert offending("".join(prompts) + printed + errors) == ""


def test_message_of_a_refusal_is_clean(hostile: set[str], run: Run) -> None:
    run("executions", "cancel", E1)
    for words in (
        ["executions", "cancel", E1],
        ["submissions", "show", TEXT.replace("\n", "")],
        ["settings", "show", TEXT],
        ["executions", "list", "--where", f"execution_name__lt={TEXT}"],
        ["interventions", "answer", "90000000-0000-7000-8000-000000000003", "--approve"],
    ):
        _, printed, errors = run(*words)
        assert offending(printed + errors) == "", words
