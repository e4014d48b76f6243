"""A person who is signed in, and access tokens that are still valid."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Unpack

from kaggle_store.client import AsyncKaggleStore, KaggleStore
from kaggle_store.errors import SignInRequired, TransportError
from kaggle_store.settings import Options
from kaggle_store.sign_in import auth_client
from kaggle_store.sign_in.session import Session


class SignedIn:
    """A person who is signed in to a project.

    `access_token` renews the token before it expires. Threads may share the object: one of them
    renews, the others wait.
    """

    def __init__(self, session: Session, renew: Callable[[Session], Session]) -> None:
        self.session = session
        """The newest session, with its tokens."""
        self._renew = renew
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"SignedIn({self.email!r}, {self.url!r})"

    @property
    def url(self) -> str:
        """The project's URL."""
        return self.session.url

    @property
    def key(self) -> str:
        """The project's publishable key."""
        return self.session.key

    @property
    def user_id(self) -> str:
        """The id of the person, the `sub` of the tokens."""
        return self.session.user_id

    @property
    def email(self) -> str:
        """The e-mail address; on a local stack the name. The database names the person by it."""
        return self.session.email

    @property
    def role(self) -> str:
        """`admin` or `authenticated`, as the newest token says.

        In members mode the database asks the list of members instead.
        """
        return self.session.role

    @property
    def is_local(self) -> bool:
        """True for a person of a local stack, who signed in by name."""
        return self.session.refresh_token is None

    def access_token(self) -> str:
        """Return a valid access token, renewed if it expires soon.

        A token that has not expired is returned while the server is out of reach. Raises
        `SignInRequired` if the session has ended, `ConnectionFailed`.
        """
        if not self.session.is_fresh:
            with self._lock:
                if not self.session.is_fresh:
                    self._renew_or_keep()
        return self.session.access_token

    def _renew_or_keep(self) -> None:
        try:
            self.session = self._renew(self.session)
        except TransportError:
            if self.session.has_expired:
                raise

    async def access_token_async(self) -> str:
        """Return what `access_token` returns, without blocking the event loop."""
        if self.session.is_fresh:
            return self.session.access_token
        return await asyncio.to_thread(self.access_token)

    @property
    def name(self) -> str:
        """The e-mail address, or the name on a local stack, in printable characters."""
        return "".join(letter if letter.isprintable() else "\ufffd" for letter in self.email)

    def check(self) -> None:
        """Ask the server whether the session continues; raise `SignInRequired` if not.

        Access tokens stay valid until they expire, also when the session was revoked. They also
        keep the role of their beginning: if it has changed since, the token is renewed.
        """
        self.access_token()
        if not self.is_local and auth_client.role_now(self.session) != self.role:
            with self._lock:
                self.session = self._renew(self.session)

    def sign_out(self) -> None:
        """End the session at the server, and no other session of the person.

        The access token stays valid until it expires. A session that has ended already is fine.
        Raises `ConnectionFailed`, and `SignInError` if the server refuses.
        """
        if not self.is_local:
            with suppress(SignInRequired):
                self.access_token()  # The server wants one that has not expired.
                auth_client.revoke(self.session)

    def open(self, **options: Unpack[Options]) -> KaggleStore:
        """Return a client that acts as the person."""
        return KaggleStore(self.url, self.key, access_token=self.access_token, **options)

    def open_async(self, **options: Unpack[Options]) -> AsyncKaggleStore:
        """Return an async client that acts as the person."""
        return AsyncKaggleStore(self.url, self.key, access_token=self.access_token_async, **options)


def sign_in(url: str, key: str, email: str, password: str) -> SignedIn:
    """Sign in with e-mail address and password; the result is kept in memory only.

    `key` is the project's publishable (or anon) key. Raises `SignInError` if Supabase Auth
    refuses, `ConnectionFailed` if it is out of reach.
    """
    session = auth_client.sign_in_with_password(url, key, email, password)
    return SignedIn(session, auth_client.renew)
