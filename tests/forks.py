"""Processes forked from one that has imported libraries, and no module of the SDK.

Python has one such server in each process, so all tests share what it has imported.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    ["httpx", "jwt", "postgrest", "psycopg.rows", "pydantic", "pytest", "supabase"]
)


def exit_code_of(function: Callable[..., object], *arguments: object, seconds: float) -> int | None:
    """Call a function in a fork and return the exit code; None if it was killed at the end."""
    process = _FORKS.Process(target=function, args=arguments, daemon=True)
    process.start()
    process.join(seconds)
    code = process.exitcode
    process.kill()
    process.join()
    process.close()
    return code
