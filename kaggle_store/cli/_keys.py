"""Wait for a key at the terminal, without Enter."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_POLL_SECONDS = 0.05

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[bool]:
        """Yield whether keys can be read: standard input is a terminal."""
        yield sys.stdin.isatty()

    def wait_for_key(seconds: float) -> str | None:
        """Return the next key that is pressed within the given time, or None."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():
                return msvcrt.getwch()
            time.sleep(_POLL_SECONDS)
        return None

else:
    import select
    import termios
    import tty

    @contextmanager
    def single_keys() -> Iterator[bool]:
        """Deliver keys without Enter and echo; yield whether standard input is a terminal."""
        if not sys.stdin.isatty():
            yield False
            return
        before = termios.tcgetattr(sys.stdin)
        try:
            tty.setcbreak(sys.stdin)
            yield True
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

    def wait_for_key(seconds: float) -> str | None:
        """Return the next key that is pressed within the given time, or None."""
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        # Past Python's buffer, which would hide keys from `select`. Empty: the terminal is gone.
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace") or "q" if ready else None


def is_ended(seconds: float, has_keys: bool) -> bool:
    """Wait for the next refresh; return True at once if q is pressed, where keys can be read."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if not has_keys:
            time.sleep(left)
        elif wait_for_key(left) in {"q", "Q"}:
            return True
    return False
