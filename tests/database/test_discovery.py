"""Discovery: repeated, partial and inconsistent descriptions of competitions are merged."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from psycopg import errors
from psycopg.rows import dict_row

from kaggle_store.models.competitions import CompetitionUpdate
from tests.conftest import Owner

EVERY_COLUMN: dict[str, Any] = {
    "kaggle_id": "titanic",
    "title": "Titanic",
    "description": "ships",
    "problem_type": "tabular",
    "dataset_size_gb": 0.5,
    "participant_count": 10,
    "prize_pool": 100,
    "deadline": "2030-01-01T00:00:00+00:00",
    "evaluation_metric": "Something Own",
    "submission_format": "csv",
    "data_availability": "public",
    "difficulty_score": 0.25,
    "tags": ["beginner"],
    "external_data_allowed": True,
    "team_limit": 5,
    "daily_submission_limit": 10,
    "discovery_source": "manual",
    "metric_direction": "maximize",
    "deadline_is_estimated": True,
    "source_record": {"a": 1},
}


def discover(owner: Owner, *items: dict[str, Any]) -> list[dict[str, Any]]:
    with owner.cursor(row_factory=dict_row) as cursor:
        cursor.execute("select * from unnest(upsert_competitions(%s::jsonb))", [json.dumps(items)])
        return cursor.fetchall()


def refusal(problem: errors.Error) -> tuple[str | None, Any, str | None]:
    detail = problem.diag.message_detail
    return problem.sqlstate, detail and json.loads(detail), problem.diag.message_hint


def test_missing_fields_get_defaults(owner: Owner, set_clock: Callable[[str], None]) -> None:
    found = discover(
        owner,
        {"kaggle_id": "a", "title": "A", "source_record": {"year": 2012}},
        {"kaggle_id": "b", "title": "B", "source_record": {"enabled_at": "2014-05-01T00:00:00Z"}},
        {"kaggle_id": "c", "title": "C", "source_record": {"year": "soon"}},
        {"kaggle_id": "d", "title": "D", "deadline": "2030-01-01T00:00:00Z"},
    )
    assert [row["problem_type"] for row in found] == ["other"] * 4
    assert [row["deadline_is_estimated"] for row in found] == [True, True, True, False]
    assert [str(row["deadline"]) for row in found[:2]] == [
        "2012-12-31 23:59:59+00:00",
        "2014-12-31 23:59:59+00:00",
    ]
    this_year = found[2]["created_at"].year
    assert found[2]["deadline"].year == this_year
    set_clock("1 year")
    later = discover(owner, {"kaggle_id": "e", "title": "E"})
    assert later[0]["deadline"].year == this_year + 1


def test_repeat_changes_nothing(owner: Owner, set_clock: Callable[[str], None]) -> None:
    item = {"kaggle_id": "a", "title": "A", "tags": ["x"], "source_record": {"host": "Kaggle"}}
    first = discover(owner, item)
    set_clock("1 hour")
    assert discover(owner, item) == first


def test_omitted_fields_are_kept(owner: Owner) -> None:
    discover(
        owner,
        {
            "kaggle_id": "a",
            "title": "A",
            "description": "known",
            "deadline": "2030-01-01T00:00:00Z",
            "source_record": {"host": "x", "stale": 1},
        },
    )
    [row] = discover(
        owner,
        {
            "kaggle_id": "a",
            "title": "A+",
            "description": None,
            "deadline": None,
            "source_record": {"stale": 2},
        },
    )
    assert (row["title"], row["description"]) == ("A+", "known")
    assert (row["deadline"].year, row["deadline_is_estimated"]) == (2030, False)
    assert row["source_record"] == {"host": "x", "stale": 2}


def test_real_deadline_replaces_estimate(
    owner: Owner,
) -> None:
    discover(owner, {"kaggle_id": "a", "title": "A"})
    [row] = discover(owner, {"kaggle_id": "a", "deadline": "2029-06-01T00:00:00Z"})
    assert (row["deadline"].year, row["deadline_is_estimated"]) == (2029, False)
    [row] = discover(owner, {"kaggle_id": "a", "title": "A"})
    assert (row["deadline"].year, row["deadline_is_estimated"]) == (2029, False)


def test_last_duplicate_in_batch_wins(owner: Owner) -> None:
    found = discover(
        owner,
        {"kaggle_id": "a", "title": "first"},
        {"kaggle_id": "b", "title": "other"},
        {"kaggle_id": "a", "title": "last"},
    )
    assert [(row["kaggle_id"], row["title"]) for row in found] == [("b", "other"), ("a", "last")]


def test_upsert_stores_every_column(owner: Owner) -> None:
    assert EVERY_COLUMN.keys() == CompetitionUpdate.__annotations__.keys()
    upsert = (
        "select to_jsonb(stored)"
        " from unnest(upsert_competitions(jsonb_build_array(%s::jsonb))) stored"
    )
    for known in (False, True):
        if known:
            owner.execute("delete from competitions")
            discover(owner, {"kaggle_id": "titanic", "title": "Old"})
        [(row,)] = owner.execute(upsert, [json.dumps(EVERY_COLUMN)]).fetchall()
        assert {name: row[name] for name in EVERY_COLUMN} == EVERY_COLUMN


def test_kaggle_id_is_case_sensitive(owner: Owner) -> None:
    found = discover(
        owner,
        {"kaggle_id": "Eurovision2010", "title": "E"},
        {"kaggle_id": "eurovision2010", "title": "E"},
    )
    assert len({row["id"] for row in found}) == 2


def test_unknown_field_is_refused(owner: Owner) -> None:
    with pytest.raises(errors.DatabaseError) as caught:
        discover(owner, {"kaggle_id": "a", "title": "A"}, {"kaggle_id": "b", "titel": "B"})
    state, detail, hint = refusal(caught.value)
    assert (state, detail) == ("KS102", {"field": "titel"})
    assert hint
    assert owner.execute("select count(*) from competitions").fetchone() == (0,)


def test_invalid_item_rolls_back_its_batch(owner: Owner) -> None:
    with pytest.raises(errors.NotNullViolation, match="title"):
        discover(owner, {"kaggle_id": "a", "title": "A"}, {"kaggle_id": "b"})
    with pytest.raises(errors.CheckViolation, match="a_team_has_a_member"):
        discover(owner, {"kaggle_id": "a", "title": "A", "team_limit": 0})
    assert owner.execute("select count(*) from competitions").fetchone() == (0,)


# Direction ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "direction"),
    [
        ("Log Loss", "minimize"),
        ("Root Mean Squared Error", "minimize"),
        ("root-mean-squared-error (RMSE)", "minimize"),
        ("Mean Columnwise Root Mean Squared Logarithmic Error", "minimize"),
        ("RMSLE", "minimize"),
        ("Area Under Receiver Operating Characteristic Curve", "maximize"),
        ("Weighted Categorization Accuracy", "maximize"),
        ("MAP@{K}", "maximize"),
        ("NDCG@10", "maximize"),
        ("Mean Average Precision at K", "maximize"),
        ("Macro F-Score", "maximize"),
        ("QuadraticWeightedKappa", "maximize"),
        ("R^2 score (coefficient of determination)", "maximize"),
        ("Santa's Workshop Scheduling 2019", None),
        ("Custom Metric", None),
        ("Score", None),
        ("", None),
        (None, None),
    ],
)
def test_known_metric_sets_direction(
    owner: Owner, metric: str | None, direction: str | None
) -> None:
    [row] = discover(owner, {"kaggle_id": "a", "title": "A", "evaluation_metric": metric})
    assert row["metric_direction"] == direction


def test_given_direction_overrides_known_metric(owner: Owner) -> None:
    [row] = discover(
        owner,
        {
            "kaggle_id": "a",
            "title": "A",
            "evaluation_metric": "Log Loss",
            "metric_direction": "maximize",
        },
    )
    assert row["metric_direction"] == "maximize"


def test_later_metric_sets_direction(owner: Owner) -> None:
    discover(owner, {"kaggle_id": "a", "title": "A"})
    [row] = discover(owner, {"kaggle_id": "a", "evaluation_metric": "SMAPE"})
    assert row["metric_direction"] == "minimize"


def test_known_metrics_agree_with_kaggle(owner: Owner, real_data: Path) -> None:
    known = inferred = 0
    for source in json.loads((real_data / "competitions.json").read_text()):
        row = owner.execute(
            "select direction from kaggle_store.known_metrics "
            "where metric_key = kaggle_store.metric_key(%s)",
            [source["evaluation_metric"]],
        ).fetchone()
        if row and source["higher_is_better"] is not None:
            known += 1
            assert row[0] == ("maximize" if source["higher_is_better"] else "minimize"), source
        elif row:
            inferred += 1
    assert known > 300
    assert inferred > 100


def scored(owner: Owner, direction: str | None) -> Any:
    [row] = discover(owner, {"kaggle_id": "a", "title": "A", "metric_direction": direction})
    owner.execute(
        "with run as (insert into agent_executions (competition_id, execution_name) "
        "values (%s, 'run') returning id) "
        "insert into submissions (execution_id, submission_file_path, public_score) "
        "select id, 'f', score from run, unnest(array[1.0e27, 0.83, -2.9e25, null]) as score",
        [row["id"]],
    )
    return row["id"]


def best(owner: Owner) -> Any:
    row = owner.execute("select best_score from competition_dashboard").fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("direction", "score"), [("maximize", 1.0e27), ("minimize", -2.9e25), (None, None)]
)
def test_best_score_follows_direction(
    owner: Owner, direction: str | None, score: float | None
) -> None:
    scored(owner, direction)
    assert best(owner) == score


def test_direction_is_locked_once_scored(owner: Owner) -> None:
    id = scored(owner, "maximize")
    for value in ("minimize", None):
        with pytest.raises(errors.DatabaseError) as caught:
            owner.execute("update competitions set metric_direction = %s", [value])
        state, detail, hint = refusal(caught.value)
        assert state == "KS101"
        assert detail == {
            "competition_id": str(id),
            "metric_direction": "maximize",
            "refused": value,
        }
        assert "correct_metric_direction" in (hint or "")
    owner.execute("update competitions set metric_direction = 'maximize', title = 'same'")
    owner.execute("select correct_metric_direction(%s, 'minimize')", [id])
    assert best(owner) == -2.9e25
    with pytest.raises(errors.DatabaseError, match="has scored submissions"):
        owner.execute("update competitions set metric_direction = 'maximize'")


def test_unknown_direction_can_be_set_later(owner: Owner) -> None:
    scored(owner, None)
    owner.execute("update competitions set metric_direction = 'minimize'")
    assert best(owner) == -2.9e25


def test_average_ignores_deleted_scores(owner: Owner) -> None:
    id = scored(owner, "maximize")
    owner.execute("delete from submissions where public_score <> 0.83 or public_score is null")
    row = owner.execute(
        "select avg_score from competition_dashboard where id = %s", [id]
    ).fetchone()
    assert row == (0.83,)


def test_naive_deadline_is_utc_in_any_timezone(owner: Owner) -> None:
    with owner.transaction(force_rollback=True):
        owner.execute("set local timezone = 'Asia/Tokyo'")
        [row] = discover(owner, {"kaggle_id": "a", "title": "A", "deadline": "2026-05-01T12:00:00"})
    assert row["deadline"] == datetime(2026, 5, 1, 12, tzinfo=UTC)
