"""Encryption keys: missing, replaced, rotated, seeded, and without Vault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import connect, wait_for_lock_waiter
from tests.security.keys import SECRET, Keyring, keyring, without_vault
from tests.security.matrix import API_ROLES
from tests.security.world import World

VAULT_NAME = "select vault_name from kaggle_store.encryption_keys where version = %s"
ID_OF = "select id from configurations where config_key = %s"
NEWEST = "select max(version) from kaggle_store.encryption_keys"


@pytest.fixture
def keys(owner: Owner) -> Iterator[Keyring]:
    """Return a keyring in a rolled-back transaction, so that the stack keeps its keys."""
    if owner.execute("select to_regclass('vault.decrypted_secrets') is null").fetchone() == (True,):
        pytest.fail("these tests need Vault, which every Supabase project has")
    with keyring(owner) as found:
        yield found


def _write_vault_secret(keys: Keyring, name: str, secret: str) -> None:
    """Create or replace a Vault secret, as a push with `[db.vault]` does."""
    id = keys.one("select id from vault.secrets where name = %s", name)
    if id is None:
        keys.one("select vault.create_secret(%s, %s)", secret, name)
    else:
        keys.one("select vault.update_secret(%s, %s)", id, secret)


def _delete_key(keys: Keyring, version: int) -> None:
    keys.run("delete from vault.secrets where name = %s", keys.one(VAULT_NAME, version))


def test_encrypted_values_round_trip(keys: Keyring) -> None:
    for number, value in enumerate(
        ['"text"', "1.50", "true", "[]", '{"a": {"b": [1, "ü", null]}}', '"\\\\ \\" \\n ☃ 𝄞"', '""']
    ):
        row = keys.call("set_configuration", f"k{number}", value, None, None, True)
        assert row["is_encrypted"]
        assert row["is_sensitive"]
        assert str(keys.stored(f"k{number}")).startswith("v")
        assert keys.one(
            "select %s::jsonb = %s::jsonb", json.dumps(keys.reveal(f"k{number}")), value
        )


def test_encryption_is_randomized(keys: Keyring) -> None:
    sealed = {keys.call("encrypt_config_value", SECRET) for _ in range(10)}
    assert len(sealed) == 10


def test_missing_key_blocks_reads_and_writes(keys: Keyring) -> None:
    keys.set("kept")
    session = _session_with_ssh(keys)
    _delete_key(keys, keys.one(NEWEST))
    with keys.refused("KS310"):
        keys.set("new")
    with keys.refused("KS310"):
        keys.set("kept", "another")
    with keys.refused("KS310"):
        keys.reveal("kept")
    with keys.refused("KS310"):
        keys.call("encrypt_config_value", SECRET)
    with keys.refused("KS310"):
        keys.call("set_ssh_connection_info", session, f'{{"password": "{SECRET}"}}')
    with keys.refused("KS310"):
        keys.reveal_ssh(session)
    with keys.refused("KS314"):
        keys.call("rotate_encryption_key")
    # A plaintext setting needs no key.
    assert keys.call("set_configuration", "open", "1")["config_value"] == 1


def test_without_any_key_nothing_is_stored(keys: Keyring) -> None:
    keys.run("delete from kaggle_store.encryption_keys")
    with keys.refused("KS310"):
        keys.set("new")
    with keys.refused("KS310"):
        keys.call("encrypt_config_value", SECRET)


def test_replaced_key_is_detected(keys: Keyring) -> None:
    keys.set("kept")
    session = _session_with_ssh(keys)
    _write_vault_secret(
        keys, keys.one(VAULT_NAME, keys.one(NEWEST)), "another key of more than thirty-two letters"
    )
    with keys.refused("KS311"):
        keys.set("new")
    with keys.refused("KS311"):
        keys.reveal("kept")
    with keys.refused("KS311"):
        keys.call("encrypt_config_value", SECRET)
    with keys.refused("KS311"):
        keys.reveal_ssh(session)
    with keys.refused("KS314"):
        keys.call("rotate_encryption_key")


def test_tampered_ciphertext_is_refused(
    keys: Keyring,
) -> None:
    keys.set("kept")
    sealed = str(keys.stored("kept"))
    version, body = sealed.split(":")
    middle = len(body) // 2
    flipped = "B" if body[middle] == "A" else "A"
    for changed in (
        f"{version}:{body[:middle]}{flipped}{body[middle + 1 :]}",
        f"{version}:{body[:-8]}",
        f"{version}:{body[8:]}",
        f"{version}:AAAA",
        f"{version}:{body.rstrip('=')}{body}",
        f"{version}:A",
    ):
        keys.run(
            "update configurations set config_value = to_jsonb(%s::text) where config_key = 'kept'",
            changed,
        )
        with keys.refused("KS313"):
            keys.reveal("kept")
        with keys.refused("KS313"):
            keys.decrypt(changed)
        with keys.refused("KS314"):
            keys.call("rotate_encryption_key")
    for nonsense in ("", "x", "v1", "v1:", "v1: AAAA", SECRET, "v01:****"):
        with keys.refused("KS313"):
            keys.decrypt(nonsense)


def test_unknown_key_version_is_refused(keys: Keyring) -> None:
    sealed = keys.call("encrypt_config_value", SECRET)
    for version in ("v0", "v999", "v999999999"):
        with keys.refused("KS310"):
            keys.decrypt(f"{version}:{sealed.split(':')[1]}")


def test_wrong_key_version_decrypts_nothing(keys: Keyring) -> None:
    sealed = keys.call("encrypt_config_value", SECRET)
    keys.call("rotate_encryption_key")
    with keys.refused("KS313"):
        keys.decrypt(f"v{keys.one(NEWEST)}:{sealed.split(':')[1]}")


# Rotation ---------------------------------------------------------------------------------------


def _session_with_ssh(keys: Keyring) -> Any:
    return World(keys.connection).session_with_ssh()


def test_rotation_reencrypts_every_secret(keys: Keyring) -> None:
    for name in ("a", "b", "c"):
        keys.set(name)
    keys.call("set_configuration", "open", "1")
    sessions = [_session_with_ssh(keys) for _ in range(2)]
    old, before = keys.one(NEWEST), keys.one("select max(id) from audit_log")
    responded = keys.call("rotate_encryption_key")
    assert responded == {"version": old + 1, "configurations": 3, "gpu_sessions": 2}
    assert {str(keys.stored(name)).split(":")[0] for name in "abc"} == {f"v{old + 1}"}
    assert keys.stored("open") == "1"
    assert [keys.reveal(name) for name in "abc"] == [SECRET] * 3
    for session in sessions:
        revealed = keys.reveal_ssh(session)
        assert revealed == {"password": SECRET}
    assert (
        keys.one(
            "select count(*) from audit_log where id > %s and action = 'update' "
            "and (new_values ->> 'config_value' <> '[redacted]')",
            before,
        )
        == 0
    )
    assert SECRET not in keys.one("select string_agg(h::text, '') from audit_log h")


def _cut(keys: Keyring, table: str, column: str, id: object) -> None:
    """Damage a stored secret."""
    keys.run(
        f"update {table} set {column} = to_jsonb(left({column} #>> '{{}}', -8)) where id = %s", id
    )


def test_refused_rotation_names_unreadable_secrets(keys: Keyring) -> None:
    for name in ("good", "bad"):
        keys.set(name)
    session = _session_with_ssh(keys)
    _cut(keys, "configurations", "config_value", keys.one(ID_OF, "bad"))
    _cut(keys, "gpu_sessions", "ssh_connection_info", session)
    secrets = "select count(*) from vault.secrets"
    before = (keys.one(secrets), keys.one(NEWEST))
    with keys.refused("KS314") as caught:
        keys.call("rotate_encryption_key")
    assert (keys.one(secrets), keys.one(NEWEST)) == before
    assert f"2 secrets cannot be decrypted: bad, {session} (this is" in str(caught.value)
    detail = json.loads(caught.value.diag.message_detail or "")
    assert [(each["table"], each["name"]) for each in detail["unreadable"]] == [
        ("configurations", "bad"),
        ("gpu_sessions", str(session)),
    ]
    assert {each["code"] for each in detail["unreadable"]} == {"KS313"}


def test_rotation_names_secrets_of_a_lost_key(keys: Keyring) -> None:
    keys.set("kept")
    _delete_key(keys, keys.one(NEWEST))
    with keys.refused("KS314") as caught:
        keys.call("rotate_encryption_key")
    assert "kept" in str(caught.value)


def test_giving_up_unreadable_secrets_lets_rotate(keys: Keyring) -> None:
    for name in ("good", "bad"):
        keys.set(name)
    session = _session_with_ssh(keys)
    _cut(keys, "configurations", "config_value", keys.one(ID_OF, "bad"))
    _cut(keys, "gpu_sessions", "ssh_connection_info", session)
    keys.run("delete from configurations where config_key = 'bad'")
    keys.call("set_ssh_connection_info", session, None)
    assert keys.call("rotate_encryption_key")["configurations"] == 1
    assert keys.reveal("good") == SECRET


def test_old_key_is_unused_after_rotation(keys: Keyring) -> None:
    keys.set("kept")
    old = keys.one(NEWEST)
    keys.call("rotate_encryption_key")
    _delete_key(keys, old)
    assert keys.reveal("kept") == SECRET


def test_write_before_rotation_gets_the_new_key(
    owner: Owner,
) -> None:
    with connect(owner) as one, connect(owner) as other, ThreadPoolExecutor(1) as pool:
        setter, rotator = Keyring(one), Keyring(other)
        setter.set("kept")
        with one.transaction():
            setter.set("kept", "another")
            rotation = pool.submit(rotator.call, "rotate_encryption_key")
            wait_for_lock_waiter(owner)
        version = rotation.result(timeout=60)["version"]
        assert str(setter.stored("kept")).startswith(f"v{version}:")
        assert setter.reveal("kept") == "another"


def test_write_during_rotation_does_not_deadlock(
    owner: Owner,
) -> None:
    with connect(owner) as one, connect(owner) as other, ThreadPoolExecutor(1) as pool:
        setter, rotator = Keyring(one), Keyring(other)
        setter.set("kept")
        with other.transaction():
            # A rotation that has just started: it holds the lock and has changed no row yet.
            rotator.run(
                "select pg_advisory_xact_lock(hashtextextended('kaggle_store.encryption_keys', 0))"
            )
            setting = pool.submit(setter.set, "kept", "another")
            wait_for_lock_waiter(owner)
            rotator.call("rotate_encryption_key")
        setting.result(timeout=60)
        assert setter.reveal("kept") == "another"


def test_ssh_write_in_rotation_does_not_deadlock(owner: Owner) -> None:
    session = World(owner).session_with_ssh()
    with connect(owner) as one, connect(owner) as other, ThreadPoolExecutor(1) as pool:
        setter, rotator = Keyring(one), Keyring(other)
        with other.transaction():
            rotator.run(
                "select pg_advisory_xact_lock(hashtextextended('kaggle_store.encryption_keys', 0))"
            )
            given = ("set_ssh_connection_info", session, '{"host": "new"}')
            setting = pool.submit(setter.call, *given)
            wait_for_lock_waiter(owner)
            rotator.call("rotate_encryption_key")
        setting.result(timeout=60)
        revealed = setter.reveal_ssh(session)
        assert revealed == {"host": "new"}


# Seeds ------------------------------------------------------------------------------------------

SEED = "a seed that is longer than thirty-two letters"


def _recreate_keys(keys: Keyring, seed: str | None) -> int:
    """Reset the keys to those of a fresh store that was pushed with this seed."""
    keys.run("delete from kaggle_store.encryption_keys")
    keys.run("delete from vault.secrets where name like 'kaggle_store%%'")
    if seed is not None:
        _write_vault_secret(keys, "kaggle_store_key", seed)
    return int(keys.one("select kaggle_store.add_encryption_key()"))


def test_seed_becomes_the_first_key(keys: Keyring) -> None:
    assert _recreate_keys(keys, SEED) == 1
    keys.set("kept")
    assert keys.one(VAULT_NAME, 1) == "kaggle_store_key"
    assert keys.reveal("kept") == SECRET


def test_short_seed_is_refused(keys: Keyring) -> None:
    with pytest.raises(errors.DatabaseError) as caught, keys.connection.transaction():
        _recreate_keys(keys, "short")
    assert caught.value.sqlstate == "KS312"
    assert "short" not in str(caught.value.diag.message_detail)


def test_changed_seed_is_detected(keys: Keyring) -> None:
    _recreate_keys(keys, SEED)
    keys.set("kept")
    _write_vault_secret(keys, "kaggle_store_key", SEED + "!")
    with keys.refused("KS311"):
        keys.reveal("kept")
    _write_vault_secret(keys, "kaggle_store_key", SEED)
    assert keys.reveal("kept") == SECRET


@pytest.mark.parametrize("seed", [SEED, None])
def test_pushed_seed_keeps_generated_keys(keys: Keyring, seed: str | None) -> None:
    _recreate_keys(keys, seed)
    keys.set("kept")
    keys.call("rotate_encryption_key")
    assert keys.one(VAULT_NAME, 2) == "kaggle_store_generated_key_2"
    for pushed in (SEED, SEED + "!", "short"):
        _write_vault_secret(keys, "kaggle_store_key", pushed)
        assert keys.reveal("kept") == SECRET
        keys.set("kept", SECRET + pushed)
        assert keys.reveal("kept") == SECRET + pushed
        keys.set("kept")
    keys.call("rotate_encryption_key")
    assert keys.reveal("kept") == SECRET


def test_key_left_in_vault_is_not_replaced(keys: Keyring) -> None:
    _write_vault_secret(keys, "kaggle_store_generated_key_2", SEED)
    keys.call("rotate_encryption_key")
    assert keys.one(VAULT_NAME, 2) == "kaggle_store_generated_key_3"
    left = "select decrypted_secret from vault.decrypted_secrets where name like '%%_key_2'"
    assert keys.one(left) == SEED


def test_generated_keys_are_random_and_long(keys: Keyring) -> None:
    for _ in range(3):
        keys.call("rotate_encryption_key")
    found = keys.connection.execute(
        b"select decrypted_secret from vault.decrypted_secrets where name like 'kaggle_store_gen%'"
    ).fetchall()
    assert len(set(found)) == len(found) >= 3
    assert all(len(key) == 64 for (key,) in found)


# Without Vault ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain() -> Iterator[psycopg.Connection[Any]]:
    with without_vault() as connection:
        yield connection


def test_keys_work_without_vault(
    plain: psycopg.Connection[Any],
) -> None:
    keys = Keyring(plain)
    keys.set("kept")
    assert keys.reveal("kept") == SECRET
    responded = keys.call("rotate_encryption_key")
    assert keys.reveal("kept") == SECRET
    held = plain.execute(
        "select version, vault_name, length(secret) from kaggle_store.encryption_keys"
        " order by version"
    )
    assert held.fetchall() == [(n, None, 64) for n in range(1, responded["version"] + 1)]
    with plain.transaction(force_rollback=True):
        plain.execute("update kaggle_store.encryption_keys set secret = repeat('x', 64)")
        with keys.refused("KS311"):
            keys.reveal("kept")
        plain.execute("delete from kaggle_store.encryption_keys")
        with keys.refused("KS310"):
            keys.set("new")


@pytest.mark.parametrize("role", API_ROLES)
def test_keys_are_hidden_without_vault(plain: psycopg.Connection[Any], role: str) -> None:
    for statement in (
        "select secret from kaggle_store.encryption_keys",
        "select kaggle_store.key_of(1)",
        "select * from kaggle_store.encryption_keys where version = 1 for update",
        "copy kaggle_store.encryption_keys to stdout",
    ):
        with plain.transaction(force_rollback=True):
            plain.execute(f"set local role {role}".encode())
            with pytest.raises(errors.InsufficientPrivilege):
                plain.execute(statement.encode())
