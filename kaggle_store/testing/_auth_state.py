"""Users, sessions and refresh tokens of the stand-in of Supabase Auth."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import jwt


class AuthRefused(Exception):  # noqa: N818
    """A refusal: HTTP status, error code (None: the gateway's own), message."""

    def __init__(self, status: int, code: str | None, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass
class AuthUser:
    """A person whom the server knows."""

    id: str
    email: str
    password: str = field(repr=False)
    app_metadata: dict[str, Any]
    user_metadata: dict[str, Any]
    created_at: str
    is_banned: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the user as the server sends it."""
        return {
            "id": self.id,
            "aud": "authenticated",
            "role": "authenticated",
            "email": self.email,
            "phone": "",
            "email_confirmed_at": self.created_at,
            "app_metadata": dict(self.app_metadata),
            "user_metadata": dict(self.user_metadata),
            "identities": [],
            "created_at": self.created_at,
            "updated_at": self.created_at,
            "is_anonymous": False,
        }


@dataclass
class AuthSession:
    """A session: its refresh tokens, the newest last."""

    user: AuthUser
    id: str = field(default_factory=lambda: str(uuid4()))
    refresh_tokens: list[str] = field(default_factory=list, repr=False)


class AuthState:
    """What the server knows; one request at a time changes it."""

    def __init__(self, jwt_secret: str, expires_in: int) -> None:
        self.expires_in = expires_in
        self.allows_passwords = True
        self._secret = jwt_secret
        self._users: dict[str, AuthUser] = {}
        self._sessions: dict[str, AuthSession] = {}
        self._lock = threading.RLock()

    def add_user(
        self, email: str, password: str, *, role: str | None, name: str | None, id: str | None
    ) -> AuthUser:
        """Add a person and return it."""
        app = {"provider": "email", "providers": ["email"], **({"role": role} if role else {})}
        user = AuthUser(
            id=id or str(uuid4()),
            email=email,
            password=password,
            app_metadata=app,
            user_metadata={
                "email": email,
                "email_verified": True,
                **({"name": name} if name else {}),
            },
            created_at=datetime.now(UTC).isoformat(),
        )
        self._users[email.lower()] = user
        return user

    def find(self, email: str) -> AuthUser:
        """Return a person by address; raise `KeyError` if there is none."""
        return self._users[email.lower()]

    def set_role(self, email: str, role: str | None) -> None:
        """Change or remove `app_metadata.role`."""
        metadata = self.find(email).app_metadata
        metadata.pop("role", None)
        metadata.update({"role": role} if role else {})

    def revoke_sessions(self, email: str) -> None:
        """End all sessions of a person."""
        user = self.find(email)
        with self._lock:
            for session in [each for each in self._sessions.values() if each.user is user]:
                del self._sessions[session.id]

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """Return a new session for the right password."""
        if not self.allows_passwords:
            raise AuthRefused(422, "email_provider_disabled", "Email logins are disabled")
        user = self._users.get(email.lower())
        if user is None or not secrets.compare_digest(user.password.encode(), password.encode()):
            raise AuthRefused(400, "invalid_credentials", "Invalid login credentials")
        if user.is_banned:
            raise AuthRefused(400, "user_banned", "User is banned")
        return self.open_session(user)

    def open_session(self, user: AuthUser) -> dict[str, Any]:
        """Return a new session of a person."""
        with self._lock:
            session = AuthSession(user)
            self._sessions[session.id] = session
            return self._issued(session, self._next_refresh_token(session))

    def refresh(self, token: str) -> dict[str, Any]:
        """Use up a refresh token and return the session with the next one."""
        with self._lock:
            session = next((s for s in self._sessions.values() if token in s.refresh_tokens), None)
            if session is None:
                message = "Invalid Refresh Token: Refresh Token Not Found"
                raise AuthRefused(400, "refresh_token_not_found", message)
            if session.user.is_banned:
                raise AuthRefused(400, "user_banned", "Invalid Refresh Token: User Banned")
            return self._issued(session, self._successor(session, token))

    def session_of(self, token: str) -> AuthSession:
        """Return the session of an access token."""
        if not token:
            message = "This endpoint requires a valid Bearer token"
            raise AuthRefused(401, "no_authorization", message)
        try:
            claims = jwt.decode(token, self._secret, ["HS256"], audience="authenticated")
        except jwt.InvalidTokenError as error:
            message = f"invalid JWT: unable to parse or verify signature, {error}"
            raise AuthRefused(403, "bad_jwt", message) from None
        session = self._sessions.get(claims.get("session_id", ""))
        if session is None:
            message = "Session from session_id claim in JWT does not exist"
            raise AuthRefused(403, "session_not_found", message)
        return session

    def sign_out(self, token: str, scope: str) -> None:
        """End the session of a token (`local`), the person's others (`others`), or all."""
        with self._lock:
            own = self.session_of(token)
            for session in [each for each in self._sessions.values() if each.user is own.user]:
                if scope == "global" or (session is own) == (scope == "local"):
                    del self._sessions[session.id]

    def _successor(self, session: AuthSession, token: str) -> str:
        tokens = session.refresh_tokens
        if token == tokens[-1]:
            return self._next_refresh_token(session)
        if token == tokens[-2]:
            return tokens[-1]
        del self._sessions[session.id]
        message = "Invalid Refresh Token: Already Used"
        raise AuthRefused(400, "refresh_token_already_used", message)

    def _next_refresh_token(self, session: AuthSession) -> str:
        session.refresh_tokens.append(secrets.token_urlsafe(9))
        return session.refresh_tokens[-1]

    def _issued(self, session: AuthSession, refresh_token: str) -> dict[str, Any]:
        now = int(time.time())
        return {
            "access_token": jwt.encode(self._claims(session, now), self._secret, "HS256"),
            "token_type": "bearer",
            "expires_in": self.expires_in,
            "expires_at": now + self.expires_in,
            "refresh_token": refresh_token,
            "user": session.user.as_json(),
        }

    def _claims(self, session: AuthSession, now: int) -> dict[str, Any]:
        user = session.user
        return {
            "iss": "http://127.0.0.1/auth/v1",
            "sub": user.id,
            "aud": "authenticated",
            "exp": now + self.expires_in,
            "iat": now,
            "email": user.email,
            "phone": "",
            "app_metadata": dict(user.app_metadata),
            "user_metadata": dict(user.user_metadata),
            "role": "authenticated",
            "aal": "aal1",
            "amr": [{"method": "password", "timestamp": now}],
            "session_id": session.id,
            "is_anonymous": False,
        }
