"""The spool's folder is private to its user, and links in it are not followed."""

from __future__ import annotations

import os
import pwd
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs import user_state_path

from kaggle_store import KaggleStore, SpoolError
from kaggle_store.cli import main
from kaggle_store.doctor import machine
from kaggle_store.recorder.folder import default_spool
from kaggle_store.recorder.private_files import create_file, lock
from kaggle_store.recorder.segment import SENT, Segment, SegmentPosition, delete_empty
from tests.recorder.spools import NOWHERE, give_up, left_behind, point, written


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a user without settings for folders."""
    for name in ("KAGGLE_STORE_SPOOL", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "temporary").mkdir(mode=0o777)
    (tmp_path / "temporary").chmod(0o1777)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "home"


def record(spool: Path | None) -> Path:
    """Record a point that cannot be sent and return the spool."""
    with (
        KaggleStore(NOWHERE, "key", retry_for=0) as store,
        store.system_metrics.recorder(spool=spool, every=60, close_within=0) as log,
    ):
        log("loss", 1)
        give_up(log)
    return log.spool


def test_default_spool_is_in_the_state_folder(home: Path) -> None:
    spool = record(None)
    assert spool == default_spool() == user_state_path("kaggle_store") / "spool"
    assert spool.is_relative_to(home)


def test_variable_chooses_the_default_spool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAGGLE_STORE_SPOOL", "~/chosen")
    assert record(None) == default_spool() == tmp_path / "home" / "chosen"


def test_new_spool_and_its_parents_are_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        spool = record(tmp_path / "new" / "spool")
    finally:
        os.umask(before)
    (segment,) = spool.iterdir()
    modes = [path.stat().st_mode & 0o777 for path in (spool.parent, spool, segment)]
    assert modes == [0o700, 0o700, 0o600]


def test_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left_behind(tmp_path / "spool", point(1))
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(
        OSError, match=rf"{tmp_path}/spool.*belongs to.*not to .*12345.*KAGGLE_STORE_SPOOL"
    ):
        record(tmp_path / "spool")


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o1777])
def test_folder_others_can_write_is_refused(tmp_path: Path, mode: int) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    spool.chmod(mode)
    with pytest.raises(OSError, match=rf"{spool}.*mode {mode:04o}.*chmod go-w"):
        record(spool)
    assert list(spool.iterdir()) == []


def test_link_in_a_shared_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    link = tmp_path / "temporary" / "spool"
    link.symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match=rf"{link}.*symbolic link"):
        record(link)
    assert list((tmp_path / "mine").iterdir()) == []


def test_link_in_a_private_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "mine")
    record(tmp_path / "link")
    assert len(list((tmp_path / "mine").iterdir())) == 1


@pytest.mark.parametrize("command", ["status", "flush"])
def test_commands_refuse_a_shared_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.setenv("SUPABASE_URL", NOWHERE)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "key")
    spool = tmp_path / "spool"
    left_behind(spool, point(1))
    spool.chmod(0o777)
    assert main(["spool", command, "--spool", str(spool)]) == 1
    assert "mode 0777" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".sent", ".new"])
def test_planted_link_is_not_written_through(tmp_path: Path, suffix: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    segment = written(tmp_path / "spool", point(1))
    segment.path.with_suffix(suffix).symlink_to(victim)
    segment.mark_sent(SegmentPosition(segment.size, 1))
    segment.close()
    assert victim.read_text() == "precious"
    assert segment.path.with_suffix(SENT).read_text() == f"{segment.size} 1"


@pytest.mark.parametrize("plant", [Path.touch, lambda path: path.symlink_to("victim")])
def test_new_segment_uses_no_planted_file(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / "new.points")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "new.points")
    assert not (tmp_path / "victim").exists()


def test_linked_checkpoint_is_not_read(tmp_path: Path) -> None:
    segment = written(tmp_path / "spool", point(1))
    (tmp_path / "other").write_text(f"{segment.size} 1")
    segment.path.with_suffix(SENT).symlink_to(tmp_path / "other")
    segment.close()
    adopted = Segment.adopt(segment.path)
    assert adopted is not None
    assert adopted.unsent == len(point(1))
    adopted.close()


def test_file_of_another_user_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUPABASE_URL", NOWHERE)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "key")
    left_behind(tmp_path / "spool", point(1))
    monkeypatch.setattr("kaggle_store.recorder.private_files.is_own", lambda _: False)
    assert main(["spool", "flush", "--spool", str(tmp_path / "spool")]) == 1
    assert "belongs to" in capsys.readouterr().err


def no_such_user(uid: int) -> None:
    raise KeyError(f"getpwuid(): uid not found: {uid}")


@pytest.mark.parametrize("home_state", ["absent", "unwritable"])
def test_without_home_temporary_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home_state: str
) -> None:
    lose_home(home_state, tmp_path, monkeypatch)
    spool = record(None)
    assert spool == default_spool() == tmp_path / "temporary" / f"kaggle-store-spool-{os.getuid()}"
    assert spool.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("home_state", ["absent", "unwritable"])
def test_without_home_planted_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home_state: str
) -> None:
    lose_home(home_state, tmp_path, monkeypatch)
    planted = tmp_path / "temporary" / f"kaggle-store-spool-{os.getuid()}"
    planted.mkdir()
    planted.chmod(0o777)
    with pytest.raises(OSError, match=rf"{planted}.*KAGGLE_STORE_SPOOL"):
        record(None)


def lose_home(home_state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if home_state == "absent":
        monkeypatch.delenv("HOME")
        monkeypatch.setattr(pwd, "getpwuid", no_such_user)
        monkeypatch.chdir(tmp_path)
    else:
        (tmp_path / "file").touch()
        monkeypatch.setenv("HOME", str(tmp_path / "file"))


def test_full_disk_leaves_no_scratch_file(tmp_path: Path) -> None:
    segment = written(tmp_path / "spool", point(1))
    segment.path.with_suffix(SENT).mkdir()
    segment.mark_sent(SegmentPosition(segment.size, 1))
    segment.close()
    assert not segment.path.with_suffix(".new").exists()
    assert segment.unsent == 0


def test_create_retries_when_flush_deletes_empty_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted: list[Path] = []

    def late(file: int, path: Path, *, wait: bool = False) -> None:
        if not deleted:
            deleted.append(path)
            delete_empty(path)
        lock(file, path, wait=wait)

    monkeypatch.setattr("kaggle_store.recorder.segment.lock", late)
    line = point(1)
    segment = written(tmp_path / "spool", line)
    segment.close()
    assert deleted == [segment.path]
    assert segment.path.read_bytes().endswith(line)


def test_without_any_folder_error_names_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_folder() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    lose_home("absent", tmp_path, monkeypatch)
    monkeypatch.setattr(tempfile, "gettempdir", no_folder)
    with pytest.raises(SpoolError, match="KAGGLE_STORE_SPOOL"):
        record(None)


def test_doctor_warns_of_a_shared_spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = tmp_path / "spool"
    left_behind(spool, point(1))
    spool.chmod(0o777)
    monkeypatch.setenv("KAGGLE_STORE_SPOOL", str(spool))
    (found,) = [check for check in machine.check() if check.subject == "spool"]
    assert (found.state, "mode 0777" in found.found) == ("warning", True)
