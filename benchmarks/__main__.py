"""`python -m benchmarks [NAMES…]`: measure, and print medians, spreads, ratios and goals."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
import time
from pathlib import Path

from benchmarks import ROWS, report
from benchmarks.bench import Bench, open_bench
from benchmarks.figures import Result


def main(argv: list[str] | None = None) -> int:
    """Run what was asked for; goals that are missed do not fail a run, what breaks does."""
    asked = _arguments(argv)
    if asked.list:
        for name in ROWS:
            module = importlib.import_module(f"benchmarks.{name}")
            print(f"{name:<22} {(module.__doc__ or '').splitlines()[0]}")
        return 0
    results: dict[str, Result] = {}
    with open_bench(asked.quick) as bench:
        _say_how(bench)
        for name in asked.names or ROWS:
            results[name] = _measured(name, bench)
        if bench.missing:
            print(f"not installed, and so not compared: {', '.join(sorted(bench.missing))}")
    if asked.json:
        report.write_json(asked.json, results, report.machine())
    if asked.markdown:
        page = asked.markdown.read_text()
        asked.markdown.write_text(report.update_page(page, results))
    return 0


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*ROWS, []], metavar="NAME", help="which to run; all by default"
    )
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
    return parser.parse_args(argv)


def _say_how(bench: Bench) -> None:
    version = bench.value("show server_version").split()[0]
    size = "small sizes: figures say nothing" if bench.quick else "medians (95 % intervals)"
    cores = report.machine()["cores"]
    print(f"{cores} cores, PostgreSQL {version}, fsync on, {size}", flush=True)


def _measured(name: str, bench: Bench) -> Result:
    start = time.perf_counter()
    bench.empty()
    result: Result = importlib.import_module(f"benchmarks.{name}").run(bench)
    gc.collect()
    print(f"\n{report.as_text(name, result)}")
    print(f"  took {time.perf_counter() - start:.0f} s", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
