"""Names and docstrings: what SQL calls things, as Python may write it."""

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
    """Write `gpu_session_status` as `GpuSessionStatus`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def singular(name: str) -> str:
    """Name one row of a table: `submissions` is `submission`."""
    if name.endswith("ies"):
        return name[:-3] + "y"
    if name.endswith(("sses", "xes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def attribute(column: str) -> str:
    """Name a column in Python: keywords and names that mean something else get an underscore."""
    # Python reads identifiers in this normal form.
    plain = unicodedata.normalize("NFKC", column)
    name = "".join(char if f"a{char}".isidentifier() else "_" for char in plain)
    if name.startswith("_") or not name.isidentifier():
        name = "c" + name
    return name + "_" if keyword.iskeyword(name) or name in _RESERVED else name


def docstring(text: str, indent: int = 4) -> str:
    """Write a docstring that says `text`, whatever is in it, wrapped and indented."""
    paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    width = WIDTH - indent
    safe = [part.replace("\\", "\\\\").replace('"""', r"\"\"\"") for part in paragraphs]
    if (len(paragraphs[-1]) - len(paragraphs[-1].rstrip('"'))) % 3:
        # Of a run of quotes each three are escaped by now; the last of the rest would close it.
        safe[-1] = safe[-1][:-1] + r"\""
    # Closing quotes that would not fit are not put on a line of their own by the formatter.
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
    """Write a `Literal` of these words."""
    return f"Literal[{', '.join(quoted(word) for word in words)}]"


def quoted(text: str) -> str:
    """Write a string as the formatter does, in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def sentence(words: tuple[str, ...]) -> str:
    """Enumerate names in prose: "`a`, `b` and `c`"."""
    ticked = [f"`{word}`" for word in words]
    return " and ".join([", ".join(ticked[:-1]), ticked[-1]] if len(ticked) > 1 else ticked)
