"""What the database fills in for a competition follows its source, and overrides nothing given."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import Client, Row, refused

ACCURACY, RMSE, OWN = "Accuracy", "Root Mean Squared Error", "Own Metric"


def discover(client: Client, **values: object) -> Row:
    [row] = client.calls(
        "upsert_competitions",
        p_competitions=json.dumps([{"kaggle_id": "c", "title": "C"} | values]),
    )
    return row


def upsert(client: Client, *rows: Row) -> None:
    """Upsert like supabase-js: a column that one row gives is null in the others."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
    values = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * len(rows))
    client.rows(
        f"insert into competitions ({', '.join(columns)}) values {values} "
        f"on conflict (kaggle_id) do update set {changes}",
        *[row.get(column) for row in rows for column in columns],
    )


def direction(client: Client) -> tuple[Any, Any]:
    row = client.row("select * from competitions where kaggle_id = 'c'")
    return row["metric_direction"], row["metric_direction_source"]


def insert(client: Client, **values: object) -> UUID:
    row = client.insert("competitions", kaggle_id="c", title="C", **values)
    id: UUID = row["id"]
    return id


def score(client: Client, competition: UUID) -> None:
    execution = client.execution(competition_id=competition)
    client.submission(execution, submission_status="scored", public_score=0.5)


# Metric direction ---------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["discovery", "upsert", "update", "update of all rows"])
@pytest.mark.parametrize(
    ("metric", "inferred"), [(RMSE, "minimize"), (OWN, None), (ACCURACY, "maximize"), (None, None)]
)
def test_inferred_direction_follows_metric(
    agent: Client, way: str, metric: str | None, inferred: str | None
) -> None:
    id = insert(agent, evaluation_metric=ACCURACY)
    assert direction(agent) == ("maximize", "inferred")
    if way == "discovery":
        discover(agent, evaluation_metric=metric)
        if metric is None:
            inferred = "maximize"  # A source that leaves the metric out changes nothing.
    elif way == "upsert":
        upsert(agent, {"kaggle_id": "c", "title": "C", "evaluation_metric": metric})
    elif way == "update":
        agent.update("competitions", id, evaluation_metric=metric)
    else:
        agent.rows("update competitions set evaluation_metric = %s", metric)
    assert direction(agent) == (inferred, inferred and "inferred")


@pytest.mark.parametrize("given", ["maximize", "minimize"])
@pytest.mark.parametrize("way", ["insert", "discovery", "rediscovery", "update", "upsert", "both"])
def test_given_direction_is_kept(agent: Client, way: str, given: str) -> None:
    if way == "insert":
        id = insert(agent, evaluation_metric=ACCURACY, metric_direction=given)
    elif way == "discovery":
        id = discover(agent, evaluation_metric=ACCURACY, metric_direction=given)["id"]
    else:
        id = insert(agent, evaluation_metric=ACCURACY)
        if way == "rediscovery":
            discover(agent, metric_direction=given)
        elif way == "update":
            agent.update("competitions", id, metric_direction=given)
        elif way == "upsert":
            upsert(agent, {"kaggle_id": "c", "title": "C", "metric_direction": given})
        else:
            agent.update("competitions", id, evaluation_metric=OWN, metric_direction=given)
    assert direction(agent) == (given, "given")
    for metric in (RMSE, OWN, ACCURACY):
        discover(agent, evaluation_metric=metric)
        agent.update("competitions", id, evaluation_metric=metric)
        upsert(agent, {"kaggle_id": "c", "title": "C", "evaluation_metric": metric})
        assert direction(agent) == (given, "given")


def test_bulk_upsert_with_nulls_tells_nothing(agent: Client) -> None:
    insert(agent, evaluation_metric=ACCURACY)
    other = {"kaggle_id": "d", "title": "D", "metric_direction": "minimize"}
    upsert(agent, {"kaggle_id": "c", "title": "C", "evaluation_metric": ACCURACY}, other)
    assert direction(agent) == ("maximize", "inferred")
    upsert(agent, {"kaggle_id": "c", "title": "C", "evaluation_metric": RMSE}, other)
    assert direction(agent) == ("minimize", "inferred")
    discover(agent, metric_direction="maximize")
    upsert(agent, {"kaggle_id": "c", "title": "C", "evaluation_metric": RMSE}, other)
    assert direction(agent) == ("maximize", "given")


def test_null_direction_is_inferred_again(agent: Client) -> None:
    id = insert(agent, evaluation_metric=RMSE, metric_direction="maximize")
    agent.update("competitions", id, metric_direction=None)
    assert direction(agent) == ("minimize", "inferred")
    agent.update("competitions", id, evaluation_metric=None, metric_direction=None)
    assert direction(agent) == (None, None)


def test_scores_keep_the_inferred_direction(agent: Client) -> None:
    id = insert(agent, evaluation_metric=ACCURACY)
    score(agent, id)
    for metric in (RMSE, OWN, None):
        agent.update("competitions", id, evaluation_metric=metric)
        assert direction(agent) == ("maximize", "inferred")
    discover(agent, evaluation_metric=RMSE)
    assert discover(agent, evaluation_metric=RMSE, title="New")["metric_direction"] == "maximize"
    for refusal in ("minimize", None):
        with refused("KS101"):
            agent.update("competitions", id, metric_direction=refusal)
    [found] = agent.rows("select details from integrity_report() where table_name = 'competitions'")
    assert found["details"] == {"its direction was inferred from an earlier metric": 1}


