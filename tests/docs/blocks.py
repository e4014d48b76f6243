"""The fenced code blocks of the documentation, with the comment that says how to test each.

A comment on the line above a fence begins with `test:`.

| comment | the block |
|---|---|
| none | Python is a whole program; commands are checked by stand-ins; other languages are parsed |
| `given store, run` | Python that uses these names of `tests/docs/given.py` |
| `real` | commands that are run |
| `not run, REASON` | is not run; `test_blocks.py` lists them |

`<!-- test: page -->` on a line of its own: the blocks of the page are run one after another in one
folder, as a reader does. A block with a title is written to the file of that name, and a `text`
block after commands is what they print, with `…` for anything. There, too:

| comment | the block |
|---|---|
| `stand-in` | commands that are only checked |
| `another terminal` | commands that keep running; or what one of these programs prints |
| `approved in the browser` | what is printed once the first intervention is approved on the pages |
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
MODULES = sorted((ROOT / "kaggle_store").rglob("*.py"))

_FENCE = re.compile(
    r"^(?P<comment>[ ]*<!--[ ]test:[ ](?P<note>[^\n]*?)[ ]-->\n+)?"
    r"^(?P<indent>[ ]*)```(?P<language>\w*)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```[ ]*$",
    re.DOTALL | re.MULTILINE,
)
_RENAMED = re.compile(r"(?ms)^### If you used a checkout before 0\.1\.0\n.*?(?=^##|\Z)")
_PAGE_COMMENT = "<!-- test: page -->\n"


@dataclass(frozen=True)
class Block:
    """A fenced block: where it is, its language, how it is tested, and its text."""

    page: Path
    line: int
    language: str
    note: str
    title: str | None
    body: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"

    @property
    def given(self) -> list[str]:
        """The names that the block uses."""
        return self.note[6:].split(", ") if self.note.startswith("given ") else []

    @property
    def reason(self) -> str | None:
        """Why the block is not run; None for one that is."""
        return self.note[9:] if self.note.startswith("not run, ") else None


def text_of(page: Path) -> str:
    """Return the text of a page; the changelog's without its table of names that are gone."""
    return _RENAMED.sub("", page.read_text(encoding="utf-8"))


def blocks_of(page: Path) -> list[Block]:
    """Return the blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            page,
            text.count("\n", 0, match.start("indent")) + 1,
            match["language"],
            match["note"] or "",
            found[1] if (found := re.search(r'title="([^"]+)"', match["info"])) else None,
            textwrap.dedent(match["body"]),
        )
        for match in _FENCE.finditer(text)
    ]


def is_run_in_order(page: Path) -> bool:
    """Return True for a page whose blocks are run one after another in one folder."""
    return _PAGE_COMMENT in page.read_text(encoding="utf-8")


@cache
def blocks() -> tuple[Block, ...]:
    """Return the blocks of all pages that are run one by one."""
    return tuple(each for page in PAGES if not is_run_in_order(page) for each in blocks_of(page))


def docstrings_of(module: Path) -> Iterator[str]:
    """Yield the docstrings of a module, those of attributes included."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield inspect.cleandoc(str(node.value.value))


def examples_of(module: Path) -> Iterator[str]:
    """Yield the Python code in a module's docstrings: indented blocks that can be parsed."""
    for text in docstrings_of(module):
        for block in re.findall(r"(?:(?<=\n\n)|^)(?: {4}.*\n)(?:(?: {4}.*)?\n)*", text + "\n"):
            code = textwrap.dedent(block)
            try:
                ast.parse(code)
            except SyntaxError:
                continue
            yield code
