"""`python -m tools.generate [--db-url URL] [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.generate import catalog, output
from tools.generate.package import modules
from tools.generate.schema import Schema


def generate(url: str) -> dict[str, str]:
    """Return every generated file of the database at `url`, by its path in `kaggle_store`."""
    return output.tidied(modules(Schema(catalog.read(url))))


def main(arguments: list[str] | None = None) -> int:
    """Write the models, or with --check say how they differ and return 1."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--db-url", help="a migrated database; without it a local one is started")
    parser.add_argument("--check", action="store_true", help="compare only; 1 if they differ")
    options = parser.parse_args(arguments)
    with _database(options.db_url) as url:
        files = generate(url)
    if options.check:
        difference = output.difference(files)
        sys.stdout.write(difference)
        return 1 if difference else 0
    for name in output.write(files):
        sys.stdout.write(f"kaggle_store/{name}\n")
    return 0


@contextmanager
def _database(url: str | None) -> Iterator[str]:
    if url is not None:
        yield url
        return
    # Imported late: only this way needs PostgreSQL and the stack around it.
    from kaggle_store.local import LocalStack

    with LocalStack.start() as stack:
        yield stack.db_url


if __name__ == "__main__":
    sys.exit(main())
