"""The keys of a local stack: two new-style API keys, two legacy JWTs and the secret behind them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import jwt

from kaggle_store.local.files import read_json, write_private

# The well-known local defaults of the Supabase CLI, printed in its documentation and the same on
# every developer's machine. They protect nothing and must never be used in production.
_LOCAL_JWT_SECRET = "super-secret-jwt-token-with-at-least-32-characters-long"  # noqa: S105
_LOCAL_PUBLISHABLE_KEY = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH"
_LOCAL_SECRET_KEY = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz"  # noqa: S105
_LOCAL_EXPIRY = 1983812996


@dataclass(frozen=True)
class Keys:
    """What a client may show at the gateway, and the secret that signs tokens of its own."""

    jwt_secret: str = _LOCAL_JWT_SECRET
    publishable_key: str = _LOCAL_PUBLISHABLE_KEY
    secret_key: str = _LOCAL_SECRET_KEY

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
        claims = {"iss": "supabase-demo", "role": role, "exp": _LOCAL_EXPIRY}
        return jwt.encode(claims, self.jwt_secret, algorithm="HS256")


def load_keys(path: Path) -> Keys:
    """Return the keys kept in `path`, written there first when it is missing."""
    kept = read_json(path)
    if kept:
        return Keys(**kept)
    keys = Keys()
    write_private(path, json.dumps(asdict(keys), indent=2) + "\n")
    return keys
