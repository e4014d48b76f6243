"""Released migrations keep their text and their order; new ones come after them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.freeze import CHECKSUMS, PROJECT, freeze, problems, released, unreleased


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the released migrations and their checksums."""
    folder = tmp_path / "supabase"
    (folder / "migrations").mkdir(parents=True)
    for name in (CHECKSUMS, *released()):
        shutil.copy(PROJECT / name, folder / name)
    return folder


def add(project: Path, name: str) -> str:
    (project / "migrations" / name).write_text("select 1;\n")
    return f"migrations/{name}"


def test_released_migrations_are_unchanged() -> None:
    assert list(problems()) == []
    assert len(released()) >= 50


def test_changed_file_is_a_problem(project: Path) -> None:
    for name in released():
        file = project / name
        text = file.read_bytes()
        file.write_bytes(text + b"\n")
        assert list(problems(project)) == [f"{name} was released and has changed"]
        file.write_bytes(text)


def test_missing_file_is_a_problem(project: Path) -> None:
    name = next(iter(released()))
    (project / name).unlink()
    assert list(problems(project)) == [f"{name} was released and is missing"]


def test_renamed_file_is_a_problem(project: Path) -> None:
    name = max(released())
    (project / name).rename(project / "migrations" / "20270101000000_renamed.sql")
    assert list(problems(project)) == [f"{name} was released and is missing"]


@pytest.mark.parametrize("number", ["20261123000001", "20261123050400"])
def test_new_file_needs_a_higher_number(project: Path, number: str) -> None:
    name = add(project, f"{number}_zzz.sql")
    [problem] = problems(project)
    assert problem.startswith(f"{name} is new and its number is not above that of migrations/")


@pytest.mark.parametrize("line", [0, -1])
def test_file_has_one_checksum(project: Path, line: int) -> None:
    file = project / CHECKSUMS
    file.write_text(file.read_text() + file.read_text().splitlines()[line] + "\n")
    with pytest.raises(SystemExit, match="each file stands there once"):
        list(problems(project))


def test_new_file_is_frozen_once(project: Path) -> None:
    before = released(project)
    name = add(project, "20270101000000_notes.sql")
    assert list(problems(project)) == []
    assert [path.name for path in unreleased(project)] == ["20270101000000_notes.sql"]
    assert freeze(project) == ["20270101000000_notes.sql"]
    assert freeze(project) == []
    assert {key: value for key, value in released(project).items() if key != name} == before
    assert name in released(project)


def test_sha256sum_reads_the_checksums(project: Path) -> None:
    if (program := shutil.which("sha256sum")) is None:
        pytest.skip("coreutils are not installed")
    command = [program, "--check", "--quiet", CHECKSUMS]
    assert subprocess.run(command, cwd=project, check=False).returncode == 0
    (project / max(released())).write_text("")
    done = subprocess.run(command, cwd=project, check=False, capture_output=True)
    assert done.returncode == 1
