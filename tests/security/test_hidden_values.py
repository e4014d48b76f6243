"""Indirect attempts to read secrets: filters, orders, embedding, casts, formats, rollbacks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.security.assertions import assert_refused, nothing_changes
from tests.security.clients import ApiClient, ApiClients, error_code
from tests.security.matrix import ROLES, Role
from tests.security.world import SECRET, World

SSH_QUERIES = (
    "gpu_sessions",
    "gpu_sessions?select=*",
    "gpu_sessions?select=ssh_connection_info",
    "gpu_sessions?select=s:ssh_connection_info",
    "gpu_sessions?select=id,ssh_connection_info->>password",
    "gpu_sessions?select=ssh_connection_info::text",
    "gpu_sessions?select=id&order=ssh_connection_info",
    "gpu_sessions?select=id&order=ssh_connection_info->>password.desc",
    "gpu_sessions?select=id&ssh_connection_info=not.is.null",
    "gpu_sessions?select=id&ssh_connection_info->>password=like.c*",
    "gpu_sessions?select=id&or=(id.is.null,ssh_connection_info.not.is.null)",
    "gpu_sessions?select=id&not.and=(ssh_connection_info.is.null)",
    "gpu_sessions?columns=ssh_connection_info",
    "training_jobs?select=id,gpu_sessions(*)",
    "training_jobs?select=id,gpu_sessions(ssh_connection_info)",
    "training_jobs?select=id,...gpu_sessions(ssh_connection_info)",
    "training_jobs?select=id,gpu_sessions!inner(id)&gpu_sessions.ssh_connection_info=not.is.null",
    "training_jobs?select=id&order=gpu_sessions(ssh_connection_info)",
    "agent_executions?select=id,gpu_sessions(ssh_connection_info)",
    "rpc/gpu_sessions_due?select=ssh_connection_info",
)


def contains_secret(response: httpx.Response, *secrets: str) -> bool:
    return any(secret in response.text for secret in (SECRET, *secrets))


@pytest.mark.parametrize("role", ROLES)
def test_ssh_credentials_cannot_be_selected(clients: ApiClients, world: World, role: Role) -> None:
    session = world.session_with_ssh()
    world.insert("training_jobs", gpu_session_id=session)
    sealed = world.fetch("gpu_sessions", session)["ssh_connection_info"]
    client = clients.of(role, world.own)
    for query in SSH_QUERIES:
        for accept in ("application/json", "text/csv"):
            response = client.request("GET", query, accept=accept)
            assert_refused(response)
            assert not contains_secret(response, sealed), query


@pytest.mark.parametrize("role", ["admin", "service_role"])
@pytest.mark.parametrize("function", ["request_gpu_termination", "close_gpu_session"])
def test_functions_omit_ssh_credentials(
    clients: ApiClients, world: World, role: Role, function: str
) -> None:
    session = world.session_with_ssh()
    sealed = world.fetch("gpu_sessions", session)["ssh_connection_info"]
    for selected in ("", "?select=ssh_connection_info"):
        response = clients.of(role).request(
            "POST", f"rpc/{function}{selected}", json={"p_id": session}
        )
        assert not contains_secret(response, sealed), response.text


def test_ssh_credentials_do_not_decrypt_as_setting(agent: ApiClient, world: World) -> None:
    session = world.session_with_ssh()
    sealed = world.fetch("gpu_sessions", session)["ssh_connection_info"]
    world.run("update gpu_sessions set status = 'terminated' where id = %s", session)
    with pytest.raises(errors.DatabaseError) as refused:
        world.one("select public.decrypt_config_value(%s)", sealed)
    assert refused.value.sqlstate == "KS313"
    assert not contains_secret(agent.call("decrypt_config_value", value=sealed))


@pytest.mark.parametrize("role", ["admin", "service_role"])
def test_ssh_credentials_need_their_setter(clients: ApiClients, world: World, role: Role) -> None:
    client, session = clients.of(role), world.session_with_ssh()
    new = {**world.new_values("gpu_sessions"), "ssh_connection_info": {"password": SECRET}}
    sealed = world.fetch("gpu_sessions", session)["ssh_connection_info"]
    with nothing_changes(world):
        assert_refused(client.request("POST", "gpu_sessions", json=new), "42501")
        for value in (sealed, {"password": "x"}, None):
            changed = client.request(
                "PATCH", f"gpu_sessions?id=eq.{session}", json={"ssh_connection_info": value}
            )
            assert_refused(changed, "42501")


# Sensitive settings -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "configurations",
        "configurations?select=*&is_sensitive=is.true",
        "configurations?select=id&or=(is_sensitive.is.true,config_key.like.*)",
        "configurations?order=config_value",
        "configurations?order=is_sensitive.desc",
        f'configurations?config_value=eq."{SECRET}"',
        "configurations?config_value->>password=not.is.null",
        "configurations?select=config_value::int",
        "configurations?select=config_key::int",
        "configurations?config_key=eq.hidden",
        "configurations?select=count",
        "audit_log?select=old_values,new_values",
        "audit_log?select=old_values->>config_value,new_values->>config_value",
        f"audit_log?new_values->>config_value=like.*{SECRET[:7]}*&select=id",
        "rpc/integrity_report",
        "",
    ],
)
@pytest.mark.parametrize("role", ["anon", "authenticated", "kaggle_worker"])
def test_sensitive_values_are_hidden(
    clients: ApiClients, agent: ApiClient, world: World, role: Role, query: str
) -> None:
    world.insert("configurations", config_key="hidden", is_sensitive=True, config_value=SECRET)
    agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
    agent.request(
        "PATCH", "configurations?config_key=eq.hidden", json={"config_value": SECRET + "2"}
    )
    client = clients.of(role, world.own)
    tried: list[dict[str, Any]] = [{}, {"accept": "text/csv"}, {"prefer": "count=exact"}]
    for headers in tried:
        response = client.request("GET", query, **headers)
        assert not contains_secret(response), response.text
        counted = response.headers.get("content-range", "")
        if query.startswith("configurations") and counted:
            assert counted.split("/")[-1] in ("*", "0"), counted


# A reading is recorded or returns nothing -------------------------------------------------------

PLAN = "application/vnd.pgrst.plan"
TRICKS: dict[str, dict[str, Any]] = {
    "a cast": {"path": "?select=reveal_configuration::int"},
    "a cast of the result": {"path": "?select=pgrst_scalar::int"},
    "an arrow and a cast": {"path": "?select=pgrst_scalar->>0::int"},
    "an arrow to a field and a cast": {"path": "?select=x:pgrst_scalar->>password::uuid"},
    "a cast to text": {"path": "?select=pgrst_scalar::text"},
    "a cast to a checked text": {"path": "?select=pgrst_scalar::email"},
    "a filter": {"path": "?reveal_configuration=eq.1"},
    "a filter on the result": {"path": "?pgrst_scalar=gt.1"},
    "an order": {"path": "?order=reveal_configuration"},
    "no rows": {"path": "?limit=0"},
    "an embedding": {"path": "?select=configurations(*)"},
    "a rollback": {"prefer": "tx=rollback"},
    "a strict rollback": {"prefer": "handling=strict, tx=rollback"},
    "too many rows": {"prefer": "handling=strict, max-affected=0"},
    "a plan": {"accept": PLAN},
    "a plan that runs": {"accept": f'{PLAN}+json; options=analyze|verbose; for="application/json"'},
    "text": {"accept": f"{PLAN}+text; options=analyze"},
    "csv": {"accept": "text/csv"},
    "one object": {"accept": "application/vnd.pgrst.object+json"},
    "bytes": {"accept": "application/octet-stream"},
    "geography": {"accept": "application/geo+json"},
    "xml": {"accept": "text/xml"},
    "a range past the end": {"range": "5-9"},
    "a count": {"prefer": "count=exact"},
    "another schema": {"accept_profile": "kaggle_store"},
    "bulk": {"prefer": "params=multiple-objects"},
}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_secret_is_read_without_a_record(agent: ApiClient, world: World, trick: str) -> None:
    agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
    session = world.session_with_ssh()
    headers = dict(TRICKS[trick])
    path = headers.pop("path", "")
    reading = {"p_id": session, "p_reason": "a look"}
    for request, query, function in (
        ("request_configuration_reading", {"p_key": "sealed"}, "reveal_configuration"),
        ("request_ssh_reading", reading, "reveal_ssh_connection_info"),
    ):
        before = _reading_count(world)
        plain = agent.call(request, **query)
        tricked = agent.request("POST", f"rpc/{request}{path}", json=query, **headers)
        assert not contains_secret(tricked)
        given = {name: value for name, value in query.items() if name != "p_reason"}
        for ticket in (plain.json(), _ticket_in(tricked)):
            shown = path.replace("reveal_configuration", function)
            json = {**given, "p_ticket": ticket}
            response = agent.request("POST", f"rpc/{function}{shown}", json=json, **headers)
            assert not contains_secret(response) or _reading_count(world) > before, response.text


def _ticket_in(response: httpx.Response) -> str:
    """Return the first UUID in a response, also of a rolled-back request."""
    found = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", response.text)
    return found[0] if found else str(uuid4())


def test_ticket_is_bound_to_reader_key_and_minute(
    clients: ApiClients, agent: ApiClient, world: World, set_clock: Callable[[str], None]
) -> None:
    for key in ("sealed", "other"):
        agent.call("set_configuration", p_key=key, p_value=SECRET, p_encrypted=True)
    ticket = agent.call("request_configuration_reading", p_key="sealed").json()
    admin = clients.of("admin")
    assert (
        error_code(admin.call("reveal_configuration", p_key="sealed", p_ticket=ticket)) == "KS325"
    )
    assert error_code(agent.call("reveal_configuration", p_key="other", p_ticket=ticket)) == "KS325"
    assert error_code(agent.call("reveal_configuration", p_key="sealed", p_ticket=None)) == "KS325"
    assert agent.call("reveal_configuration", p_key="sealed", p_ticket=ticket).json() == SECRET
    set_clock("61 seconds")
    late = agent.call("reveal_configuration", p_key="sealed", p_ticket=ticket)
    assert error_code(late) == "KS325"


def test_ticket_is_bound_to_its_person(clients: ApiClients, agent: ApiClient, world: World) -> None:
    agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
    alice, bob = (clients.with_claims(role="admin", sub=sub) for sub in ("alice", "bob"))
    ticket = alice.call("request_configuration_reading", p_key="sealed").json()
    refused = bob.call("reveal_configuration", p_key="sealed", p_ticket=ticket)
    assert error_code(refused) == "KS325"
    assert not contains_secret(refused)
    assert alice.call("reveal_configuration", p_key="sealed", p_ticket=ticket).json() == SECRET


def test_ticket_is_refused_in_its_own_transaction(owner: Owner, agent: ApiClient) -> None:
    agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
    with pytest.raises(errors.DatabaseError) as refused:
        owner.execute(
            "select reveal_configuration('sealed', request_configuration_reading('sealed'))"
        )
    assert refused.value.sqlstate == "KS325"


def _reading_count(world: World) -> int:
    return int(world.one("select count(*) from audit_log where action = 'reveal'"))


def test_get_request_reads_no_secret(agent: ApiClient, world: World) -> None:
    agent.call("set_configuration", p_key="sealed", p_value=SECRET, p_encrypted=True)
    session = world.session_with_ssh()
    with nothing_changes(world):
        for query in (
            "request_configuration_reading?p_key=sealed",
            f"request_ssh_reading?p_id={session}&p_reason=because",
            "rotate_encryption_key",
        ):
            response = agent.request("GET", f"rpc/{query}")
            assert response.status_code == 405
            assert not contains_secret(response)


def test_set_configuration_never_echoes_secrets(agent: ApiClient, world: World) -> None:
    given = {"p_key": "sealed", "p_value": SECRET, "p_encrypted": True}
    for path in (
        "",
        "?select=config_value::int",
        "?select=config_value->>x",
        "?config_value->>x=eq.1",
        "?config_value=eq.1",
        "?order=config_value",
        "?select=nothing",
    ):
        assert not contains_secret(
            agent.request("POST", f"rpc/set_configuration{path}", json=given)
        ), path
    for wrong in (
        {"p_type": "no type"},
        {"p_key": ""},
        {"p_key": "k" * 300},
        {"p_description": "d" * 200_000},
        {"p_nothing": 1},
        {"p_encrypted": "perhaps"},
        {"p_value": SECRET + "\0"},
        {"p_value": SECRET * 50_000},
    ):
        with nothing_changes(world):
            response = agent.call("set_configuration", **(given | wrong))
            assert_refused(response)
            assert not contains_secret(response), response.text
