"""Validation and approval hold for one exact content; code used by a job is immutable."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

import pytest
from psycopg import errors

from tests.database.clients import Client, refused


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@pytest.fixture
def code(agent: Client) -> UUID:
    return agent.code(agent.execution(), "print('ä')")


CONTENT = "print('ä')"


def approve(client: Client, id: UUID, content: str, by: str | None = None) -> dict[str, object]:
    return client.call("approve_code", p_id=id, p_content_sha256=digest(content), p_approved_by=by)


def validate(client: Client, id: UUID, content: str, status: str) -> dict[str, object]:
    return client.call(
        "validate_code",
        p_id=id,
        p_content_sha256=digest(content),
        p_validation_status=status,
        p_validation_errors=["line 1"] if status == "invalid" else None,
    )


def test_digest_is_of_utf8_text(agent: Client, code: UUID) -> None:
    assert agent.get("generated_code", code)["content_sha256"] == digest(CONTENT)


@pytest.mark.parametrize("status", ["valid", "invalid", "needs_review"])
def test_validation_is_bound_to_content(agent: Client, code: UUID, status: str) -> None:
    assert agent.get("generated_code", code)["validation_status"] == "pending"
    checked = validate(agent, code, CONTENT, status)
    assert checked["validation_status"] == status
    assert checked["validation_errors"] == (["line 1"] if status == "invalid" else None)
    assert validate(agent, code, CONTENT, status)["validation_status"] == status
    with refused("KS230") as facts:
        validate(agent, code, "other", "valid")
    assert (facts["content_sha256"], facts["asked"]) == (digest(CONTENT), digest("other"))


def test_approval_is_bound_to_content(agent: Client, code: UUID) -> None:
    with refused("KS230"):
        approve(agent, code, "other")
    approved = approve(agent, code, CONTENT, "bob")
    assert (approved["human_approved"], approved["approved_by"]) == (True, "bob")
    assert approve(agent, code, CONTENT, "bob")["human_approved"] is True


def test_validation_is_fenced(agent: Client) -> None:
    execution = agent.execution(status="training")
    code = agent.code(execution, CONTENT)
    with refused("KS210"):
        validate(agent.with_leases(uuid4()), code, CONTENT, "valid")


def test_uppercase_digest_approves(agent: Client, code: UUID) -> None:
    row = agent.call("approve_code", p_id=code, p_content_sha256=digest(CONTENT).upper())
    assert (row["human_approved"], row["approved_by"]) == (True, "agent-1")


def test_edit_revokes_validation_and_approval(agent: Client, code: UUID) -> None:
    validate(agent, code, CONTENT, "invalid")
    approve(agent, code, CONTENT, "bob")
    edited = agent.update("generated_code", code, code_content="other")
    assert (edited["validation_status"], edited["validation_errors"]) == ("pending", None)
    assert (edited["human_approved"], edited["approved_by"]) == (False, None)
    back = agent.update("generated_code", code, code_content=CONTENT)
    assert back["human_approved"] is False


def test_other_changes_keep_approval(agent: Client, code: UUID) -> None:
    validate(agent, code, CONTENT, "valid")
    approve(agent, code, CONTENT)
    moved = agent.update("generated_code", code, execution_order=3, code_content=CONTENT)
    assert (moved["validation_status"], moved["human_approved"]) == ("valid", True)


@pytest.mark.parametrize(
    "column",
    ["human_approved", "approved_sha256", "approved_by", "validation_status", "validation_errors"],
)
def test_review_columns_are_read_only(agent: Client, code: UUID, column: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        agent.update("generated_code", code, **{column: None})


def test_imported_approval_is_bound_to_content(agent: Client) -> None:
    row = agent.insert(
        "generated_code",
        execution_id=agent.execution(),
        code_type="eda",
        file_name="f",
        code_content="pass",
        human_approved=True,
    )
    assert (row["human_approved"], row["approved_sha256"]) == (True, digest("pass"))
    edited = agent.update("generated_code", row["id"], code_content="other")
    assert edited["human_approved"] is False


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code_content", "other"),
        ("file_name", "g.py"),
        ("code_type", "model"),
        ("programming_language", "r"),
        ("dependencies", ["numpy"]),
    ],
)
def test_code_used_by_a_job_is_immutable(
    agent: Client, code: UUID, column: str, value: object
) -> None:
    row = agent.get("generated_code", code)
    agent.job(row["execution_id"], code_id=code)
    with refused("KS231") as facts:
        agent.update("generated_code", code, **{column: value})
    assert facts == {"id": str(code), "content_sha256": digest(CONTENT)}
    assert agent.update("generated_code", code, code_content=CONTENT, execution_order=2)
    assert validate(agent, code, CONTENT, "valid")
    assert approve(agent, code, CONTENT)["human_approved"] is True
    agent.code(row["execution_id"], "a new revision is a new row")


def test_unknown_code_is_reported(agent: Client) -> None:
    with pytest.raises(errors.NoDataFound):
        approve(agent, uuid4(), "x")
    with pytest.raises(errors.NoDataFound):
        validate(agent, uuid4(), "x", "valid")


def test_people_cannot_approve_code(agent: Client, person: Client, code: UUID) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        approve(person, code, CONTENT)


def test_pipeline_is_ordered(agent: Client) -> None:
    execution = agent.execution()
    for order in (3, 1, 2):
        id = agent.code(execution, f"step {order}")
        agent.update("generated_code", id, execution_order=order)
    rows = agent.rows(
        "select code_content from generated_code where execution_id = %s order by execution_order",
        execution,
    )
    assert [row["code_content"] for row in rows] == ["step 1", "step 2", "step 3"]
