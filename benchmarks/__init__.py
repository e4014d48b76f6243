"""Benchmarks of the store beside its peers: `python -m benchmarks --list` lists them."""

from __future__ import annotations

ROWS = (
    "metrics_copy",
    "metrics_mlflow",
    "log_call",
    "imports",
    "one_row",
    "concurrent_reads",
    "decode",
    "dashboard",
    "overview",
    "first_page",
    "summary",
    "claims",
    "heartbeats",
    "retention",
)
"""The benchmarks, each a module of this package, in the order of the page Performance."""

SCALE: tuple[str, ...] = (
    "public_reads",
    "upkeep_steps",
    "metrics_history",
    "table_sizes",
    "fleet",
    "metrics_document_ddl",
    "backups",
)
"""The benchmarks of large histories, which `make bench-scale` runs, in the order of the page."""
