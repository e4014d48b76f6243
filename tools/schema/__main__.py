"""Write or check the schema in the documentation: `python -m tools.schema [--check]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.generate.__main__ import database
from tools.schema import catalog, states_diagram, tables_diagram
from tools.schema.catalog import Catalog, Table

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = DOCS / "reference" / "schema.md"
LIFECYCLES = DOCS / "explanation" / "lifecycle.md"
BEGIN, END = "<!-- states -->\n", "<!-- /states -->"

INTRODUCTION = """\
# Schema: tables, columns and enums

Written by `make models` from the database. The models of the SDK have the same columns
([Python](python/index.md)); [Access](access.md) has the functions that clients call.

## Diagram

Keys are bold; of the other columns only links and enums are shown. A job, its code and its GPU
session belong to one execution, which the foreign keys ensure.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or with --check return 1 if one is out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.schema", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; 1 if they differ")
    options = parser.parse_args(arguments)
    with database(None) as url:
        found = catalog.read(url)
    pages = {SCHEMA: schema_page(found), LIFECYCLES: lifecycle_page(found)}
    for path, text in pages.items():
        if options.check and (not path.exists() or path.read_text("utf-8") != text):
            print(f"{path.name} differs from the database: run `make models`", file=sys.stderr)
            return 1
        if not options.check:
            path.write_text(text, "utf-8")
    return 0


def schema_page(found: Catalog) -> str:
    """Return the page of the schema."""
    parts = [INTRODUCTION, _diagram(tables_diagram.draw(found)), "\n## Tables\n"]
    parts += [_table(table) for table in found.tables.values()]
    parts += ["\n## Enums\n", "| enum | labels |", "|---|---|"]
    parts += [
        f"| `{name}` | {', '.join(f'`{label}`' for label in labels)} |"
        for name, labels in found.enums.items()
    ]
    return "\n".join(parts) + "\n"


def lifecycle_page(found: Catalog) -> str:
    """Return the page of the lifecycles with the diagram of an execution's states."""
    before, _, rest = LIFECYCLES.read_text("utf-8").partition(BEGIN)
    drawn = states_diagram.draw(found.enums["execution_status"], found.moves)
    return before + BEGIN + _diagram(drawn) + "\n" + END + rest.partition(END)[2]


def _diagram(svg: str) -> str:
    return f'<div class="diagram">\n{svg}\n</div>'


def _table(table: Table) -> str:
    lines = [f"### {table.name}", "", _sentence(table.comment), ""]
    lines += ["| column | type | | |", "|---|---|---|---|"]
    for column in table.columns:
        name = f"**`{column.name}`**" if column.is_key else f"`{column.name}`"
        needed = "" if column.is_required else "null"
        link = table.links.get(column.name)
        comment = _sentence(column.comment) + (f" → [`{link}`](#{link})" if link else "")
        lines.append(f"| {name} | {column.type} | {needed} | {comment} |")
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
