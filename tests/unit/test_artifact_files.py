"""Storages of artifacts without a database: crashes at every line, and concurrent writers."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import pytest

from kaggle_store import ArtifactDamaged, ArtifactError, SettingsError
from kaggle_store.artifact_files import folder, object_store
from kaggle_store.artifact_files.folder import Folder
from kaggle_store.artifact_files.object_store import ObjectStore
from kaggle_store.artifact_files.roots import storage_at
from kaggle_store.artifact_files.storage import Content, Storage, content_of
from kaggle_store.artifact_files.transfer import fetch_file, store_file, verify_file
from tests.interruptions import interrupted_at

EXECUTION = UUID(int=7)
PACKAGE = str(Path(folder.__file__).parent)


def _put(storage: Storage, path: Path) -> tuple[str, Content]:
    return store_file(storage, path, EXECUTION, path.name, "artifacts.put")


def _is_killed_at(line: int, storage: Storage, path: Path) -> bool:
    """Store a file in a process that is killed at a line; return False if it ended before."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            interrupted_at(line, lambda: os._exit(9), lambda: _put(storage, path), PACKAGE, "line")
            code = 0
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 9


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "model.bin"
    path.write_bytes(os.urandom(70_000))
    return path


def _place(content: Content, name: str = "model.bin") -> str:
    return f"{EXECUTION}/{content.sha256[:32]}/{name}"


def test_killed_put_leaves_no_incomplete_file(tmp_path: Path, source: Path) -> None:
    with source.open("rb") as file:
        content = content_of(file)
    line, seen = 1, set()
    while True:
        root = tmp_path / f"root{line}"
        storage = Folder(root)
        if not _is_killed_at(line, storage, source):
            break
        files = list(storage.files(str(EXECUTION)))
        complete = [each.location for each in files if not each.location.endswith(".part")]
        assert complete in ([], [_place(content)])
        if complete:
            verify_file(storage, complete[0], content)
        seen.add((len(complete), len(files)))
        _put(storage, source)
        verify_file(storage, _place(content), content)
        line += 1
    assert seen == {(0, 0), (0, 1), (1, 1)}


def test_repeat_completes_a_killed_put_in_object_store(tmp_path: Path, source: Path) -> None:
    storage, line = ObjectStore(f"local://{tmp_path.as_posix()}/root"), 0
    for line in range(1, 1000, 7):
        if not _is_killed_at(line, storage, source):
            break
        _, content = _put(storage, source)
        verify_file(storage, _place(content), content)
    assert line > 20


def test_source_that_changes_is_refused(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Folder.write

    def append_first(self: Folder, *arguments: object) -> None:
        with source.open("ab") as file:
            file.write(b"more")
        write(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Folder, "write", append_first)
    with pytest.raises(ArtifactDamaged):
        _put(Folder(tmp_path / "root"), source)
    assert not [path for path in (tmp_path / "root").rglob("*") if path.is_file()]


def test_failed_read_back_removes_object(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = ObjectStore(f"local://{tmp_path.as_posix()}/root")
    monkeypatch.setattr(object_store, "content_of", lambda *_: Content("0" * 64, 70_000))
    with pytest.raises(ArtifactDamaged, match="SHA-256"):
        _put(storage, source)
    assert list(storage.files(str(EXECUTION))) == []


def test_failed_repeat_keeps_the_stored_object(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = ObjectStore(f"local://{tmp_path.as_posix()}/root")
    _, content = _put(storage, source)

    def cut_off(*_: object) -> None:
        raise ConnectionError("cut off")

    monkeypatch.setattr(object_store, "copy", cut_off)
    with pytest.raises(ArtifactError, match="cut off"):
        _put(storage, source)
    verify_file(storage, _place(content), content)
    assert len(list(storage.files(str(EXECUTION)))) == 1


def test_prune_keeps_a_file_that_is_used_again(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Folder(tmp_path / "root")
    _, content = _put(storage, source)
    stored = tmp_path / "root" / _place(content)
    os.utime(stored, (0, 0))
    rename = Path.rename

    def use_first(self: Path, target: Path) -> Path:
        assert storage.reuse(_place(content), content)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", use_first)
    assert not storage.remove(_place(content), modified_before=1000)
    verify_file(storage, _place(content), content)
    monkeypatch.setattr(Path, "rename", rename)
    os.utime(stored, (0, 0))
    assert storage.remove(_place(content), modified_before=1000)
    assert list(storage.executions()) == []


def test_folder_of_another_user_is_refused(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Folder(tmp_path / "root")
    _put(storage, source)
    monkeypatch.setattr(folder, "is_own", lambda _: False)
    with pytest.raises(ArtifactError, match="another user"):
        _put(storage, source)


def test_root_that_is_a_file_is_refused(source: Path) -> None:
    with pytest.raises(ArtifactError):
        _put(Folder(source), source)


def test_interrupted_fetch_leaves_no_file(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Folder(tmp_path / "root")
    _, content = _put(storage, source)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    target = tmp_path / "copies" / "model.bin"
    with pytest.raises(ArtifactError, match="No space left"):
        fetch_file(storage, _place(content), content, target, "artifacts.get")
    assert list(target.parent.iterdir()) == []


def test_unusable_url_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="unknown-scheme"):
        storage_at("unknown-scheme://x")


@pytest.mark.parametrize("url", ["file://", "file://host/folder"])
def test_file_url_has_an_absolute_path(url: str) -> None:
    with pytest.raises(SettingsError, match="names no folder"):
        storage_at(url)


def test_default_is_a_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert storage_at(None).uri("x") == f"file://{tmp_path.as_posix()}/kaggle_store/artifacts/x"
