"""An intervention's schema, decisions, proposal and timeout action: at the request and after."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import (
    Client,
    Row,
    escalate,
    refused,
    respond,
    run_while_locked,
    unsent_notifications,
)

Clock = Callable[[str], None]

SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"budget": {"type": "number", "maximum": 5}},
        "required": ["budget"],
    }
)
PROPOSAL, EDITED, WRONG = '{"budget": 2}', '{"budget": 3}', '{"budget": 9}'
ALL = ["approve", "edit", "reject", "respond"]


@pytest.fixture
def asked(agent: Client) -> Row:
    """Return an intervention with a schema and a proposal."""
    return agent.intervention(agent.execution(), p_response_schema=SCHEMA, p_proposal=PROPOSAL)


def request(client: Client, **values: Any) -> Row:
    """Request an intervention; JSON values are given as Python ones."""
    texts: Row = {
        f"p_{name}": json.dumps(value) if name in ("response_schema", "proposal") else value
        for name, value in values.items()
    }
    return client.intervention(client.execution(), **texts)


# Requests -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("proposal", "allowed"), [({"a": 1}, ALL), (None, [*ALL[:1], *ALL[2:]])])
def test_proposal_allows_edit_by_default(agent: Client, proposal: Any, allowed: list[str]) -> None:
    row = request(agent, proposal=proposal)
    assert "{" + ",".join(allowed) + "}" == row["allowed_decisions"]
    assert (row["proposal"], row["timeout_action"]) == (proposal, "escalate")
    assert row["decision"] is None


@pytest.mark.parametrize(
    ("values", "code", "facts"),
    [
        (
            {"response_schema": {"properties": {"a": {"pattern": "x"}}}},
            "KS254",
            {"path": "/properties/a/pattern", "keyword": "pattern"},
        ),
        ({"allowed_decisions": []}, "KS255", {"field": "allowed_decisions", "given": []}),
        (
            {"allowed_decisions": ["reject", "reject"]},
            "KS255",
            {"field": "allowed_decisions", "given": ["reject", "reject"]},
        ),
        (
            {"allowed_decisions": ["edit"]},
            "KS255",
            {"field": "proposal", "given": ["edit"]},
        ),
        (
            {"allowed_decisions": ["respond"], "timeout_action": "reject"},
            "KS255",
            {"field": "timeout_action", "given": "reject"},
        ),
        (
            {"response_schema": {"type": "object"}, "timeout_action": "approve"},
            "KS255",
            {"field": "timeout_action", "given": "approve"},
        ),
        (
            {"response_schema": {"properties": {"a": {"type": "null"}}}, "proposal": {"a": 1}},
            "KS256",
            {"errors": [{"path": "/a", "message": "must be null"}]},
        ),
    ],
)
def test_request_that_cannot_be_answered_is_refused(
    agent: Client, values: Row, code: str, facts: Row
) -> None:
    with refused(code) as found:
        request(agent, **values)
    assert found == facts
    assert agent.one("select count(*) from human_interventions") == 0


@pytest.mark.parametrize("column", ["response_schema", "proposal", "timeout_action", "decision"])
@pytest.mark.parametrize("role", ["service_role", "admin", "authenticated"])
def test_contract_cannot_be_changed(agent: Client, asked: Row, role: str, column: str) -> None:
    writer = Client(agent.connection, role=role)
    with pytest.raises(errors.InsufficientPrivilege):
        writer.update("human_interventions", asked["id"], **{column: None})


def test_insert_is_checked_like_a_request(agent: Client) -> None:
    new = {"execution_id": agent.execution(), "intervention_type": "error_review"}
    with refused("KS254"):
        agent.insert(
            "human_interventions",
            **new,
            title="t",
            description="d",
            response_schema='{"format": "date"}',
        )


def import_answered(client: Client, **values: Any) -> Row:
    """Insert an intervention that was answered elsewhere; JSON values are given as Python ones."""
    new = {
        "intervention_type": "error_review",
        "title": "t",
        "description": "d",
        "status": "approved",
        **values,
    }
    is_json = ("response_schema", "proposal", "response_data")
    texts = {name: json.dumps(new[name]) if name in is_json else new[name] for name in new}
    return client.insert("human_interventions", execution_id=client.execution(), **texts)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"allowed_decisions": ["reject"]}, "KS252"),
        ({"decision": "edit"}, "KS252"),
        ({"decision": "edit", "proposal": 1}, "KS258"),
        ({"decision": "approve", "proposal": 1, "response_data": 2}, "KS259"),
        ({"response_schema": {"type": "object"}, "response_data": 2}, "KS251"),
        ({"response_schema": {"type": "object"}}, "KS251"),
    ],
)
def test_imported_answer_fits_its_contract(agent: Client, values: Row, code: str) -> None:
    with refused(code):
        import_answered(agent, **values)
    assert agent.one("select count(*) from human_interventions") == 0


@pytest.mark.parametrize(
    ("values", "decision", "data"),
    [
        ({}, "approve", None),
        ({"response_data": {"a": 1}}, "approve", {"a": 1}),
        ({"proposal": 1}, "approve", 1),
        ({"proposal": 1, "response_data": 2}, "edit", 2),
        ({"proposal": None, "response_data": 2}, "approve", 2),
        ({"status": "rejected"}, "reject", None),
        ({"status": "rejected", "allowed_decisions": ["approve"]}, None, None),
        ({"status": "reviewed"}, "respond", None),
    ],
)
def test_decision_of_imported_answer_is_inferred(
    agent: Client, values: Row, decision: str | None, data: Any
) -> None:
    row = import_answered(agent, **values)
    assert (row["decision"], row["response_data"]) == (decision, data)


# Responses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "values", "status", "data"),
    [
        ("approve", {}, "approved", {"budget": 2}),
        ("approve", {"p_response_data": '{"budget": 2.0}'}, "approved", {"budget": 2}),
        ("edit", {"p_response_data": EDITED}, "approved", {"budget": 3}),
        ("edit", {"p_response_data": PROPOSAL}, "approved", {"budget": 2}),
        ("reject", {"p_response": "no"}, "rejected", None),
        ("reject", {"p_response": "no", "p_response_data": EDITED}, "rejected", {"budget": 3}),
        ("respond", {"p_response": "ask Bob"}, "reviewed", None),
        ("respond", {"p_response": None, "p_response_data": EDITED}, "reviewed", {"budget": 3}),
    ],
)
def test_status_follows_the_decision(
    agent: Client, asked: Row, decision: str, values: Row, status: str, data: Any
) -> None:
    row = respond(agent, asked["id"], decision, **values)
    assert (row["decision"], row["status"], row["response_data"]) == (decision, status, data)
    assert respond(agent, asked["id"], decision, **values) == row, "a repeat is harmless"


@pytest.mark.parametrize(
    ("decision", "values", "code"),
    [
        ("approve", {"p_response_data": EDITED}, "KS259"),
        ("edit", {}, "KS258"),
        ("edit", {"p_response_data": "null"}, "KS258"),
        ("edit", {"p_response_data": WRONG}, "KS251"),
        ("reject", {"p_response": None}, "KS257"),
        ("reject", {"p_response": " \t\n"}, "KS257"),
        ("reject", {"p_response": "no", "p_response_data": WRONG}, "KS251"),
        ("respond", {"p_response": None}, "KS258"),
        ("respond", {"p_response": " "}, "KS258"),
        ("respond", {"p_response": "x", "p_response_data": WRONG}, "KS251"),
        (None, {}, "KS252"),
    ],
)
def test_incomplete_decision_is_refused(
    agent: Client, asked: Row, decision: Any, values: Row, code: str
) -> None:
    with refused(code) as facts:
        respond(agent, asked["id"], decision, **values)
    if code == "KS251":
        assert facts == {"errors": [{"path": "/budget", "message": "must be at most 5"}]}
    else:
        assert facts["id"] == str(asked["id"])
    row = agent.get("human_interventions", asked["id"])
    assert (row["status"], row["decision"]) == ("pending", None)


def test_decision_must_be_allowed(agent: Client) -> None:
    row = request(agent, allowed_decisions=["approve", "reject"])
    with refused("KS252") as facts:
        respond(agent, row["id"], "respond")
    assert facts["allowed_decisions"] == ["approve", "reject"]
    assert facts["decision"] == "respond"


@pytest.mark.parametrize(("schema", "code"), [({"type": "object"}, "KS251"), ({}, None)])
def test_approval_without_data_needs_a_schema_that_allows_none(
    agent: Client, schema: Row, code: str | None
) -> None:
    id = request(agent, response_schema=schema)["id"]
    if code is None:
        assert respond(agent, id, "approve")["response_data"] is None
        return
    with refused(code) as facts:
        respond(agent, id, "approve")
    assert facts == {"errors": [{"path": "", "message": "must be object"}]}


def test_person_decides_but_worker_cannot(agent: Client, person: Client, asked: Row) -> None:
    worker = Client(agent.connection, role="kaggle_worker")
    with pytest.raises(errors.InsufficientPrivilege):
        respond(worker, asked["id"], "approve")
    row = respond(person, asked["id"], "edit", p_response_data=EDITED)
    assert (row["responded_by"], row["decision"]) == ("alice", "edit")


# Timeouts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "status", "response", "data"),
    [
        ("approve", "approved", None, {"budget": 2}),
        ("reject", "rejected", "no response until the deadline", None),
    ],
)
def test_timeout_action_decides(
    agent: Client, set_clock: Clock, action: str, status: str, response: Any, data: Any
) -> None:
    execution = agent.execution(status="training")
    id = agent.intervention(
        execution, p_response_schema=SCHEMA, p_proposal=PROPOSAL, p_timeout_action=action
    )["id"]
    assert escalate(agent) == []
    set_clock("5 hours")
    [row] = escalate(agent)
    assert (row["id"], row["status"], row["decision"]) == (id, status, action)
    assert (row["response"], row["response_data"]) == (response, data)
    assert (row["responded_by"], row["escalation_count"]) == ("timeout", 0)
    assert row["responded_at"] is not None
    assert agent.get("agent_executions", execution)["status"] == "training"
    assert [each["reason"] for each in unsent_notifications(agent)] == ["requested"]
    assert escalate(agent) == []
    with refused("KS250"):
        respond(agent, id, "respond")


@pytest.mark.parametrize("schema", [None, {}, {"type": ["object", "null"]}])
def test_timeout_approves_without_proposal_where_no_data_is_valid(
    agent: Client, set_clock: Clock, schema: Any
) -> None:
    given = {} if schema is None else {"response_schema": schema}
    id = request(agent, timeout_action="approve", **given)["id"]
    set_clock("5 hours")
    assert [row["id"] for row in escalate(agent)] == [id]
    assert agent.get("human_interventions", id)["decision"] == "approve"


def test_each_overdue_intervention_has_its_own_action(agent: Client, set_clock: Clock) -> None:
    execution = agent.execution()
    ids = {
        action: agent.intervention(execution, p_timeout_action=action)["id"]
        for action in ("approve", "escalate", "reject")
    }
    set_clock("5 hours")
    assert {row["id"]: row["status"] for row in escalate(agent)} == {
        ids["approve"]: "approved",
        ids["escalate"]: "escalated",
        ids["reject"]: "rejected",
    }
    assert agent.get("agent_executions", execution)["status"] == "human_review"
    respond(agent, ids["escalate"])
    assert agent.get("agent_executions", execution)["status"] == "pending"


def test_response_in_progress_wins_over_timeout(
    agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    id = request(agent, timeout_action="reject")["id"]
    set_clock("5 hours")
    with agent.connection.transaction():
        respond(agent, id, "approve")
        assert escalate(other_agent) == [], "a locked intervention is skipped"
    assert escalate(other_agent) == []
    row = agent.get("human_interventions", id)
    assert (row["decision"], row["responded_by"]) == ("approve", "agent-1")


def test_response_after_timeout_in_progress_is_refused(
    owner: Owner, agent: Client, other_agent: Client, set_clock: Clock
) -> None:
    id = request(agent, timeout_action="reject")["id"]
    set_clock("5 hours")

    def late() -> Row:
        with refused("KS250") as facts:
            respond(other_agent, id, "approve")
        return facts

    facts = run_while_locked(owner, agent, escalate, late)
    assert isinstance(facts, dict)
    assert facts["status"] == "rejected"
    assert agent.get("human_interventions", id)["responded_by"] == "timeout"


def test_upkeep_carries_out_timeout_actions(agent: Client, set_clock: Clock) -> None:
    id = request(agent, timeout_action="approve")["id"]
    set_clock("5 hours")
    agent.rows("select * from run_upkeep('overdue_interventions')")
    assert agent.get("human_interventions", id)["responded_by"] == "timeout"
    assert [row["new_values"].get("decision") for row in agent.audit_log(id)][-1] == "approve"
