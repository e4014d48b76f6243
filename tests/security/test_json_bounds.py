"""Bounds of JSON: the size of the text that is delivered, depth, and numbers."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from json import dumps
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import Owner
from tests.security.assertions import assert_refused, nothing_changes
from tests.security.calls import CALLS
from tests.security.clients import ApiClient, ApiClients
from tests.security.matrix import Role
from tests.security.world import World

UNSTORABLE = (
    "1e131071",
    "-1e400",
    "1.8e308",
    "1e-16383",
    "-1e-324",
    "0e-16383",
    "0.1234567890123456789",
    "3.14159265358979323846",
)
"""Numbers that no double holds, or with many more bytes as text than in the request."""


def array_of(element: str, count: int) -> str:
    return f'{{"a": [{", ".join([element] * count)}]}}'


BOMB = array_of("1e131071", 9000)
"""90 kB in the request, 1.2 GB as text."""
LARGE = {"audit_log": 220, "archived_rows": 220, "research_results": 60}
"""How many thousand numbers of 309 digits exceed the bound of a table's JSON; 14 for others."""
CLIENTS: tuple[Role, ...] = ("service_role", "admin", "kaggle_worker", "authenticated")
COLUMNS = """
select c.oid::regclass::text, c.relname::text, a.attname::text
from pg_attribute as a join pg_class as c on c.oid = a.attrelid
where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    and format_type(a.atttypid, null) in ('json', 'jsonb', 'json[]', 'jsonb[]')
    -- Only upkeep writes it, and never what a client sends.
    and c.oid <> 'kaggle_store.integrity_round'::regclass
order by 1, a.attnum
"""
ARGUMENTS = """
with parts as (
    select p.proname::text as name, arg.name as argument, format_type(arg.type, null) as type,
        (
            select min(a.attname::text) from pg_type as t
            join pg_type as e on e.oid in (t.oid, t.typelem)
            join pg_attribute as a on a.attrelid = e.typrelid
            where t.oid = arg.type and a.atttypid = 'jsonb'::regtype
        ) as field
    from pg_proc as p cross join unnest(p.proargnames, p.proargtypes) as arg (name, type)
    where p.pronamespace = 'public'::regnamespace and p.provolatile = 'v' and arg.type is not null
)
select name, argument, type, field from parts
where field is not null or type in ('json', 'jsonb', 'json[]', 'jsonb[]') order by 1, 2
"""


class Raw:
    """JSON text that is sent as it is, for numbers that Python cannot hold."""

    def __init__(self, text: str) -> None:
        self.text, self.mark = text, f"raw {uuid4()}"

    def __str__(self) -> str:
        return self.mark


def ask(client: ApiClient, method: str, path: str, given: dict[str, Any], raw: Raw) -> Any:
    body = dumps(given, default=str).replace(f'"{raw.mark}"', raw.text)
    return client.request(method, path, content=body.encode())


def may(world: World, role: str, what: str, *names: str) -> bool:
    parameters = ", ".join(["%s"] * (len(names) + 1))
    return bool(world.one(f"select has_{what}_privilege({parameters})", role, *names))


@pytest.fixture
def columns(owner: Owner) -> Sequence[tuple[str, str, str]]:
    """Return table, name and column of every JSON column, from the catalog."""
    return owner.execute(COLUMNS.encode()).fetchall()


def test_every_json_column_refuses_unstorable_numbers(
    owner: Owner, world: World, columns: Sequence[tuple[str, str, str]]
) -> None:
    world.archived()
    for table, name, column in columns:
        if name != "archived_rows":
            world.insert(name)
        for number in UNSTORABLE:
            change = f"update {table} set {column} = %s".encode()
            with pytest.raises(psycopg.DatabaseError) as caught:
                owner.execute(change, [f'{{"a": {number}}}'])
            assert caught.value.sqlstate == "KS331", f"{table}.{column}: {number}"
            assert column in str(caught.value)
    assert len(columns) >= 20


