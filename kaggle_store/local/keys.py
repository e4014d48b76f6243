"""The credentials of a local stack: API keys, the secret that signs tokens, a database password."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

import jwt

from kaggle_store.errors import LocalStackError
from kaggle_store.local.files import write_private

# Defaults of the Supabase CLI, which are public.
_PUBLISHED = {
    "super-secret-jwt-token-with-at-least-32-characters-long",
    "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH",
    "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz",
    "postgres",
}
# A fixed expiry (in 2032) keeps the legacy keys the same across restarts.
_EXPIRY = 1983812996
_REMEDY = "correct it, or delete it to get new keys."


def _random(prefix: str = "") -> str:
    return field(default_factory=lambda: prefix + secrets.token_urlsafe(32), repr=False)


@dataclass(frozen=True)
class Keys:
    """The credentials of one data directory; random unless given."""

    jwt_secret: str = _random()
    publishable_key: str = _random("sb_publishable_")
    secret_key: str = _random("sb_secret_")
    db_password: str = _random()

    @property
    def anon_key(self) -> str:
        """The legacy key of role `anon`, a JWT."""
        return self.token("anon")

    @property
    def service_role_key(self) -> str:
        """The legacy key of role `service_role`, a JWT."""
        return self.token("service_role")

    def token(self, role: str) -> str:
        """Return a JWT of `role` that is valid until 2032."""
        claims = {"iss": "supabase", "role": role, "exp": _EXPIRY}
        return jwt.encode(claims, self.jwt_secret, algorithm="HS256")


def load_keys(path: Path) -> Keys:
    """Return the credentials stored in `path`; generate and store missing and published ones.

    Raises `LocalStackError` if the file is not a JSON object of strings.
    """
    stored = _read(path) if path.exists() else {}
    names = {x.name for x in fields(Keys)}
    keys = Keys(**{k: v for k, v in stored.items() if k in names and v not in _PUBLISHED})
    complete = stored | asdict(keys)
    if complete != stored:
        write_private(path, json.dumps(complete, indent=2) + "\n")
    return keys


def _read(path: Path) -> dict[str, str]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise LocalStackError(f"{path} cannot be read ({problem}); {_REMEDY}") from None
    if not isinstance(stored, dict) or not all(isinstance(x, str) for x in stored.values()):
        raise LocalStackError(f"{path} must be a JSON object of strings; {_REMEDY}")
    return stored
