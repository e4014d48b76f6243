"""Members mode: strangers are refused everywhere, members read as all people do elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest

from tests.conftest import Owner, Stack
from tests.database.clients import Client
from tests.security.assertions import assert_refused, nothing_changes
from tests.security.calls import CALLS
from tests.security.clients import PERSON, ApiClient, ApiClients, claims_of, error_code
from tests.security.matrix import FUNCTIONS, RELATIONS, Role
from tests.security.members_mode import members_mode, turn_on
from tests.security.prover import Prover
from tests.security.world import World

STRANGER = "00000000-0000-4000-8000-00000000beef"
REFUSED = (403, "42501", "permission denied: the signed-in user is not a member of the store")

READABLE = b"""
select c.relname::text, array(
    select a.attname::text from pg_attribute as a
    where a.attrelid = c.oid and a.attnum > 0
        and has_column_privilege('authenticated', c.oid, a.attnum, 'select')
)
from pg_class as c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and has_any_column_privilege('authenticated', c.oid, 'select')
"""
WRITABLE = b"""
select c.relname::text, verb from pg_class as c, unnest(array['insert', 'update', 'delete']) as verb
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'f')
    and case verb when 'delete' then has_table_privilege('authenticated', c.oid, verb)
        else has_any_column_privilege('authenticated', c.oid, verb) end
"""
# What is immutable cannot read the database: it computes from what the caller sends.
CALLABLE = b"""
select proname::text from pg_proc
where pronamespace = 'public'::regnamespace and provolatile <> 'i'
    and has_function_privilege('authenticated', oid, 'execute')
"""
# People may not read the materialized view, which cannot have a policy.
INTERNAL = b"""
select c.oid::regclass::text from pg_class as c
where c.relnamespace = 'kaggle_store'::regnamespace and c.relkind in ('r', 'p', 'v')
    and has_any_column_privilege('authenticated', c.oid, 'select')
