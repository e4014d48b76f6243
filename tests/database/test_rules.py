"""Rules that the database enforces for every client, tested in SQL without the SDK."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import wait_for_lock_waiter


def one(owner: Owner, query: str, *values: object) -> Any:
    row = owner.execute(query.encode(), values).fetchone()
    assert row is not None
    return row[0]


@pytest.fixture
def competition(owner: Owner) -> UUID:
    found: UUID = one(
        owner,
        "insert into competitions (kaggle_id, title, deadline, metric_direction) "
        "values ('titanic', 'Titanic', '2030-01-01+00', 'maximize') returning id",
    )
    return found


@pytest.fixture
def execution(owner: Owner, competition: UUID) -> UUID:
    return new_execution(owner, competition)


def new_execution(owner: Owner, competition: UUID) -> UUID:
    found: UUID = one(
        owner,
        "insert into agent_executions (competition_id, execution_name, gpu_budget_dollars) "
        "values (%s, 'run', 10) returning id",
        competition,
    )
    return found


def new_code(owner: Owner, execution: UUID) -> UUID:
    found: UUID = one(
        owner,
        "insert into generated_code (execution_id, code_type, file_name, code_content) "
        "values (%s, 'training', 'train.py', 'pass') returning id",
        execution,
    )
    return found


def new_session(owner: Owner, execution: UUID, cost: float = 0) -> UUID:
    found: UUID = one(
        owner,
        "insert into gpu_sessions "
        "(execution_id, provider, instance_type, cost_limit_dollars, total_cost_dollars) "
        "values (%s, 'vast_ai', 'A100', 1, %s) returning id",
        execution,
        cost,
    )
    return found


def another(owner: Owner) -> psycopg.Connection[Any]:
    """Open a second connection to the same database, not in autocommit mode."""
    return psycopg.connect(owner.info.dsn, password=owner.info.password)


# Domains ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("domain", "good", "bad"),
    [
        ("public.email", ["a@b.co", "x.y+z@kaggle.com"], ["a@b", "no address", "a b@c.de"]),
        ("public.percentage", ["0", "99.99", "100"], ["-0.01", "100.01", "NaN"]),
        ("public.positive_decimal", ["0", "0.000001"], ["-1", "NaN", "Infinity"]),
        (
            "kaggle_store.dollars",
            ["0.0042", "113.9328", "9999999999.999999"],
            ["-0.01", "NaN", "Infinity"],
        ),
        ("kaggle_store.gigabytes", ["0.000025", "118.59"], ["-1", "NaN"]),
        ("kaggle_store.score", ["1.0e27", "-2.9e25", "0"], ["NaN", "Infinity", "-Infinity"]),
        ("kaggle_store.fraction", ["0", "0.123456789", "1"], ["-0.1", "1.0001", "NaN"]),
    ],
)
def test_domain_accepts_valid_values_only(
    owner: Owner, domain: str, good: list[str], bad: list[str]
) -> None:
    for value in good:
        owner.execute(f"select %s::{domain}".encode(), [value])
    for value in bad:
        with pytest.raises((errors.CheckViolation, errors.NumericValueOutOfRange)):
            owner.execute(f"select %s::{domain}".encode(), [value])


# Hyperparameters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "passes"),
    [
        ('{"learning_rate": 0.1, "epochs": 3}', True),
        ('{"learning_rate": 1e-5, "epochs": 1, "optimizer": "adam"}', True),
        (None, True),
        ("{}", False),
        ('{"learning_rate": 0.1}', False),
        ('{"learning_rate": 0, "epochs": 3}', False),
        ('{"learning_rate": 0.1, "epochs": 2.5}', False),
        ('{"learning_rate": 0.1, "epochs": -1}', False),
        ('{"learning_rate": 0.1, "epochs": 1e10}', False),
        ('{"learning_rate": "0.1", "epochs": 3}', False),
        ('{"learning_rate": 0.1, "epochs": "many"}', False),
        ('{"learning_rate": null, "epochs": null}', False),
        ('{"learning_rate": [1], "epochs": {}}', False),
        ('["learning_rate", "epochs"]', False),
        ('"learning_rate"', False),
        ("null", False),
        ("3", False),
    ],
)
def test_validate_hyperparameters_handles_any_json(
    owner: Owner, params: str | None, passes: bool
) -> None:
    assert one(owner, "select validate_hyperparameters(%s::jsonb)", params) is passes


@pytest.mark.parametrize(
    ("model_type", "params", "passes"),
    [
        ("neural_network", '{"learning_rate": 0.1, "epochs": 3}', True),
        ("Transformer", '{"learning_rate": 0.1}', False),
        ("xgboost", '{"eta": 0.3, "num_boost_round": 100}', True),
        ("lightgbm", '{"learning_rate": 0.05, "n_estimators": 1000}', True),
        ("catboost", '{"learning_rate": 0.05, "iterations": 500}', True),
        ("lightgbm", '{"learning_rate": 0.05, "epochs": 10}', False),
        ("xgboost", '{"n_estimators": 100}', False),
        ("random_forest", '{"max_depth": 5}', True),
        ("random_forest", "[5]", False),
        (None, '{"anything": true}', True),
        ("neural_network", None, True),
    ],
)
def test_job_hyperparameters_must_fit_its_model(
    owner: Owner, execution: UUID, model_type: str | None, params: str | None, passes: bool
) -> None:
    code = new_code(owner, execution)
    query = (
        b"insert into training_jobs (execution_id, code_id, job_name, model_type, hyperparameters) "
        b"values (%s, %s, 'job', %s, %s)"
    )
    values = [execution, code, model_type, params]
    if passes:
        owner.execute(query, values)
    else:
        with pytest.raises(errors.CheckViolation, match="valid_hyperparameters"):
            owner.execute(query, values)


# References ---------------------------------------------------------------------------------------


def test_job_cannot_use_rows_of_other_executions(
    owner: Owner, competition: UUID, execution: UUID
) -> None:
    other = new_execution(owner, competition)
    query = (
        b"insert into training_jobs (execution_id, code_id, gpu_session_id, job_name) "
        b"values (%s, %s, %s, 'j')"
    )
    with pytest.raises(errors.ForeignKeyViolation, match="code_of_its_execution"):
        owner.execute(query, [execution, new_code(owner, other), None])
    with pytest.raises(errors.ForeignKeyViolation, match="machine_of_its_execution"):
        owner.execute(query, [execution, new_code(owner, execution), new_session(owner, other)])


def test_delete_cascades_from_code_not_machine(owner: Owner, execution: UUID) -> None:
    code, session = new_code(owner, execution), new_session(owner, execution)
    job = one(
        owner,
        "insert into training_jobs (execution_id, code_id, gpu_session_id, job_name) "
        "values (%s, %s, %s, 'job') returning id",
        execution,
        code,
        session,
    )
    submission = one(
        owner,
        "insert into submissions (execution_id, training_job_id, submission_file_path) "
        "values (%s, %s, 's.csv') returning id",
        execution,
        job,
    )
    owner.execute("delete from gpu_sessions where id = %s", [session])
    row = owner.execute(
        "select gpu_session_id, execution_id from training_jobs where id = %s", [job]
    ).fetchone()
    assert row == (None, execution)
    owner.execute("delete from generated_code where id = %s", [code])
    assert one(owner, "select count(*) from training_jobs where id = %s", job) == 0
    row = owner.execute(
        "select training_job_id, execution_id from submissions where id = %s", [submission]
    ).fetchone()
    assert row == (None, execution)


def test_competition_delete_keeps_metrics(owner: Owner, competition: UUID, execution: UUID) -> None:
    new_session(owner, execution, 0.5)
    new_code(owner, execution)
    owner.execute(
        "select record_metrics(array[row('loss', 1, 'gauge', null, %s, 'research')::metric_row])",
        [execution],
    )
    owner.execute("delete from competitions where id = %s", [competition])
    assert one(owner, "select count(*) from agent_executions") == 0
    assert one(owner, "select count(*) from gpu_sessions") == 0
    row = owner.execute("select count(*), count(execution_id) from system_metrics").fetchone()
    assert row == (1, 0)


def test_natural_keys_are_unique_unless_null(owner: Owner, execution: UUID) -> None:
    query = (
        b"insert into submissions (execution_id, submission_file_path, kaggle_submission_id) "
        b"values (%s, 'f', %s)"
    )
    owner.execute(query, [execution, "12345"])
    owner.execute(query, [execution, None])
    owner.execute(query, [execution, None])
    with pytest.raises(errors.UniqueViolation, match="a_kaggle_submission_is_stored_once"):
        owner.execute(query, [execution, "12345"])


# Costs --------------------------------------------------------------------------------------------


def test_session_costs_are_summed(owner: Owner, competition: UUID, execution: UUID) -> None:
    first = new_session(owner, execution, 0.1)
    second = new_session(owner, execution, 0.2)
    spent = "select gpu_budget_consumed::text from agent_executions where id = %s"
    assert one(owner, spent, execution) == "0.300000"
    owner.execute("update gpu_sessions set total_cost_dollars = 0.0042 where id = %s", [first])
    assert one(owner, spent, execution) == "0.204200"
    owner.execute("delete from gpu_sessions where id = %s", [second])
    assert one(owner, spent, execution) == "0.004200"
    other = new_execution(owner, competition)
    owner.execute("update gpu_sessions set execution_id = %s where id = %s", [other, first])
    assert one(owner, spent, execution) == "0.000000"
    assert one(owner, spent, other) == "0.004200"


def test_concurrent_costs_are_both_counted(owner: Owner, execution: UUID) -> None:
    first, second = new_session(owner, execution), new_session(owner, execution)
    update = b"update gpu_sessions set total_cost_dollars = 1 where id = %s"
    with another(owner) as one_agent, another(owner) as other_agent, ThreadPoolExecutor(1) as pool:
        one_agent.execute(update, [first])
        settled = pool.submit(other_agent.execute, update, [second])
        wait_for_lock_waiter(owner)
        one_agent.commit()
        settled.result()
        other_agent.commit()
    assert one(owner, "select gpu_budget_consumed::text from agent_executions") == "2.000000"


# Times and ids ------------------------------------------------------------------------------------


def test_updated_at_follows_the_store_clock(
    owner: Owner, competition: UUID, set_clock: Callable[[str], None]
) -> None:
    set_clock("3 days")
    owner.execute(
        "update competitions set title = 'New', updated_at = '2001-01-01' where id = %s",
        [competition],
    )
    ahead = "select updated_at - now() between '2 days' and '4 days' from competitions"
    assert one(owner, ahead) is True
    with pytest.raises(errors.CheckViolation, match="the_clock_has_one_row"):
        owner.execute("insert into kaggle_store.clock values (false)")


def test_ids_are_time_ordered_uuids(owner: Owner) -> None:
    ids = [
        row[0]
        for row in owner.execute(
            "select kaggle_store.new_id() from generate_series(1, 50)"
        ).fetchall()
    ]
    assert {id.version for id in ids} == {7}
    assert {id.variant for id in ids} == {"specified in RFC 4122"}
    stamp = (ids[0].int >> 80) / 1000
    assert abs(stamp - datetime.now(UTC).timestamp()) < 3600
    assert len(set(ids)) == 50


def test_assignee_is_user_id_or_email(owner: Owner, execution: UUID) -> None:
    query = (
        b"insert into human_interventions "
        b"(execution_id, intervention_type, title, description, assigned_to) "
        b"values (%s, 'error_review', 't', 'd', %s)"
    )
    for who in ("user_42", "a@example.com", None):
        owner.execute(query, [execution, who])
    with pytest.raises(errors.CheckViolation, match="email"):
        owner.execute(query, [execution, "a@nowhere"])
