"""Repeat what a command prints, in place on a terminal."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout

from kaggle_store.cli import output

DEFAULT_SECONDS = 2.0
_TO_TOP, _REST_OF_LINE, _REST_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"


def declare(parser: argparse._ActionsContainer) -> None:
    """Declare `--watch`."""
    parser.add_argument(
        "--watch",
        nargs="?",
        type=seconds,
        const=DEFAULT_SECONDS,
        metavar="SECONDS",
        help=f"print again every SECONDS (default: {DEFAULT_SECONDS:g}) until q or Ctrl-C",
    )


def seconds(text: str) -> float:
    """Return a number of seconds between 0.1 and a day."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0.1 <= found <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0.1 to 86400")
    return found


def repeat(draw: Callable[[], int], every: float) -> int:
    """Call `draw` every so many seconds until q is pressed; return 0.

    A lost connection is reported and tried again. On a terminal the last output stays until the
    next one is complete, and is cut to the terminal's height; its last line stays.
    """
    from kaggle_store.cli._keys import is_ended, single_keys

    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        while True:
            _draw(draw)
            time.sleep(every)
    with single_keys() as has_keys:
        while True:
            _replace_screen(draw)
            if is_ended(every, has_keys):
                return 0


def _draw(draw: Callable[[], int]) -> None:
    from kaggle_store.errors import TransportError, Unavailable

    output.line(f"{time.strftime('%H:%M:%S')}")
    try:
        draw()
    except (TransportError, Unavailable) as error:
        output.line(f"{error.message}; trying again")


class _Screen(io.StringIO):
    """Collects what is printed for a terminal."""

    def isatty(self) -> bool:
        return True


def _replace_screen(draw: Callable[[], int]) -> None:
    screen = _Screen()
    with redirect_stdout(screen):
        _draw(draw)
    lines = screen.getvalue().splitlines()
    height = shutil.get_terminal_size().lines - 1
    if len(lines) > height:
        lines = [*lines[: height - 1], lines[-1]]
    shown = "".join(f"{line}{_REST_OF_LINE}\n" for line in lines)
    print(f"{_TO_TOP}{shown}{_REST_OF_SCREEN}", end="", flush=True)
