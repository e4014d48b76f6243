"""Run a command on a terminal of its own, and read what it shows."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

# In the new process: Python warns of code between fork and exec while there are threads.
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""

Answer: TypeAlias = "str | Callable[[], object]"

SECONDS = 60
"""How long a command may show nothing."""


def on_terminal(
    words: Sequence[str],
    *,
    answers: Mapping[str, Answer] | Sequence[tuple[str, Answer]] = (),
    environment: Mapping[str, str] | None = None,
    columns: int = 80,
    lines: int = 24,
) -> tuple[str, int]:
    """Return what a command shows on a terminal, and its exit code.

    Each answer is typed once its prompt appears, followed by Enter, unless it is a single key. A
    function is called instead. Answers are given in their order; a prompt may be listed twice.
    """
    import fcntl
    import pty
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-c", TAKE_TERMINAL, *words],
        env=dict(os.environ) | {"TERM": "xterm-256color", **(environment or {})},
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
    )
    os.close(other)
    try:
        shown = _shown(main, list(answers.items() if isinstance(answers, Mapping) else answers))
        return shown.decode().replace("\r\n", "\n"), running.wait(SECONDS)
    finally:
        running.kill()
        running.wait()


def _shown(main: int, answers: list[tuple[str, Answer]]) -> bytes:
    shown, seen = b"", 0
    with os.fdopen(main, "r+b", buffering=0) as screen:
        try:
            while select.select([screen], [], [], SECONDS)[0] and (chunk := screen.read(65536)):
                shown += chunk
                if answers and (at := shown.find(answers[0][0].encode(), seen)) >= 0:
                    prompt, answer = answers.pop(0)
                    seen = at + len(prompt.encode())
                    if callable(answer):
                        answer()
                    else:
                        screen.write((answer + ("" if len(answer) == 1 else "\n")).encode())
        except OSError:  # Linux reports the end of a terminal as an error.
            pass
    assert not answers, f"no prompt {answers[0][0]!r} in {shown.decode()}"
    return shown
