"""The archive: old executions leave the tables with all their rows and restore unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import Client, connect, refused, run_while_locked

Clock = Callable[[str], None]

TABLES = (
    "agent_executions",
    "research_results",
    "generated_code",
    "execution_steps",
    "gpu_sessions",
    "gpu_terminations",
    "training_jobs",
    "submissions",
    "human_interventions",
    "notices",
    "artifacts",
    "intervention_notifications",
    "notification_deliveries",
)

# Values that a lossy copy would change: JSON null, exact numerics, 17 digits, microseconds.
ODD = """
update research_results set raw_response = 'null', processed_insights = '{a,"NULL","b c"}';
update training_jobs set hyperparameters = null, metrics = '{"a": 1.00, "b": 1e308, "z": [null]}',
    final_test_score = -2.9e25, best_validation_score = 0.1::float8 + 0.2;
update submissions set public_score = 1.0e27, private_score = 5e-324;
"""


@pytest.fixture
def old_execution(agent: Client, owner: Owner, set_clock: Clock) -> UUID:
    """Return an execution that ended a year ago, with rows in every table and unusual values."""
    execution = agent.execution(
        competition_id=agent.competition(daily_submission_limit=2), gpu_budget_dollars=9
    )
    agent.insert(
        "research_results",
        execution_id=execution,
        research_type="documentation",
        query_text="q",
        source_api="arxiv",
        raw_response=json.dumps({"é": [1.50, None]}),
    )
    code = agent.code(execution)
    sha256 = agent.get("generated_code", code)["content_sha256"]
    agent.call("approve_code", p_id=code, p_content_sha256=sha256, p_approved_by="bob")
    # Its id sorts before its parent's.
    agent.insert(
        "generated_code",
        id=UUID(int=1),
        execution_id=execution,
        parent_id=code,
        operator="debug",
        code_type="training",
        file_name="é.py",
        code_content="",
    )
    owner.execute(
        "insert into execution_steps (execution_id, round, name, stage, result, worker) "
        "select %s, n, 'plan', 'research', (array['null', '[1.50]'])[n]::jsonb, 'w' "
        "from generate_series(1, 2) as n",
        [execution],
    )
    session = agent.session(execution, cost_limit_dollars=3)["id"]
    agent.calls("set_ssh_connection_info", p_id=session, p_ssh_connection_info='{"host": "h"}')
    agent.call("heartbeat_gpu_session", p_id=session, p_gpu_utilization_percent=90)
    agent.job(execution, code_id=code, gpu_session_id=session)
    owner.execute(
        "insert into gpu_terminations (gpu_session_id, execution_id, attempts) values (%s, %s, 2)",
        [session, execution],
    )
    agent.update("training_jobs", agent.job(execution, code_id=code), status="cancelled")
    for path in ("a.csv", "b.csv"):
        agent.submission(execution, submission_file_path=path, file_sha256=uuid4().hex * 2)
    agent.update(
        "submissions",
        agent.one("select min(id::text) from submissions"),
        submission_status="scored",
        public_score=0.5,
    )
    agent.call(
        "record_artifact",
        p_id=uuid4(),
        p_execution_id=execution,
        p_kind="model",
        p_name="é.bin",
        p_uri=f"s3://b/{execution}/{'0' * 32}/é.bin",
        p_sha256="0" * 64,
        p_size_bytes=2**40,
        p_code_id=code,
    )
    asked = agent.intervention(
        execution,
        p_subject="budget",
        p_response_schema='{"type": ["number", "null"], "maximum": 1e308, "title": "é"}',
        p_allowed_decisions=["edit", "reject"],
        p_proposal="1.50",
        p_timeout_action="reject",
    )
    agent.call("respond_intervention", p_id=asked["id"], p_decision="edit", p_response_data="2.50")
    agent.call("close_gpu_session", p_id=session, p_total_cost_dollars="7.234567")
    owner.execute(
        "insert into notification_deliveries (notification_id, channel, priority) "
        "select id, 'team', 'low' from intervention_notifications"
    )
    # It never started, which a restore has to keep.
    agent.update("agent_executions", execution, status="failed", error_message="é")
    owner.execute(ODD.encode())
    set_clock("366 days")
    return execution


_NOTIFICATIONS = """(
    intervention_id in (select id from human_interventions where execution_id = %(id)s)
    or notice_id in (select id from notices where execution_id = %(id)s)
)"""


def rows(owner: Owner, id: UUID) -> dict[str, list[str]]:
    """Return every row of an execution as PostgreSQL text: each column and each null."""
    where = dict.fromkeys(TABLES, "execution_id = %(id)s") | {
        "agent_executions": "id = %(id)s",
        "intervention_notifications": _NOTIFICATIONS,
        "notification_deliveries": "notification_id in "
        f"(select id from intervention_notifications where {_NOTIFICATIONS})",
    }
    return {
        table: [
            row[0]
            for row in owner.execute(
                f"select t::text from {table} as t where {where[table]} order by id".encode(),
                {"id": id},
            )
        ]
        for table in TABLES
    }


def archive(agent: Client, **arguments: object) -> tuple[Any, ...]:
    done = agent.call("archive_executions", **arguments)
    return done["archived"], done["busy"], done["refused"], done["more_left"]


def test_old_execution_moves_to_archive(agent: Client, owner: Owner, old_execution: UUID) -> None:
    before = rows(owner, old_execution)
    assert all(before.values()), "each table needs a row for this test"
    assert archive(agent) == (1, 0, {}, False)
    assert not any(rows(owner, old_execution).values())
    header = agent.get("archived_executions", old_execution)
    assert header["counts"] == {table: len(found) for table, found in before.items()}
    assert (header["status"], header["execution_name"], header["format"]) == ("failed", "run", 1)
    assert archive(agent) == (0, 0, {}, False)


def test_restore_returns_identical_rows(agent: Client, owner: Owner, old_execution: UUID) -> None:
    before = rows(owner, old_execution)
    archive(agent)
    assert agent.call("restore_execution", p_id=old_execution)["id"] == old_execution
    assert rows(owner, old_execution) == before
    assert agent.rows("select * from archived_executions") == []
    assert agent.call("restore_execution", p_id=old_execution)["id"] == old_execution, (
        "a repeat returns it"
    )
    assert rows(owner, old_execution) == before


def test_archive_and_restore_have_no_side_effects(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    day = owner.execute("select slot_day from submissions limit 1").fetchone()
    archive(agent)
    used = "select kaggle_store.slots_taken(competition_id, %s) from archived_executions"
    assert agent.one("select count(*) from intervention_notifications") == 0
    assert owner.execute(used.encode(), day).fetchone() == (0,)
    agent.call("restore_execution", p_id=old_execution)
    findings = agent.rows("select table_name, details from integrity_report() where findings > 0")
    # That year's partitions were not created.
    assert findings == [
        {"table_name": "system_metrics", "details": {"a month has no partition": 2}},
    ]
    entries = agent.audit_log(old_execution)
    assert [entry["action"] for entry in entries][-2:] == ["delete", "insert"]
    assert entries[-1]["actor"] == "agent-1"


def test_rules_hold_again_after_a_restore(agent: Client, old_execution: UUID) -> None:
    """Triggers that skip restored rows run for those that the same transaction inserts later."""
    archive(agent)
    with agent.connection.transaction():
        agent.call("restore_execution", p_id=old_execution)
        session = agent.session(agent.execution(gpu_budget_dollars=5))
    assert session["reserved_dollars"] == 5


def test_ssh_credentials_stay_encrypted_in_archive(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    archive(agent)
    lines = agent.rows("select line from read_archived_rows(%s)", old_execution)
    [machine] = [line["line"] for line in lines if '"gpu_sessions"' in line["line"]]
    assert json.loads(machine)["row"]["ssh_connection_info"].startswith("v1:")
    assert "host" not in machine


def test_archived_lines_page_and_match_checksum(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    archive(agent)
    whole = agent.rows("select * from read_archived_rows(%s)", old_execution)
    first = agent.rows("select * from read_archived_rows(%s, 0, 3)", old_execution)
    rest = agent.rows(
        "select * from read_archived_rows(%s, %s, 1000)", old_execution, first[-1]["place"]
    )
    assert first + rest == whole
    lines = [row["line"] for row in whole]
    checksum = agent.get("archived_executions", old_execution)["checksum"]
    assert owner.execute("select kaggle_store.digest_of_lines(%s)", [lines]).fetchone() == (
        checksum,
    )


def test_young_live_or_billed_executions_stay(
    agent: Client, owner: Owner, set_clock: Clock
) -> None:
    agent.execution()
    rented = agent.execution(gpu_budget_dollars=5)
    session = agent.session(rented, cost_limit_dollars=1)["id"]
    for id in (rented, agent.execution()):
        agent.update("agent_executions", id, status="cancelled")
    set_clock("364 days")
    assert archive(agent) == (0, 0, {}, False)
    set_clock("366 days")
    assert archive(agent) == (1, 0, {}, False)
    agent.call("close_gpu_session", p_id=session)
    assert archive(agent) == (1, 0, {}, False)


def test_open_intervention_holds_its_execution_back(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    asked = agent.intervention(old_execution, p_pauses_execution=False)
    assert archive(agent) == (0, 0, {}, False)
    assert agent.one("select id from human_interventions where status = 'pending'") == asked["id"]
    agent.call("respond_intervention", p_id=asked["id"], p_decision="respond", p_response="because")
    assert archive(agent) == (1, 0, {}, False)


def test_cancelled_statement_keeps_what_was_archived(agent: Client, owner: Owner) -> None:
    ids = [
        agent.execution(
            status="failed",
            started_at="2020-01-01T00:00:00Z",
            completed_at=f"2020-01-0{day}T00:00:00Z",
        )
        for day in (2, 3, 4)
    ]
    agent.rows("select set_configuration('upkeep.batch_seconds', '60')")
    agent.connection.execute("set statement_timeout = '300ms'")
    # The second one waits for an archive of the same id, until the statement is cancelled.
    with connect(owner) as other, other.transaction(force_rollback=True):
        other.execute(
            "insert into archived_executions (id, competition_id, execution_name, status, "
            "created_at, completed_at, counts, checksum) select id, competition_id, "
            "execution_name, status, created_at, completed_at, '{}', repeat('0', 64) "
            "from agent_executions where id = %s",
            [ids[1]],
        )
        archived, busy, refusals, more = archive(agent)
    assert (archived, busy, list(refusals), more) == (1, 0, [str(ids[1])], True)
    assert refusals[str(ids[1])].startswith("57014")
    agent.connection.execute("set statement_timeout = 0")
    assert archive(agent) == (2, 0, {}, False)


def test_refusals_of_one_run_are_bounded(agent: Client, owner: Owner) -> None:
    competition = agent.competition()
    for _ in range(60):
        agent.execution(
            competition_id=competition,
            status="failed",
            started_at="2020-01-01T00:00:00Z",
            completed_at="2020-01-02T00:00:00Z",
        )
    owner.execute(
        "insert into archived_executions (id, competition_id, execution_name, status, created_at, "
        "completed_at, counts, checksum) select id, competition_id, execution_name, status, "
        "created_at, completed_at, '{}', repeat('0', 64) from agent_executions"
    )
    agent.rows("select set_configuration('upkeep.batch_seconds', '60')")
    assert len(archive(agent)[2]) == 50
    assert agent.call("run_upkeep", p_task="archive")["outcome"] == "done"


def test_archive_takes_oldest_batch_first(agent: Client, owner: Owner, set_clock: Clock) -> None:
    competition = agent.competition()
    times = {
        day: agent.execution(
            competition_id=competition,
            status="completed",
            started_at="2020-01-01T00:00:00Z",
            completed_at=f"2020-01-0{day}T00:00:00Z",
        )
        for day in (3, 1, 2)
    }
    assert archive(agent, p_limit=2) == (2, 0, {}, True)
    assert agent.one("select array_agg(id) from agent_executions") == [times[3]]
    assert archive(agent, p_limit=2) == (1, 0, {}, False)


@pytest.mark.parametrize("table", TABLES)
def test_locked_rows_are_archived_on_next_run(
    agent: Client, other_agent: Client, old_execution: UUID, table: str
) -> None:
    with other_agent.connection.transaction():
        other_agent.connection.execute(f"select from {table} for no key update".encode())
        # An execution that is locked itself is skipped without being counted.
        assert archive(agent) == (0, int(table != "agent_executions"), {}, False)
    assert archive(agent) == (1, 0, {}, False)


def test_late_change_is_archived(agent: Client, owner: Owner, old_execution: UUID) -> None:
    agent.update(
        "submissions", agent.one("select min(id::text) from submissions"), description="late"
    )
    archive(agent)
    lines = agent.rows("select line from read_archived_rows(%s)", old_execution)
    assert sum('"late"' in line["line"] for line in lines) == 1


def test_one_refusal_does_not_block_others(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    other = agent.execution(
        status="failed", started_at="2020-01-01T00:00:00Z", completed_at="2020-01-02T00:00:00Z"
    )
    # Already in the archive: its file was imported while it was deleted here.
    owner.execute(
        "insert into archived_executions (id, competition_id, execution_name, status, created_at, "
        "completed_at, counts, checksum) "
        "select id, competition_id, execution_name, status, created_at, completed_at, '{}', "
        "repeat('0', 64) "
        "from agent_executions where id = %s",
        [other],
    )
    archived, busy, refusals, more = archive(agent)
    assert (archived, busy, more) == (1, 0, False)
    assert list(refusals) == [str(other)]
    assert refusals[str(other)].startswith("23505")
    assert agent.one("select array_agg(id) from agent_executions") == [other]


def test_restored_execution_stays_for_a_month(
    agent: Client, old_execution: UUID, set_clock: Clock
) -> None:
    archive(agent)
    agent.call("restore_execution", p_id=old_execution)
    set_clock("395 days")
    assert archive(agent)[0] == 0
    set_clock("397 days")
    assert archive(agent)[0] == 1


def test_metrics_are_unlinked_and_relinked(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    agent.rows(
        "select record_metrics(array[row('loss', 'NaN', 'gauge', %s, %s, null)::metric_row])",
        '{"step": 1}',
        old_execution,
    )
    owner.execute("update agent_executions set completed_at = now() where id = %s", [old_execution])
    archive(agent)
    query = "select execution_id, tags from system_metrics"
    assert agent.row(query) == {
        "execution_id": None,
        "tags": {"step": 1, "execution_id": str(old_execution)},
    }
    agent.call("restore_execution", p_id=old_execution)
    assert agent.row(query) == {"execution_id": old_execution, "tags": {"step": 1}}


def test_full_tags_keep_the_archived_id(agent: Client, owner: Owner, old_execution: UUID) -> None:
    full = {"a": "x" * 8183}
    agent.rows(
        "select record_metrics(array[row('loss', 1, 'gauge', %s, %s, null)::metric_row])",
        json.dumps(full),
        old_execution,
    )
    owner.execute("update agent_executions set completed_at = now() where id = %s", [old_execution])
    assert archive(agent)[0] == 1
    query = "select execution_id, tags from system_metrics"
    archived = {"execution_id": None, "tags": {**full, "execution_id": str(old_execution)}}
    assert agent.row(query) == archived
    agent.call("restore_execution", p_id=old_execution)
    assert agent.row(query) == {"execution_id": old_execution, "tags": full}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (
            "update kaggle_store.archived_rows "
            """set document = document || '{"error_message": "x"}' where place = 1""",
            "KS342",
        ),
        ("delete from kaggle_store.archived_rows where place = 2", "KS342"),
        ("update archived_executions set format = 2", "KS342"),
    ],
)
def test_damaged_archive_is_not_restored(
    agent: Client, owner: Owner, old_execution: UUID, damage: str, code: str
) -> None:
    archive(agent)
    owner.execute(damage.encode())
    with refused(code):
        agent.call("restore_execution", p_id=old_execution)
    assert not any(rows(owner, old_execution).values())
    assert agent.get("archived_executions", old_execution)["id"] == old_execution


def test_restore_refuses_dropped_column(agent: Client, owner: Owner, old_execution: UUID) -> None:
    archive(agent)
    # As if a column had been dropped since the archiving.
    owner.execute(
        "update kaggle_store.archived_rows "
        """set document = document || '{"gone": 1}' where place = 1"""
    )
    owner.execute("update archived_executions set checksum = kaggle_store.digest_of_archive(id)")
    with refused("KS343"):
        agent.call("restore_execution", p_id=old_execution)
    assert not any(rows(owner, old_execution).values())


def test_restore_fills_new_column_with_default(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    before = rows(owner, old_execution)
    archive(agent)
    owner.execute("alter table agent_executions add column younger jsonb not null default '{}'")
    try:
        agent.call("restore_execution", p_id=old_execution)
        assert owner.execute("select younger from agent_executions").fetchone() == ({},)
    finally:
        owner.execute("alter table agent_executions drop column younger")
    assert rows(owner, old_execution) == before


def test_restore_fails_without_competition(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    archive(agent)
    owner.execute("delete from competitions")
    with pytest.raises(Exception, match="foreign key"):
        agent.call("restore_execution", p_id=old_execution)
    assert agent.get("archived_executions", old_execution)["id"] == old_execution


# Files --------------------------------------------------------------------------------------------


def export_file(agent: Client, owner: Owner, id: UUID) -> dict[str, Any]:
    lines = [row["line"] for row in agent.rows("select line from read_archived_rows(%s)", id)]
    checksum = agent.get("archived_executions", id)["checksum"]
    return {"p_id": id, "p_checksum": checksum, "p_lines": lines}


def test_export_is_confirmed_by_checksum(agent: Client, owner: Owner, old_execution: UUID) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    with refused("KS344"):
        agent.call("confirm_archive_export", p_id=old_execution, p_checksum="0" * 64)
    done = agent.call("confirm_archive_export", p_id=old_execution, p_checksum=file["p_checksum"])
    assert done["exported_at"]


def test_imported_file_can_be_restored(agent: Client, owner: Owner, old_execution: UUID) -> None:
    before = rows(owner, old_execution)
    archive(agent)
    header, file = (
        agent.get("archived_executions", old_execution),
        export_file(agent, owner, old_execution),
    )
    owner.execute("delete from archived_executions")
    again = agent.call("import_archived_execution", **file)
    assert again | {"archived_at": header["archived_at"]} == header
    assert agent.call("import_archived_execution", **file) == again, "a repeat changes nothing"
    agent.call("restore_execution", p_id=old_execution)
    assert rows(owner, old_execution) == before
    with refused("KS345") as facts:
        agent.call("import_archived_execution", **file)
    assert facts["is_live"]


@pytest.mark.parametrize(
    "forge",
    [
        lambda file: file | {"p_lines": [*file["p_lines"][1:], file["p_lines"][0]]},
        lambda file: file | {"p_lines": file["p_lines"][:-1]},
        lambda file: file | {"p_lines": ["not JSON"]},
        lambda file: file | {"p_lines": []},
        lambda file: file | {"p_id": uuid4()},
        lambda file: file | {"p_checksum": "0" * 64},
    ],
)
def test_import_refuses_invalid_file(
    agent: Client,
    owner: Owner,
    old_execution: UUID,
    forge: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    with refused("KS345"):
        agent.call("import_archived_execution", **forge(file))
    assert agent.rows("select * from archived_executions") == []


def test_forged_file_cannot_move_rows(agent: Client, owner: Owner, old_execution: UUID) -> None:
    archive(agent)
    file, other = export_file(agent, owner, old_execution), str(agent.execution())
    owner.execute("delete from archived_executions")
    competition = json.loads(file["p_lines"][0])["row"]["competition_id"]
    for true, false in ((competition, str(uuid4())), (str(old_execution), other)):
        lines = [
            line.replace(true, false) if '"submissions"' in line else line
            for line in file["p_lines"]
        ]
        with refused("KS345"):
            agent.call("import_archived_execution", **with_lines(owner, file, lines))
    assert agent.one("select count(*) from submissions") == 0


def with_lines(owner: Owner, file: dict[str, Any], lines: list[str]) -> dict[str, Any]:
    """Return a file with these lines, and the right checksum."""
    row = owner.execute("select kaggle_store.digest_of_lines(%s)", [lines]).fetchone()
    assert row is not None
    return file | {"p_checksum": row[0], "p_lines": lines}


def with_changed_row(owner: Owner, file: dict[str, Any], table: str, change: Any) -> dict[str, Any]:
    """Return a file whose first row of a table has these values, with the right checksum."""
    place = next(n for n, line in enumerate(file["p_lines"]) if json.loads(line)["table"] == table)
    lines = list(file["p_lines"])
    changed = owner.execute(
        "select kaggle_store.archive_line(%s, %s::jsonb -> 'row' || %s)",
        [table, lines[place], json.dumps(change)],
    ).fetchone()
    assert changed is not None
    lines[place] = changed[0]
    return with_lines(owner, file, lines)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("agent_executions", {"status": "training"}),
        ("agent_executions", {"lease_expires_at": "2999-01-01T00:00:00Z"}),
        ("training_jobs", {"status": "queued"}),
        ("training_jobs", {"status": "running"}),
        ("training_jobs", {"status": None}),
        ("gpu_sessions", {"status": "running"}),
        ("gpu_sessions", {"status": "idle", "terminated_at": None}),
        ("gpu_sessions", {"reserved_dollars": 3}),
        ("human_interventions", {"status": "pending"}),
        ("human_interventions", {"status": "escalated"}),
        ("submissions", {"slot_day": "2999-01-01"}),
        ("submissions", {"slot_day": "infinity"}),
    ],
)
def test_import_refuses_work_in_progress(
    agent: Client, owner: Owner, old_execution: UUID, table: str, change: dict[str, object]
) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    with refused("KS345"):
        agent.call("import_archived_execution", **with_changed_row(owner, file, table, change))
    assert agent.rows("select from archived_executions") == []
    agent.call("import_archived_execution", **with_changed_row(owner, file, table, {}))


def test_import_names_the_row_in_progress(agent: Client, owner: Owner, old_execution: UUID) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    live = with_changed_row(owner, file, "training_jobs", {"status": "queued"})
    with refused("KS345") as facts:
        agent.call("import_archived_execution", **live)
    assert facts["live_row"].startswith("training_jobs ")


def test_import_refuses_other_tables(agent: Client, owner: Owner, old_execution: UUID) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    lines = [*file["p_lines"], json.dumps({"table": "configurations", "row": {}})]
    with refused("KS345"):
        agent.call("import_archived_execution", **with_lines(owner, file, lines))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"public_score": "NaN"}, "23514"),
        ({"public_score": "high"}, "22P02"),
        ({"submission_file_path": None}, "23502"),
        ({"execution_id": str(uuid4())}, "23503"),
        ({"unknown": 1}, "KS343"),
    ],
)
def test_import_refuses_unrestorable_row(
    agent: Client, owner: Owner, old_execution: UUID, change: dict[str, object], code: str
) -> None:
    before = rows(owner, old_execution)
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    bad = with_changed_row(owner, file, "submissions", change)
    assert sqlstate_of_refused_import(agent, bad) == code
    # Nothing is in the way of the good file.
    agent.call("import_archived_execution", **file)
    agent.call("restore_execution", p_id=old_execution)
    assert rows(owner, old_execution) == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [*lines, lines[-1]], "23505"),
        (lambda lines: [*lines[:-1], f"{lines[-1]} "], "KS342"),
    ],
    ids=["a row twice", "other white space"],
)
def test_import_refuses_unrestorable_lines(
    agent: Client,
    owner: Owner,
    old_execution: UUID,
    change: Callable[[list[str]], list[str]],
    code: str,
) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    bad = with_lines(owner, file, change(file["p_lines"]))
    assert sqlstate_of_refused_import(agent, bad) == code


def sqlstate_of_refused_import(agent: Client, file: dict[str, Any]) -> Any:
    """Return why the rows of a file cannot be restored; check that none is left."""
    with refused("KS345") as facts:
        agent.call("import_archived_execution", **file)
    for table in ("archived_executions", *TABLES):
        assert agent.one(f"select count(*) from {table}") == 0
    return facts["sqlstate"]


def test_import_needs_the_competition(agent: Client, owner: Owner, old_execution: UUID) -> None:
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions; delete from competitions")
    assert sqlstate_of_refused_import(agent, file) == "23503"


def test_import_can_be_repeated_after_a_timeout(
    agent: Client, owner: Owner, old_execution: UUID
) -> None:
    """What may succeed later keeps its own code, which clients repeat."""
    archive(agent)
    file = export_file(agent, owner, old_execution)
    owner.execute("delete from archived_executions")
    agent.connection.execute("set lock_timeout = '50ms'")
    with owner.transaction():
        owner.execute("lock table submissions")
        with pytest.raises(errors.LockNotAvailable):
            agent.call("import_archived_execution", **file)
    agent.call("import_archived_execution", **file)


# Coverage -----------------------------------------------------------------------------------------


def test_archive_covers_every_cascading_table(owner: Owner) -> None:
    found = owner.execute(
        """
        with recursive cascading as (
            select 'agent_executions'::regclass as id
            union
            select k.conrelid::regclass from pg_constraint as k
            join cascading as c on k.confrelid = c.id
            where k.contype = 'f' and k.confdeltype = 'c'
        )
        select id::text from cascading
        where id <> 'kaggle_store.restored_executions'::regclass
        """
    ).fetchall()
    known = owner.execute("select table_name from kaggle_store.archived_tables()").fetchall()
    assert sorted(found) == sorted(known) == sorted((table,) for table in TABLES)


def test_insert_triggers_skip_restored_rows(owner: Owner) -> None:
    """The listed triggers do not check for a restore: they leave restored rows unchanged."""
    rows = owner.execute(
        "select distinct tgname::text from pg_trigger where not tgisinternal and tgtype & 4 = 4 "
        "and tgrelid = any (%s::regclass[]) "
        "and pg_get_triggerdef(oid) not like '%%kaggle_store.restores%%'",
        [list(TABLES)],
    ).fetchall()
    assert sorted(name for (name,) in rows if not name.endswith("_is_bounded")) == [
        "a_lease_holds",
        "check_gpu_budget",  # checks reservations, and an ended session has none
        "fill_allowed_decisions",  # every row has them
        "lock_execution",
        "record_inserts_and_deletes",
        "refuse_after_the_end",  # checks live work, and none is archived
        "refuse_cycles",  # the parents of archived code form none
        "reset_code_review",  # the approved content is restored with its approval
    ]


def test_metric_recorded_during_archive_is_kept(
    agent: Client, other_agent: Client, owner: Owner, old_execution: UUID
) -> None:
    record = (
        "select record_metric_points(array[gen_random_uuid()], array[now()], array['loss'], "
        "array[0.5], array['gauge']::kaggle_store.metric_type[], array['{}'::jsonb], "
        "array[%s]::uuid[], array['training'])"
    )
    stored = run_while_locked(owner, agent, archive, lambda: other_agent.one(record, old_execution))
    assert stored == 1
    assert agent.row("select execution_id, tags from system_metrics") == {
        "execution_id": None,
        "tags": {"execution_id": str(old_execution)},
    }
