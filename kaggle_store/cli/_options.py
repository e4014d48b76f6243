"""Options that several commands share, and types of their values."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from kaggle_store.running_stack import default_data_dir

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def data_dir(parser: argparse.ArgumentParser) -> None:
    """Declare `--data-dir`, the directory of the local stack."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default_data_dir(),
        metavar="DIR",
        help="directory of the local stack (default: $KAGGLE_STORE_HOME, else ./.kaggle-store)",
    )


def migrations(parser: argparse.ArgumentParser) -> None:
    """Declare `--migrations`, another directory of migrations."""
    parser.add_argument(
        "--migrations",
        type=Path,
        metavar="DIR",
        help="SQL files to apply (default: those of this package)",
    )


def port(text: str) -> int:
    """Return a port number."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and 65535")
    return int(text)


def duration(text: str) -> float:
    """Return the seconds of `30s`, `1m`, `1.5h` or `1d`, between one second and one year."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([smhd])", text.strip())
    length = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if not 1 <= length <= 365 * 86_400:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a duration such as 30s, 1m, 2h or 1d, from 1s to 365d"
        )
    return length


def as_service(parser: argparse.ArgumentParser) -> None:
    """Declare `--as-service`, which uses the secret key though a person is signed in."""
    parser.add_argument(
        "--as-service",
        action="store_true",
        help="use the secret key, also when a person is signed in",
    )
