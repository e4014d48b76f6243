"""`kaggle-store artifacts put`, `get`, `verify` and `prune`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Owner

Run = Callable[..., tuple[int, str, str]]

E1 = "e0000000-0000-7000-8000-000000000001"


@pytest.fixture
def stored(
    run: Run, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Path]:
    """A file in a storage of its own: its URI and where it is."""
    owner.execute("delete from artifacts")
    monkeypatch.setenv("KAGGLE_STORE_ARTIFACTS", str(tmp_path / "artifacts"))
    monkeypatch.chdir(tmp_path)
    Path("model.bin").write_bytes(b"weights")
    code, printed, errors = run("artifacts", "put", "model.bin", "--execution", E1)
    assert (code, errors) == (0, "")
    uri = printed.strip()
    return uri, Path(uri.removeprefix("file://"))


def test_put_and_get(run: Run, stored: tuple[str, Path]) -> None:
    uri, path = stored
    assert path.read_bytes() == b"weights"
    assert run("artifacts", "get", uri, "copy.bin")[:2] == (0, "copy.bin\n")
    assert Path("copy.bin").read_bytes() == b"weights"
    Path("copy.bin").write_text("mine")
    code, _, errors = run("artifacts", "get", uri, "copy.bin")
    assert code == 2
    assert "another content" in errors
    code, _, errors = run("artifacts", "put", ".", "--execution", E1)
    assert code == 2
    assert "folder" in errors


def test_verify_names_damaged_files(run: Run, stored: tuple[str, Path]) -> None:
    uri, path = stored
    assert run("artifacts", "verify")[:2] == (0, "1 verified, 0 missing or damaged.\n")
    path.write_bytes(b"weight_")
    code, printed, errors = run("artifacts", "verify", uri)
    assert (code, printed) == (1, "0 verified, 1 missing or damaged.\n")
    assert uri in errors
    path.unlink()
    assert "does not exist" in run("artifacts", "verify")[2]
    code, _, errors = run("artifacts", "get", uri, "again.bin")
    assert code == 1
    assert "does not exist" in errors


def test_prune_reports_what_it_removed(
    run: Run, owner: Owner, stored: tuple[str, Path], tmp_path: Path
) -> None:
    _, path = stored
    assert "0 removed with the archive, 0 without a row" in run("artifacts", "prune")[1]
    owner.execute(
        "insert into kaggle_store.artifact_removals (id, execution_id, name, uri, sha256) "
        "select id, execution_id, name, uri, sha256 from artifacts"
    )
    owner.execute(
        "insert into kaggle_store.artifact_removals (id, execution_id, name, uri, sha256) "
        "values (gen_random_uuid(), gen_random_uuid(), 'a', 's3://elsewhere/a', repeat('0', 64))"
    )
    (tmp_path / "artifacts" / "00000000-0000-7000-8000-000000000000").mkdir()
    code, printed, errors = run("artifacts", "prune")
    assert code == 1
    assert not path.exists()
    assert "1 removed with the archive" in printed
    assert "1 left for the next call" in printed
    assert "1 folders belong to no execution" in printed
    assert "s3://elsewhere/a: is not in this storage" in errors
