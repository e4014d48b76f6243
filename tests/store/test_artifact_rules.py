"""What may be stored as an artifact, by whom, and how it is linked; in a folder."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from fsspec.implementations.local import LocalFileSystem

from kaggle_store import (
    ArtifactError,
    InvalidInput,
    KaggleStore,
    LeaseLost,
    OutsideWorkerScope,
    PermissionDenied,
    ReferenceMissing,
    SettingsError,
)
from kaggle_store.artifact_files.names import flaw
from tests.conftest import Owner, Stack
from tests.store.samples import Samples


@pytest.fixture
def client(stack: Stack, tmp_path: Path) -> Iterator[KaggleStore]:
    root = tmp_path / "artifacts"
    with KaggleStore(stack.api_url, stack.secret_key, artifacts=root) as store:
        yield store


@pytest.fixture
def samples(store: KaggleStore) -> Samples:
    return Samples(store)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "model.bin"
    path.write_bytes(b"weights")
    return path


NAMES = {
    "model.bin": True,
    "fold 1/model.bin": True,
    ".hidden": True,
    "日本語.csv": True,
    "a" * 200: True,
    "": False,
    "/etc/passwd": False,
    "../up": False,
    "a/../../b": False,
    "a/./b": False,
    "a//b": False,
    "a/": False,
    "a\\b": False,
    "C:x": False,
    "a\x7fb": False,
    "a\nb": False,
    "100%": False,
    "a#b": False,
    "ends.": False,
    "ends ": False,
    " begins": False,
    "nul": False,
    "out/COM1.txt": False,
    "a" * 201: False,
    "日" * 67: False,
}


def test_database_has_same_rule_for_names(owner: Owner) -> None:
    asked = list(NAMES)
    rows = owner.execute(
        "select kaggle_store.is_portable_name(name) from unnest(%s::text[]) with ordinality "
        "as given (name, place) order by place",
        [asked],
    ).fetchall()
    assert dict(zip(asked, (row[0] for row in rows), strict=True)) == NAMES
    assert {name: flaw(name) is None for name in asked} == NAMES


@pytest.mark.parametrize("name", ["", "/a", "../a", "a\0b", "a\ud800", "x" * 300, 3])
def test_unsafe_name_is_refused(
    client: KaggleStore, samples: Samples, source: Path, name: str
) -> None:
    with pytest.raises(InvalidInput, match=r"^artifacts\.put: name: "):
        client.artifacts.put(source, execution_id=samples.execution.id, name=name)
    assert client.artifacts.count() == 0


def test_only_regular_files_are_stored(
    client: KaggleStore, samples: Samples, source: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(source)
    os.mkfifo(tmp_path / "pipe")
    for path, said in (
        (tmp_path / "link", "symbolic link"),
        (tmp_path / "pipe", "regular file"),
        (tmp_path, "make_archive"),
        (tmp_path / "nothing", "No such file"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(InvalidInput, match=said):
            client.artifacts.put(path, execution_id=samples.execution.id, name="x")


@pytest.mark.parametrize("kind", ["", "Model", "a b", "x" * 51, "é"])
def test_kind_is_a_lower_case_word(
    client: KaggleStore, samples: Samples, source: Path, kind: str
) -> None:
    with pytest.raises(InvalidInput, match=r"^artifacts\.put: kind: "):
        client.artifacts.put(source, execution_id=samples.execution.id, kind=kind)


def test_links_are_of_the_execution(client: KaggleStore, samples: Samples, source: Path) -> None:
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    with pytest.raises(ReferenceMissing):
        client.artifacts.put(source, execution_id=other.id, training_job_id=samples.job.id)
    with pytest.raises(ReferenceMissing):
        client.artifacts.put(source, execution_id=other.id, code_id=samples.code.id)
    with pytest.raises(ReferenceMissing):
        client.artifacts.put(source, execution_id=uuid4())
    with pytest.raises(InvalidInput, match="submission_id"):
        client.artifacts.put(source, execution_id=other.id, submission_id="x")  # type: ignore[arg-type]


def test_submission_refers_to_its_predictions(
    client: KaggleStore, samples: Samples, source: Path
) -> None:
    uri = client.artifacts.put(
        source, execution_id=samples.execution.id, training_job_id=samples.job.id
    )
    sent = client.submissions.create(execution_id=samples.execution.id, submission_file_path=uri)
    client.artifacts.put(source, execution_id=samples.execution.id, submission_id=sent.id)
    assert [row.uri for row in client.artifacts.list(submission_id=sent.id)] == [uri]


def test_job_is_linked_under_its_lease(client: KaggleStore, samples: Samples, source: Path) -> None:
    assert samples.job.id
    with client.training_jobs.work(worker="w") as job:
        assert job is not None
        uri = job.store.artifacts.put(source, execution_id=samples.execution.id, kind="model")
        job.complete(model_artifacts_path=uri)
    row = client.artifacts.find(uri)
    assert row is not None
    assert (row.training_job_id, row.created_by) == (samples.job.id, "w")


def test_lost_lease_is_refused(
    client: KaggleStore, samples: Samples, source: Path, owner: Owner
) -> None:
    assert samples.job.id
    # The end of the block raises it again.
    with suppress(LeaseLost), client.training_jobs.work(worker="w") as job:
        assert job is not None
        owner.execute("update training_jobs set lease_expires_at = kaggle_store.now()")
        with pytest.raises(LeaseLost):
            job.store.artifacts.put(source, execution_id=samples.execution.id)
    assert client.artifacts.count() == 0


def test_worker_writes_its_own_execution_only(
    client: KaggleStore, stack: Stack, samples: Samples, source: Path, tmp_path: Path
) -> None:
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    foreign = client.artifacts.put(source, execution_id=other.id)
    with KaggleStore(stack.api_url, stack.secret_key, jwt_secret=stack.jwt_secret) as signer:
        token = signer.tokens.for_execution(samples.execution.id)
    with KaggleStore(
        stack.api_url,
        stack.publishable_key,
        access_token=token.access_token,
        artifacts=tmp_path / "artifacts",
    ) as worker:
        own = worker.artifacts.put(source, execution_id=samples.execution.id)
        with pytest.raises(OutsideWorkerScope):
            worker.artifacts.put(source, execution_id=other.id)
        assert [row.uri for row in worker.artifacts.list()] == [own]
        assert worker.artifacts.find(foreign) is None
        with pytest.raises(PermissionDenied):
            worker.artifacts.prune()
        with pytest.raises(PermissionDenied):
            worker.artifacts.delete_where(execution_id=samples.execution.id)
    row = client.artifacts.find(own)
    assert row is not None
    assert row.created_by == f"worker:{samples.execution.id}"


def test_row_cannot_name_another_place(owner: Owner, samples: Samples) -> None:
    call = "select record_artifact(null, %s, 'data', 'a', %s, %s, 1)"
    for uri in ("file:///etc/passwd", f"file:///x/{uuid4()}/{'0' * 32}/a"):
        with pytest.raises(Exception, match="uri_ends_with_its_location"):
            owner.execute(call, [samples.execution.id, uri, "0" * 64])


def test_row_of_another_execution_is_not_returned(
    client: KaggleStore, owner: Owner, samples: Samples, source: Path
) -> None:
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    row = client.artifacts.find(client.artifacts.put(source, execution_id=other.id))
    assert row is not None
    call = "select record_artifact(null, %s, 'data', %s, %s, %s, 7)"
    for execution, sha256 in (
        (samples.execution.id, row.sha256),
        (other.id, "0" * 64),
    ):
        with pytest.raises(Exception, match="uri_ends_with_its_location"):
            owner.execute(call, [execution, row.name, row.uri, sha256])


def test_path_that_cannot_be_written_is_an_error(
    client: KaggleStore, samples: Samples, source: Path
) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id)
    for path in ("a\0b", "a" * 300):
        with pytest.raises(ArtifactError, match="cannot be written"):
            client.artifacts.get(uri, path)


def test_unreachable_storage_is_an_artifact_error(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise RuntimeError("no connection")  # fsspec's packages have errors of their own

    monkeypatch.setattr(LocalFileSystem, "ls", unreachable)
    with (
        KaggleStore(stack.api_url, stack.secret_key, artifacts="local:///tmp/x") as store,
        pytest.raises(ArtifactError, match="cannot be listed: no connection"),
    ):
        store.artifacts.prune()


def test_files_and_folders_are_private(
    client: KaggleStore, samples: Samples, source: Path, tmp_path: Path
) -> None:
    source.chmod(0o644)
    client.artifacts.put(source, execution_id=samples.execution.id, name="a/b/model.bin")
    modes = {
        stat.S_IMODE(path.lstat().st_mode): path.is_dir()
        for path in (tmp_path / "artifacts").rglob("*")
    }
    assert modes == {0o700: True, 0o600: False}


def test_links_in_storage_are_not_followed(
    client: KaggleStore, samples: Samples, source: Path, tmp_path: Path
) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id)
    stored = Path(uri.removeprefix("file://"))
    stored.unlink()
    stored.symlink_to(source)
    with pytest.raises(ArtifactError):
        client.artifacts.verify(uri)
    folder = tmp_path / "artifacts" / str(samples.execution.id)
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved", target_is_directory=True)
    with pytest.raises(ArtifactError):
        client.artifacts.put(source, execution_id=samples.execution.id)


def test_moved_folder_is_found(
    client: KaggleStore, stack: Stack, samples: Samples, source: Path, tmp_path: Path
) -> None:
    uri = client.artifacts.put(source, execution_id=samples.execution.id)
    (tmp_path / "artifacts").rename(tmp_path / "elsewhere")
    with KaggleStore(stack.api_url, stack.secret_key, artifacts=tmp_path / "elsewhere") as moved:
        assert moved.artifacts.verify(uri).uri == uri


def test_two_writers_record_one_row(client: KaggleStore, samples: Samples, source: Path) -> None:
    execution = samples.execution.id
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda: found.append(client.artifacts.put(source, execution_id=execution))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert client.artifacts.count() == 1
    client.artifacts.verify(found[0])


def test_full_storage_is_an_artifact_error(
    client: KaggleStore, samples: Samples, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArtifactError, match="No space left on device"):
        client.artifacts.put(source, execution_id=samples.execution.id)
    assert client.artifacts.count() == 0


def test_password_in_url_is_refused(stack: Stack, samples: Samples, source: Path) -> None:
    with (
        KaggleStore(stack.api_url, stack.secret_key, artifacts="ftp://me:secret@host/a") as store,
        pytest.raises(SettingsError, match="no passwords") as caught,
    ):
        store.artifacts.put(source, execution_id=samples.execution.id)
    assert "secret" not in str(caught.value)


def test_prune_leaves_unknown_executions(
    client: KaggleStore, samples: Samples, tmp_path: Path
) -> None:
    unknown = tmp_path / "artifacts" / str(uuid4()) / "x"
    unknown.mkdir(parents=True)
    (unknown / "file").write_text("of another store")
    done = client.artifacts.prune(older_than=0)
    assert done.unknown_executions == (unknown.parent.name,)
    assert (unknown / "file").exists()
