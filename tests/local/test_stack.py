"""A stack starts fast, keeps its data and keys, and serves unmodified Supabase clients."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import httpx
import psycopg
import pytest
from postgrest.exceptions import APIError
from supabase import create_client
from supabase.lib.client_options import SyncClientOptions

from kaggle_store.errors import LocalStackError
from kaggle_store.local import LocalStack
from kaggle_store.local.ports import free_port
from kaggle_store.local.service import Running
from tests.local.helpers import eventually, get, takes_less_than
from tests.npm import SUPABASE_JS, npm_package

JAVASCRIPT = """
import { createClient } from '@supabase/supabase-js'
import transport from 'ws'
const [url, key, forbidden] = process.argv.slice(2)
// Node.js before 22 has no WebSocket, which the client requires.
const options = { auth: { persistSession: false }, realtime: { transport } }
const written = await createClient(url, key, options).from('notes').insert({ body: 'js' }).select()
const refused = await createClient(url, forbidden, options).from('notes').select()
console.log(JSON.stringify([written.data[0].body, refused.error.code]))
process.exit(0)
"""


@pytest.mark.long
def test_new_store_is_ready_within_ten_seconds(local: LocalStack) -> None:
    # Three on an idle machine. `local` has installed PostgREST, which happens once per machine.
    assert local.api_url
    assert takes_less_than(10, lambda: LocalStack.start().stop())


@pytest.mark.long
def test_existing_store_is_ready_within_four_seconds(data_dir: Path) -> None:
    LocalStack.start(data_dir).stop()
    assert takes_less_than(4, lambda: LocalStack.start(data_dir).stop())


def test_restarted_stack_has_rows_and_custom_keys(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as first:
        rows = get(f"{first.api_url}/rest/v1/notes", {"apikey": first.secret_key}).json()
    keys = data_dir / "keys.json"
    assert keys.stat().st_mode & 0o077 == 0
    keys.write_text(
        '{"jwt_secret": "another-secret-of-more-than-thirty-two-characters",'
        ' "publishable_key": "sb_publishable_mine", "secret_key": "sb_secret_mine"}'
    )
    with LocalStack.start(data_dir, migrations=notes) as stack:
        assert stack.secret_key == "sb_secret_mine"
        again = get(f"{stack.api_url}/rest/v1/notes", {"apikey": "sb_secret_mine"}).json()
        assert rows == again == [{"id": 1, "body": "seeded"}]
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.anon_key}).status_code == 401


def test_supabase_py_works_unmodified(local: LocalStack) -> None:
    with httpx.Client() as connection:
        options = SyncClientOptions(httpx_client=connection)
        client = create_client(local.api_url, local.secret_key, options)
        written = client.table("notes").insert({"body": "köy 🏔"}).execute().data
        assert [row["body"] for row in _rows(written)] == ["köy 🏔"]
        read = client.table("notes").select("*").eq("body", "köy 🏔").execute().data
        assert read == written
    with httpx.Client() as connection:
        options = SyncClientOptions(httpx_client=connection)
        client = create_client(local.api_url, local.publishable_key, options)
        with pytest.raises(APIError, match="permission denied for table notes"):
            client.table("notes").select("*").execute()


def _rows(data: object) -> list[dict[str, object]]:
    assert isinstance(data, list)
    return data


def test_supabase_js_works_unmodified(local: LocalStack, tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None
    # Node.js searches for packages beside the script.
    (tmp_path / "node_modules").symlink_to(npm_package(*SUPABASE_JS))
    script = tmp_path / "client.mjs"
    script.write_text(JAVASCRIPT)
    arguments = [local.api_url, local.secret_key, local.publishable_key]
    result = subprocess.run(
        [node, str(script), *arguments], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert result.stdout.strip() == '["js","42501"]'


def test_db_url_connects_as_postgres(local: LocalStack) -> None:
    with psycopg.connect(local.db_url) as connection:
        row = connection.execute("select current_user, rolsuper from pg_roles where rolname = user")
        assert row.fetchone() == ("postgres", False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("alter role postgres superuser")


def test_new_table_is_served_without_restart(local: LocalStack) -> None:
    with psycopg.connect(local.db_url, autocommit=True) as connection:
        connection.execute("create table public.late (id int); grant all on late to service_role")
    url, headers = f"{local.api_url}/rest/v1/late", {"apikey": local.secret_key}
    assert eventually(lambda: get(url, headers).status_code == 200)


def test_two_stacks_run_side_by_side(local: LocalStack, kept: Running) -> None:
    assert kept.api_url != local.api_url
    for stack in (kept, local):
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success


def test_data_directory_runs_one_stack_at_a_time(notes: Path, kept: Running) -> None:
    with pytest.raises(LocalStackError, match="already runs"):
        LocalStack.start(kept.data_dir, migrations=notes)
    assert get(f"{kept.api_url}/rest/v1/notes", {"apikey": kept.secret_key}).is_success


def test_data_directory_may_have_long_odd_name(notes: Path, open_folder: Path) -> None:
    folder = open_folder / ("a long näme, with blanks " * 6)
    with LocalStack.start(folder, migrations=notes) as stack:
        run = stack._builder.paths.run
        assert get(f"{stack.api_url}/rest/v1/notes", {"apikey": stack.secret_key}).is_success
    assert not run.exists()


def test_port_in_use_raises_with_remedy(notes: Path, local: LocalStack) -> None:
    port = int(local.api_url.rpartition(":")[2])
    with pytest.raises(LocalStackError, match=f"Port {port}.*--api-port"):
        LocalStack.start(migrations=notes, api_port=port)
    with pytest.raises(LocalStackError, match=f"Port {port}.*--db-port"):
        LocalStack.start(migrations=notes, db_port=port)


def test_chosen_ports_are_used(notes: Path) -> None:
    api_port, db_port = free_port(), free_port()
    with LocalStack.start(migrations=notes, api_port=api_port, db_port=db_port) as stack:
        assert stack.api_url == f"http://127.0.0.1:{api_port}"
        assert f":{db_port}/" in stack.db_url


def test_folder_with_other_files_is_refused(notes: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(LocalStackError, match="holds other files"):
        LocalStack.start(tmp_path, migrations=notes)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_data_of_another_major_version_is_refused(notes: Path, data_dir: Path) -> None:
    with LocalStack.start(data_dir, migrations=notes) as stack:
        database = stack._builder.paths.database
    (database / "PG_VERSION").write_text("14\n")
    with pytest.raises(LocalStackError, match=r"created by PostgreSQL 14.*KAGGLE_STORE_POSTGRES"):
        LocalStack.start(data_dir, migrations=notes)


def test_stop_can_be_repeated(notes: Path) -> None:
    stack = LocalStack.start(migrations=notes)
    stack.stop()
    stack.stop()
