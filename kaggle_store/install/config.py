"""Add to a project's `config.toml` what the store needs, and read what it says about sign-up."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kaggle_store.errors import InstallError

KEY_NAME = "kaggle_store_key"
KEY_VALUE = "env(KAGGLE_STORE_ENCRYPTION_KEY)"
_COMMENT = (
    "Your own key for the store's secrets (optional): set the variable before the first push,",
    "made with `openssl rand -base64 32`. Without it the database makes one.",
)
_MARK = "\ufeff"
_LEAST_MAX_ROWS = 100
_BARE_NEWLINE = re.compile(r"(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class Config:
    """A `config.toml`: its text with the store's entry, and what to tell the user."""

    text: str
    warnings: tuple[str, ...]
    has_closed_sign_up: bool
    """True where the file says `enable_signup = false`."""


def merge(text: str, path: str) -> Config:
    """Return the file's text with the store's Vault entry; everything else stays as it is.

    Raises `InstallError` if the file is not TOML, or has no place for the entry.
    """
    # Some editors of Windows write it; the Supabase CLI accepts it, Python's parser does not.
    body = text.removeprefix(_MARK)
    values = _parsed(body, path)
    return Config(
        text.removesuffix(body) + _with_key(body, values, path),
        tuple(_warnings(values, path)),
        _table(values, "auth").get("enable_signup") is False,
    )


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InstallError(f"{path} is not valid TOML: {error}") from None


def _with_key(text: str, values: dict[str, Any], path: str) -> str:
    if KEY_NAME in _table(_table(values, "db"), "vault"):
        return text
    merged = _add_key(text)
    wanted = {**values, "db": {**_table(values, "db")}}
    wanted["db"]["vault"] = {**_table(wanted["db"], "vault"), KEY_NAME: KEY_VALUE}
    if not _is_extended(text, merged) or _parsed(merged, path) != wanted:
        raise InstallError(
            f'{path} has no place for the store\'s key: add {KEY_NAME} = "{KEY_VALUE}"'
            " to [db.vault] yourself, and install again"
        )
    return merged


def _is_extended(before: str, after: str) -> bool:
    """Return whether lines were added, and all others stay as they are and in their order."""
    lines = iter(after.splitlines())
    return bool(after) and all(line in lines for line in before.splitlines())


def _add_key(text: str) -> str:
    """Return the text with the entry, in the file's own form; empty where tomlkit cannot add it."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    is_crlf = "\r\n" in text and not _BARE_NEWLINE.search(text)
    document = tomlkit.parse(f"{text}\n" if text and not text.endswith("\n") else text)
    try:
        if "db" not in document:
            document["db"] = tomlkit.table(is_super_table=True)
        db: Any = document["db"]
        if "vault" in db:
            _fill(db["vault"], _without_blank_end(db["vault"]))
        else:
            db["vault"] = tomlkit.table()
            _fill(db["vault"], [tomlkit.nl()])
    except (TOMLKitError, NotImplementedError, TypeError, ValueError):
        return ""
    made = tomlkit.dumps(document)
    if made.endswith("\n\n") and not text.endswith("\n\n"):
        made = made[:-1]
    return _BARE_NEWLINE.sub("\r\n", made) if is_crlf else made


def _fill(vault: Any, end: Sequence[Any]) -> None:
    """Add the entry to a table, with a comment where its form has place for one."""
    import tomlkit
    from tomlkit import items

    if not isinstance(vault, items.Table):
        vault[KEY_NAME] = KEY_VALUE
        return
    for line in _COMMENT:
        vault.add(tomlkit.comment(line))
    vault.add(KEY_NAME, KEY_VALUE)
    for item in end:
        vault.add(item)


def _without_blank_end(vault: Any) -> list[Any]:
    """Take the blank lines at a table's end out of it, and return them."""
    from tomlkit import items

    body = vault.value.body if isinstance(vault, items.Table) else []
    blank = []
    while body and isinstance(body[-1][1], items.Whitespace):
        blank.append(body.pop()[1])
    return blank


def _warnings(values: dict[str, Any], path: str) -> list[str]:
    api, found = _table(values, "api"), []
    if isinstance(schemas := api.get("schemas"), list) and "public" not in schemas:
        found.append(
            f'{path}: [api] schemas does not name "public", where the store\'s API is;'
            " expose it there and in the project's API settings"
        )
    if _table(_table(values, "db"), "migrations").get("enabled") is False:
        found.append(
            f"{path}: [db.migrations] enabled = false, with which a push applies no"
            " migration; set it to true for the push"
        )
    rows = api.get("max_rows")
    if isinstance(rows, int) and rows < _LEAST_MAX_ROWS:
        found.append(f"{path}: [api] max_rows = {rows} makes long lists slow; 1000 is the default")
    return found


def _table(values: dict[str, Any], name: str) -> dict[str, Any]:
    found = values.get(name)
    return found if isinstance(found, dict) else {}


def difference(before: str, after: str, path: str) -> list[str]:
    """Return the lines of a unified diff; empty if the texts are equal."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), path, path, lineterm="")
    return list(lines)