def test_every_json_column_is_bounded_as_text(
    owner: Owner, world: World, columns: Sequence[tuple[str, str, str]]
) -> None:
    world.archived()
    for table, name, column in columns:
        if name != "archived_rows":
            world.insert(name)
        count = f"{LARGE.get(name, 14)}000"
        numbers = f"(select jsonb_agg(1e308) from generate_series(1, {count}))"
        change = f"update {table} set {column} = jsonb_build_object('a', {numbers})"
        with pytest.raises(psycopg.DatabaseError) as caught:
            owner.execute(change.encode())
        assert caught.value.sqlstate == "KS330", f"{table}.{column}"


@pytest.mark.parametrize("role", CLIENTS)
def test_no_client_stores_unstorable_numbers(
    clients: ApiClients, world: World, columns: Sequence[tuple[str, str, str]], role: Role
) -> None:
    client = clients.of(role, world.own)
    tried = [
        (name, column, world.insert(name), world.new_values(name))
        for table, name, column in columns
        if table == name
    ]
    with nothing_changes(world):
        for name, column, id, row in tried:
            for number in UNSTORABLE:
                raw = Raw(f'{{"a": {number}}}')
                given = {column: raw}
                added = ask(client, "POST", name, {**row, "id": uuid4(), **given}, raw)
                changed = ask(client, "PATCH", f"{name}?id=eq.{id}", given, raw)
                for response, verb in ((added, "insert"), (changed, "update")):
                    allowed = may(world, role, "column", f"public.{name}", column, verb)
                    if not allowed:
                        assert_refused(response)
                    elif role != "authenticated":
                        assert_refused(response, "KS331")
                        assert column in response.json()["message"]
                    assert len(response.content) < 2000


def _argument(given: Any, type: str, field: str | None, raw: Raw) -> Any:
    if type.endswith("[]") and field is None:
        return [raw]
    return raw if field is None else [{**given[0], field: raw}]


@pytest.mark.parametrize("role", CLIENTS)
def test_no_function_accepts_unstorable_numbers(
    owner: Owner, clients: ApiClients, world: World, role: Role
) -> None:
    arguments = owner.execute(ARGUMENTS.encode()).fetchall()
    assert len(arguments) >= 11
    client = clients.of(role, world.own)
    for function, argument, type, field in arguments:
        given = CALLS[function].prepare(world, world.own)
        with nothing_changes(world):
            for number in UNSTORABLE:
                raw = Raw(f'{{"a": {number}}}')
                changed = {argument: _argument(given.get(argument), type, field, raw)}
                response = ask(client, "POST", f"rpc/{function}", {**given, **changed}, raw)
                is_open = role in ("service_role", "admin")
                codes = ("KS331",) if is_open else ("KS331", "42501")
                assert_refused(response, *codes)
                assert len(response.content) < 2000


def test_respond_refuses_unstorable_numbers(
    person: ApiClient, agent: ApiClient, world: World
) -> None:
    intervention = world.insert("human_interventions", response_schema='{"type": "object"}')
    given = {"p_id": intervention, "p_decision": "approve"}
    for value in (BOMB, '{"a": 1e131071}'):
        raw = Raw(value)
        with nothing_changes(world):
            response = ask(
                person, "POST", "rpc/respond_intervention", {**given, "p_response_data": raw}, raw
            )
            assert_refused(response, "KS331")
    assert len(person.get(f"human_interventions?id=eq.{intervention}").content) < 5000
    assert person.call("respond_intervention", **given, p_response_data={"a": 1}).is_success


@pytest.mark.parametrize("missing", ["title", "description", "intervention_type"])
def test_refusal_of_another_column_omits_json(agent: ApiClient, world: World, missing: str) -> None:
    row, raw = {**world.new_values("human_interventions"), missing: None}, Raw(BOMB)
    response = ask(agent, "POST", "human_interventions", {**row, "context_data": raw}, raw)
    assert_refused(response, "KS331")


def test_refusal_of_nameless_point_omits_tags(worker: ApiClient, world: World) -> None:
    row, raw = {**world.new_values("system_metrics"), "metric_name": None}, Raw(BOMB)
    assert_refused(ask(worker, "POST", "system_metrics", {**row, "tags": raw}, raw), "KS330")


