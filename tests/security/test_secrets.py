"""Secrets are stored encrypted, readings are recorded, and plaintext appears nowhere else."""

from __future__ import annotations

import pickle
import subprocess
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, KaggleStoreError
from kaggle_store.errors import NoEncryptionKey, PermissionDenied, SettingsError
from kaggle_store.local.builder import Programs
from kaggle_store.resources.tokens import WorkerToken
from kaggle_store.settings import Settings
from tests.conftest import Owner, Stack, local_run
from tests.security.clients import PERSON, ApiClient, ApiClients, token
from tests.security.world import World

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoid29ya2VyIn0.c2lnbmF0dXJlLW9mLW91cnM"


@pytest.fixture
def secret(agent: ApiClient, world: World) -> str:
    """Return a secret that every function for secrets has processed."""
    found = f"hunter2-{uuid4().hex}"
    session = world.insert("gpu_sessions")
    for value in (found, found + "-again", found):
        given = {"p_key": "api.token", "p_value": {"token": value}, "p_encrypted": True}
        assert agent.call("set_configuration", **given).is_success
        credentials = {"host": "h", "password": value}
        response = agent.call(
            "set_ssh_connection_info", p_id=session, p_ssh_connection_info=credentials
        )
        assert response.is_success
    assert agent.reveal("api.token").json() == {"token": found}
    reached = agent.reveal_ssh(session, "a look")
    assert reached.json()["password"] == found
    sealed = agent.call("encrypt_config_value", value=found).json()
    assert world.one("select public.decrypt_config_value(%s)", sealed) == found
    agent.call("set_configuration", p_key="", p_value=found, p_encrypted=True)
    agent.call("set_configuration", p_key="api.token", p_value=found, p_encrypted=False)
    agent.call("decrypt_config_value", value=found)
    agent.call("decrypt_config_value", value=sealed[:-8])
    agent.request(
        "PATCH", "configurations?config_key=eq.api.token", json={"description": "changed"}
    )
    agent.request("PATCH", "configurations?config_key=eq.api.token", json={"config_value": found})
    agent.call("rotate_encryption_key")
    agent.request("PATCH", f"gpu_sessions?id=eq.{session}", json={"status": "failed"})
    agent.request("DELETE", "configurations?config_key=eq.api.token")
    agent.call("set_configuration", p_key="api.token", p_value=found, p_encrypted=True)
    return found


def test_tables_hold_no_plaintext_secret(owner: Owner, secret: str) -> None:
    columns = owner.execute(
        b"select attrelid::regclass::text, attname::text from pg_attribute "
        b"join pg_class on pg_class.oid = attrelid "
        b"where relnamespace::regnamespace::text in ('public', 'kaggle_store', 'vault') "
        b"and relkind in ('r', 'm') and attnum > 0 and not attisdropped "
        b"and has_column_privilege(attrelid, attnum, 'select')"
    ).fetchall()
    assert len(columns) > 150
    found = [
        f"{table}.{column}"
        for table, column in columns
        if owner.execute(
            f'select exists (select from {table} where "{column}"::text like %s)'.encode(),
            [f"%{secret}%"],
        ).fetchone()
        == (True,)
    ]
    assert found == []


