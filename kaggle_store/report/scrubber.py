"""Replace secrets in what a report shows: agents write keys into code, settings and messages.

Replaced are, in any text and at any depth of JSON:

- values known to be secret: variables of the environment whose names say so, the client's own key,
  and sensitive settings that the client may read. Encrypted settings and SSH credentials
  are never read for a report;
- texts in the format of a key or token of a known service, JSON Web Tokens, private keys;
- passwords in URLs, the secret part of webhooks, and `Authorization` headers;
- values assigned to a name such as `password` or `api_key`;
- other texts of 24 characters or more that look random: letters and digits in no order. Hashes in
  hexadecimal digits and UUIDs are no secrets, unless their name says so.

No list of patterns is complete: read a report before you send it outside of the team.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel

MARK = "[secret]"
"""Stands where a secret was."""

RowT = TypeVar("RowT", bound=BaseModel)

_STRONG = (
    r"(?:pass(?:word|wd|phrase)|pwd|secret|credentials?"
    r"|(?:secret|private|api|access|account|encryption|signing|role)[_-]?key"
    r"|(?:access|auth|refresh|bearer|api|bot|hf|session|id|github|slack|kaggle)[_-]?token)"
)
"""Names whose values are secret, whatever they look like."""
_WEAK = r"(?:key|token|auth|authorization|signature|sig|webhook|dsn|cookie)"
"""Names whose values are secret if they look like it."""
_WORDS = (
    "pass",
    "pwd",
    "secret",
    "credential",
    "key",
    "token",
    "auth",
    "sig",
    "webhook",
    "dsn",
    "cookie",
)
"""Parts of all these names: a text without them is not searched for values."""
_STRONG_NAME = re.compile(rf"(?i)(?:^|[^a-z]){_STRONG}$|[a-z0-9]{_STRONG}$")
_WEAK_NAME = re.compile(rf"(?i)(?:^|[^a-z]){_WEAK}$")

_FORMATS = re.compile(
    r"""
    -----BEGIN[ A-Z0-9]*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----.*?
        (?:-----END[ A-Z0-9]*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----|\Z)
    | \beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*             # JSON Web Token
    | \b(?:AKIA|ASIA)[A-Z0-9]{16}\b                 # AWS
    | \bAIza[\w-]{30,} | \bya29\.[\w-]{20,}         # Google
    | \b(?:gh[oprsu]_|github_pat_)\w{20,}           # GitHub
    | \bglpat-[\w-]{16,}                            # GitLab
    | \bsk-[\w-]{16,}                               # OpenAI, Anthropic
    | \b(?:sk|rk|pk)_(?:live|test)_\w{12,}          # Stripe
    | \bhf_[A-Za-z0-9]{16,}                         # Hugging Face
    | \bKGAT_\w{16,}                                # Kaggle
    | \bxox[a-z]-[\w-]{10,}                         # Slack
    | \b(?:sb_secret_|sbp_)\w{12,}                  # Supabase
    | \b(?:npm_|pypi-|dop_v1_|r8_|gsk_)[\w-]{20,}   # npm, PyPI, DigitalOcean, Replicate, Groq
    | \bSG\.[\w-]{16,}\.[\w-]{16,}                  # SendGrid
    | \bSK[0-9a-f]{32}\b                           # Twilio
    | \bAGE-SECRET-KEY-1[A-Z0-9]{20,}              # age
    """,
    re.VERBOSE | re.DOTALL,
)
_URL_LOGIN = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{1,30}://)[^\s/\"'<>]{1,300}@")
_WEBHOOK = re.compile(
    r"(?i)\b(https://(?:hooks\.slack\.com/(?:services|workflows)|(?:\w+\.)?discord(?:app)?\.com/api/"
    r"webhooks|api\.telegram\.org/bot)/?)[^\s\"'<>]+"
)
_URL_SIGNATURE = re.compile(r"(?i)([?&](?:sig|x-(?:amz|goog)-signature)=)[^&\s\"'<>]{8,}")
_HEADER = re.compile(r"(?i)\b((?:bearer|basic)\s+)(?=[^\s\"']*[\d=])[\w.~+/=-]{12,}")
_NAME = rf"(?i)({_STRONG}|(?<![a-z]){_WEAK})"
_QUOTED = re.compile(
    rf"""{_NAME}(["']?\]?\s{{0,9}}(?::\s?str\s?)?(?:=|:|=>|,)\s{{0,9}}[rbfu]{{0,2}})(["'])"""
    r"""((?:(?!\3)[^\\\n]|\\.){1,4000})\3"""
)
_BARE = re.compile(
    rf"""{_NAME}(=|[ \t]=[ \t]|:[ \t]*)([^\s"'(){{}}\[\],;&<>]{{4,4000}})(?![\w.]*[(\[])"""
)
_BEFORE = re.compile(r"[\w.-]{0,60}\Z")
_OPTION = re.compile(rf"(?i)((?:--|-){_STRONG}[ \t]+)([^\s\"'-][^\s\"']*)")
_COMMAND = re.compile(
    r"(?i)\b(wandb[ \t]+login[ \t]+|set[ \t]+api-key[ \t]+|sshpass[ \t]+-p[ \t]*"
    r"|curl\b[^\n|;]{0,200}?[ \t](?:-u|--user)[ \t]+|login[ \t]+\S{1,100}[ \t]+password[ \t]+)"
    r"(?![-$])\S+"
)
_CONNECTION = re.compile(
    r"(?i)((?:\b[\w ]{2,30}=[^;\s,()\"']{0,200}[;\s]\s*){1,8}(?:password|pwd)=)(?!\$)[^\s;\"')]+"
)
_CHECKSUM = re.compile(r"sha(?:1|256|384|512)-")
_RANDOM = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{24,}={0,2}(?![\w+/-])")
_UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLACEHOLDER = re.compile(r"(?i)[$<{%\[].*|none|null|true|false|x+|\*+|\.+|os\.environ.*|self\..*")


class Scrubber:
    """Replaces secrets, and counts them."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        values = sorted({value for value in known if len(value) >= 8}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, values))) if values else None
        self.count = 0
        """How many secrets were replaced."""

    def text(self, text: str) -> str:
        """Return a text without its secrets."""
        if self._known is not None:
            text = self._replaced(self._known, text)
        text = self._replaced(_FORMATS, text)
        lowered = text.lower()
        if "://" in text:
            text = self._replaced(_WEBHOOK, text)
            text = self._replaced(_URL_LOGIN, text, end="@")
            text = self._replaced(_URL_SIGNATURE, text)
        if "bearer" in lowered or "basic" in lowered:
            text = self._replaced(_HEADER, text)
        if any(word in lowered for word in _WORDS):
            text = _QUOTED.sub(self._quoted, text)
            text = _BARE.sub(self._bare, text)
            text = self._replaced(_OPTION, text)
            text = self._replaced(_CONNECTION, text)
        text = self._replaced(_COMMAND, text)
        return _RANDOM.sub(self._random, text)

    def value(self, value: Any, name: str = "") -> Any:
        """Return JSON, or a column, without its secrets; `name` is its key."""
        if isinstance(value, BaseModel):
            return self.row(value)
        if isinstance(value, str):
            return MARK if self._is_secret(name, value) else self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.value(each, str(key)) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return type(value)([self.value(each, name) for each in value])
        return value

    def row(self, row: RowT) -> RowT:
        """Return a row without the secrets in its columns."""
        columns = {name: getattr(row, name) for name in type(row).model_fields}
        return row.model_copy(update={name: self.value(each) for name, each in columns.items()})

    def _is_secret(self, name: str, value: str) -> bool:
        is_strong = _STRONG_NAME.search(name) is not None
        is_weak = _WEAK_NAME.search(name) is not None and _looks_secret(value)
        if not (value and (is_strong or is_weak)) or _PLACEHOLDER.fullmatch(value):
            return False
        self.count += 1
        return True

    def _replaced(self, pattern: re.Pattern[str], text: str, end: str = "") -> str:
        def replace(found: re.Match[str]) -> str:
            self.count += 1
            return f"{found[1] if pattern.groups else ''}{MARK}{end}"

        return pattern.sub(replace, text)

    def _quoted(self, found: re.Match[str]) -> str:
        name, between, quote, value = found.groups()
        if MARK in value or not self._is_secret(_whole_name(found), value):
            return found[0]
        return f"{name}{between}{quote}{MARK}{quote}"

    def _bare(self, found: re.Match[str]) -> str:
        name, between, value = found.groups()
        whole = _whole_name(found)
        # Without quotes it may be code: only a variable of a shell, and what looks random, counts.
        is_shell = between == "=" and whole.isupper()
        is_set = is_shell or _is_yaml(found) or _is_random(value) or _looks_secret(value, "/+%")
        if MARK in value or not is_set:
            return found[0]
        return f"{name}{between}{MARK}" if self._is_secret(whole, value) else found[0]

    def _random(self, found: re.Match[str]) -> str:
        if _CHECKSUM.match(found[0]) or not _is_random(found[0]):
            return found[0]
        self.count += 1
        return MARK


def known_secrets(environment: Mapping[str, str] | None = None) -> list[str]:
    """Return the values of the environment's variables whose names say that they are secret."""
    found = os.environ if environment is None else environment
    return [
        value
        for name, value in found.items()
        if _STRONG_NAME.search(name) or (_WEAK_NAME.search(name) and _looks_secret(value))
    ]


def _whole_name(found: re.Match[str]) -> str:
    """Return the name that a match is the end of, such as `db_password`."""
    before = _BEFORE.search(found.string, max(0, found.start() - 60), found.start())
    return f"{before[0] if before else ''}{found[1]}"


def _is_yaml(found: re.Match[str]) -> bool:
    """Return whether a match is a line of YAML whose value has letters and digits: no type."""
    _, between, value = found.groups()
    ends_line = found.end() == len(found.string) or found.string[found.end()] == "\n"
    has_both = any(map(str.isdigit, value)) and any(map(str.isalpha, value))
    return between.startswith(":") and ends_line and has_both and "." not in value


def _looks_secret(value: str, also: str = "") -> bool:
    """Return whether a value is one long word of letters and digits, with `also` in between."""
    word = re.sub(f"[{re.escape(also + '_=-')}]", "", value)
    has_both = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    return len(value) >= 12 and has_both and word.isalnum() and word.isascii()


def _is_random(text: str) -> bool:
    """Return whether the letters and digits of a long word are in no order.

    Random text changes between lower case, upper case and digits at most characters; names of
    classes, files and settings do so where a word begins.
    """
    pieces = [piece for piece in re.split(r"[+/_=-]+", text) if piece]
    letters = "".join(pieces)
    if _UUID.fullmatch(text) or re.fullmatch(r"(?i)[0-9a-f]+", letters):
        return False
    if not pieces or len(letters) / len(pieces) < 8:
        return False
    kinds = [_kind(letter) for letter in letters]
    changes = sum(one != other for one, other in pairwise(kinds))
    if set(kinds) == {0, 1, 2}:
        return changes >= 0.38 * len(letters)
    has_many_digits = 2 in kinds and kinds.count(2) >= 5 and len(kinds) >= 28
    return len(pieces) == 1 and has_many_digits and changes >= 0.26 * len(letters)


def _kind(letter: str) -> int:
    return 2 if letter.isdigit() else int(letter.isupper())
