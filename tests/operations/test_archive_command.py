"""`kaggle-store archive`: list, export to files, restore."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from kaggle_store import KaggleStore, NotFound
from kaggle_store.backup import archive_files
from kaggle_store.backup.archive_files import check_file, read_file
from kaggle_store.cli import main
from kaggle_store.errors import ArchiveFileDamaged
from kaggle_store.models import AgentExecution
from tests.conftest import Owner


@pytest.fixture
def archived(store: KaggleStore, old_execution: AgentExecution) -> AgentExecution:
    assert store.archive.archive_executions().archived == 1
    with pytest.raises(NotFound):
        store.agent_executions.get(old_execution.id)
    return old_execution


@pytest.fixture
def file(archived: AgentExecution, tmp_path: Path) -> Path:
    assert main(["archive", "export", str(tmp_path)]) == 0
    return tmp_path / f"{archived.id}.jsonl.gz"


def test_exported_file_has_header_and_rows(
    store: KaggleStore, archived: AgentExecution, file: Path
) -> None:
    header, *lines = gzip.decompress(file.read_bytes()).decode().split("\n")[:-1]
    row = store.archive.get(archived.id)
    facts = json.loads(header)
    assert (facts["id"], facts["checksum"], facts["format"]) == (str(row.id), row.checksum, 1)
    assert facts["counts"] == row.counts == dict.fromkeys(facts["counts"], 1)
    assert lines == [each.line for each in store.archive.lines(row.id)]
    assert check_file(file).checksum == row.checksum
    assert file.stat().st_mode & 0o777 == 0o600
    assert row.exported_at is not None


def test_export_keeps_existing_files(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = file.stat().st_mtime_ns
    capsys.readouterr()
    assert main(["archive", "export", str(file.parent)]) == 0
    assert "0 written to" in capsys.readouterr().out
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["rows gone", "row missing", "truncated", "no header"])
def test_export_reads_existing_files_through(
    store: KaggleStore,
    archived: AgentExecution,
    file: Path,
    owner: Owner,
    damage: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = file.read_bytes()
    file.write_bytes(DAMAGES[damage](whole))
    owner.execute("update archived_executions set exported_at = null")
    capsys.readouterr()
    assert main(["archive", "export", str(file.parent)]) == 0
    printed = capsys.readouterr().out
    assert f"{file}" in printed
    assert "writing it again" in printed
    assert "1 written to" in printed
    assert file.read_bytes() == whole
    assert store.archive.get(archived.id).exported_at is not None


def test_export_replaces_file_of_another_execution(
    store: KaggleStore, archived: AgentExecution, file: Path, owner: Owner
) -> None:
    whole = file.read_bytes()
    other = uuid4()
    file.write_bytes(
        gzip.compress(
            gzip.decompress(whole).replace(str(archived.id).encode(), str(other).encode(), 1)
        )
    )
    assert main(["archive", "export", str(file.parent)]) == 0
    assert file.read_bytes() == whole


def test_folder_in_place_of_a_file_fails_alone(
    archived: AgentExecution, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"{archived.id}.jsonl.gz").mkdir()
    assert main(["archive", "export", str(tmp_path)]) == 1
    assert "Is a directory" in capsys.readouterr().err


def test_interrupted_export_leaves_no_file(
    store: KaggleStore,
    archived: AgentExecution,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(archive_files, "holds", interrupted)
        assert main(["archive", "export", str(tmp_path)]) == 130
    assert list(tmp_path.iterdir()) == []
    assert store.archive.get(archived.id).exported_at is None
    assert main(["archive", "export", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"{archived.id}.jsonl.gz"]


def test_export_refuses_damaged_archive(
    archived: AgentExecution, owner: Owner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owner.execute("delete from kaggle_store.archived_rows where table_name = 'research_results'")
    assert main(["archive", "export", str(tmp_path)]) == 1
    assert f"{archived.id}: the archive is damaged" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_restore_by_id(
    store: KaggleStore, archived: AgentExecution, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", "list"]) == 0
    assert archived.execution_name in capsys.readouterr().out
    assert main(["archive", "restore", str(archived.id)]) == 0
    assert store.agent_executions.get(archived.id) == archived
    assert store.generated_code.list_full()[0].code_content == "é = 1"
    assert main(["archive", "list"]) == 0
    assert "The archive is empty." in capsys.readouterr().out


def test_list_replaces_control_characters(
    archived: AgentExecution, owner: Owner, capsys: pytest.CaptureFixture[str]
) -> None:
    owner.execute("update archived_executions set execution_name = E'a\\x1b[31m\\nb, é'")
    assert main(["archive", "list"]) == 0
    _, line = capsys.readouterr().out.splitlines()
    assert line.endswith("  a\ufffd[31m\ufffdb, é")


def test_restore_from_file_without_archive_row(
    store: KaggleStore, archived: AgentExecution, file: Path, owner: Owner
) -> None:
    owner.execute("delete from archived_executions")
    assert main(["archive", "restore", str(file)]) == 0
    assert store.agent_executions.get(archived.id) == archived


def test_restore_refuses_live_execution(
    archived: AgentExecution, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", "restore", str(file)]) == 0
    assert main(["archive", "restore", str(file)]) == 1
    assert f"execution {archived.id} is live" in capsys.readouterr().err


def test_missing_source_is_a_one_line_error(
    store: KaggleStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", "restore", "00000000-0000-4000-8000-000000000001"]) == 1
    assert main(["archive", "restore", str(tmp_path / "none.jsonl.gz")]) == 1
    assert capsys.readouterr().err.count("kaggle-store archive: ") == 2


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda packed: packed[:-20],
    "bit flipped": lambda packed: packed[:40] + bytes([packed[40] ^ 1]) + packed[41:],
    "not compressed": gzip.decompress,
    "row missing": lambda packed: gzip.compress(
        gzip.decompress(packed).rsplit(b"\n", 2)[0] + b"\n"
    ),
    "row changed": lambda packed: gzip.compress(
        gzip.decompress(packed).replace(b'"arxiv"', b'"kaggle"')
    ),
    "no header": lambda packed: gzip.compress(gzip.decompress(packed).split(b"\n", 1)[1]),
    "newer format": lambda packed: gzip.compress(
        gzip.decompress(packed).replace(b'"format": 1', b'"format": 2')
    ),
    "empty": lambda _: b"",
    "rows gone": lambda packed: gzip.compress(gzip.decompress(packed).split(b"\n", 1)[0] + b"\n"),
    "line not JSON": lambda packed: gzip.compress(gzip.decompress(packed) + b"{\n"),
    "line not an object": lambda packed: gzip.compress(gzip.decompress(packed) + b"7\n"),
    "line without table": lambda packed: gzip.compress(gzip.decompress(packed) + b"{}\n"),
    "table not a text": lambda packed: gzip.compress(
        gzip.decompress(packed) + b'{"table": ["x"]}\n'
    ),
    "deep": lambda packed: gzip.compress(gzip.decompress(packed) + b"[" * 100_000 + b"\n"),
}


def with_header(**values: object) -> Callable[[bytes], bytes]:
    """Return a damage that changes fields of the header; None removes one."""

    def damage(packed: bytes) -> bytes:
        first, rest = gzip.decompress(packed).split(b"\n", 1)
        header = json.loads(first) | values
        kept = {name: value for name, value in header.items() if value is not None}
        return gzip.compress(json.dumps(kept).encode() + b"\n" + rest)

    return damage


HEADERS: dict[str, object] = {
    "kind": "other",
    "id": 7,
    "checksum": True,
    "counts": {"agent_executions": "1"},
    "format": None,
}
DAMAGES |= {f"header {name}": with_header(**{name: value}) for name, value in HEADERS.items()}
DAMAGES |= {f"header without {name}": with_header(**{name: None}) for name in HEADERS}
DAMAGES |= {
    "id not a UUID": with_header(id="x"),
    "short checksum": with_header(checksum="0"),
    "counts not an object": with_header(counts=[]),
    "no object": lambda packed: gzip.compress(b"[]\n" + gzip.decompress(packed)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_file_restores_nothing(
    store: KaggleStore, file: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    with pytest.raises(ArchiveFileDamaged):
        read_file(file)
    capsys.readouterr()
    assert main(["archive", "restore", str(file)]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert str(file) in line
    assert store.agent_executions.count() == 0


def with_row_twice(packed: bytes) -> bytes:
    """Return a file whose last row is there twice, with the right header."""
    header, *lines = gzip.decompress(packed).splitlines()
    lines.append(lines[-1])
    facts = json.loads(header)
    facts["counts"][json.loads(lines[-1])["table"]] += 1
    digests = b"".join(hashlib.sha256(line).digest() for line in lines)
    facts["checksum"] = hashlib.sha256(digests).hexdigest()
    return gzip.compress(b"".join(line + b"\n" for line in (json.dumps(facts).encode(), *lines)))


def test_unrestorable_file_leaves_nothing(
    store: KaggleStore,
    archived: AgentExecution,
    file: Path,
    owner: Owner,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = file.with_name("bad.jsonl.gz")
    bad.write_bytes(with_row_twice(file.read_bytes()))
    owner.execute("delete from archived_executions")
    capsys.readouterr()
    assert main(["archive", "restore", str(bad)]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert f"execution {archived.id} cannot be restored" in line
    assert "duplicate key" in line
    assert store.archive.count() == 0
    assert main(["archive", "restore", str(file)]) == 0
    assert store.agent_executions.get(archived.id) == archived


@pytest.mark.parametrize("field", HEADERS)
def test_malformed_header_field_is_named(file: Path, field: str) -> None:
    file.write_bytes(with_header(**{field: []})(file.read_bytes()))
    with pytest.raises(ArchiveFileDamaged, match=f"header: {field}|version of the store: {field}"):
        read_file(file)


def test_closed_pipe_is_not_an_error(archived: AgentExecution) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "kaggle_store.cli", "archive", "list"]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")
