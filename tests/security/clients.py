"""HTTP clients of the API for every role, built from a key and a token without the SDK."""

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
    """Sign a token with these claims; it expires in an hour unless `exp` is given."""
    signing = secret or stack.jwt_secret
    assert signing, "these tests also need SUPABASE_JWT_SECRET, which signs tokens"
    given = {"exp": int(time.time()) + HOUR, **claims}
    return jwt.encode({k: v for k, v in given.items() if v is not None}, signing)


def claims_of(role: Role, execution: UUID | str | None = None) -> dict[str, Any]:
    """Return the claims of a role's token."""
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
class ApiClient:
    """A client of the API with a key and optionally a token."""

    http: httpx.Client = field(repr=False)
    url: str
    headers: dict[str, str] = field(repr=False)

    def request(
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
        return self.request("GET", path)

    def call(self, function: str, **arguments: Any) -> httpx.Response:
        return self.request("POST", f"rpc/{function}", json=arguments)

    def reveal(self, key: str) -> httpx.Response:
        """Request a ticket and read a setting; return the first refusal."""
        ticket = self.call("request_configuration_reading", p_key=key)
        if not ticket.is_success:
            return ticket
        return self.call("reveal_configuration", p_key=key, p_ticket=ticket.json())

    def reveal_ssh(self, session: UUID, reason: str | None) -> httpx.Response:
        """Request a ticket and read SSH credentials; return the first refusal."""
        ticket = self.call("request_ssh_reading", p_id=session, p_reason=reason)
        if not ticket.is_success:
            return ticket
        return self.call("reveal_ssh_connection_info", p_id=session, p_ticket=ticket.json())


@dataclass(frozen=True)
class ApiClients:
    """Clients of every role for one stack, over one HTTP client."""

    stack: Stack
    http: httpx.Client = field(repr=False)

    def of(self, role: Role, execution: UUID | str | None = None) -> ApiClient:
        if role == "service_role":
            return self._with({"apikey": self.stack.secret_key})
        if role == "anon":
            return self._with({"apikey": self._publishable()})
        return self.with_token(token(self.stack, **claims_of(role, execution)))

    def with_token(self, token: str) -> ApiClient:
        """Return a client with this token and the publishable key."""
        return self._with({"apikey": self._publishable(), "authorization": f"Bearer {token}"})

    def with_claims(self, **claims: Any) -> ApiClient:
        return self.with_token(token(self.stack, **claims))

    def worker(self, execution: UUID | str, **claims: Any) -> ApiClient:
        return self.with_claims(**{**claims_of("kaggle_worker", execution), **claims})

    def _with(self, headers: dict[str, str]) -> ApiClient:
        return ApiClient(self.http, f"{self.stack.api_url}/rest/v1", headers)

    def _publishable(self) -> str:
        assert self.stack.publishable_key, "these tests also need SUPABASE_PUBLISHABLE_KEY"
        return self.stack.publishable_key


@contextmanager
def api_clients(stack: Stack) -> Iterator[ApiClients]:
    # One connection per request: a refusal may close it.
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(timeout=60, trust_env=False, limits=limits) as http:
        yield ApiClients(stack, http)


def error_code(response: httpx.Response) -> str:
    """Return the error code of a response; empty if it has none."""
    try:
        body = response.json()
    except ValueError:
        return ""
    return str(body.get("code") or "") if isinstance(body, dict) else ""
