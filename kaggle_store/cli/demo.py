"""`kaggle-store demo`: an agent's whole life on real competitions."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

from kaggle_store.errors import KaggleStoreError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the store is, and who answers the intervention."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="keep the store's data in DIR (default: a throw-away store)",
    )
    place.add_argument(
        "--hosted",
        action="store_true",
        help="use the project of SUPABASE_URL and its key, and leave the rows there",
    )
    parser.add_argument(
        "--ask", action="store_true", help="answer the agent's question yourself, at the terminal"
    )


def run(options: argparse.Namespace) -> int:
    """Run the demo and return its exit code."""
    if importlib.util.find_spec("rich") is None:
        return _sorry("the demo needs rich: pip install 'kaggle_store[local]'")
    from kaggle_store.demo.check import ReadBackError
    from kaggle_store.demo.run import play

    try:
        play(options)
    except (KaggleStoreError, ReadBackError, OSError) as problem:
        return _sorry(str(problem))
    return 0


def _sorry(problem: str) -> int:
    print(f"kaggle-store demo: {problem}", file=sys.stderr)
    return 1