"""


@pytest.fixture(scope="module", autouse=True)
def mode(session_owner: Owner) -> Iterator[None]:
    """Turn members mode on for this module."""
    users = [PERSON, STRANGER]
    session_owner.execute("insert into auth.users (id) select unnest(%s::uuid[])", [users])
    with members_mode(session_owner):
        yield
    session_owner.execute("delete from auth.users where id = any (%s::uuid[])", [users])


@pytest.fixture
def stranger(clients: ApiClients, world: World) -> ApiClient:
    """Return a client of a signed-in user who is no member, but an admin by metadata."""
    return clients.with_claims(role="authenticated", sub=STRANGER, app_metadata={"role": "admin"})


@pytest.fixture
def person(clients: ApiClients, world: World) -> ApiClient:
    """Return a client of a user who is not yet a member."""
    return clients.of("authenticated")


def add(world: World, **more: Any) -> None:
    """Make the person a member."""
    world.run("select public.add_store_member(%s, %s)", PERSON, more.get("is_admin"))


def refusal(response: httpx.Response) -> tuple[int, str, str]:
    body = response.json() if response.content else {}
    message = body.get("message", "") if isinstance(body, dict) else ""
    return response.status_code, error_code(response), message


def test_stranger_reads_no_relation(stranger: ApiClient, world: World) -> None:
    found = world.owner.execute(READABLE).fetchall()
    assert {name for name, _ in found} == {
        name for name, cells in RELATIONS.items() if "s" in cells["authenticated"].lower()
    }
    for name, columns in found:
        path = f"{name}?select={','.join(columns)}"
        for page in ("limit=1", f"order={columns[0]}", "limit=0"):
            # An estimate is not asked of the rows, but of the planner.
            response = stranger.request("GET", f"{path}&{page}", prefer="count=planned")
            assert refusal(response) == REFUSED, (name, page)


def test_stranger_writes_no_relation(stranger: ApiClient, world: World) -> None:
    writable = world.owner.execute(WRITABLE).fetchall()
    assert len(writable) > 2
    methods = {"insert": "POST", "update": "PATCH", "delete": "DELETE"}
    with nothing_changes(world):
        for name, verb in writable:
            row = world.new_values(name) if verb == "insert" else {"description": "x"}
            body = None if verb == "delete" else row
            response = stranger.request(methods[verb], name, json=body)
            assert refusal(response) == REFUSED, (name, verb)


def test_stranger_calls_no_function(stranger: ApiClient, world: World) -> None:
    found = {name for (name,) in world.owner.execute(CALLABLE).fetchall()}
    admins = {name for name in found if FUNCTIONS[name]["authenticated"] == "-"}
    assert len(found) > len(admins) > 3
    for name in found:
        arguments = CALLS[name].prepare(world, world.own)
        if name == "reveal_configuration":
            arguments["p_ticket"] = STRANGER
        with nothing_changes(world):
            status, code, message = refusal(stranger.call(name, **arguments))
        assert (status, code) == REFUSED[:2], name
        # Members who are no admins are refused these too.
        assert name in admins or message == REFUSED[2], name


def test_stranger_reads_no_internal_relation(world: World) -> None:
    found = world.owner.execute(INTERNAL).fetchall()
    assert len(found) > 4
    for (name,) in found:
        with world.owner.transaction(force_rollback=True):
            Client(world.owner, "authenticated", STRANGER).assume_role()
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not a member"):
                world.owner.execute(f"select from {name}".encode())


def test_stranger_stops_no_service(world: World, session_stack: Stack) -> None:
    """An error in a policy would stop Realtime, which asks for all subscribers at once."""
    world.insert("competitions")
    names = [name for (name,) in world.owner.execute(INTERNAL)] + ["public.competitions"]
    queries = [f"select from {name}".encode() for name in names]
    assert sum(world.owner.execute(query).fetchone() is not None for query in queries) > 4
    if (url := session_stack.superuser_url) is None:
        pytest.skip("this stack names no superuser")
    with psycopg.connect(url) as service:
        assert service.info.user == "supabase_admin"
        Client(service, "authenticated", STRANGER).assume_role()
        for query in queries:
            assert service.execute(query).fetchall() == [], query


@pytest.mark.parametrize("looked_up", ["t-1", "t-2"])
def test_plan_of_a_member_shows_strangers_nothing(world: World, looked_up: str) -> None:
    """A session may plan a statement once for all; an error would show that a row exists."""
    add(world)
    world.run(
        "insert into competitions (kaggle_id, title) values ('t-1', 'T') on conflict do nothing"
    )
    found = {}
    with world.owner.transaction(force_rollback=True):
        world.run("set local plan_cache_mode = force_generic_plan")
        world.run("prepare looked_up (text) as select from competitions where kaggle_id = $1")
        for subject in (PERSON, STRANGER):
            Client(world.owner, "authenticated", subject).assume_role()
            rows = world.owner.execute(f"execute looked_up ('{looked_up}')".encode()).fetchall()
            found[subject] = len(rows)
        world.run("deallocate looked_up")
    assert found == {PERSON: int(looked_up == "t-1"), STRANGER: 0}


@pytest.mark.parametrize(
    "claims", [{}, {"sub": ""}, {"sub": "auth0|7"}, {"sub": [PERSON]}, {"sub": f"{PERSON} "}]
)
def test_subject_that_is_no_member_is_refused(
    clients: ApiClients, world: World, claims: dict[str, Any]
) -> None:
    add(world)
    client = clients.with_claims(role="authenticated", **claims)
    assert client.get("competitions").status_code in (401, 403)


@pytest.mark.parametrize("role", ["authenticated", "admin_by_metadata"])
def test_member_reaches_what_people_reach(clients: ApiClients, world: World, role: Role) -> None:
    add(world, is_admin=role == "admin_by_metadata")
    prover = Prover(clients, world)
    for relation, cells in RELATIONS.items():
        if cells["authenticated"] != "-":
            assert list(prover.relation(role, relation)) == []
    for function, cells in FUNCTIONS.items():
        if "yes" in (cells["authenticated"], cells["admin_by_metadata"]):
            assert list(prover.function(role, function)) == []


@pytest.mark.parametrize("role", ["admin", "kaggle_worker", "service_role"])
def test_other_roles_need_no_membership(clients: ApiClients, world: World, role: Role) -> None:
    prover = Prover(clients, world)
    for relation in ("training_jobs", "system_metrics", "configurations", "execution_summary"):
        assert list(prover.relation(role, relation)) == []
    for function in ("newest_attempts", "set_configuration", "respond_intervention"):
        assert list(prover.function(role, function)) == []


def test_metadata_makes_no_admin(clients: ApiClients, world: World) -> None:
    add(world)
    secret = world.sensitive()
    claimed = clients.with_claims(**claims_of("admin_by_metadata"))
    with nothing_changes(world):
        assert claimed.get(f"configurations?id=eq.{secret}").json() == []
        assert_refused(claimed.call("set_configuration", p_key="k", p_value=1), "42501")
        assert_refused(claimed.call("add_store_member", p_user=STRANGER), "42501")


def test_removal_is_immediate(person: ApiClient, agent: ApiClient, world: World) -> None:
    path = f"competitions?id=eq.{world.competition}"
    assert refusal(person.call("cost_totals")) == REFUSED
    agent.call("add_store_member", p_user=PERSON, p_is_admin=True)
    # Sent often, it is planned no more.
    assert [len(person.get(path).json()) for _ in range(12)] == [1] * 12
    assert person.call("store_is_members_only").json() is True
    agent.call("remove_store_member", p_user=PERSON)
    assert refusal(person.call("cost_totals")) == REFUSED
    after = person.get(path)
    assert refusal(after) == REFUSED or after.json() == []


def test_admin_member_manages_members(person: ApiClient, world: World) -> None:
    add(world, is_admin=True)
    [added] = person.call("add_store_member", p_user=STRANGER).json()
    assert (added["user_id"], added["added_by"]) == (STRANGER, "alice@example.org")
    assert len(person.call("list_store_members").json()) == 2
    assert person.call("remove_store_member", p_user=PERSON).is_success
    assert_refused(person.call("remove_store_member", p_user=STRANGER), "42501")


def test_migration_twice_changes_nothing(owner: Owner) -> None:
    def state() -> list[tuple[Any, ...]]:
        rows = owner.execute("select * from pg_policies order by 1, 2, 3").fetchall()
        rows += owner.execute("select name, sha256 from kaggle_store.installed").fetchall()
        return rows + owner.execute("select * from kaggle_store.access_mode").fetchall()

    before = state()
    turn_on(owner)
    assert state() == before


def test_health_names_a_policy_that_does_not_ask(owner: Owner) -> None:
    def health() -> tuple[Any, ...] | None:
        return owner.execute(
            "select state::text, found, facts -> 'open' from store_health() "
            "where subject = 'members'"
        ).fetchone()

    assert health() == ("fine", "members only: 0, of them admins: 0", [])
    for condition in (
        "true",
        "(select kaggle_store.require_member()) or true",
        "((select kaggle_store.require_member()) and title <> '') or title <> 'x'",
    ):
        with owner.transaction(force_rollback=True):
            owner.execute(
                f'create policy "own" on competitions to public using ({condition})'.encode()
            )
            found = health()
            assert found is not None
            assert (found[0], found[2]) == ("problem", ['"own" of public.competitions'])


def test_policies_of_own_tables_are_not_reported(owner: Owner) -> None:
    with owner.transaction(force_rollback=True):
        owner.execute(
            "create table public.of_the_project (); "
            "create policy all_people on public.of_the_project using (true)"
        )
        row = owner.execute(
            "select state::text from store_health() where subject = 'members'"
        ).fetchone()
        assert row == ("fine",)
