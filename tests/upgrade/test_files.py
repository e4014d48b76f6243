"""Files of every release are read: backups, archived executions, spools of recorders."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store.local import LocalStack
from tests.backup.sample_store import SECRET
from tests.upgrade.dump import STORES, UNREACHABLE, command_on

ARCHIVES = sorted(STORES.glob("*.tar.xz"))
assert ARCHIVES


@pytest.fixture(params=ARCHIVES, ids=[path.name.removesuffix(".tar.xz") for path in ARCHIVES])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the folder of a release's files."""
    with tarfile.open(request.param) as archive:
        # Python 3.11.4 brought the filter, and 3.12 warns without one.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "files")
    return tmp_path / "files"


def set_time_of(backups: Path, stack: LocalStack) -> None:
    """Shift the store's clock to the time of the backup: leases would expire, months be missing."""
    [manifest] = backups.glob("*/manifest.json")
    finished = json.loads(manifest.read_text())["finished_at"]
    with psycopg.connect(stack.db_url, autocommit=True) as owner:
        owner.execute("update kaggle_store.clock set shift = %s::timestamptz - now()", [finished])
        owner.execute("select ensure_metric_partitions()")


def test_files_of_a_release_are_read(files: Path, tmp_path: Path) -> None:
    """The backup is restored into an empty database, which this version's stack then upgrades."""
    (tmp_path / "none").mkdir()
    keys = files / "keys.json"
    with LocalStack.start(tmp_path / "data", migrations=tmp_path / "none") as stack:
        command_on(stack, "backup", "restore", "--target", files / "backups", "--keys", keys)
    with (
        LocalStack.start(tmp_path / "data") as stack,
        KaggleStore(stack.api_url, stack.secret_key) as store,
    ):
        set_time_of(files / "backups", stack)
        assert store.competitions.find("titanic") is not None
        assert store.configurations.reveal("kaggle.token") == SECRET
        assert "no inconsistencies" in command_on(stack, "check")
        command_on(stack, "spool", "flush", "--spool", files / "spool", "--adopt", UNREACHABLE)
        [point] = store.system_metrics.list(metric_name="spooled")
        assert point.metric_value == 1.5
        [archived] = (files / "archive").iterdir()
        command_on(stack, "archive", "restore", archived)
        run = store.agent_executions.get(UUID(archived.name.partition(".")[0]))
        assert run.status == "cancelled"
