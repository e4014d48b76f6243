"""Run `hosted.py` as on Windows: without POSIX modules and functions, and with its file semantics.

What Python imports itself is imported before; the package is imported after.
"""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import runpy
import select
import shutil
import signal
import sys
import types
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

PRELOADED = (
    *("subprocess", "tempfile", "http.server", "multiprocessing", "ctypes.util", "getpass"),
    *("pydantic.main", "httpcore", "postgrest", "httpx", "aiohttp", "platformdirs", "psycopg"),
    *("rich.console", "rich.table", "fsspec.implementations.local", "argcomplete", "dotenv"),
    *("certifi", "jwt", "anyio", "xml.dom.minidom", "tarfile", "logging.handlers", "uuid"),
    *("concurrent.futures.process", "jinja2", "pygments", "uvicorn", "sse_starlette", "apprise"),
)
MODULES = ("fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "posix", "syslog")
MISSING: dict[types.ModuleType, tuple[str, ...]] = {
    os: (
        *("geteuid", "getuid", "getegid", "getgid", "fork", "forkpty", "register_at_fork"),
        *("mkfifo", "pread", "pwrite", "chown", "fchown", "lchown", "getpgid", "killpg", "setsid"),
        *("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "sync", "uname", "wait4"),
        *("sched_getaffinity", "sysconf", "getloadavg", "statvfs", "WNOHANG"),
    ),
    signal: ("SIGKILL", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD"),
    select: ("poll", "epoll"),
}
KERNEL_LOCK = fcntl.flock


def is_open(path: Any) -> bool:
    """Return whether this process has a file open, as only Linux can tell."""
    wanted = os.path.abspath(os.fspath(path))  # noqa: PTH100 - `Path` is under test
    fds = Path("/proc/self/fd")
    return fds.exists() and wanted in {os.path.realpath(each) for each in fds.iterdir()}


def refusing_open_files(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function refuse paths of open files, as Windows does."""

    def guarded(*paths: Any, **options: Any) -> Any:
        for path in paths:
            if is_open(path):
                raise PermissionError(errno.EACCES, "used by another process", os.fspath(path))
        return function(*paths, **options)

    return guarded


def locking(file: int, mode: int, count: int) -> None:
    """Lock as msvcrt does, whose locks are of bytes that others can then not read."""
    assert (mode, count) == (2, 1)
    assert os.lseek(file, 0, os.SEEK_CUR) > os.fstat(file).st_size
    try:
        KERNEL_LOCK(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PermissionError(errno.EACCES, "Permission denied") from None


def ended_at_once(pid: int, number: int) -> None:
    """Replace os.kill(), which ends a process on Windows."""
    raise AssertionError(f"os.kill({pid}, {number})")


def not_implemented(*_: Any) -> None:
    """Replace add_signal_handler() of an event loop."""
    raise NotImplementedError


def become_windows() -> None:
    """Change this process for the rest of its life."""
    for name in PRELOADED:
        import_module(name)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in MISSING.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    msvcrt: Any = types.ModuleType("msvcrt")
    msvcrt.locking, msvcrt.LK_NBLCK = locking, 2
    sys.modules["msvcrt"] = msvcrt
    # Of pywin32, which mcp requires on Windows.
    for name in ("pywintypes", "win32api", "win32con", "win32job"):
        sys.modules.setdefault(name, types.ModuleType(name))
    os.unlink = os.remove = refusing_open_files(os.unlink)
    os.rename = refusing_open_files(os.rename)
    os.replace = refusing_open_files(os.replace)
    os.kill = ended_at_once
    shutil.which = lambda *_, **__: None
    loop: Any = asyncio.SelectorEventLoop
    loop.add_signal_handler = not_implemented
    sys.platform = "win32"


if __name__ == "__main__":
    assert not [name for name in sys.modules if name.startswith("kaggle_store")]
    become_windows()
    runpy.run_path(sys.argv[1], run_name="__main__")