def test_dump_holds_no_secret_or_key(session_stack: Stack, owner: Owner, secret: str) -> None:
    assert session_stack.db_url
    keys = owner.execute(
        b"select decrypted_secret from vault.decrypted_secrets where name like 'kaggle_store%'"
    ).fetchall()
    program = Programs.find().postgres.tool("pg_dump")
    dumped = subprocess.run(
        [program, "--schema=public", "--dbname", session_stack.db_url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "api.token" in dumped
    for hidden in (secret, *(key for (key,) in keys)):
        assert hidden not in dumped


def test_database_settings_hold_no_key(owner: Owner, secret: str) -> None:
    keys = owner.execute(
        b"select decrypted_secret from vault.decrypted_secrets where name like 'kaggle_store%'"
    ).fetchall()
    settings = "\n".join(
        str(row)
        for view in ("pg_settings", "pg_db_role_setting")
        for row in owner.execute(f"select t::text from {view} as t".encode()).fetchall()
    )
    assert keys
    for hidden in (secret, *(key for (key,) in keys)):
        assert hidden not in settings


def test_statistics_show_no_secret(owner: Owner, secret: str) -> None:
    views = ["pg_stat_activity"]
    loaded = owner.execute("show shared_preload_libraries").fetchone()
    if loaded and "pg_stat_statements" in loaded[0]:
        views += ["extensions.pg_stat_statements"]
    for view in views:
        shown = owner.execute(f"select query from {view}".encode()).fetchall()
        assert secret not in str(shown)


def test_server_logs_show_no_secret(
    request: pytest.FixtureRequest, session_stack: Stack, secret: str
) -> None:
    for log in _logs(request, session_stack):
        assert secret not in log.read_text(errors="replace"), log


def _logs(request: pytest.FixtureRequest, stack: Stack) -> Iterator[Path]:
    """Yield the servers' log files, if the stack is our own."""
    run = local_run(request.config)
    if run is not None:
        yield from (run.cluster().folder / "logs").glob("*.log")
        yield from stack._builder.paths.logs.glob("*.log")  # type: ignore[union-attr]


def test_secret_with_nul_is_refused_before_sending(
    store: KaggleStore, request: pytest.FixtureRequest, session_stack: Stack
) -> None:
    secret = f"nul-{uuid4().hex}"
    with pytest.raises(KaggleStoreError) as refused:
        store.configurations.set("k", secret + "\0", encrypted=True)
    assert secret not in str(refused.value)
    for log in _logs(request, session_stack):
        assert secret not in log.read_text(errors="replace"), log


# Audit log --------------------------------------------------------------------------------------


def test_readings_record_actor_and_reason(
    clients: ApiClients, agent: ApiClient, world: World
) -> None:
    given = {"p_key": "api.token", "p_value": "x", "p_encrypted": True}
    [setting] = agent.call("set_configuration", **given).json()
    session = world.session_with_ssh()
    alice = clients.with_claims(role="admin", sub=PERSON)
    for number in (1, 2):
        assert alice.reveal("api.token").is_success
        assert alice.reveal_ssh(session, f"  why {number}  ").is_success
    read = agent.get("audit_log?action=eq.reveal&order=id").json()
    assert {(each["actor_role"], each["actor"]) for each in read} == {("admin", PERSON)}
    assert [(each["table_name"], each["row_id"]) for each in read[:2]] == [
        ("configurations", setting["id"]),
        ("gpu_sessions", str(session)),
    ]
    assert [each["new_values"].get("reason") for each in read] == [
        None,
        "why 1",
        None,
        "why 2",
    ]
    assert {each["execution_id"] for each in read if each["table_name"] == "gpu_sessions"} == {
        str(world.own)
    }


def test_every_setting_reading_is_recorded(agent: ApiClient, world: World) -> None:
    world.insert("configurations", config_key="hidden", is_sensitive=True)
    world.insert("configurations", config_key="open")
    for key in ("hidden", "open"):
        assert agent.reveal(key).is_success
    read = agent.get("audit_log?action=eq.reveal&order=id").json()
    assert [each["new_values"]["config_key"] for each in read] == ["hidden", "open"]


@pytest.mark.parametrize("reason", [None, "", "  ", "ab", "  a  ", "x" * 501])
def test_ssh_reading_requires_a_reason(agent: ApiClient, world: World, reason: str | None) -> None:
    assert agent.reveal_ssh(world.session_with_ssh(), reason).json()["code"] == "KS323"
    assert agent.get("audit_log?action=eq.reveal").json() == []


@pytest.mark.parametrize("end", ["terminated", "failed"])
def test_ended_session_has_no_ssh_access(agent: ApiClient, world: World, end: str) -> None:
    session = world.session_with_ssh()
    agent.call("close_gpu_session", p_id=session, p_status=end)
    calls: dict[str, dict[str, Any]] = {
        "request_ssh_reading": {"p_reason": "a look"},
        "set_ssh_connection_info": {"p_ssh_connection_info": {"a": 1}},
    }
    for function, more in calls.items():
        assert agent.call(function, p_id=session, **more).json()["code"] == "KS322"
    assert agent.get("audit_log?action=eq.reveal").json() == []


# The SDK never prints secrets -------------------------------------------------------------------


def _texts(error: BaseException) -> str:
    whole = "".join(traceback.format_exception(error))
    return whole + repr(error) + str(error) + repr(error.args) + repr(vars(error))


KEY = "sb_secret_N7UND0UgjKTVK-0123456789-of-ours"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Settings.load("http://localhost:1", KEY, access_token=JWT, jwt_secret=KEY * 2),
        lambda: KaggleStore("http://localhost:1", KEY, access_token=JWT, jwt_secret=KEY * 2),
        lambda: AsyncKaggleStore("http://localhost:1", KEY, access_token=JWT, jwt_secret=KEY),
        lambda: KaggleStore("http://localhost:1", KEY).tokens,
        lambda: KaggleStore("http://localhost:1", KEY).settings,
        lambda: WorkerToken(JWT, uuid4(), datetime.now(UTC)),
    ],
)
def test_repr_shows_no_key(make: Callable[[], Any]) -> None:
    made = make()
    for text in (repr(made), str(made), f"{made}", f"{made!r:>10}", str([made]), str({1: made})):
        assert KEY not in text
        assert JWT not in text


