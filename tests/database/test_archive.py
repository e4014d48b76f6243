"""The archive: what ended long ago leaves the tables whole, and comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Owner
from tests.database.acting import Client, meanwhile, refused

Clock = Callable[[str], None]

TABLES = (
    "agent_executions",
    "research_results",
    "generated_code",
    "gpu_sessions",
    "training_jobs",
    "submissions",
    "human_interventions",
    "intervention_notifications",
)

# Values that a careless copy would change: JSON null, exact numerics, 17 digits, microseconds.
ODD = """
update research_results set raw_response = 'null', processed_insights = '{a,NULL,"b c"}';
update training_jobs set hyperparameters = null, metrics = '{"a": 1.00, "b": 1e308, "z": [null]}',
    final_test_score = -2.9e25, best_validation_score = 0.1::float8 + 0.2;
update submissions set public_score = 1.0e27, private_score = 5e-324;
"""


@pytest.fixture
def old(agent: Client, owner: Owner, set_clock: Clock) -> UUID:
    """An execution with every kind of row, a whole life long ago, and one of each that is odd."""
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
    session = agent.session(execution, cost_limit_dollars=3)["id"]
    agent.calls("set_ssh_connection_info", p_id=session, p_ssh_connection_info='{"host": "h"}')
    agent.call("heartbeat_gpu_session", p_id=session, p_gpu_utilization_percent=90)
    agent.job(execution, code_id=code, gpu_session_id=session)
    agent.update("training_jobs", agent.job(execution, code_id=code), status="cancelled")
    for path in ("a.csv", "b.csv"):
        agent.submission(execution, submission_file_path=path, file_sha256=uuid4().hex * 2)
    agent.update(
        "submissions",
        agent.one("select min(id::text) from submissions"),
        submission_status="scored",
        public_score=0.5,
    )
    agent.call("respond_intervention", p_id=agent.ask(execution)["id"], p_status="approved")
    agent.ask(execution, p_pauses_execution=False)
    agent.call("close_gpu_session", p_id=session, p_total_cost_dollars="1.234567")
    # It never started, and that is to be seen afterwards, too.
    agent.update("agent_executions", execution, status="failed", error_message="é")
    owner.execute(ODD.encode())
    set_clock("366 days")
    return execution


def rows(owner: Owner, id: UUID) -> dict[str, list[str]]:
    """Every row of an execution, as PostgreSQL writes it out: each column and each null."""
    where = dict.fromkeys(TABLES, "execution_id = %(id)s") | {
        "agent_executions": "id = %(id)s",
        "intervention_notifications": "intervention_id in (select id from human_interventions where execution_id = %(id)s)",
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


def test_an_old_execution_moves_to_the_archive_with_all_that_hangs_on_it(
    agent: Client, owner: Owner, old: UUID
) -> None:
    before = rows(owner, old)
    assert all(before.values()), "a table without a row shows nothing"
    assert archive(agent) == (1, 0, {}, False)
    assert not any(rows(owner, old).values())
    header = agent.get("archived_executions", old)
    assert header["counts"] == {table: len(found) for table, found in before.items()}
    assert (header["status"], header["execution_name"], header["format"]) == ("failed", "run", 1)
    assert archive(agent) == (0, 0, {}, False)


def test_it_comes_back_as_it_was_in_every_column_of_every_row(
    agent: Client, owner: Owner, old: UUID
) -> None:
    before = rows(owner, old)
    archive(agent)
    assert agent.call("restore_execution", p_id=old)["id"] == old
    assert rows(owner, old) == before
    assert agent.rows("select * from archived_executions") == []
    assert agent.call("restore_execution", p_id=old)["id"] == old, "a repeat answers it"
    assert rows(owner, old) == before


def test_nothing_is_counted_asked_or_told_twice(agent: Client, owner: Owner, old: UUID) -> None:
    day = owner.execute("select slot_day from submissions limit 1").fetchone()
    archive(agent)
    used = "select kaggle_store.slots_taken(competition_id, %s) from archived_executions"
    assert agent.one("select count(*) from intervention_notifications") == 0
    assert owner.execute(used.encode(), day).fetchone() == (0,)
    agent.call("restore_execution", p_id=old)
    findings = agent.rows("select table_name, details from integrity_report() where findings > 0")
    assert findings == [
        # Its question went unanswered for a year, and that year's months have not been made.
        {"table_name": "human_interventions", "details": {"overdue and not escalated": 1}},
        {"table_name": "system_metrics", "details": {"a month has no partition": 2}},
    ]
    told = agent.history(old)
    assert [entry["action"] for entry in told][-2:] == ["delete", "insert"]
    assert told[-1]["actor"] == "agent-1"


def test_the_way_into_a_machine_stays_sealed(agent: Client, owner: Owner, old: UUID) -> None:
    archive(agent)
    lines = agent.rows("select line from read_archived_rows(%s)", old)
    [machine] = [line["line"] for line in lines if '"gpu_sessions"' in line["line"]]
    assert json.loads(machine)["row"]["ssh_connection_info"].startswith("v1:")
    assert "host" not in machine


def test_lines_come_in_pages_and_make_the_checksum(agent: Client, owner: Owner, old: UUID) -> None:
    archive(agent)
    whole = agent.rows("select * from read_archived_rows(%s)", old)
    first = agent.rows("select * from read_archived_rows(%s, 0, 3)", old)
    rest = agent.rows("select * from read_archived_rows(%s, %s, 1000)", old, first[-1]["place"])
    assert first + rest == whole
    lines = [row["line"] for row in whole]
    checksum = agent.get("archived_executions", old)["checksum"]
    assert owner.execute("select kaggle_store.digest_of_lines(%s)", [lines]).fetchone() == (
        checksum,
    )


def test_what_is_young_live_or_still_costs_is_left_alone(
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


def test_one_batch_a_call_oldest_first(agent: Client, owner: Owner, set_clock: Clock) -> None:
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
def test_what_is_just_being_written_is_left_to_the_next_run(
    agent: Client, other_agent: Client, old: UUID, table: str
) -> None:
    with other_agent.connection.transaction():
        other_agent.connection.execute(f"select from {table} for no key update".encode())
        # One that is locked itself is not even looked at.
        assert archive(agent) == (0, int(table != "agent_executions"), {}, False)
    assert archive(agent) == (1, 0, {}, False)


def test_a_change_before_it_is_archived_is_in_the_archive(
    agent: Client, owner: Owner, old: UUID
) -> None:
    agent.update(
        "submissions", agent.one("select min(id::text) from submissions"), description="late"
    )
    archive(agent)
    lines = agent.rows("select line from read_archived_rows(%s)", old)
    assert sum('"late"' in line["line"] for line in lines) == 1


def test_one_that_cannot_be_archived_does_not_hold_up_the_others(
    agent: Client, owner: Owner, old: UUID
) -> None:
    other = agent.execution(
        status="failed", started_at="2020-01-01T00:00:00Z", completed_at="2020-01-02T00:00:00Z"
    )
    # In the archive already: somebody has brought its file in while it was away.
    owner.execute(
        "insert into archived_executions (id, competition_id, execution_name, status, created_at, completed_at, counts, checksum) "
        "select id, competition_id, execution_name, status, created_at, completed_at, '{}', repeat('0', 64) "
        "from agent_executions where id = %s",
        [other],
    )
    archived, busy, refusals, more = archive(agent)
    assert (archived, busy, more) == (1, 0, False)
    assert list(refusals) == [str(other)]
    assert refusals[str(other)].startswith("23505")
    assert agent.one("select array_agg(id) from agent_executions") == [other]


def test_a_restored_one_stays_for_a_month(agent: Client, old: UUID, set_clock: Clock) -> None:
    archive(agent)
    agent.call("restore_execution", p_id=old)
    set_clock("395 days")
    assert archive(agent)[0] == 0
    set_clock("397 days")
    assert archive(agent)[0] == 1


def test_metrics_outlive_it_name_it_in_their_tags_and_are_linked_again(
    agent: Client, owner: Owner, old: UUID
) -> None:
    agent.rows(
        "select record_metrics(array[row('loss', 'NaN', 'gauge', %s, %s, null)::metric_row])",
        '{"step": 1}',
        old,
    )
    owner.execute("update agent_executions set completed_at = now() where id = %s", [old])
    archive(agent)
    query = "select execution_id, tags from system_metrics"
    assert agent.row(query) == {
        "execution_id": None,
        "tags": {"step": 1, "execution_id": str(old)},
    }
    agent.call("restore_execution", p_id=old)
    assert agent.row(query) == {"execution_id": old, "tags": {"step": 1}}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (
            'update kaggle_store.archived_rows set document = document || \'{"error_message": "x"}\' where place = 1',
            "KS342",
        ),
        ("delete from kaggle_store.archived_rows where place = 2", "KS342"),
        ("update archived_executions set format = 2", "KS342"),
    ],
)
def test_a_damaged_archive_is_not_restored(
    agent: Client, owner: Owner, old: UUID, damage: str, code: str
) -> None:
    archive(agent)
    owner.execute(damage.encode())
    with refused(code):
        agent.call("restore_execution", p_id=old)
    assert not any(rows(owner, old).values())
    assert agent.get("archived_executions", old)["id"] == old


def test_what_would_not_come_back_as_it_was_does_not_come_back(
    agent: Client, owner: Owner, old: UUID
) -> None:
    archive(agent)
    # As if a column had been dropped since.
    owner.execute(
        "update kaggle_store.archived_rows set document = document || '{\"gone\": 1}' where place = 1"
    )
    owner.execute("update archived_executions set checksum = kaggle_store.digest_of_archive(id)")
    with refused("KS343"):
        agent.call("restore_execution", p_id=old)
    assert not any(rows(owner, old).values())


def test_a_column_that_is_younger_than_the_archive_keeps_its_default(
    agent: Client, owner: Owner, old: UUID
) -> None:
    before = rows(owner, old)
    archive(agent)
    owner.execute("alter table agent_executions add column younger jsonb not null default '{}'")
    try:
        agent.call("restore_execution", p_id=old)
        assert owner.execute("select younger from agent_executions").fetchone() == ({},)
    finally:
        owner.execute("alter table agent_executions drop column younger")
    assert rows(owner, old) == before


def test_where_its_competition_is_gone_it_stays_in_the_archive(
    agent: Client, owner: Owner, old: UUID
) -> None:
    archive(agent)
    owner.execute("delete from competitions")
    with pytest.raises(Exception, match="foreign key"):
        agent.call("restore_execution", p_id=old)
    assert agent.get("archived_executions", old)["id"] == old


# Files ------------------------------------------------------------------------------------------------


def exported(agent: Client, owner: Owner, id: UUID) -> dict[str, Any]:
    lines = [row["line"] for row in agent.rows("select line from read_archived_rows(%s)", id)]
    checksum = agent.get("archived_executions", id)["checksum"]
    return {"p_id": id, "p_checksum": checksum, "p_lines": lines}


def test_an_export_is_confirmed_by_its_checksum(agent: Client, owner: Owner, old: UUID) -> None:
    archive(agent)
    file = exported(agent, owner, old)
    with refused("KS344"):
        agent.call("confirm_archive_export", p_id=old, p_checksum="0" * 64)
    done = agent.call("confirm_archive_export", p_id=old, p_checksum=file["p_checksum"])
    assert done["exported_at"]


def test_a_file_that_was_brought_in_is_restored_like_any_other(
    agent: Client, owner: Owner, old: UUID
) -> None:
    before = rows(owner, old)
    archive(agent)
    header, file = agent.get("archived_executions", old), exported(agent, owner, old)
    owner.execute("delete from archived_executions")
    again = agent.call("import_archived_execution", **file)
    assert again | {"archived_at": header["archived_at"]} == header
    assert agent.call("import_archived_execution", **file) == again, "a repeat changes nothing"
    agent.call("restore_execution", p_id=old)
    assert rows(owner, old) == before
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
def test_what_is_not_the_file_of_the_execution_is_not_taken(
    agent: Client, owner: Owner, old: UUID, forge: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    archive(agent)
    file = exported(agent, owner, old)
    owner.execute("delete from archived_executions")
    with refused("KS345"):
        agent.call("import_archived_execution", **forge(file))
    assert agent.rows("select * from archived_executions") == []


def test_a_forged_file_gives_no_row_to_another_execution_or_competition(
    agent: Client, owner: Owner, old: UUID
) -> None:
    archive(agent)
    file, other = exported(agent, owner, old), str(agent.execution())
    owner.execute("delete from archived_executions")

    def forged(true: object, false: str) -> dict[str, Any]:
        lines = [
            line.replace(str(true), false) if '"submissions"' in line else line
            for line in file["p_lines"]
        ]
        row = owner.execute("select kaggle_store.digest_of_lines(%s)", [lines]).fetchone()
        assert row is not None
        return {"p_id": old, "p_checksum": row[0], "p_lines": lines}

    competition = json.loads(file["p_lines"][0])["row"]["competition_id"]
    with refused("KS345"):
        agent.call("import_archived_execution", **forged(competition, str(uuid4())))
    agent.call("import_archived_execution", **forged(old, other))
    with refused("KS343"):
        agent.call("restore_execution", p_id=old)
    assert agent.one("select count(*) from submissions") == 0


# What it knows ----------------------------------------------------------------------------------------


def test_every_table_that_is_deleted_with_an_execution_is_archived(owner: Owner) -> None:
    found = owner.execute(
        """
        with recursive hanging as (
            select 'agent_executions'::regclass as id
            union
            select k.conrelid::regclass from pg_constraint as k join hanging as h on k.confrelid = h.id
            where k.contype = 'f' and k.confdeltype = 'c'
        )
        select id::text from hanging where id <> 'kaggle_store.restored_executions'::regclass
        """
    ).fetchall()
    known = owner.execute("select table_name from kaggle_store.archived_tables()").fetchall()
    assert sorted(found) == sorted(known) == sorted((table,) for table in TABLES)


def test_every_trigger_that_writes_at_an_insert_knows_of_restoring(owner: Owner) -> None:
    """Those that do not, see what was just restored and change nothing of it."""
    rows = owner.execute(
        "select distinct tgname::text from pg_trigger where not tgisinternal and tgtype & 4 = 4 "
        "and tgrelid = any (%s::regclass[]) and pg_get_triggerdef(oid) not like '%%kaggle_store.restores%%'",
        [list(TABLES)],
    ).fetchall()
    assert sorted(name for (name,) in rows if not name.endswith("_is_bounded")) == [
        "a_lease_holds",
        "check_gpu_budget",  # where something is reserved: an ended session reserves nothing
        "lock_execution",
        "record_inserts_and_deletes",
        "refuse_after_the_end",  # where work is live: none of it is archived
        "reset_code_review",  # an approval is of the content that is restored with it
    ]


def test_a_point_of_an_execution_that_is_archived_at_that_moment_is_stored_without_it(
    agent: Client, other_agent: Client, owner: Owner, old: UUID
) -> None:
    record = (
        "select record_metric_points(array[gen_random_uuid()], array[now()], array['loss'], array[0.5], "
        "array['gauge']::kaggle_store.metric_type[], array['{}'::jsonb], array[%s]::uuid[], array['training'])"
    )
    stored = meanwhile(owner, agent, archive, lambda: other_agent.one(record, old))
    assert stored == 1
    assert agent.row("select execution_id, tags from system_metrics") == {
        "execution_id": None,
        "tags": {"execution_id": str(old)},
    }
