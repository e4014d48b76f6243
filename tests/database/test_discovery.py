"""Discovery sees the same competitions every hour, each time a little different, and never the whole truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from psycopg import errors
from psycopg.rows import dict_row

from tests.conftest import Owner


def discover(owner: Owner, *items: dict[str, Any]) -> list[dict[str, Any]]:
    with owner.cursor(row_factory=dict_row) as cursor:
        cursor.execute("select * from upsert_competitions(%s::jsonb)", [json.dumps(items)])
        return cursor.fetchall()


def refusal(problem: errors.Error) -> tuple[str | None, Any, str | None]:
    detail = problem.diag.message_detail
    return problem.sqlstate, detail and json.loads(detail), problem.diag.message_hint


def test_what_a_source_leaves_out_is_filled_by_rule(
    owner: Owner, set_clock: Callable[[str], None]
) -> None:
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


def test_a_repeat_changes_nothing(owner: Owner, set_clock: Callable[[str], None]) -> None:
    item = {"kaggle_id": "a", "title": "A", "tags": ["x"], "source_record": {"host": "Kaggle"}}
    first = discover(owner, item)
    set_clock("1 hour")
    assert discover(owner, item) == first


def test_what_is_not_told_is_kept_and_what_is_told_replaces(owner: Owner) -> None:
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


def test_an_estimated_deadline_gives_way_to_a_real_one_and_never_the_other_way(
    owner: Owner,
) -> None:
    discover(owner, {"kaggle_id": "a", "title": "A"})
    [row] = discover(owner, {"kaggle_id": "a", "deadline": "2029-06-01T00:00:00Z"})
    assert (row["deadline"].year, row["deadline_is_estimated"]) == (2029, False)
    [row] = discover(owner, {"kaggle_id": "a", "title": "A"})
    assert (row["deadline"].year, row["deadline_is_estimated"]) == (2029, False)


def test_the_last_of_several_items_with_one_id_wins(owner: Owner) -> None:
    found = discover(
        owner,
        {"kaggle_id": "a", "title": "first"},
        {"kaggle_id": "b", "title": "other"},
        {"kaggle_id": "a", "title": "last"},
    )
    assert [(row["kaggle_id"], row["title"]) for row in found] == [("b", "other"), ("a", "last")]


def test_capitals_make_another_competition(owner: Owner) -> None:
    found = discover(
        owner,
        {"kaggle_id": "Eurovision2010", "title": "E"},
        {"kaggle_id": "eurovision2010", "title": "E"},
    )
    assert len({row["id"] for row in found}) == 2


def test_an_unknown_field_is_refused_by_name_and_nothing_is_stored(owner: Owner) -> None:
    with pytest.raises(errors.DatabaseError) as caught:
        discover(owner, {"kaggle_id": "a", "title": "A"}, {"kaggle_id": "b", "titel": "B"})
    state, detail, hint = refusal(caught.value)
    assert (state, detail) == ("KS102", {"field": "titel"})
    assert hint
    assert owner.execute("select count(*) from competitions").fetchone() == (0,)


def test_a_bad_item_leaves_nothing_of_its_batch(owner: Owner) -> None:
    with pytest.raises(errors.NotNullViolation, match="title"):
        discover(owner, {"kaggle_id": "a", "title": "A"}, {"kaggle_id": "b"})
    with pytest.raises(errors.CheckViolation, match="a_team_has_a_member"):
        discover(owner, {"kaggle_id": "a", "title": "A", "team_limit": 0})
    assert owner.execute("select count(*) from competitions").fetchone() == (0,)


# Direction ------------------------------------------------------------------------------------------


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
def test_a_well_known_metric_says_which_way_is_better(
    owner: Owner, metric: str | None, direction: str | None
) -> None:
    [row] = discover(owner, {"kaggle_id": "a", "title": "A", "evaluation_metric": metric})
    assert row["metric_direction"] == direction


def test_a_given_direction_is_believed_before_the_table(owner: Owner) -> None:
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


def test_a_metric_learned_later_brings_its_direction(owner: Owner) -> None:
    discover(owner, {"kaggle_id": "a", "title": "A"})
    [row] = discover(owner, {"kaggle_id": "a", "evaluation_metric": "SMAPE"})
    assert row["metric_direction"] == "minimize"


def test_no_direction_that_kaggle_gives_is_contradicted(owner: Owner, real_data: Path) -> None:
    known = inferred = 0
    for source in json.loads((real_data / "competitions.json").read_text()):
        row = owner.execute(
            "select direction from kaggle_store.known_metrics where metric_key = kaggle_store.metric_key(%s)",
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
def test_the_best_score_follows_the_direction_and_is_never_a_guess(
    owner: Owner, direction: str | None, score: float | None
) -> None:
    scored(owner, direction)
    assert best(owner) == score


def test_a_known_direction_is_not_flipped_by_accident_once_there_are_scores(owner: Owner) -> None:
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


def test_an_unknown_direction_may_be_learned_after_the_scores(owner: Owner) -> None:
    scored(owner, None)
    owner.execute("update competitions set metric_direction = 'minimize'")
    assert best(owner) == -2.9e25


def test_an_average_survives_what_a_running_total_would_not(owner: Owner) -> None:
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
