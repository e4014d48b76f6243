"""Whatever a raw client can store, the SDK reads back: hostile values for every writable column."""

from __future__ import annotations

from json import dumps
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import KaggleStore
from tests.security.clients import ApiClient
from tests.security.world import World

TABLES = (
    "competitions",
    "agent_executions",
    "research_results",
    "generated_code",
    "gpu_sessions",
    "training_jobs",
    "submissions",
    "human_interventions",
    "system_metrics",
    "configurations",
)
COLUMNS = """
select a.attname::text, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null)
from pg_attribute as a join pg_type as t on t.oid = a.atttypid
where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
    and has_column_privilege('service_role', a.attrelid, a.attnum, 'insert') order by a.attnum
"""


def nested(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


TEXTS = (
    '""',
    '" "',
    '"\\u001b[31m\\n"',
    '"\\u202e\\u200d\\u2028"',
    '"\\ufeff\\uffff\\udbff\\udfff"',
    '"NaN"',
    '"{}"',
    '"\\u0000"',
    '"\\ud800"',
)
VALUES: dict[str, tuple[str, ...]] = {
    "text": TEXTS,
    "character varying": TEXTS,
    "text[]": (
        "[null]",
        '["a", null]',
        '[["a"], ["b"]]',
        '[["a", null]]',
        "[]",
        '["", "\\u001b"]',
        '"{a,NULL}"',
        '"[5:6]={a,b}"',
        '"{{a},{b}}"',
        '"{}"',
    ),
    "jsonb": (
        nested(3),
        nested(99),
        nested(101),
        nested(600),
        '{"a": 1e308, "b": -1e308, "c": 5e-324, "d": 1e309, "e": 1e-400}',
        f'{{"a": {10**308}}}',
        f'{{"a": {2**64}, "b": {-(2**63) - 1}}}',
        '{"": {"": ""}, "\\u001b": "\\ud83c\\udfc6\\u2028"}',
        '{"a": 0.1234567890123456789}',
        '{"a": -0.0, "b": 1.0, "c": 100000000000000000000.0}',
        '{"a": "NaN", "b": null, "c": [[], [null]]}',
        '{"a": "\\u0000"}',
        "[]",
        "null",
    ),
    "numeric": ('"NaN"', '"Infinity"', '"-Infinity"', "1e30", "-1", "1e-30", "9999999999.9999999"),
    "double precision": (
        '"NaN"',
        '"Infinity"',
        '"-Infinity"',
        "1.7976931348623157e308",
        "5e-324",
        "-0.0",
        "1e309",
    ),
    "integer": ("2147483647", "-2147483648", "2147483648", '"7"', "1.5", "0"),
    "bigint": ("9223372036854775807", "-9223372036854775808", "9223372036854775808", "0"),
    "timestamp with time zone": (
        '"infinity"',
        '"-infinity"',
        '"0001-01-01T00:00:00Z"',
        '"0044-03-15 BC"',
        '"10000-01-01T00:00:00Z"',
        '"9999-12-31T23:59:59.999999Z"',
        '"1900-01-01T00:00:00Z"',
        '"2199-12-31T23:59:59.999999Z"',
        '"2026-01-01T00:00:00+15:59"',
        '"epoch"',
    ),
    "uuid": ('"00000000-0000-0000-0000-000000000000"', '"ffffffff-ffff-ffff-ffff-ffffffffffff"'),
    "boolean": ('"yes"', "null"),
}


@pytest.mark.parametrize("table", TABLES)
def test_sdk_reads_what_raw_clients_store(
    agent: ApiClient, world: World, store: KaggleStore, table: str
) -> None:
    sent = stored = 0
    for column, kind in world.owner.execute(COLUMNS.encode(), [table]).fetchall():
        for value in VALUES.get(kind, ()):
            row: dict[str, Any] = {**world.new_values(table), column: "?"}
            if column != "id":
                row["id"] = uuid4()
            fields = (
                f"{dumps(name)}: {value if name == column else dumps(given, default=str)}"
                for name, given in row.items()
            )
            body = f"{{{', '.join(fields)}}}"
            response = agent.request("POST", table, content=body.encode())
            assert response.status_code < 500, (column, value, response.text)
            sent += 1
            stored += response.is_success
    assert 0 < stored < sent
    entity = getattr(store, table)
    iterate = getattr(entity, "iterate_full", entity.iterate)
    assert len(list(iterate())) >= stored
