"""`store.tokens`: tokens for rented machines; each opens one execution, for a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from kaggle_store._requests.operation import Entity, Flow, M, operation
from kaggle_store._requests.query import Query
from kaggle_store.errors import InvalidInput, SettingsError, WorkerTokenEnded
from kaggle_store.models.agent_executions import AgentExecution, AgentExecutionWhere

ROLE = "kaggle_worker"
LONGEST = timedelta(days=30)
"""The most that a token lasts; it ends with its execution anyway."""

_executions = Query(AgentExecution, AgentExecutionWhere)


@dataclass(frozen=True, slots=True)
class WorkerToken:
    """A token of role `kaggle_worker`, for `KaggleStore(url, publishable_key, access_token=…)`."""

    access_token: str = field(repr=False)
    """The token itself, a JWT. Never shown."""
    execution_id: UUID
    """The one execution that it opens."""
    expires_at: datetime
    """When it ends at the latest; with the execution it ends earlier."""


class Tokens(Entity[M]):
    """Tokens for rented machines; each opens one execution, for a time."""

    @operation
    def for_execution(self, id: UUID, *, ttl: float | timedelta = 6 * 3600.0) -> Flow[WorkerToken]:
        """Make a token with which a rented machine works for this execution alone.

        `ttl` is in seconds, up to 30 days. A machine reads its execution's code, jobs, sessions and
        metrics with it, claims and reports its jobs, sends heartbeats and records metrics; anything
        else is refused, and all of it after the token's end or the execution's. Signed with the
        store's `jwt_secret`; raises `SettingsError` without one, `NotFound`, and
        `WorkerTokenEnded` where the execution has ended.
        """
        lasts = ttl if isinstance(ttl, timedelta) else timedelta(seconds=ttl)
        if not timedelta(0) < lasts <= LONGEST:
            raise InvalidInput(
                "ttl: must be positive, and 30 days at the most", operation="tokens.for_execution"
            )
        sign = _signer(self._executor.settings.signing_secret())
        execution = yield from _executions.get({"id": id}, "for_execution")
        if execution.status in ("completed", "failed", "cancelled"):
            raise WorkerTokenEnded(
                f"execution {id} is {execution.status}: a token would open nothing",
                operation="tokens.for_execution",
                code="KS301",
            )
        expires_at = datetime.now(UTC).replace(microsecond=0) + lasts
        claims = {
            "role": ROLE,
            "execution_id": str(id),
            # PostgREST reads a subject with a colon as a URI, whose scheme has no underscore.
            "sub": f"worker:{id}",
            "aud": "authenticated",
            "jti": str(uuid4()),
            # No `iat`: a clock that is a little fast would make it a token from the future.
            "exp": int(expires_at.timestamp()),
        }
        return WorkerToken(sign(claims), id, expires_at)


def _signer(secret: str) -> Any:
    """Sign with a shared secret (HS256), or with a private key given as a JWK in JSON."""
    # Few stores sign, and the library takes a while to import.
    import jwt

    if not secret.lstrip().startswith("{"):
        return lambda claims: jwt.encode(claims, secret, algorithm="HS256")
    try:
        described = json.loads(secret)
        key = jwt.PyJWK.from_dict(described)
        jwt.encode({}, key.key, algorithm=key.algorithm_name)
    except (ValueError, TypeError, KeyError, jwt.PyJWTError):
        # The cause would show the key.
        raise SettingsError(
            "jwt_secret looks like a JWK, and is no private key to sign with",
            operation="tokens.for_execution",
        ) from None
    headers = {"kid": described["kid"]} if "kid" in described else None
    return lambda claims: jwt.encode(claims, key.key, algorithm=key.algorithm_name, headers=headers)