def test_import_refuses_unstorable_numbers(agent: ApiClient, world: World) -> None:
    file = CALLS["import_archived_execution"].prepare(world, world.own)
    for place, old in ((0, '"source_record": {}'), (0, '"row": {')):
        lines = list(file["p_lines"])
        new = f'"source_record": {{"a": {BOMB}}}' if "source" in old else f'{old}"x": {BOMB}, '
        assert old in lines[place]
        lines[place] = lines[place].replace(old, new, 1)
        given = {**file, "p_lines": lines, "p_checksum": digest(world, lines)}
        with nothing_changes(world):
            assert_refused(agent.call("import_archived_execution", **given), "KS331")


def digest(world: World, lines: list[str]) -> str:
    return str(world.one("select kaggle_store.digest_of_lines(%s)", lines))


# Bounds of the delivered text, and accepted doubles ---------------------------------------------


@pytest.mark.parametrize(
    ("tags", "is_accepted"),
    [
        (array_of("1e308", 20), True),
        (array_of("1e308", 40), False),
        (array_of("1e-300", 40), False),
        (array_of("1", 2_700), True),
        (array_of("1", 2_800), False),
        (f'{{"a": "{"x" * 8_180}"}}', True),
        (f'{{"a": "{"x" * 8_190}"}}', False),
        (f'{{"a": "{"1234567890." * 700}"}}', True),
    ],
    ids=["ints", "many ints", "fractions", "small", "many small", "text", "long text", "digits"],
)
def test_tags_are_bounded_as_text(
    worker: ApiClient, world: World, tags: str, is_accepted: bool
) -> None:
    raw = Raw(tags)
    response = ask(
        worker, "POST", "system_metrics", {**world.new_values("system_metrics"), "tags": raw}, raw
    )
    if is_accepted:
        assert response.status_code == 201, response.text
    else:
        assert_refused(response, "KS330")


def doubles(count: int) -> list[float]:
    """Return doubles of every size, from a fixed seed."""
    drawn = random.Random(7)
    found = [struct.unpack("d", drawn.randbytes(8))[0] for _ in range(count)]
    return [x for x in found if x == x and abs(x) != float("inf")]


def test_every_double_is_accepted(agent: ApiClient, world: World) -> None:
    given = doubles(3000)
    for column, relation in (
        ("hyperparameters", "training_jobs"),
        ("context_data", "human_interventions"),
    ):
        row = world.new_values(relation)
        for part in (given[:1000], given[1000:2000], given[2000:]):
            sent = {**row, "id": uuid4(), column: {"a": part}}
            response = agent.request("POST", relation, json=sent, prefer="return=representation")
            assert response.status_code == 201, response.text
            assert [float(x) for x in response.json()[0][column]["a"]] == part
    for value in given[:200]:
        point = {**world.new_values("system_metrics"), "tags": {"a": value}}
        assert agent.request("POST", "system_metrics", json=point).status_code == 201, value


# Values that points share ------------------------------------------------------------------------


def shared(world: World, count: int, **more: Any) -> dict[str, Any]:
    points = {
        "p_ids": [uuid4()],
        "p_timestamps": [world.timestamp_for("system_metrics")],
        "p_metric_names": ["loss"],
        "p_metric_values": [1.0] * count,
        "p_metric_types": ["gauge"],
        "p_tags": [None],
        "p_execution_ids": [world.own],
        "p_components": ["training"],
    }
    return {**points, **more}


@pytest.mark.parametrize(
    ("argument", "element", "count"),
    [
        ("p_metric_names", "x" * 200_000, 7_000),
        ("p_components", "x" * 200_000, 7_000),
        ("p_tags", {"a": "x" * 200_000}, 7_000),
        ("p_tags", {"a": "x" * 8_000}, 20_000),
    ],
    ids=["name", "component", "tags", "points"],
)
def test_shared_values_are_bounded_before_copies(
    worker: ApiClient, world: World, argument: str, element: object, count: int
) -> None:
    given = shared(world, count, **{argument: [element]})
    with nothing_changes(world):
        response = worker.call("record_metric_points", **given)
        assert_refused(response, "KS330")
    assert argument in response.json()["message"]


def test_full_batch_with_full_tags_is_stored(worker: ApiClient, world: World) -> None:
    given = shared(world, 5_000, p_tags=[{"a": "x" * 8_000}])
    response = worker.call("record_metric_points", **given)
    assert response.json() == 5_000
