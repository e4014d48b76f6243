"""Artifacts: files of executions in a folder or an object store, with both clients."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import fsspec
import pytest

from kaggle_store import (
    ArtifactDamaged,
    ArtifactMissing,
    InvalidInput,
    KaggleStore,
    NotFound,
)
from tests.conftest import Owner, Stack
from tests.store.conftest import open_client
from tests.store.samples import Samples

CONTENT = b"id,label\n1,0\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=["folder", "file", "local", "memory"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The root of a storage: a folder, and file systems of fsspec that do not rename files."""
    folder = tmp_path / "artifacts"
    if request.param == "memory":
        yield f"memory://{uuid4()}"
        fsspec.filesystem("memory").store.clear()
        return
    yield str(folder) if request.param == "folder" else f"{request.param}://{folder.as_posix()}"


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest, stack: Stack, root: str) -> Iterator[KaggleStore]:
    with open_client(request.param, stack.api_url, stack.secret_key, artifacts=root) as store:
        yield store


@pytest.fixture
def samples(store: KaggleStore) -> Samples:
    return Samples(store)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "submission.csv"
    path.write_bytes(CONTENT)
    return path


def test_put_stores_file_and_row(client: KaggleStore, samples: Samples, source: Path) -> None:
    uri = client.artifacts.put(
        source,
        execution_id=samples.execution.id,
        kind="predictions",
        training_job_id=samples.job.id,
        code_id=samples.code.id,
    )
    assert uri.endswith(f"/{samples.execution.id}/{SHA256[:32]}/submission.csv")
    [row] = client.artifacts.list(execution_id=samples.execution.id)
    assert (row.uri, row.sha256, row.size_bytes) == (uri, SHA256, len(CONTENT))
    assert (row.kind, row.name) == ("predictions", "submission.csv")
    assert (row.training_job_id, row.code_id) == (samples.job.id, samples.code.id)
    assert client.artifacts.find(uri) == row == client.artifacts.find(row.id)
    file: Any
    with fsspec.open(uri, "rb") as file:
        assert file.read() == CONTENT


def test_get_copies_verified_file(
    client: KaggleStore, samples: Samples, source: Path, tmp_path: Path
) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id)
    folder = tmp_path / "copies"
    folder.mkdir()
    path = client.artifacts.get(uri, folder)
    assert path == folder / "submission.csv"
    assert path.read_bytes() == CONTENT
    assert client.artifacts.get(uri, path) == path
    path.write_text("another")
    with pytest.raises(InvalidInput, match="another content"):
        client.artifacts.get(uri, path)
    assert client.artifacts.verify(uri).uri == uri


def test_get_defaults_to_working_directory(
    client: KaggleStore,
    samples: Samples,
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id, name="out/a.csv")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert client.artifacts.get(uri) == Path("a.csv")
    assert Path("a.csv").read_bytes() == CONTENT
    with pytest.raises(NotFound, match="no artifact"):
        client.artifacts.get(uuid4())
    assert client.artifacts.find("memory://nothing/x") is None


def test_repeated_put_returns_same_row(client: KaggleStore, samples: Samples, source: Path) -> None:
    first = client.artifacts.put(source, execution_id=samples.execution.id)
    assert client.artifacts.put(source, execution_id=samples.execution.id) == first
    assert client.artifacts.count() == 1
    linked = client.artifacts.put(
        source, execution_id=samples.execution.id, code_id=samples.code.id
    )
    assert linked == first
    assert client.artifacts.count(code_id=samples.code.id) == 1


@pytest.mark.parametrize("damage", [b"id,label\n1,1\n", b"id,la", CONTENT + b"more"])
def test_damaged_file_is_named(
    client: KaggleStore, samples: Samples, source: Path, tmp_path: Path, damage: bytes
) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id)
    file: Any
    with fsspec.open(uri, "wb") as file:
        file.write(damage)
    with pytest.raises(ArtifactDamaged) as caught:
        client.artifacts.get(uri, tmp_path / "copy.csv")
    assert (caught.value.uri, caught.value.expected_sha256) == (uri, SHA256)
    assert not (tmp_path / "copy.csv").exists()
    with pytest.raises(ArtifactDamaged):
        client.artifacts.verify(uri)
    client.artifacts.put(source, execution_id=samples.execution.id)
    assert client.artifacts.verify(uri).sha256 == SHA256


def test_missing_file_is_named(client: KaggleStore, samples: Samples, source: Path) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id)
    fsspec.filesystem(uri.partition("://")[0]).rm(uri)
    with pytest.raises(ArtifactMissing, match="artifacts="):
        client.artifacts.verify(uri)


def test_prune_removes_old_leftovers_only(
    client: KaggleStore, samples: Samples, source: Path, owner: Owner
) -> None:
    kept = client.artifacts.put(source, execution_id=samples.execution.id)
    source.write_text("not recorded")
    left = client.artifacts.put(source, execution_id=samples.execution.id)
    owner.execute("delete from artifacts where uri = %s", [left])
    assert client.artifacts.prune().leftovers == 0
    done = client.artifacts.prune(older_than=0)
    assert (done.leftovers, done.removed, done.problems) == (1, 0, ())
    assert client.artifacts.verify(kept).uri == kept
    files = fsspec.filesystem(left.partition("://")[0])
    files.invalidate_cache()
    assert not files.exists(left)


def _archive(client: KaggleStore, samples: Samples, source: Path) -> tuple[UUID, str]:
    ended = datetime.now(UTC) - timedelta(days=730)
    run = client.agent_executions.create(
        competition_id=samples.competition.id,
        execution_name="first try",
        status="failed",
        started_at=ended,
        completed_at=ended,
    )
    uri = client.artifacts.put(source, execution_id=run.id)
    assert client.archive.archive_executions().archived == 1
    return run.id, uri


def test_files_stay_without_policy(client: KaggleStore, samples: Samples, source: Path) -> None:
    id, uri = _archive(client, samples, source)
    done = client.artifacts.prune(older_than=0)
    assert (done.removed, done.leftovers, done.unknown_executions) == (0, 0, ())
    assert any(uri in line.line for line in client.archive.lines(id))
    client.archive.restore(id)
    assert client.artifacts.verify(uri).execution_id == id


def test_policy_removes_files_with_archive(
    client: KaggleStore, samples: Samples, source: Path
) -> None:
    client.configurations.set("retention.remove_artifacts", 1)
    id, uri = _archive(client, samples, source)
    assert client.artifacts.prune().removed == 1
    assert client.artifacts.prune().removed == 0
    client.archive.restore(id)
    with pytest.raises(ArtifactMissing):
        client.artifacts.verify(uri)


def test_restore_before_prune_keeps_files(
    client: KaggleStore, samples: Samples, source: Path
) -> None:
    client.configurations.set("retention.remove_artifacts", 1)
    id, uri = _archive(client, samples, source)
    client.archive.restore(id)
    assert client.artifacts.prune().removed == 0
    assert client.artifacts.verify(uri).uri == uri