def test_corrected_direction_is_given(agent: Client) -> None:
    id = insert(agent, evaluation_metric=ACCURACY)
    score(agent, id)
    correct = "correct_metric_direction"
    agent.call(correct, p_competition_id=id, p_metric_direction="minimize")
    assert direction(agent) == ("minimize", "given")
    agent.update("competitions", id, evaluation_metric=RMSE)
    agent.call(correct, p_competition_id=id, p_metric_direction="maximize")
    assert direction(agent) == ("maximize", "given")
    agent.call(correct, p_competition_id=id, p_metric_direction=None)
    assert direction(agent) == ("minimize", "inferred")


@pytest.mark.parametrize("role", ["service_role", "admin"])
def test_direction_source_is_read_only(agent: Client, role: str) -> None:
    client = Client(agent.connection, role)
    with pytest.raises(errors.InsufficientPrivilege):
        insert(client, metric_direction_source="given")
    id = insert(client, evaluation_metric=ACCURACY)
    with pytest.raises(errors.InsufficientPrivilege):
        client.update("competitions", id, metric_direction_source="given")
    row = discover(client, metric_direction_source="given")
    assert row["metric_direction_source"] == "inferred"


def test_row_of_another_store_keeps_its_source(owner: Owner, agent: Client) -> None:
    for metric, given in ((ACCURACY, None), (ACCURACY, "maximize")):
        row = discover(agent, evaluation_metric=metric, metric_direction=given)
        owner.execute("delete from competitions")
        copy = discover(agent, **json.loads(json.dumps(row, default=str)))
        assert copy["metric_direction_source"] == row["metric_direction_source"]


def test_repeated_discovery_changes_nothing(agent: Client) -> None:
    for given in ({"evaluation_metric": RMSE}, {"metric_direction": "maximize"}):
        first = discover(agent, **given)
        assert discover(agent, **given) == first


# Deadline and problem type ------------------------------------------------------------------------


def deadline(client: Client) -> tuple[str, bool]:
    row = client.row("select * from competitions where kaggle_id = 'c'")
    return f"{row['deadline']:%Y-%m-%d}", row["deadline_is_estimated"]


def test_updated_deadline_is_real(agent: Client) -> None:
    id = insert(agent, source_record='{"year": 2030}')
    assert deadline(agent) == ("2030-12-31", True)
    agent.update("competitions", id, title="Other")
    assert deadline(agent) == ("2030-12-31", True)
    agent.update("competitions", id, deadline="2030-06-01T00:00:00Z")
    assert deadline(agent) == ("2030-06-01", False)


def test_deadline_can_be_given_as_estimate(agent: Client) -> None:
    id = insert(agent, source_record='{"year": 2030}')
    for day in ("2031-05-01", "2031-06-01"):
        agent.update("competitions", id, deadline=f"{day}T00:00:00Z", deadline_is_estimated=True)
        assert deadline(agent) == (day, True)
        discover(agent, deadline=f"{day}T00:00:00Z", deadline_is_estimated=True, title=day)
        assert deadline(agent) == (day, True)
    agent.update("competitions", id, deadline_is_estimated=False)
    assert deadline(agent) == ("2031-06-01", False)


@pytest.mark.parametrize("way", ["discovery", "update"])
def test_estimated_deadline_follows_year(agent: Client, way: str) -> None:
    id = insert(agent)
    assert deadline(agent)[1] is True
    for source in ({"year": 2031}, {"year": "2032"}, {"enabled_at": "2033-05-01"}):
        if way == "discovery":
            discover(agent, source_record={"year": None, **source})
        else:
            agent.update("competitions", id, source_record=json.dumps(source))
        year = str(source.get("year", "2033"))
        assert deadline(agent) == (f"{year}-12-31", True)


def test_given_deadline_ignores_year(agent: Client) -> None:
    id = insert(agent, deadline="2030-06-01T00:00:00Z", source_record='{"year": 2030}')
    agent.update("competitions", id, source_record='{"year": 2031}')
    assert deadline(agent) == ("2030-06-01", False)
    agent.update("competitions", id, deadline="2032-06-01T00:00:00Z", deadline_is_estimated=True)
    agent.update("competitions", id, source_record='{"year": 2033}')
    assert deadline(agent) == ("2032-06-01", True)


def test_upsert_with_nulls_keeps_what_is_known(agent: Client) -> None:
    insert(agent, problem_type="nlp", deadline="2030-06-01T00:00:00Z")
    left_out = {"problem_type": None, "deadline": None, "deadline_is_estimated": False}
    upsert(agent, {"kaggle_id": "c", "title": "C", **left_out})
    row = agent.row("select * from competitions")
    assert (row["problem_type"], deadline(agent)) == ("nlp", ("2030-06-01", False))
    upsert(agent, {"kaggle_id": "d", "title": "D", **left_out})
    row = agent.row("select * from competitions where kaggle_id = 'd'")
    assert (row["problem_type"], row["deadline_is_estimated"]) == ("other", True)
