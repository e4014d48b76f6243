"""`kaggle-store spool` sends a project's own segments and lists all other entries."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from kaggle_store import KaggleStore
from kaggle_store.cli import main
from tests.conftest import Stack
from tests.recorder.spools import NOWHERE, give_up, values

Spool = Callable[..., tuple[int, str]]
"""Runs `kaggle-store spool` with the stack's settings: returns exit code and output."""

POINT = b"1790000000000000000\t2.0\t\t\tgauge\told\t\n"


@pytest.fixture
def spool(
    stack: Stack,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Spool:
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.chdir(tmp_path)

    def run(command: str, *options: str) -> tuple[int, str]:
        code = main(["spool", command, "--spool", str(folder(tmp_path)), *options])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def folder(tmp_path: Path) -> Path:
    path = tmp_path / "spool"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def crashed(url: str, spool: Path, name: str) -> Path:
    """Create a segment that its recorder could not send."""
    before = set(spool.glob("*.points"))
    with (
        KaggleStore(url, "key", retry_for=0) as store,
        store.system_metrics.recorder(spool=spool, every=60, close_within=0) as log,
    ):
        log(name, 1)
        give_up(log)
    (path,) = set(spool.glob("*.points")) - before
    return path


def crashed_here(stack: Stack, spool: Path) -> None:
    """Create such a segment of the stack, with another spelling of its URL."""
    crashed(f"{stack.api_url}/rest/v1/".replace("127.0.0.1", "localhost"), spool, "ours")


def old_format(spool: Path, **changed: object) -> Path:
    """Write a segment in format 1, which had no project."""
    header = {"format": 1, "id": str(uuid4()), "execution_id": None, "component": None, "tags": {}}
    path = spool / f"{header['id']}.points"
    path.write_bytes(json.dumps({**header, **changed}).encode() + b"\n" + POINT)
    return path


def test_flush_keeps_points_of_another_project(
    spool: Spool, store: KaggleStore, tmp_path: Path
) -> None:
    kept = crashed(NOWHERE, folder(tmp_path), "theirs")
    code, output = spool("flush")
    assert (code, values(store, "theirs"), kept.exists()) == (1, [], True)
    assert kept.name in output
    assert NOWHERE in output


def test_flush_sends_its_project_beside_another(
    spool: Spool, stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    kept = crashed(NOWHERE, folder(tmp_path), "theirs")
    crashed_here(stack, folder(tmp_path))
    code, output = spool("flush")
    assert (code, values(store, "ours"), values(store, "theirs")) == (1, [1.0], [])
    assert "1 points sent" in output
    assert list(folder(tmp_path).iterdir()) == [kept]


def test_flush_of_own_project_succeeds(
    spool: Spool, stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    crashed_here(stack, folder(tmp_path))
    assert spool("flush") == (0, "1 points sent.\n")
    assert values(store, "ours") == [1.0]
    assert spool("status") == (0, f"No metrics wait in {folder(tmp_path)}.\n")


def test_recorder_leaves_other_segments_alone(
    stack: Stack, store: KaggleStore, tmp_path: Path
) -> None:
    kept = crashed(NOWHERE, tmp_path, "theirs")
    with store.system_metrics.recorder(spool=tmp_path) as log:
        log("ours", 2)
        assert log.flush(30)
    assert (values(store, "ours"), values(store, "theirs")) == ([2.0], [])
    assert list(tmp_path.iterdir()) == [kept]


def test_adopt_sends_another_project(spool: Spool, store: KaggleStore, tmp_path: Path) -> None:
    crashed(NOWHERE, folder(tmp_path), "theirs")
    assert spool("flush", "--adopt")[0] == 1
    assert spool("flush", "--adopt", f"{NOWHERE}/")[0] == 0
    assert values(store, "theirs") == [1.0]


def test_status_names_each_project(spool: Spool, stack: Stack, tmp_path: Path) -> None:
    crashed(NOWHERE, folder(tmp_path), "theirs")
    with KaggleStore(stack.api_url, "key").system_metrics.recorder(
        spool=folder(tmp_path), every=60, close_within=0
    ) as log:
        code, output = spool("status")
        give_up(log)
    (theirs,) = [line for line in output.splitlines() if NOWHERE in line]
    (ours,) = [line for line in output.splitlines() if stack.api_url in line]
    assert code == 0
    assert "in use" in ours
    assert "in use" not in theirs


def test_segment_without_project_waits_for_adopt(
    spool: Spool, store: KaggleStore, tmp_path: Path
) -> None:
    path = old_format(folder(tmp_path))
    code, output = spool("flush")
    assert (code, path.exists(), values(store, "old")) == (1, True, [])
    assert "names no project" in output
    assert "--adopt" in output
    assert "names no project" in spool("status")[1]
    assert spool("flush", "--adopt") == (0, "1 points sent.\n")
    assert values(store, "old") == [2.0]


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link(path: Path) -> None:
    path.symlink_to("/nonexistent")


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_without_newline(path: Path) -> None:
    path.write_bytes(b"x" * 300_000)


def header(text: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(text + b"\n" + POINT)

    return make


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_folder, "a folder"),
        (make_link, "a symbolic link"),
        (make_fifo, "not a regular file"),
        (
            header(b'{"format":1,"id":7,"execution_id":null,"component":null,"tags":{}}'),
            "header is damaged",
        ),
        (header(b'{"gormat":1}'), "header is damaged"),
        (header(b"[" * 100_000), "header is damaged"),
        (header(b"\xff\x00"), "header is damaged"),
        (make_without_newline, "header is damaged"),
        (header(b'{"format":99,"id":7}'), "format 99"),
    ],
    ids=["folder", "link", "fifo", "id", "key", "deep", "binary", "no newline", "newer"],
)
def test_invalid_entry_is_reported_and_others_are_sent(
    spool: Spool,
    store: KaggleStore,
    tmp_path: Path,
    make: Callable[[Path], None],
    reason: str,
) -> None:
    invalid = folder(tmp_path) / "a.points"
    make(invalid)
    os.utime(invalid, (1, 1), follow_symlinks=False)
    old_format(folder(tmp_path))
    code, output = spool("status")
    assert (code, "a.points" in output, reason in output) == (0, True, True), output
    code, output = spool("flush", "--adopt")
    assert (code, "a.points" in output, reason in output) == (1, True, True), output
    assert values(store, "old") == [2.0]
    assert [path.name for path in folder(tmp_path).iterdir()] == ["a.points"]


def test_folder_named_like_a_checkpoint_is_ignored(
    spool: Spool, store: KaggleStore, tmp_path: Path
) -> None:
    path = old_format(folder(tmp_path))
    path.with_suffix(".sent").mkdir()
    assert spool("flush", "--adopt")[0] == 0
    assert (values(store, "old"), path.exists()) == ([2.0], False)


def test_empty_segment_is_deleted_when_free(spool: Spool, tmp_path: Path) -> None:
    empty = folder(tmp_path) / "a.points"
    with empty.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert spool("flush")[0] == 0
        assert empty.exists()
    assert "empty" in spool("status")[1]
    assert empty.exists(), "status only looks"
    assert spool("flush") == (0, "0 points sent.\n")
    assert not empty.exists()


def no_locks(file: int, how: int) -> None:
    raise OSError(95, "Operation not supported")


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_recorder_refuses_folder_without_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", no_locks)
    before = descriptors()
    with KaggleStore(NOWHERE, "key") as store:
        for _ in range(3):
            with pytest.raises(OSError, match=rf"{tmp_path}.*locks.*KAGGLE_STORE_SPOOL"):
                store.system_metrics.recorder(spool=tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert descriptors() == before


def test_flush_without_locks_names_every_segment(
    spool: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old_format(folder(tmp_path))
    monkeypatch.setattr(fcntl, "flock", no_locks)
    before = descriptors()
    for command in ("status", "flush"):
        code, output = spool(command)
        assert (code, path.name in output, "locks" in output) == (
            int(command == "flush"),
            True,
            True,
        )
    assert descriptors() == before
