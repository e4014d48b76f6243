"""cost_totals(): what was spent by day, kind and provider, added up by the database."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from tests.database.clients import Client

Line = tuple[str | None, str | None, str | None, Decimal, int]


def totals(client: Client, **asked: object) -> list[Line]:
    rows = client.one(
        f"select cost_totals({', '.join(f'{name} => %s' for name in asked)})", *asked.values()
    )
    return [
        (row["day"], row["kind"], row["provider"], Decimal(row["dollars"]), row["tokens"])
        for row in rows
    ]


@pytest.fixture
def execution(agent: Client) -> UUID:
    """Return an execution with costs of 2025-03-01 and 2025-03-02."""
    id = agent.execution()
    for provider, dollars, began, minutes in (
        ("vast_ai", "3", "2025-03-01T22:00:00Z", 180),
        ("vast_ai", "0.5", "2025-03-02T10:00:00Z", 0),
        ("lambda_labs", "1", "2025-03-02T10:00:00Z", 60),
    ):
        ended_session(agent, id, began, minutes, dollars, provider)
    research(agent, id, "0.0042", 100, "2025-03-01T23:59:59Z")
    research(agent, id, "0.0001", 50, "2025-03-02T00:00:00Z")
    agent.insert(
        "generated_code",
        execution_id=id,
        code_type="eda",
        file_name="a.py",
        code_content="1",
        model_api_used="gpt",
        tokens_consumed=7_000_000_000,
        created_at="2025-03-02T01:00:00Z",
    )
    agent.code(id, "without a price")
    return id


def ended_session(
    client: Client,
    execution: UUID,
    began: str,
    minutes: int,
    dollars: str,
    provider: str = "vast_ai",
) -> None:
    client.session(
        execution,
        provider=provider,
        status="terminated",
        hourly_rate_dollars=None,
        provisioned_at=began,
        total_runtime_minutes=minutes,
        total_cost_dollars=dollars,
    )


def research(client: Client, execution: UUID, dollars: str, tokens: int, at: str) -> None:
    client.insert(
        "research_results",
        execution_id=execution,
        research_type="documentation",
        query_text=f"q{tokens}",
        source_api="arxiv",
        raw_response="{}",
        cost_dollars=dollars,
        tokens_consumed=tokens,
        created_at=at,
    )


def test_totals_by_day_kind_and_provider(agent: Client, execution: UUID) -> None:
    assert totals(agent) == [
        ("2025-03-01", "gpu", "vast_ai", Decimal(2), 0),
        ("2025-03-01", "research", "arxiv", Decimal("0.0042"), 100),
        ("2025-03-02", "code", "gpt", Decimal(0), 7_000_000_000),
        ("2025-03-02", "gpu", "lambda_labs", Decimal(1), 0),
        ("2025-03-02", "gpu", "vast_ai", Decimal("1.5"), 0),
        ("2025-03-02", "research", "arxiv", Decimal("0.0001"), 50),
    ]


def test_totals_by_some_dimensions(agent: Client, execution: UUID) -> None:
    by_kind = totals(agent, p_by_day=False, p_by_provider=False)
    assert by_kind == [
        (None, "code", None, Decimal(0), 7_000_000_000),
        (None, "gpu", None, Decimal("4.5"), 0),
        (None, "research", None, Decimal("0.0043"), 150),
    ]
    every = totals(agent, p_by_day=False, p_by_kind=False, p_by_provider=False)
    assert every == [(None, None, None, Decimal("4.5043"), 7_000_000_150)]


def test_totals_of_some_days(agent: Client, execution: UUID) -> None:
    days = {"p_since": "2025-03-02", "p_until": "2025-03-03", "p_by_provider": False}
    assert [line[:4] for line in totals(agent, **days)] == [
        ("2025-03-02", "code", None, Decimal(0)),
        ("2025-03-02", "gpu", None, Decimal("2.5")),
        ("2025-03-02", "research", None, Decimal("0.0001")),
    ]


def test_totals_of_execution_and_competition(agent: Client, execution: UUID) -> None:
    other = agent.execution()
    research(agent, other, "1", 1, "2025-03-01T00:00:00Z")
    only = {"p_by_day": False, "p_by_kind": False, "p_by_provider": False}
    assert totals(agent, p_execution_id=other, **only)[0][3] == 1
    competition = agent.get("agent_executions", execution)["competition_id"]
    assert totals(agent, p_competition_id=competition, **only)[0][3] == Decimal("4.5043")
    assert totals(agent, **only)[0][3] == Decimal("5.5043")


def test_session_is_divided_among_its_days(agent: Client) -> None:
    ended_session(agent, agent.execution(), "2025-03-01T18:00:00Z", 60 * 54, "0.54")
    assert [(line[0], line[3]) for line in totals(agent)] == [
        ("2025-03-01", Decimal("0.06")),
        ("2025-03-02", Decimal("0.24")),
        ("2025-03-03", Decimal("0.24")),
    ]


def test_session_that_ends_at_midnight_has_one_day(agent: Client) -> None:
    ended_session(agent, agent.execution(), "2025-03-01T23:00:00Z", 60, "1")
    assert [(line[0], line[3]) for line in totals(agent)] == [("2025-03-01", Decimal(1))]


def test_store_without_costs_has_no_totals(agent: Client) -> None:
    agent.code(agent.execution())
    assert totals(agent) == []
    assert totals(agent, p_by_day=False, p_by_kind=False, p_by_provider=False) == []
