"""`store.tokens`: temporary tokens for rented machines, limited to one execution."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID, uuid4

from pydantic import Field, Strict, TypeAdapter

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.operation import Entity, Flow, M, operation
from kaggle_store._requests.query import Query
from kaggle_store._requests.validation import checked
from kaggle_store.errors import SettingsError, WorkerTokenEnded
from kaggle_store.models.agent_executions import AgentExecution, AgentExecutionWhere

WORKER_ROLE = "kaggle_worker"
MAX_TTL = 30 * 86_400.0
"""The longest lifetime of a token in seconds; it ends with its execution anyway."""

_TTL: TypeAdapter[float] = TypeAdapter(
    Annotated[float, Strict(), Field(ge=1, le=MAX_TTL, allow_inf_nan=False)]
)

_executions = Query(AgentExecution, AgentExecutionWhere, "tokens")


@dataclass(frozen=True, slots=True)
class WorkerToken:
    """A token of role `kaggle_worker`, for `KaggleStore(url, publishable_key, access_token=…)`."""

    access_token: str = field(repr=False)
    """The JWT. Not part of the repr."""
    execution_id: UUID
    """The only execution it gives access to."""
    expires_at: datetime
    """When it expires; it stops working earlier if the execution ends."""


class Tokens(Entity[M]):
    """Temporary tokens for rented machines, each limited to one execution."""

    @operation
    def for_execution(self, id: UUID, *, ttl: float | timedelta = 6 * 3600.0) -> Flow[WorkerToken]:
        """Create a token that lets a rented machine work for this execution only.

        `ttl` is in seconds (1 to 30 days; default 6 hours). The token can read the execution's
        code, jobs, sessions and metrics, claim and report its jobs, send heartbeats and record
        metrics, until it expires or the execution ends. It is signed with the store's
        `jwt_secret`: raises `SettingsError` without one, `NotFound`, and `WorkerTokenEnded` if
        the execution has ended.
        """
        id = checked_id(id, "id", "tokens.for_execution")
        seconds = ttl.total_seconds() if isinstance(ttl, timedelta) else ttl
        lasts = checked(_TTL, seconds, subject="ttl", operation="tokens.for_execution")
        sign = _signer(self._executor.settings.signing_secret())
        execution = yield from _executions.get({"id": id}, "for_execution")
        if execution.status in ("completed", "failed", "cancelled"):
            raise WorkerTokenEnded(
                f"execution {id} is {execution.status}; tokens need a live execution",
                operation="tokens.for_execution",
                code="KS301",
            )
        expires_at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=lasts)
        claims = {
            "role": WORKER_ROLE,
            "execution_id": str(id),
            # PostgREST reads a subject with a colon as a URI, whose scheme has no underscore.
            "sub": f"worker:{id}",
            "aud": "authenticated",
            "jti": str(uuid4()),
            # No `iat`: with a fast local clock the token would be rejected as issued in the future.
            "exp": int(expires_at.timestamp()),
        }
        return WorkerToken(sign(claims), id, expires_at)


def _signer(secret: str) -> Any:
    """Return a function that signs with a shared secret (HS256) or a private JWK (JSON)."""
    # Imported here: slow to import and rarely needed.
    import jwt

    if not secret.lstrip().startswith("{"):
        return lambda claims: jwt.encode(claims, secret, algorithm="HS256")
    try:
        jwk = json.loads(secret)
        key = jwt.PyJWK.from_dict(jwk)
        jwt.encode({}, key.key, algorithm=key.algorithm_name)
    except jwt.exceptions.MissingCryptographyError:
        raise SettingsError(
            "jwt_secret: signing with a JWK needs the package cryptography: "
            "pip install 'kaggle_store[supabase]'",
            operation="tokens.for_execution",
        ) from None
    except (ValueError, TypeError, KeyError, jwt.PyJWTError):
        # Without the cause, which would show the key.
        raise SettingsError(
            "jwt_secret: looks like a JWK but is not a private key",
            operation="tokens.for_execution",
        ) from None
    headers = {"kid": jwk["kid"]} if "kid" in jwk else None
    return lambda claims: jwt.encode(claims, key.key, algorithm=key.algorithm_name, headers=headers)
