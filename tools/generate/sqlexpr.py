"""Parse the expressions of check constraints, as PostgreSQL prints them, into nested tuples.

`("col", name)`, `("lit", text)`, `("list", items)`, `("call", name, arguments)`, `("and", items)`,
`("or", items)`, `("not", item)`, `("null", item)` for `is null`, `("cmp", operator, left, right)`
and, for `any (…)` and `all (…)`, `("cmp", operator, left, ("any" | "all", right))`. Casts are
dropped. Other expressions raise `UnsupportedExpressionError`: only the database checks them.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Node: TypeAlias = tuple[Any, ...]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>'(?:[^']|'')*')
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<quoted>"(?:[^"]|"")*")
      | (?P<word>[A-Za-z_][\w$]*)
      | (?P<cast>::)
      | (?P<mark>[()\[\],.])
      | (?P<operator>[-+*/<>=~!@\#%^&|?]+)
    )""",
    re.VERBOSE,
)

_TYPE_TAILS = {
    "character": ("varying",),
    "double": ("precision",),
    "bit": ("varying",),
    "timestamp": ("with", "time", "zone"),
    "time": ("with", "time", "zone"),
}


class UnsupportedExpressionError(Exception):
    """An expression beyond this grammar."""


def parse(expression: str) -> Node:
    """Parse an expression, with or without `CHECK (…)` around it."""
    text = expression.strip()
    if text.upper().startswith("CHECK "):
        text = re.sub(r"\s+(NOT VALID|NO INHERIT)$", "", text[6:])
    reader = _Reader(_tokens(text))
    node = reader.disjunction()
    if reader.peek() != ("end", ""):
        raise UnsupportedExpressionError(expression)
    return node


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise UnsupportedExpressionError(text)
        tokens.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self._at += 1
        return token

    def skip(self, text: str) -> bool:
        kind, value = self.peek()
        found = kind in ("mark", "cast", "operator", "word") and value.lower() == text.lower()
        self._at += found
        return found

    def expect(self, text: str) -> None:
        if not self.skip(text):
            raise UnsupportedExpressionError(f"{text} expected, not {self.peek()[1]}")

    def disjunction(self) -> Node:
        items = [self.conjunction()]
        while self.skip("or"):
            items.append(self.conjunction())
        return items[0] if len(items) == 1 else ("or", items)

    def conjunction(self) -> Node:
        items = [self.negation()]
        while self.skip("and"):
            items.append(self.negation())
        return items[0] if len(items) == 1 else ("and", items)

    def negation(self) -> Node:
        return ("not", self.negation()) if self.skip("not") else self.comparison()

    def comparison(self) -> Node:
        left = self.operand()
        while True:
            kind, value = self.peek()
            if kind == "operator":
                self.take()
                left = ("cmp", value, left, self.right_side())
            elif self.skip("is"):
                negated = self.skip("not")
                self.expect("null")
                left = ("not", ("null", left)) if negated else ("null", left)
            else:
                return left

    def right_side(self) -> Node:
        for word in ("any", "all"):
            if self.skip(word):
                self.expect("(")
                inside = self.disjunction()
                self.expect(")")
                return (word, inside)
        return self.operand()

    def operand(self) -> Node:
        node = self.primary()
        while self.skip("::"):
            self.type_name()
        return node

    def primary(self) -> Node:
        if self.skip("("):
            node = self.disjunction()
            self.expect(")")
            return node
        if self.skip("-"):
            kind, value = self.take()
            if kind == "number":
                return ("lit", "-" + value)
            raise UnsupportedExpressionError(value)
        kind, value = self.take()
        if kind == "string":
            return ("lit", value[1:-1].replace("''", "'"))
        if kind == "number":
            return ("lit", value)
        return self.name(kind, value)

    def name(self, kind: str, value: str) -> Node:
        if kind not in ("word", "quoted") or value.upper() in ("CASE", "NULL", "SELECT", "ROW"):
            raise UnsupportedExpressionError(value)
        if value.upper() == "ARRAY" and self.skip("["):
            return ("list", self.items("]"))
        while self.skip("."):
            kind, value = self.take()
        if kind == "quoted":
            value = value[1:-1].replace('""', '"')
        if self.skip("("):
            return ("call", value.lower(), self.items(")"))
        return ("col", value)

    def items(self, end: str) -> list[Node]:
        items: list[Node] = []
        while not self.skip(end):
            if items:
                self.expect(",")
            items.append(self.disjunction())
        return items

    def type_name(self) -> None:
        word = self.take()[1].lower()
        while self.skip("."):
            word = self.take()[1].lower()
        self.skip("without")
        for tail in _TYPE_TAILS.get(word, ()):
            self.skip(tail)
        if self.skip("("):
            self.items(")")
        while self.skip("["):
            self.expect("]")
