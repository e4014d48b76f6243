"""`python -m benchmarks [NAMES…]`: measure, and print medians, spreads, ratios and goals."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
import time
from pathlib import Path

import httpx

from benchmarks import ROWS, report
from benchmarks.bench import Bench, open_bench
from benchmarks.figures import Result


def main(argv: list[str] | None = None) -> int:
    """Run what was asked for; goals that are missed do not fail a run, what breaks does."""
    asked = _arguments(argv)
    if asked.list:
        for name in ROWS:
            about = importlib.import_module(f"benchmarks.{name}").__doc__ or ""
            print(f"{name:<22}{' '.join(about.split(chr(10) * 2)[0].split())}")
        return 0
    results: dict[str, Result] = {}
    with open_bench(asked.quick) as bench:
        how = _how(bench)
        print(how, flush=True)
        for name in asked.names or ROWS:
            results[name] = _measured(name, bench)
            _keep(asked, results, how)
        if bench.missing:
            print(f"not installed, and so not compared: {', '.join(sorted(bench.missing))}")
    return 0


def _keep(asked: argparse.Namespace, results: dict[str, Result], how: str) -> None:
    """Write what is known so far, so that a run that breaks has not been in vain."""
    if asked.json:
        report.write_json(asked.json, results, how)
    if asked.markdown:
        page = asked.markdown.read_text()
        asked.markdown.write_text(report.update_page(page, results, how))


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run; all by default")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument(
        "--quick", action="store_true", help="small sizes: whether it works, not how fast"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    parser.add_argument(
        "--markdown",
        type=Path,
        metavar="PAGE",
        help="put the figures into a page between its markers",
    )
    asked = parser.parse_args(argv)
    if unknown := sorted({*asked.names} - {*ROWS}):
        parser.error(f"no such benchmark: {', '.join(unknown)}; --list says what there is")
    if asked.quick and asked.markdown:
        parser.error("--quick measures nothing that belongs on a page")
    return asked


def _how(bench: Bench) -> str:
    postgres = bench.value("show server_version").split()[0]
    api = httpx.get(f"{bench.rest_url}/", headers=bench.headers).json()["info"]["version"]
    size = "small sizes: figures say nothing" if bench.quick else "medians (95 % intervals)"
    servers = f"PostgreSQL {postgres}, PostgREST {api.split()[0]}, fsync on"
    return f"{os.cpu_count()} cores, {servers}; {size}"


def _measured(name: str, bench: Bench) -> Result:
    start = time.perf_counter()
    module = importlib.import_module(f"benchmarks.{name}")
    if not getattr(module, "KEEPS_HISTORY", False):
        bench.empty()
    result: Result = module.run(bench)
    gc.collect()
    print(f"\n{report.as_text(name, result, quick=bench.quick)}")
    print(f"  took {time.perf_counter() - start:.0f} s", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
