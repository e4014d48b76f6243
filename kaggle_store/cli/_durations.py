"""Durations as people type them."""

from __future__ import annotations

import argparse
import re

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def seconds(text: str) -> float:
    """Read `30s`, `1m`, `1.5h` or `1d`, of at least a second and a year at the most."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([smhd])", text.strip())
    length = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if not 1 <= length <= 365 * 86_400:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a duration: say 30s, 1m, 2h or 1d, from 1s to 365d"
        )
    return length
