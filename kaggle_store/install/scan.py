"""Find the names that a project's own migrations leave taken, without a database.

The scan is tolerant: it reads what it knows of `create`, `alter` and `drop`, in the order of the
files, and skips the rest. Comments, texts and the bodies of functions are left out; the bodies of
`do` blocks count, as roles and types are often created there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from kaggle_store.install.names import Space, Taken, keys

_LEFT_OUT = re.compile(
    r"""
    --[^\n]* | /\*.*?\*/
    | (?P<quoted>"(?:[^"]|"")*")
    | (?<![a-z0-9_"$])e'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*'
    | (?P<do>\bdo\s+(?:language\s+\w+\s+)?)?(?<![\w$])\$(?P<tag>\w*)\$(?P<body>.*?)\$(?P=tag)\$
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_KIND = (
    r"(?P<kind>materialized\s+view|table|view|sequence|index|type|domain|function|procedure"
    r"|aggregate|schema|role|user|group)"
)
_ONE = r'(?:"(?:[^"]|"")+"|[a-z_\x80-\uffff][\w$]*)'
_NAME = rf"{_ONE}(?:\s*\.\s*{_ONE})?"
# Temporary tables are in no schema of the project, so `temp` is not among the words before a kind.
_CREATE = re.compile(
    rf"\bcreate\s+(?:or\s+replace\s+)?(?:(?:unlogged|foreign|recursive|unique)\s+)*{_KIND}\s+"
    rf"(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?P<name>{_NAME})"
    rf"(?:\s+on\s+(?:only\s+)?(?P<table>{_NAME}))?",
    re.IGNORECASE,
)
_DROP = re.compile(
    rf"\bdrop\s+(?:foreign\s+)?{_KIND}\s+(?:concurrently\s+)?(?:if\s+exists\s+)?(?P<names>[^;]+)",
    re.IGNORECASE,
)
_ALTER = re.compile(
    rf"\balter\s+(?:foreign\s+)?{_KIND}\s+(?:if\s+exists\s+)?(?:only\s+)?(?P<name>{_NAME})"
    rf"\s*(?:\([^)]*\)\s*)?"
    rf"(?:rename\s+to\s+(?P<new>{_ONE})|set\s+schema\s+(?P<schema>{_ONE}))",
    re.IGNORECASE,
)
_Left: TypeAlias = dict[tuple[Space, str], Taken]
_LISTED = re.compile(rf"(?:^|,)\s*({_NAME})", re.IGNORECASE)


def taken_names(files: Iterable[tuple[str, str]]) -> list[Taken]:
    """Return what the files, given as name and text in their order, leave in the project."""
    left: _Left = {}
    for file, text in files:
        for match in _statements(_visible(text)):
            _apply(match, file, left)
    return list(dict.fromkeys(left.values()))


def _visible(text: str) -> str:
    return _LEFT_OUT.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    if match["quoted"]:
        return match["quoted"]
    return f" {_visible(match['body'])} ; " if match["do"] else " '' "


def _statements(text: str) -> Iterator[re.Match[str]]:
    found = [match for pattern in (_CREATE, _DROP, _ALTER) for match in pattern.finditer(text)]
    return iter(sorted(found, key=lambda match: match.start()))


def _apply(match: re.Match[str], file: str, left: _Left) -> None:
    kind = " ".join(match["kind"].lower().split())
    if match.re is _CREATE:
        _take(kind, match, file, left)
    elif match.re is _DROP:
        for name in _LISTED.findall(re.sub(r"\([^)]*\)", "", match["names"])):
            _free(kind, name, left)
    elif match["new"]:
        _rename(kind, match["name"], _folded(match["new"]), file, left)
    elif _folded(match["schema"]) != "public":
        _free(kind, match["name"], left)
    else:
        _enter(Taken(kind, _parts(match["name"])[-1], file), left)


def _take(kind: str, match: re.Match[str], file: str, left: _Left) -> None:
    table = _in_public(match["table"] or "") if kind == "index" else None
    if kind == "index" and table is None:
        return
    if (name := _in_public(match["name"])) is not None:
        _enter(Taken(kind, name, file, table), left)


def _enter(taken: Taken, left: _Left) -> None:
    for key in taken.keys:
        left.setdefault(key, taken)


def _free(kind: str, name: str, left: _Left) -> bool:
    """Remove a name and the indexes of its table; return whether the name was taken."""
    own = _in_public(name)
    gone = [left.pop(key, None) for key in keys(kind, own)] if own is not None else []
    for key in [key for key, taken in left.items() if taken.table and taken.table == own]:
        del left[key]
    return any(gone)


def _rename(kind: str, name: str, new: str, file: str, left: _Left) -> None:
    indexes = [taken for taken in left.values() if taken.table and taken.table == _in_public(name)]
    if _free(kind, name, left):
        _enter(Taken(kind, new, file), left)
        for index in indexes:
            _enter(replace(index, table=new), left)


def _in_public(name: str) -> str | None:
    """Return a name without its schema `public`; None in another schema, and for no name."""
    parts = _parts(name)
    return parts[-1] if parts and parts[:-1] in ([], ["public"]) else None


def _parts(name: str) -> list[str]:
    return [_folded(part) for part in re.findall(_ONE, name, re.IGNORECASE)]


def _folded(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name.lower()
