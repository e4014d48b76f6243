# PYTHON_ARGCOMPLETE_OK
"""The entry point of `kaggle-store`, and `python -m kaggle_store`.

Importing a command takes a moment, and has nothing to clean up: until the command runs, Ctrl-C and
SIGTERM end the process at once, without a traceback. This module imports next to nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

_DEFAULTS: dict[signal.Signals, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
}


def main() -> int:
    """Run the command line's command and return its exit code."""
    # A signal that the parent has set to be ignored stays ignored.
    replaced = [number for number, old in _DEFAULTS.items() if signal.getsignal(number) is old]
    for number in replaced:
        signal.signal(number, _exit)

    def restore() -> None:
        for number in replaced:
            signal.signal(number, _DEFAULTS[number])

    from kaggle_store import cli

    return cli.main(before_run=restore)


def _exit(number: int, _: FrameType | None) -> None:
    os._exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
