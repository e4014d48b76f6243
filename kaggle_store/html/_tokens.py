"""Lines of source code as markup, with six classes of tokens."""

from __future__ import annotations

import functools
import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kaggle_store.errors import KaggleStoreError
from kaggle_store.html._text import clean

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MOST_CHARACTERS = 200_000
"""Longer texts are shown without highlighting."""
LONGEST_LINE = 500
"""Characters of a line that are shown."""

CLASSES = {"c": "comment", "k": "keyword", "s": "string", "m": "number", "f": "name"}
"""Class of a token's element, and the colour it has."""


def lines_of(text: str) -> list[str]:
    """Return a text's lines without their ends; what is not visible becomes U+FFFD."""
    shown = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    return shown.removesuffix("\n").split("\n") if shown else []


def marked_lines(lines: list[str], language: str) -> list[str]:
    """Return each line as markup, to be marked as such by the caller.

    A token of several lines has an element on each.
    """
    text = "\n".join(lines)
    if len(text) > MOST_CHARACTERS or not language:
        return [_escaped(_cut(line)) for line in lines]
    marked: list[list[str]] = [[]]
    room = LONGEST_LINE
    for name, token in _tokens(text, language):
        for number, part in enumerate(token.split("\n")):
            if number:
                marked.append([])
                room = LONGEST_LINE
            if part and room > 0:
                marked[-1].append(_element(name, part if len(part) <= room else _cut(part, room)))
            room -= len(part)
    return ["".join(parts) for parts in marked]


def _cut(line: str, most: int = LONGEST_LINE) -> str:
    return line if len(line) <= most else f"{line[:most]}… ({len(line) - most:,} more)"


def _element(name: str, text: str) -> str:
    inner = _escaped(text)
    return f'<i class="{name}">{inner}</i>' if name else inner


def _escaped(text: str) -> str:
    """Return text for between tags, where quotes are not special: code is full of them."""
    return html.escape(text, quote=False)


def _tokens(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the text in parts with their class; neighbours of one class are one part."""
    lexer = _lexer(language)
    if lexer is None:
        yield "", text
        return
    last, parts = "", ""
    for token, part in lexer.get_tokens(text):
        name = _class_of(token) if part.strip() else last
        if name != last:
            if parts:
                yield last, parts
            last, parts = name, ""
        parts += part
    yield last, parts.removesuffix("\n")


@functools.cache
def _lexer(language: str) -> Lexer | None:
    try:
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound
    except ImportError as error:
        raise KaggleStoreError(
            f"highlighted code needs {error.name}: pip install 'kaggle_store[report]'"
        ) from None
    try:
        return get_lexer_by_name(language.strip().lower(), stripnl=False, ensurenl=True)
    except ClassNotFound:
        return None


@functools.cache
def _class_of(token: Any) -> str:
    from pygments.token import Comment, Keyword, Name, Number, Operator, String

    named = {
        "c": (Comment,),
        "k": (Keyword, Operator.Word),
        "s": (String,),
        "m": (Number,),
        "f": (Name.Function, Name.Class, Name.Decorator, Name.Builtin, Name.Tag),
    }
    return next((name for name, kinds in named.items() if any(token in k for k in kinds)), "")
