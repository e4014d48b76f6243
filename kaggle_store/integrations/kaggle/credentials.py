"""The credentials of a Kaggle account: from arguments, the environment, or the user's files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kaggle_store.errors import KaggleCredentialsMissing

TOKEN_FILES = ("access_token", "access_token.txt")
"""Files of an API token, in the folder of Kaggle's configuration."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """An API token, or a user name and its key. Never shown."""

    api_token: str | None = field(default=None, repr=False)
    username: str | None = None
    key: str | None = field(default=None, repr=False)

    @classmethod
    def load(
        cls, api_token: str | None = None, username: str | None = None, key: str | None = None
    ) -> Credentials:
        """Return the first that is found, or raise `KaggleCredentialsMissing`.

        In this order: the arguments; `KAGGLE_API_TOKEN`, a token or the path of a file with it;
        `KAGGLE_USERNAME` and `KAGGLE_KEY`; the files `access_token` and `kaggle.json` in
        `KAGGLE_CONFIG_DIR` (default: `.kaggle` in the home folder).
        """
        if api_token is not None or username is not None or key is not None:
            return _given(api_token, username, key)
        for found in _stored():
            return found
        raise KaggleCredentialsMissing(
            "no credentials for Kaggle: set KAGGLE_API_TOKEN, or KAGGLE_USERNAME and KAGGLE_KEY, "
            f"or save kaggle.json from your account's settings in {_folder()}"
        )

    @property
    def account(self) -> str:
        """What tells this account's credentials from others, for limits of the process."""
        return self.api_token or f"{self.username}:{self.key}"


def are_given() -> bool:
    """Return whether the environment or the user's files have credentials, also unusable ones."""
    try:
        return any(True for _ in _stored())
    except KaggleCredentialsMissing:
        return True


def _given(api_token: str | None, username: str | None, key: str | None) -> Credentials:
    if api_token is not None and username is None and key is None:
        return Credentials(_usable(api_token, "api_token"))
    if api_token is None and username is not None and key is not None:
        return Credentials(None, _usable(username, "username"), _usable(key, "key"))
    raise KaggleCredentialsMissing(
        "give either api_token, or both username and key, of the Kaggle account"
    )


def _stored() -> Iterator[Credentials]:
    if value := os.environ.get("KAGGLE_API_TOKEN", "").strip():
        yield Credentials(_usable(_content_or_value(value), "KAGGLE_API_TOKEN"))
    username, key = os.environ.get("KAGGLE_USERNAME"), os.environ.get("KAGGLE_KEY")
    if username and key:
        yield Credentials(None, _usable(username, "KAGGLE_USERNAME"), _usable(key, "KAGGLE_KEY"))
    for name in TOKEN_FILES:
        if token := _read(_folder() / name):
            yield Credentials(_usable(token, str(_folder() / name)))
    if text := _read(_folder() / "kaggle.json"):
        yield _from_json(text, _folder() / "kaggle.json")


def _folder() -> Path:
    given = os.environ.get("KAGGLE_CONFIG_DIR")
    return Path(given) if given else Path("~/.kaggle").expanduser()


def _content_or_value(value: str) -> str:
    try:
        is_file = Path(value).is_file()
    except OSError:
        is_file = False  # a token may be longer than a file name
    return _read(Path(value)) if is_file else value


def _read(path: Path) -> str:
    """Return a file's text without spaces around it, or nothing if there is no such file."""
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KaggleCredentialsMissing(f"{path} cannot be read: {error}") from error


def _from_json(text: str, path: Path) -> Credentials:
    try:
        found = json.loads(text)
        username, key = found["username"], found["key"]
    except (ValueError, KeyError, TypeError) as error:
        raise KaggleCredentialsMissing(
            f'{path} is not {{"username": …, "key": …}}: download it again from Kaggle'
        ) from error
    return Credentials(None, _usable(username, str(path)), _usable(key, str(path)))


def _usable(value: object, name: str) -> str:
    """Return a value that can be sent in a header; the message does not quote it."""
    text = value.strip() if isinstance(value, str) else ""
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise KaggleCredentialsMissing(f"{name} is empty or not a credential of Kaggle")
    return text
