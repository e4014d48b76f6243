"""A person's session: who it is, for which project, and its tokens."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kaggle_store.errors import SignInError

MARGIN_SECONDS = 60.0
"""A token is renewed this long before it expires, or a tenth of its lifetime, if that is less."""


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of a person who signed in; tokens are never shown."""

    url: str
    """The project's URL."""
    key: str = field(repr=False)
    """The project's publishable key."""
    user_id: str
    """The id of the person, the `sub` of the tokens."""
    email: str
    """The address that the database names the person by; on a local stack the name."""
    role: str
    """`admin` or `authenticated`, as the newest access token says."""
    access_token: str = field(repr=False)
    """The newest JWT."""
    refresh_token: str | None = field(repr=False)
    """Used once for the next token; None on a local stack, which signs with its own key."""
    expires_at: float
    """When the access token expires, in seconds of this machine's clock."""
    lifetime: float
    """Seconds that the access token was valid for when it was issued."""

    @property
    def is_fresh(self) -> bool:
        """True while the access token need not be renewed."""
        return time.time() < self.expires_at - min(MARGIN_SECONDS, self.lifetime / 10)

    @property
    def has_expired(self) -> bool:
        """True when the access token is of no use any more."""
        return time.time() >= self.expires_at

    def stored(self) -> dict[str, Any]:
        """Return the session as JSON values for the session file."""
        return asdict(self)

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Session:
        """Return the session of JSON values; raise `SignInError` if they are none."""
        try:
            session = cls(**stored)
            texts = (session.url, session.key, session.user_id, session.email, session.role)
            tokens = (session.access_token, session.refresh_token or "")
            numbers = (session.expires_at, session.lifetime)
        except TypeError:
            raise SignInError("a stored session has other fields than expected") from None
        if not all(isinstance(text, str) for text in (*texts, *tokens)):
            raise SignInError("a stored session has a field that is not text")
        if not all(isinstance(number, int | float) for number in numbers):
            raise SignInError("a stored session has a time that is not a number")
        return session


def role_of(claims: Mapping[str, Any]) -> str:
    """Return `admin` if a token's claims say so, else its database role."""
    metadata = claims.get("app_metadata")
    if isinstance(metadata, Mapping) and metadata.get("role") == "admin":
        return "admin"
    return str(claims.get("role") or "authenticated")
