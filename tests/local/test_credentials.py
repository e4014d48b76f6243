"""Other users of the machine, and clients with the public default keys, have no access."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import jwt
import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from kaggle_store.errors import LocalStackError
from kaggle_store.local import Cluster, LocalStack
from kaggle_store.local.keys import load_keys
from kaggle_store.local.service import Running, find_running, reset
from kaggle_store.local.stack import Endpoints
from tests.local.helpers import get

# The public defaults of the Supabase CLI.
DEMO_SECRET = "super-secret-jwt-token-with-at-least-32-characters-long"
DEMO_KEYS = {
    "jwt_secret": DEMO_SECRET,
    "publishable_key": "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH",
    "secret_key": "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz",
    "db_password": "postgres",
}
DEMO_JWTS = [
    jwt.encode({"iss": "supabase-demo", "role": role, "exp": 1983812996}, DEMO_SECRET, "HS256")
    for role in ("anon", "service_role")
]
OTHER_USER = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
RUN_PROGRAM = "create temporary table t (x text); copy t from program 'id'; table t"


def psql(stack: LocalStack, url: str, script: str = "select 'inside'") -> tuple[int, str, str]:
    """Run a script as another user of the machine, where the tests run as root."""
    program = stack._builder.programs.postgres.tool("psql")
    ran = subprocess.run(
        [program, url, "-Xqw", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PGCONNECT_TIMEOUT": "10"},
        **OTHER_USER,  # type: ignore[call-overload]
    )
    return ran.returncode, ran.stdout, ran.stderr


def tcp(stack: LocalStack, user: str, password: str) -> str:
    port = urlsplit(stack.db_url).port
    return f"postgresql://{user}:{password}@127.0.0.1:{port}/postgres"


def secrets_of(stack: Endpoints) -> list[str]:
    keys = stack.keys
    return [
        *(keys.jwt_secret, keys.publishable_key, keys.secret_key, keys.db_password),
        *(keys.anon_key, keys.service_role_key),
    ]


@pytest.mark.parametrize("password", ["postgres", "password", "supabase_admin", ""])
@pytest.mark.parametrize(
    "user", ["supabase_admin", "postgres", "authenticator", "supabase_read_only_user"]
)
def test_known_passwords_are_refused(local: LocalStack, user: str, password: str) -> None:
    code, output, _ = psql(local, tcp(local, user, password), RUN_PROGRAM)
    assert (code, output) == (2, "")


@pytest.fixture
def powerful_role(local: LocalStack, request: pytest.FixtureRequest) -> Iterator[str]:
    """A role with the right that `request.param` names, and the password `known`."""
    with psycopg.connect(local.superuser_url, autocommit=True) as connection:
        connection.execute(f"create role powerful login password 'known' {request.param}".encode())
        yield "powerful"
        connection.execute("drop role powerful")


@pytest.mark.parametrize(
    "powerful_role",
    [
        "in role pg_execute_server_program",
        "in role pg_read_server_files",
        "in role pg_write_server_files",
    ],
    indirect=True,
)
def test_server_file_roles_are_rejected_over_tcp(local: LocalStack, powerful_role: str) -> None:
    for url in (
        tcp(local, powerful_role, "known"),
        f"{tcp(local, powerful_role, 'known')}?replication=1",
    ):
        code, output, error = psql(local, url)
        assert (code, output) == (2, "")
        assert "pg_hba.conf rejects" in error


def test_superuser_with_password_is_rejected_over_tcp(local: LocalStack) -> None:
    with psycopg.connect(local.superuser_url, autocommit=True) as connection:
        connection.execute("alter role supabase_admin password 'known'")
        code, output, error = psql(local, tcp(local, "supabase_admin", "known"))
        connection.execute("alter role supabase_admin password null")
    assert (code, output) == (2, "")
    assert "pg_hba.conf rejects" in error


def test_superusers_lose_passwords_at_start(notes: Path, data_dir: Path) -> None:
    with (
        LocalStack.start(data_dir, migrations=notes) as stack,
        psycopg.connect(stack.superuser_url, autocommit=True) as connection,
    ):
        connection.execute("create role another superuser login password 'known'")
        connection.execute("alter role authenticator password 'postgres'")
        connection.execute("alter role postgres password 'postgres'")
    with LocalStack.start(data_dir, migrations=notes) as stack:
        for user, password in (
            ("another", "known"),
            ("authenticator", "postgres"),
            ("postgres", "postgres"),
        ):
            assert psql(stack, tcp(stack, user, password))[0] == 2
        assert psql(stack, stack.db_url)[0] == 0


def test_superuser_url_opens_the_private_socket(local: LocalStack) -> None:
    with psycopg.connect(local.superuser_url) as connection:
        row = connection.execute("select current_user, inet_server_addr()").fetchone()
    assert row == ("supabase_admin", None)


def test_superuser_url_names_the_clone_database(notes: Path) -> None:
    with Cluster.start(migrations=notes) as cluster, cluster.clone() as stack:
        with psycopg.connect(stack.superuser_url) as connection:
            row = connection.execute("select current_database()").fetchone()
        assert row == (urlsplit(stack.db_url).path.removeprefix("/"),)


@as_root
def test_socket_is_closed_to_other_users(local: LocalStack) -> None:
    code, output, error = psql(local, local.superuser_url)
    assert (code, output) == (2, "")
    assert "Permission denied" in error


@as_root
def test_other_users_read_no_secret(local: LocalStack, kept: Running) -> None:
    for stack, root in ((local, local._builder.paths.root), (kept, kept.data_dir)):
        files = [str(path) for path in root.rglob("*") if path.is_file()]
        assert str(root / "keys.json") in files
        command = ["sh", "-c", 'for f; do cat "$f"; done', "sh", *files]
        ran = subprocess.run(command, capture_output=True, check=False, **OTHER_USER)  # type: ignore[call-overload]
        shown = ran.stdout.decode(errors="replace")
        assert not [secret for secret in secrets_of(stack) if secret in shown]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_command_lines_hold_no_secret(local: LocalStack) -> None:
    for pid in local._builder.pids.values():
        shown = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        assert not [secret for secret in secrets_of(local) if secret in shown]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_postgrest_listens_on_no_port(local: LocalStack) -> None:
    links = Path(f"/proc/{local._builder.pids['postgrest']}/fd").iterdir()
    sockets = {str(link.readlink()).removeprefix("socket:[").rstrip("]") for link in links}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = {row[9] for row in rows if row[3] == "0A"}
    assert listening
    assert not listening & sockets


def test_each_stack_has_its_own_keys(local: LocalStack, kept: Running) -> None:
    mine, theirs = set(secrets_of(local)), set(secrets_of(kept))
    assert len(mine | theirs) == 12
    assert not (mine | theirs) & {*DEMO_KEYS.values(), *DEMO_JWTS}
    url = f"{kept.api_url}/rest/v1/notes"
    assert get(url, {"apikey": kept.secret_key}).is_success
    assert get(url, {"apikey": local.secret_key}).status_code == 401
    assert get(url, {"apikey": local.service_role_key}).status_code == 401
    headers = {"apikey": kept.publishable_key, "authorization": f"Bearer {local.anon_key}"}
    assert get(url, headers).status_code == 401


@pytest.mark.parametrize("key", [*DEMO_KEYS.values(), *DEMO_JWTS])
def test_published_keys_are_refused(local: LocalStack, key: str) -> None:
    response = get(f"{local.api_url}/rest/v1/notes", {"apikey": key})
    assert (response.status_code, response.json()["message"]) == (401, "Invalid API key")


def test_tokens_of_published_secret_are_refused(local: LocalStack) -> None:
    claims = {"role": "service_role", "exp": int(time.time()) + 600}
    token = jwt.encode(claims, DEMO_SECRET, "HS256")
    headers = {"apikey": local.publishable_key, "authorization": f"Bearer {token}"}
    assert get(f"{local.api_url}/rest/v1/notes", headers).status_code == 401


@pytest.mark.long
def test_keys_survive_restarts_and_resets(notes: Path, data_dir: Path) -> None:
    seen = []
    for _ in range(2):
        with LocalStack.start(data_dir, migrations=notes) as stack:
            seen.append(secrets_of(stack))
            psycopg.connect(stack.db_url).close()
        reset(data_dir, migrations=notes)
    with LocalStack.start(data_dir, migrations=notes) as stack:
        found = find_running(data_dir)
        assert found is not None
        assert found.keys == stack.keys
        assert seen == [secrets_of(stack)] * 2
    assert (data_dir / "keys.json").stat().st_mode & 0o777 == 0o600


def test_published_keys_of_a_file_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    for name, value in DEMO_KEYS.items():
        path.write_text(json.dumps({name: value, "note": "mine"}))
        keys = load_keys(path)
        assert getattr(keys, name) != value
        assert load_keys(path) == keys
        assert '"note": "mine"' in path.read_text()


@pytest.mark.parametrize("text", ["{", "[]", '{"jwt_secret": 1}'])
def test_damaged_key_file_raises_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(LocalStackError, match=r"keys\.json .*delete it"):
        load_keys(path)
    assert path.read_text() == text


def test_repr_shows_no_secret(local: LocalStack) -> None:
    shown = repr(local) + repr(local.keys)
    assert not [secret for secret in secrets_of(local) if secret in shown]


def test_other_roles_connect_by_password(local: LocalStack) -> None:
    with psycopg.connect(local.db_url, autocommit=True) as connection:
        connection.execute("create role plain login password 'mine'")
        url = make_conninfo(local.db_url, user="plain", password="mine")
        with psycopg.connect(url) as other:
            assert other.execute("select current_user").fetchone() == ("plain",)
        connection.execute("drop role plain")
