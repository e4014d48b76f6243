"""Who responded, approved or changed a row is named, also by a token with blank claims."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from tests.database.clients import Client

BLANK = ("", " ", "\t\n")


def as_caller(client: Client, **claims: object) -> None:
    """Act with these claims for the rest of the transaction."""
    client.assume_role()
    given = json.dumps({"role": client.role, **claims})
    client.connection.execute("select set_config('request.jwt.claims', %s, true)", [given])


def named(client: Client, name: str | None, **claims: object) -> object:
    """Return the author that a response and an approval would get."""
    with client.connection.transaction():
        as_caller(client, **claims)
        client.connection.execute("set local role none")
        [(found,)] = client.connection.execute(
            "select kaggle_store.named_person(%s)", [name]
        ).fetchall()
    return found


@pytest.mark.parametrize("blank", BLANK)
def test_person_without_email_is_named_by_subject(person: Client, blank: str) -> None:
    assert named(person, None, email=blank, sub="alice") == "alice"
    assert named(person, "bob", email=blank, sub="alice") == "alice"
    assert named(person, "bob", email="a@example.org", sub="alice") == "a@example.org"


@pytest.mark.parametrize("blank", BLANK)
def test_author_is_never_blank(person: Client, agent: Client, blank: str) -> None:
    assert named(person, None, email=blank, sub=blank) == "authenticated"
    assert named(person, blank, email=blank) == "authenticated"
    assert named(agent, blank, sub="agent-1") == "agent-1"
    assert named(agent, blank, sub=blank) == "service_role"
    assert named(agent, None) == "service_role"


@pytest.mark.parametrize("blank", BLANK)
def test_response_with_blank_email_has_an_author(agent: Client, person: Client, blank: str) -> None:
    id = agent.intervention(agent.execution())["id"]
    with person.connection.transaction():
        as_caller(person, email=blank, sub="alice")
        person.connection.execute("select respond_intervention(%s, 'approve')", [id])
    assert agent.get("human_interventions", id)["responded_by"] == "alice"


@pytest.mark.parametrize("blank", BLANK)
def test_actor_is_never_blank(agent: Client, blank: str) -> None:
    id, lease = agent.execution(), uuid4()
    with agent.connection.transaction():
        as_caller(agent, sub=blank)
        agent.connection.execute("select claim_executions(%s, 'worker-7')", [lease])
        agent.connection.execute("select fail_execution(%s, %s, 'no', false)", [id, lease])
    assert agent.audit_log(id)[-1]["actor"] == "worker-7"
