"""Write docs/llms.txt: the pages for language models, with their titles and first sentences.

`python -m tools.llms_page` writes it, `--check` fails when it is out of date, `--full FILE` writes
the text of all pages into one file. The format is that of llmstxt.org.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tools.written_page import write_or_check

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGE = DOCS / "llms.txt"
FULL = "llms-full.txt"

_CODE = re.compile(r"^( *)```.*?^\1```[^\n]*$", re.DOTALL | re.MULTILINE)
_NO_PROSE = re.compile(r"[#|<:>!\-*]|\d+\. |```|---")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_GENERATED = re.compile(r"Written by `make models` [^.]*\.\s+")
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|$)")

INTRODUCTION = """\
# {name}

> {description}

A typed Python SDK (`KaggleStore`, `AsyncKaggleStore`) over ten tables of PostgreSQL, whose rules
the database keeps: state transitions, budgets, leases, access. `pip install kaggle_store`.
The text of all pages in one file: [{full}]({site}{full}).
"""


def page() -> str:
    """Return the whole file."""
    configuration = _configuration()
    site, nav = configuration["site_url"], configuration["nav"]
    parts = [
        INTRODUCTION.format(
            name=configuration["site_name"],
            description=configuration["site_description"],
            site=site,
            full=FULL,
        )
    ]
    for section in nav:
        [(title, found)] = section.items()
        parts.append(f"## {title}\n")
        parts += [f"{_entry(path, site)}" for path in _paths(found)]
        parts[-1] += "\n"
    return "\n".join(parts)


def full() -> str:
    """Return the text of all pages."""
    configuration = _configuration()
    site, paths = configuration["site_url"], list(_paths(configuration["nav"]))
    texts = ((path, (DOCS / path).read_text("utf-8").strip()) for path in paths)
    return "\n\n".join(f"Source: {_address(path, site)}\n\n{text}" for path, text in texts) + "\n"


def _configuration() -> Any:
    return yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))


def _paths(nav: Any) -> Iterator[str]:
    """Yield the pages of a part of the navigation, in order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for part in nav.values():
            yield from _paths(part)
    else:
        for part in nav:
            yield from _paths(part)


def _entry(path: str, site: str) -> str:
    text = (DOCS / path).read_text("utf-8")
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), path)
    sentence = first_sentence(text)
    return f"- [{_plain(title)}]({_address(path, site)})" + (f": {sentence}" if sentence else "")


def _address(path: str, site: str) -> str:
    name = path.removesuffix(".md")
    name = name.removesuffix("index").removesuffix("/")
    return site + (f"{name}/" if name else "")


def first_sentence(text: str) -> str:
    """Return the first sentence of a page's first paragraph, without Markdown's links."""
    for paragraph in re.split(r"\n\s*\n", _CODE.sub("", text)):
        prose = paragraph.strip()
        if prose and not _NO_PROSE.match(prose):
            found = _SENTENCE.match(_plain(_GENERATED.sub("", " ".join(prose.split()))))
            return found[0].rstrip(":") if found else ""
    return ""


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", text)


def main() -> int:
    """Write the file; with --check return 1 if it is out of date; with --full write all pages."""
    if sys.argv[1:2] == ["--full"]:
        Path(sys.argv[2]).write_text(full(), "utf-8")
        return 0
    return write_or_check(PAGE, page(), "pages")


if __name__ == "__main__":
    sys.exit(main())
