"""`kaggle-store metrics export` and `verify`, exports by upkeep, and restores."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store.backup.create import take_full
from kaggle_store.backup.restore import restore
from kaggle_store.backup.storage import Target
from kaggle_store.cli import main
from kaggle_store.metrics_history.export import Exporter
from kaggle_store.supervise.metrics import MetricExports
from tests.conftest import Owner, Stack
from tests.metrics_history import points
from tests.metrics_history.test_export import JANUARY, export_only, retention

Output = pytest.CaptureFixture[str]


@pytest.fixture
def variables(stack: Stack, owner: Owner, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a machine that exports."""
    assert stack.db_url is not None
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    monkeypatch.setenv("SUPABASE_DB_URL", stack.db_url)
    monkeypatch.setenv("KAGGLE_STORE_METRICS_HISTORY", root)


def test_export_and_verify(
    variables: None, store: KaggleStore, old_points: object, root: str, capsys: Output
) -> None:
    assert main(["metrics", "export", "--dry-run"]) == 0
    assert capsys.readouterr().out == "2024-01, 2024-02\n"
    assert main(["metrics", "export", "--month", "2024-01", "--drop"]) == 0
    assert "dropped" in capsys.readouterr().out
    assert main(["metrics", "export", "--older-than", "30d"]) == 0
    assert "2024-02" in capsys.readouterr().out
    assert main(["metrics", "export"]) == 0
    assert capsys.readouterr().out == "No month is to be exported.\n"
    assert main(["metrics", "verify"]) == 0
    assert capsys.readouterr().out == "2 files read, 0 damaged.\n"
    path = min(Path(root).rglob("*.parquet"))
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(bytes(content))
    assert main(["metrics", "verify"]) == 1
    assert path.name in capsys.readouterr().err


@pytest.mark.parametrize("month", ["2024-13", "2024", "24-01", "now"])
def test_invalid_month(month: str, capsys: Output) -> None:
    with pytest.raises(SystemExit):
        main(["metrics", "export", "--month", month])
    assert "is not a month" in capsys.readouterr().err


def test_export_needs_a_root(capsys: Output) -> None:
    assert main(["metrics", "export"]) == 2
    assert "KAGGLE_STORE_METRICS_HISTORY" in capsys.readouterr().err


def test_upkeep_exports_before_retention(
    variables: None, owner: Owner, store: KaggleStore, old_points: object, capsys: Output
) -> None:
    export_only(owner)
    before = points.stored(owner)
    assert main(["upkeep", "metrics_retention"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("metrics export: 2024-01, ")
    assert "dropped 2" in lines[-1]
    assert points.rows_of(store.system_metrics.scan()) == before


def test_unreachable_root_is_an_error_of_upkeep(
    variables: None,
    owner: Owner,
    old_points: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    export_only(owner)
    monkeypatch.setenv("KAGGLE_STORE_METRICS_HISTORY", "/proc/nothing")
    assert main(["upkeep", "metrics_retention"]) == 1
    printed = capsys.readouterr()
    assert "/proc/nothing" in printed.err
    assert "kept unexported 2" in printed.out


def test_supervisor_looks_once_an_hour(variables: None, owner: Owner, old_points: object) -> None:
    exports = MetricExports()
    assert len([*exports.run(lambda: False)]) == 2
    owner.execute("select ensure_metric_partitions('2023-01-01', '2023-01-01')")
    assert [*exports.run(lambda: False)] == []
    assert len([*MetricExports().run(lambda: True)]) == 0, "stopped"


def test_restored_months_are_exported_again(
    stack: Stack, owner: Owner, exporter: Exporter, old_points: object, tmp_path: Path
) -> None:
    export_only(owner)
    target = Target(tmp_path / "backups")
    assert exporter.export(JANUARY)
    assert stack.db_url is not None
    take_full(stack.db_url, target)
    before = points.stored(owner)
    points.insert(owner, [points.point("2024-01-09T00:00:00Z")])
    assert exporter.export(JANUARY), "the first export's files are replaced"
    restore(stack.db_url, target, replace=True)
    assert points.stored(owner) == before
    assert retention(owner)[0] == []
    assert exporter.due() == [JANUARY, date(2024, 2, 1)]
