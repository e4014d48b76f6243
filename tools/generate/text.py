"""Turn SQL names and comments into Python names, literals and docstrings."""

from __future__ import annotations

import builtins
import keyword
import textwrap
import unicodedata

from pydantic import BaseModel

WIDTH = 100

_TYPES = ("date", "datetime", "time", "timedelta")
_VERBS = ("order", "limit", "offset", "page_size", "where", "self")
_CONSTANTS = ("table", "primary_key", "unique_keys", "natural_key", "select")
_RESERVED = {*_TYPES, *_VERBS, *_CONSTANTS, *dir(BaseModel)} | {
    name for name in dir(builtins) if isinstance(getattr(builtins, name), type)
}


def pascal(name: str) -> str:
    """Return `GpuSessionStatus` for `gpu_session_status`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def singular(name: str) -> str:
    """Return the singular of a table's name: `submission` for `submissions`."""
    if name.endswith("ies"):
        return name[:-3] + "y"
    if name.endswith(("sses", "xes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def attribute(column: str) -> str:
    """Return a column's name in Python; keywords and reserved names get an underscore."""
    # Python normalises identifiers to this form.
    plain = unicodedata.normalize("NFKC", column)
    name = "".join(char if f"a{char}".isidentifier() else "_" for char in plain)
    if name.startswith("_") or not name.isidentifier():
        name = "c" + name
    return name + "_" if keyword.iskeyword(name) or name in _RESERVED else name


def docstring(text: str, indent: int = 4) -> str:
    """Return a docstring with `text`, escaped, wrapped and indented."""
    paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    width = WIDTH - indent
    safe = [part.replace("\\", "\\\\").replace('"""', r"\"\"\"") for part in paragraphs]
    if (len(paragraphs[-1]) - len(paragraphs[-1].rstrip('"'))) % 3:
        # Runs of three quotes are escaped by now; one of the rest would end the docstring early.
        safe[-1] = safe[-1][:-1] + r"\""
    # The formatter does not move closing quotes that do not fit to their own line.
    lines = _wrap('"""' + safe[0], width - 3 if len(safe) == 1 else width)
    for part in safe[1:]:
        lines += ["", *_wrap(part, width)]
    if len(lines) == 1:
        lines[0] += '"""'
    else:
        lines.append('"""')
    return "\n".join(" " * indent + line if line else "" for line in lines)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def literal(words: list[str]) -> str:
    """Return a `Literal` of these words."""
    return f"Literal[{', '.join(quoted(word) for word in words)}]"


def quoted(text: str) -> str:
    """Return a string literal in double quotes, as the formatter writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def sentence(words: tuple[str, ...]) -> str:
    """Return an enumeration of names in prose: "`a`, `b` and `c`"."""
    ticked = [f"`{word}`" for word in words]
    return " and ".join([", ".join(ticked[:-1]), ticked[-1]] if len(ticked) > 1 else ticked)
