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

from benchmarks import ROWS, SCALE, report
from benchmarks.bench import Bench, open_bench
from benchmarks.figures import Result


def main(argv: list[str] | None = None) -> int:
    """Run the named benchmarks; a missed goal does not fail the run."""
    options = _arguments(argv)
    if options.list:
        for name in _offered(options):
            about = importlib.import_module(f"benchmarks.{name}").__doc__ or ""
            print(f"{name:<22}{' '.join(about.split(chr(10) * 2)[0].split())}")
        return 0
    results: dict[str, Result] = {}
    with open_bench(options.quick) as bench:
        conditions = _conditions(bench)
        print(conditions, flush=True)
        for name in options.names or _offered(options):
            results[name] = _measured(name, bench)
            _write(options, results, conditions)
        if bench.missing:
            print(f"not installed, so not compared: {', '.join(sorted(bench.missing))}")
    return 0


def _offered(options: argparse.Namespace) -> tuple[str, ...]:
    """Return what runs without names: `--quick` is a check, so it runs all."""
    if options.quick:
        return ROWS + SCALE
    return SCALE if options.scale else ROWS


def _write(options: argparse.Namespace, results: dict[str, Result], conditions: str) -> None:
    """Write the results so far, so that they survive a failure of a later benchmark."""
    if options.json:
        report.write_json(options.json, results, conditions)
    if options.markdown:
        page = options.markdown.read_text("utf-8")
        options.markdown.write_text(report.update_page(page, results, conditions), "utf-8")


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks to run (default: all)")
    parser.add_argument("--list", action="store_true", help="list the benchmarks")
    parser.add_argument("--scale", action="store_true", help="those with large histories")
    parser.add_argument("--quick", action="store_true", help="small sizes, to check that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument(
        "--markdown",
        type=Path,
        metavar="PAGE",
        help="write the figures into a page, between its markers",
    )
    options = parser.parse_args(argv)
    if unknown := sorted({*options.names} - {*ROWS, *SCALE}):
        parser.error(f"no such benchmark: {', '.join(unknown)}; see --list")
    if options.quick and options.markdown:
        parser.error("--quick figures are not for a page: leave out --markdown")
    return options


def _conditions(bench: Bench) -> str:
    postgres = bench.value("show server_version").split()[0]
    api = httpx.get(f"{bench.rest_url}/", headers=bench.headers).json()["info"]["version"]
    size = "small sizes, figures not meaningful" if bench.quick else "medians (95 % intervals)"
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
