"""What it takes to import the package and to create a client, in processes of their own, beside
the libraries that a hand-written client would import.

`rich` and `click` are hidden from all of them: httpx imports both where they are installed, which
would flatter the ratios.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

from benchmarks.bench import Bench
from benchmarks.figures import Goal, Result, ratios
from benchmarks.harness import interleave

PACKAGE, CLIENT, FIRST = "import kaggle_store", "a KaggleStore", "a KaggleStore and a resource"
NAME = "from kaggle_store import KaggleStore"
HTTPX, POSTGREST = "import pydantic, httpx", "import pydantic, httpx, postgrest"
PEER = "a client of postgrest-py and a table"
CREATE = f"{NAME}; store = KaggleStore('http://localhost', 'key')"
WAYS = {
    PACKAGE: PACKAGE,
    HTTPX: HTTPX,
    NAME: NAME,
    POSTGREST: POSTGREST,
    CLIENT: CREATE,
    FIRST: f"{CREATE}; store.competitions",
    PEER: f"{POSTGREST}; postgrest.SyncPostgrestClient('http://localhost').from_('competitions')",
}
HIDE = "import sys; sys.modules['rich'] = sys.modules['click'] = None; "


def run(bench: Bench) -> Result:
    """Measure the CPU milliseconds of each, without those of an empty process."""
    ways = {name: partial(_cpu, code) for name, code in {"": "pass", **WAYS}.items()}
    found = interleave(ways, bench.size(41, 1))
    empty = sorted(found.pop(""))
    idle = empty[len(empty) // 2]
    result = Result("one import", "CPU ms")
    result.add({name: [value - idle for value in values] for name, values in found.items()})
    # With the interpreter's own start, as a user waits for it too.
    for ours, theirs, bound in ((PACKAGE, HTTPX, 0.5), (NAME, POSTGREST, 1.5)):
        share = ratios(found[ours], found[theirs])
        result.goals.append(Goal(f"CPU, `{ours}` / `{theirs}`", share, at_most=bound))
    result.notes.append(f"an empty process takes {idle:.1f} CPU ms, which the figures leave out")
    return result


def _cpu(code: str) -> float:
    process = subprocess.Popen([sys.executable, "-c", HIDE + code], stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"failed: {code}")
    return (usage.ru_utime + usage.ru_stime) * 1e3
