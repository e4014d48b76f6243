"""Every role's way into the API, as a stranger would take it: a key, a token, and HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from json import dumps
from typing import Any
from uuid import UUID

import httpx
import jwt

from tests.conftest import Stack
from tests.security.matrix import Role

PERSON = "00000000-0000-4000-8000-00000000a11c"
HOUR = 3600


def token(stack: Stack, secret: str | None = None, **claims: Any) -> str:
    """A token with these claims, by the project's secret or another; an hour long unless said."""
    signing = secret or stack.jwt_secret
    assert signing, "these tests also need SUPABASE_JWT_SECRET, which signs tokens"
    given = {"exp": int(time.time()) + HOUR, **claims}
    return jwt.encode({k: v for k, v in given.items() if v is not None}, signing)


def claims_of(role: Role, execution: UUID | str | None = None) -> dict[str, Any]:
    """What the token of a role says."""
    if role == "kaggle_worker":
        return {
            "role": "kaggle_worker",
            "execution_id": str(execution),
            "sub": f"worker:{execution}",
        }
    if role == "admin_by_metadata":
        return {"role": "authenticated", "sub": PERSON, "app_metadata": {"role": "admin"}}
    return {"role": role, "sub": PERSON, "email": "alice@example.org"}


@dataclass(frozen=True)
class Door:
    """Somebody who calls the API with a key, and perhaps a token."""

    http: httpx.Client = field(repr=False)
    url: str
    headers: dict[str, str] = field(repr=False)

    def ask(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        content: bytes | None = None,
        params: dict[str, str] | None = None,
        **headers: str,
    ) -> httpx.Response:
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        if json is not None:
            content = dumps(json, default=str).encode()
        if content is not None:
            more = {"content-type": "application/json", **more}
        return self.http.request(
            method,
            f"{self.url}/{path}",
            content=content,
            params=params,
            headers={**self.headers, **more},
        )

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)

    def call(self, function: str, **arguments: Any) -> httpx.Response:
        return self.ask("POST", f"rpc/{function}", json=arguments)

    def reveal(self, key: str) -> httpx.Response:
        """Read a setting in its two steps; the first that is refused is the answer."""
        asked = self.call("request_configuration_reading", p_key=key)
        if not asked.is_success:
            return asked
        return self.call("reveal_configuration", p_key=key, p_ticket=asked.json())

    def reveal_ssh(self, session: UUID, reason: str | None) -> httpx.Response:
        """Read the way into a machine in its two steps."""
        asked = self.call("request_ssh_reading", p_id=session, p_reason=reason)
        if not asked.is_success:
            return asked
        return self.call("reveal_ssh_connection_info", p_id=session, p_ticket=asked.json())


@dataclass(frozen=True)
class Doors:
    """Doors of every kind to one stack, over one client."""

    stack: Stack
    http: httpx.Client = field(repr=False)

    def of(self, role: Role, execution: UUID | str | None = None) -> Door:
        if role == "service_role":
            return self._with({"apikey": self.stack.secret_key})
        if role == "anon":
            return self._with({"apikey": self._publishable()})
        return self.showing(token(self.stack, **claims_of(role, execution)))

    def showing(self, token: str) -> Door:
        """Whoever shows this token with the publishable key."""
        return self._with({"apikey": self._publishable(), "authorization": f"Bearer {token}"})

    def with_claims(self, **claims: Any) -> Door:
        return self.showing(token(self.stack, **claims))

    def worker(self, execution: UUID | str, **claims: Any) -> Door:
        return self.with_claims(**{**claims_of("kaggle_worker", execution), **claims})

    def _with(self, headers: dict[str, str]) -> Door:
        return Door(self.http, f"{self.stack.api_url}/rest/v1", headers)

    def _publishable(self) -> str:
        assert self.stack.publishable_key, "these tests also need SUPABASE_PUBLISHABLE_KEY"
        return self.stack.publishable_key


@contextmanager
def doors_to(stack: Stack) -> Iterator[Doors]:
    # A connection a request: one that a refusal has closed is not met again by the next.
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(timeout=60, trust_env=False, limits=limits) as http:
        yield Doors(stack, http)


def code_of(answer: httpx.Response) -> str:
    """The code of a refusal; empty where it has none."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    return str(said.get("code") or "") if isinstance(said, dict) else ""
