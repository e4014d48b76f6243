"""Costs and improvements of an execution, and the ranking of submissions."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from tests.database.clients import Client, Row


def research(client: Client, execution: UUID, dollars: str, tokens: int) -> None:
    client.insert(
        "research_results",
        execution_id=execution,
        research_type="documentation",
        query_text=f"q{tokens}",
        source_api="s",
        raw_response="{}",
        cost_dollars=dollars,
        tokens_consumed=tokens,
    )


def score(client: Client, execution: UUID, value: float | None, **values: object) -> UUID:
    id = client.submission(execution)
    client.update("submissions", id, submission_status="scored", public_score=value, **values)
    return id


def costs(client: Client, execution: UUID) -> Row:
    return client.row("select * from execution_costs where execution_id = %s", execution)


def ranking(client: Client) -> list[Row]:
    return client.rows(
        "select * from submission_ranking order by rank_in_store nulls last, scored_at"
    )


def test_costs_are_split_by_kind(agent: Client) -> None:
    execution = agent.execution()
    for cost in ("1.25", "0.5"):
        agent.session(execution, status="terminated", total_cost_dollars=cost)
    research(agent, execution, "0.0042", 100)
    research(agent, execution, "0.0001", 50)
    code = agent.code(execution)
    agent.update("generated_code", code, cost_dollars="0.3", tokens_consumed=7_000_000_000)
    agent.code(execution, "without a price")
    found = costs(agent, execution)
    assert (found["gpu_dollars"], found["research_dollars"], found["code_dollars"]) == (
        Decimal("1.75"),
        Decimal("0.0043"),
        Decimal("0.3"),
    )
    assert found["total_dollars"] == Decimal("2.0543")
    assert (found["research_tokens"], found["code_tokens"]) == (150, 7_000_000_000)
    assert (found["improvements"], found["dollars_per_improvement"]) == (0, None)


def test_new_execution_has_no_costs(agent: Client) -> None:
    found = costs(agent, agent.execution())
    assert found["total_dollars"] == found["research_tokens"] == 0


@pytest.mark.parametrize(
    ("direction", "improvements"), [("maximize", 3), ("minimize", 2), (None, 0)]
)
def test_improvements_follow_metric_direction(
    agent: Client, direction: str | None, improvements: int
) -> None:
    competition = agent.competition(metric_direction=direction)
    execution = agent.execution(competition_id=competition)
    agent.session(execution, status="terminated", total_cost_dollars=6)
    for value in (0.5, 0.6, None, 0.6, 0.4, 0.7):
        score(agent, execution, value)
    found = costs(agent, execution)
    assert found["improvements"] == improvements
    expected = Decimal(6) / improvements if improvements else None
    assert found["dollars_per_improvement"] == expected


def test_disqualified_score_is_not_ranked(agent: Client) -> None:
    execution = agent.execution()
    disqualified = score(agent, execution, 1.0)
    valid = score(agent, execution, 0.5)
    assert costs(agent, execution)["improvements"] == 1
    agent.update("submissions", disqualified, submission_status="disqualified")
    assert costs(agent, execution)["improvements"] == 1
    [row] = ranking(agent)
    assert (row["id"], row["rank_in_store"], row["is_improvement"]) == (valid, 1, True)


@pytest.mark.parametrize(
    ("direction", "order"),
    [
        ("maximize", [1.0e27, 0.83, 0.83, -2.9e25, None]),
        ("minimize", [-2.9e25, 0.83, 0.83, 1.0e27, None]),
    ],
)
def test_ranking_follows_direction_nulls_last(
    agent: Client, direction: str, order: list[float | None]
) -> None:
    competition = agent.competition(metric_direction=direction)
    for value in (0.83, None, 1.0e27, -2.9e25, 0.83):
        score(agent, agent.execution(competition_id=competition), value)
    found = ranking(agent)
    assert [row["public_score"] for row in found] == order
    assert [row["rank_in_store"] for row in found] == [1, 2, 2, 4, None]


def test_unknown_direction_ranks_nothing(agent: Client) -> None:
    execution = agent.execution(competition_id=agent.competition(metric_direction=None))
    score(agent, execution, 0.5)
    [row] = ranking(agent)
    assert (row["rank_in_store"], row["is_improvement"]) == (None, None)


def test_ranking_and_improvements_are_scoped(
    agent: Client,
) -> None:
    competition = agent.competition()
    first, second = (agent.execution(competition_id=competition) for _ in range(2))
    score(agent, first, 0.9)
    score(agent, second, 0.5)
    score(agent, agent.execution(), 0.1)
    found = {row["public_score"]: row for row in ranking(agent)}
    assert [found[value]["rank_in_store"] for value in (0.9, 0.5, 0.1)] == [1, 2, 1]
    assert all(row["is_improvement"] for row in found.values())


def test_shake_up_is_public_minus_private_rank(agent: Client) -> None:
    execution = agent.execution()
    score(agent, execution, 0.5, public_rank=500, private_rank=20, private_score=0.48)
    score(agent, execution, 0.4, public_rank=3, private_rank=800)
    score(agent, execution, 0.3, public_rank=3)
    assert [row["shake_up"] for row in ranking(agent)] == [480, -797, None]


def test_competition_filter_precedes_ranking(agent: Client) -> None:
    competition = agent.competition()
    score(agent, agent.execution(competition_id=competition), 0.5)
    with agent.connection.transaction():
        # The statistics of other tests' tables may favour reading a table of one row whole.
        agent.connection.execute("set local enable_seqscan = off")
        plan = agent.rows(
            "explain (costs off) select * from submission_ranking where competition_id = %s",
            competition,
        )
    text = "\n".join(row["QUERY PLAN"] for row in plan)
    assert "Index Cond: (competition_id = " in text
    assert "Filter: (submission_ranking.competition_id" not in text
