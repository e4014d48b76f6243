"""Write or check the generated files: `python -m tools.generate [--db-url URL] [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.generate import catalog, members, output, registry
from tools.generate.package import modules
from tools.generate.schema import Schema


def generate(url: str) -> dict[str, str]:
    """Return every file generated from the database at `url`, by its path in `kaggle_store`."""
    return output.formatted(modules(Schema(catalog.read(url))))


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with --check print the difference and return 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--db-url", help="a migrated database; without it a local one is started")
    parser.add_argument("--check", action="store_true", help="compare only; 1 if they differ")
    options = parser.parse_args(arguments)
    # The database that is read applies them.
    changed = [] if options.check else registry.write()
    with database(options.db_url) as url:
        files = generate(url)
        members_sql = members.text(members.read(url))
    if options.check:
        difference = registry.difference() + output.difference(files)
        difference += members.difference(members_sql)
        sys.stdout.write(difference)
        return 1 if difference else 0
    for name in changed:
        sys.stdout.write(f"supabase/migrations/{name}\n")
    for name in output.write(files):
        sys.stdout.write(f"kaggle_store/{name}\n")
    if members.difference(members_sql):
        members.FILE.write_text(members_sql, encoding="utf-8", newline="\n")
        sys.stdout.write("supabase/members.sql\n")
    return 0


@contextmanager
def database(url: str | None) -> Iterator[str]:
    """Return the URL of a migrated database: the one that is given, else a temporary one."""
    if url is not None:
        yield url
        return
    # Imported late: only this branch needs a local PostgreSQL.
    from kaggle_store.local import LocalStack

    with LocalStack.start() as stack:
        yield stack.db_url


if __name__ == "__main__":
    sys.exit(main())
