"""People of a local stack: they sign in by a name, with a token signed by the stack's own key."""

from __future__ import annotations

import time
from typing import Protocol
from uuid import NAMESPACE_URL, uuid4, uuid5

from kaggle_store.errors import SignInError
from kaggle_store.sign_in.session import Session, role_of
from kaggle_store.sign_in.signed_in import SignedIn

LIFETIME_SECONDS = 600.0
MAX_NAME = 100
"""Characters of a name; the database keeps no more."""


class Stack(Protocol):
    """What is needed of a stack, such as a `Project`, a `RunningStack` or a `LocalStack`."""

    @property
    def publishable_key(self) -> str | None:
        """The stack's publishable key."""
        ...

    @property
    def jwt_secret(self) -> str | None:
        """The secret that signs its tokens."""
        ...


def local_person(
    stack: Stack, name: str, *, is_admin: bool = False, lifetime: float = LIFETIME_SECONDS
) -> SignedIn:
    """Return a person of a local stack, who is not asked for a password.

    Whoever can read the stack's keys can act as anyone there, so this is for stacks on one's own
    machine. The database names the person by `name`, also as `responded_by`. Each name has its own
    user id, the same each time. A token is valid for `lifetime` seconds (10 minutes) and replaced
    before it expires. Raises `SignInError` for a name that is empty, longer than 100 characters,
    or has control characters, and for a stack whose keys are not known.
    """
    name = checked_name(name)
    url = getattr(stack, "url", None) or getattr(stack, "api_url", None)
    key, secret = stack.publishable_key, stack.jwt_secret
    if not url or not key or not secret:
        raise SignInError(
            "the stack's publishable key and JWT secret are not known: start it with "
            "`kaggle-store up`, or write its settings to .env: kaggle-store env --supabase > .env"
        )

    def mint(_: Session | None) -> Session:
        return _minted(url, key, secret, name, is_admin, lifetime)

    return SignedIn(mint(None), mint)


def checked_name(name: str) -> str:
    """Return a name without surrounding spaces, or raise `SignInError`."""
    name = name.strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise SignInError(f"a name has 1 to {MAX_NAME} characters, none of them control characters")
    return name


def user_id(name: str) -> str:
    """Return the id of a person of local stacks."""
    return str(uuid5(NAMESPACE_URL, f"kaggle-store:person:{name}"))


def _minted(url: str, key: str, secret: str, name: str, is_admin: bool, lifetime: float) -> Session:
    import jwt

    expires_at = time.time() + lifetime
    claims = {
        "role": "authenticated",
        "aud": "authenticated",
        "sub": user_id(name),
        "email": name,
        "user_metadata": {"name": name},
        "app_metadata": {"provider": "local", **({"role": "admin"} if is_admin else {})},
        "session_id": str(uuid4()),
        "exp": int(expires_at),
    }
    token = jwt.encode(claims, secret, algorithm="HS256")
    return Session(
        url, key, user_id(name), name, role_of(claims), token, None, expires_at, lifetime
    )
