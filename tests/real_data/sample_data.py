"""A small folder of made-up records in the formats of the real data."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

COMPETITIONS: list[dict[str, Any]] = [
    {
        "slug": "titanic",
        "title": "Titanic - Machine Learning from Disaster",
        "subtitle": "Start here",
        "evaluation_metric": "Categorization Accuracy",
        "higher_is_better": None,
        "deadline": "2030-01-01T00:00:00Z",
        "prize_usd": None,
        "tags": ["tabular data"],
        "problem_type": "tabular",
    },
    {
        "slug": "Odd-ONE",
        "title": "Ünïcode [b]& markup[/b]",
        "subtitle": None,
        "evaluation_metric": None,
        "higher_is_better": False,
        "deadline": None,
        "prize_usd": 2500.5,
        "tags": [],
        "problem_type": "other:audio data",
        "dataset_size_bytes": 25_000,
        "max_team_size": 2147483647,
        "year": 2014,
    },
]
OFFERS: list[dict[str, Any]] = [
    {"provider": "p", "gpu": "H100", "gpu_count": 8, "gpu_memory_gb": 640.0, "hourly_usd": 113.9},
    {"provider": "p", "gpu": "T4", "gpu_count": 1, "hourly_usd": None, "region": "US"},
    {"provider": "p", "gpu": "L4", "gpu_count": 1, "collected_at": "2026-05-24 (a note)"},
]
PAPERS: list[dict[str, Any]] = [
    {"source": "a list", "title": "One", "arxiv_id": "1603.02754", "published": "2016-03-09"},
    {"source": "a list", "title": "Two"},
]
JOURNAL: dict[str, Any] = {
    "execution_id": "run-1",
    "execution_name": "a run without a competition",
    "competition": None,
    "started_at": "2025-06-04T07:20:10.330041Z",
    "completed_at": None,
    "events": [
        {
            "type": "code_generated",
            "seq": 0,
            "t": "2025-06-04T07:20:10.330041Z",
            "node_id": "n1",
            "file_name": "stage/train.py",
            "language": "python",
            "content": "print('ß')",
        },
        {
            "type": "training_run",
            "seq": 1,
            "t": None,
            "node_id": "n1",
            "status": "failed",
            "exec_time_s": 0.4,
            "exc_type": "ValueError",
            "exc_info": {"args": ["no"]},
            "metric": None,
        },
        {"type": "review", "seq": 2, "node_id": "n1", "by": "vlm", "text": "…"},
        {"type": "training_run", "seq": 3, "stage": "lost", "status": "completed", "metric": 0.5},
        {"type": "message", "seq": 4, "content": "hello"},
    ],
}
RUNS: list[dict[str, Any]] = [
    {
        "run_id": "r1@2024-06-06_AdamW",
        "path": "r1.log",
        "track": "short",
        "record": "2024-06-06_AdamW",
        "gpu": "H100",
        "gpu_count": 8,
        "peak_memory_mib": 34239,
        "train_time_ms": "783059",
        "final_val_loss": "3.2770",
        "hyperparameters": {"learning_rate": "0.0036"},
    },
    {"run_id": "r2@x", "path": "r2.log", "track": "short", "record": "undated"},
]
POINTS = [
    ("r1@2024-06-06_AdamW", 0, "loss", "10.968871", ""),
    ("r1@2024-06-06_AdamW", 1, "loss", "9.350030", "1500"),
    ("r1@2024-06-06_AdamW", 2, "loss", "nan", "3000"),
    ("r1@2024-06-06_AdamW", 3, "loss", "diverged", "4500"),
    ("r1@2024-06-06_AdamW", 4, "loss", "-inf", "6000"),
    ("r2@x", 0, "loss", "1e+27", "0"),
]


def write_folder(folder: Path) -> Path:
    """Write all files and return the folder."""
    (folder / "competitions.json").write_text(json.dumps(COMPETITIONS), "utf-8")
    (folder / "gpu_offers.json").write_text(json.dumps(OFFERS), "utf-8")
    _write_lines(folder / "papers.jsonl", PAPERS)
    _write_lines(folder / "agent_runs.jsonl", [JOURNAL])
    _write_lines(folder / "training_runs.jsonl", RUNS)
    with gzip.open(folder / "metric_points.csv.gz", "wt", encoding="utf-8") as file:
        file.write("run_id,step,metric,value,elapsed_ms\n")
        file.writelines(",".join(map(str, point)) + "\n" for point in POINTS)
    return folder


def _write_lines(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
