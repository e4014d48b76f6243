"""How people sign in: on a local stack by name and key or by a token, elsewhere by password."""

from __future__ import annotations

import asyncio
import getpass
import secrets
from dataclasses import dataclass, field
from typing import Protocol

from kaggle_store.errors import SignInError
from kaggle_store.sign_in import SignedIn, local_person, sign_in

MOST_AT_ONCE = 2
"""Sign-ins by password: strangers must not occupy all threads, which the pages need as well."""


class SignIn(Protocol):
    """How people sign in to one store."""

    @property
    def template(self) -> str:
        """The template of its form."""
        ...

    async def by_form(self, fields: dict[str, str]) -> SignedIn:
        """Return the person of a form's fields; raise `SignInError`, `TransportError`."""
        ...

    def by_token(self, token: str, /) -> SignedIn | None:
        """Return the person of a token that works once; None if it does not."""
        ...


@dataclass(frozen=True)
class LocalStackKeys:
    """The address and keys of a local stack."""

    url: str
    publishable_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    """People prove with it that they may use the stack; no request is made with it."""
    jwt_secret: str = field(repr=False)


class LocalSignIn:
    """Sign-in on a local stack: with its secret key, or with a token that works once."""

    template = "sign_in_local.html"

    def __init__(self, keys: LocalStackKeys) -> None:
        self._keys = keys
        self._tokens: dict[str, str] = {}

    def new_token(self, name: str | None = None) -> str:
        """Return a token that signs in once, as `name` or else the operating system's user."""
        token = secrets.token_urlsafe(32)
        self._tokens[token] = name or getpass.getuser()
        return token

    async def by_form(self, fields: dict[str, str]) -> SignedIn:
        """Return the person of this name, if the key is the stack's secret key."""
        given, key = fields.get("key", "").strip(), self._keys.secret_key
        if not secrets.compare_digest(given.encode(), key.encode()):
            raise SignInError("this is not the stack's secret key")
        return local_person(self._keys, fields.get("name", ""))

    def by_token(self, token: str) -> SignedIn | None:
        """Return the person whom a token was made for, once."""
        name = self._tokens.pop(token, None)
        return local_person(self._keys, name) if name else None


class PasswordSignIn:
    """Sign-in with e-mail address and password, through Supabase Auth."""

    template = "sign_in.html"

    def __init__(self, url: str, publishable_key: str) -> None:
        self._url = url
        self._key = publishable_key
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)

    async def by_form(self, fields: dict[str, str]) -> SignedIn:
        """Return the person whom Supabase Auth recognises."""
        email, password = fields.get("email", "").strip(), fields.get("password", "")
        async with self._slots:
            return await asyncio.to_thread(sign_in, self._url, self._key, email, password)

    def by_token(self, _: str) -> SignedIn | None:
        """Return None: the project's own sign-in has no such tokens."""
        return None