@pytest.mark.parametrize("wrong", ["{key}\n", "ключ-{key}", "{key} {key}", "{key}\0"])
def test_invalid_key_is_not_shown_in_error(wrong: str) -> None:
    with pytest.raises(SettingsError) as refused:
        KaggleStore("http://localhost:1", wrong.format(key=KEY) + " x")
    assert KEY not in _texts(refused.value)
    with pytest.raises(SettingsError) as refused:
        KaggleStore("http://localhost:1", "k", access_token=wrong.format(key=JWT) + " x")
    assert JWT not in _texts(refused.value)


def test_invalid_jwk_is_not_shown_in_error(session_stack: Stack, world: World) -> None:
    broken = f'{{"kty": "oct", "k": "{KEY}", "alg": "HS999"}}'
    url, key = session_stack.api_url, session_stack.secret_key
    with (
        KaggleStore(url, key, jwt_secret=broken) as store,
        pytest.raises(SettingsError) as refused,
    ):
        store.tokens.for_execution(world.own)
    assert KEY not in _texts(refused.value)


def test_request_errors_show_no_secrets(session_stack: Stack, world: World, owner: Owner) -> None:
    person = token(session_stack, role="authenticated", sub=PERSON)
    url, key = session_stack.api_url, session_stack.publishable_key
    hidden = f"hunter2-{uuid4().hex}"
    errors: list[KaggleStoreError] = []
    with KaggleStore(url, key, access_token=person, retry_for=0) as store:
        with pytest.raises(PermissionDenied) as denied:
            store.configurations.set("k", hidden, encrypted=True)
        errors += [denied.value]
        with pytest.raises(PermissionDenied) as denied:
            store.configurations.reveal("k")
        errors += [denied.value]
    for bad in (JWT, token(session_stack, "x" * 40, role="service_role")):
        with KaggleStore(url, key, access_token=bad, retry_for=0) as store:
            with pytest.raises(KaggleStoreError) as refused:
                store.competitions.list()
            errors += [refused.value]
            assert bad not in _texts(refused.value)
    with KaggleStore("http://127.0.0.1:1", KEY, access_token=person, retry_for=0) as store:
        with pytest.raises(KaggleStoreError) as refused:
            store.configurations.set("k", hidden, encrypted=True)
        errors += [refused.value]
    for error in errors:
        for secret in (person, KEY, hidden):
            assert secret not in _texts(error)
            assert secret.encode() not in pickle.dumps(error)


def test_missing_key_stores_nothing(store: KaggleStore, owner: Owner) -> None:
    names = owner.execute(
        b"select k.vault_name, v.decrypted_secret from kaggle_store.encryption_keys k "
        b"join vault.decrypted_secrets v on v.name = k.vault_name "
        b"order by version desc limit 1"
    ).fetchone()
    assert names
    secret = f"hunter2-{uuid4().hex}"
    owner.execute("delete from vault.secrets where name = %s", [names[0]])
    try:
        with pytest.raises(NoEncryptionKey) as missing:
            store.configurations.set("k", secret, encrypted=True)
        assert secret not in _texts(missing.value)
        assert store.configurations.list() == []
        assert store.audit_log.list() == []
    finally:
        owner.execute("select vault.create_secret(%s, %s)", [names[1], names[0]])
    store.configurations.set("k", secret, encrypted=True)
    assert store.configurations.reveal("k") == secret
