"""A stand-in of Supabase Auth for tests: real tokens and errors on a port of this machine.

It speaks the wire format that supabase-py and supabase-js use for signing in with a password, and
can pass all other requests on to a stack, so that one URL serves sign-in and data.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Self, cast
from urllib.parse import parse_qs, urlsplit

from kaggle_store.testing._auth_state import AuthRefused, AuthState, AuthUser
from kaggle_store.testing._forwarding import forward
from kaggle_store.testing._serving import Handler, Server

API_VERSION = "2024-01-01"
_VERSION_HEADER = "X-Supabase-Api-Version"
_PREFIX = "/auth/v1"


class AuthServer:
    """A stand-in of Supabase Auth, for tests of programs that sign people in.

    Use it as a context manager; `url` is the project's URL meanwhile. `jwt_secret` signs the access
    tokens, so give the secret of the stack that is to accept them. With `api_url`, the address of
    that stack, all requests but those to `/auth/v1` are passed on to it. With `publishable_key`
    other API keys are refused. Access tokens are valid for `expires_in` seconds (1 hour).

    Refresh tokens are used once. As in Supabase Auth, the one before the newest may be used again,
    by a client that has lost the response, and returns the newest; an older one ends the session.
    """

    def __init__(
        self,
        jwt_secret: str,
        *,
        api_url: str | None = None,
        publishable_key: str | None = None,
        expires_in: int = 3600,
    ) -> None:
        self._state = AuthState(jwt_secret, expires_in)
        self._server = _Server(self._state, api_url, publishable_key)

    @property
    def url(self) -> str:
        """The project's URL, without `/auth/v1`."""
        return self._server.url

    @property
    def requests(self) -> list[str]:
        """The requests to `/auth/v1` so far, such as `POST /token?grant_type=password`."""
        return list(self._server.seen)

    def add_user(
        self,
        email: str,
        password: str,
        *,
        role: str | None = None,
        name: str | None = None,
        id: str | None = None,
    ) -> AuthUser:
        """Add a person with a confirmed address and return it.

        `role` becomes `app_metadata.role`, `name` goes to the user metadata. `id` is random unless
        given.
        """
        return self._state.add_user(email, password, role=role, name=name, id=id)

    def set_role(self, email: str, role: str | None) -> None:
        """Change `app_metadata.role`; a token shows it once it is renewed."""
        self._state.set_role(email, role)

    def set_expiry(self, seconds: int) -> None:
        """Change the lifetime of the access tokens issued from now on."""
        self._state.expires_in = seconds

    def revoke_sessions(self, email: str) -> None:
        """End all sessions of a person, as an admin's sign-out does; access tokens stay valid."""
        self._state.revoke_sessions(email)

    def ban(self, email: str) -> None:
        """Refuse a person from now on."""
        self._state.find(email).is_banned = True

    def refuse_passwords(self) -> None:
        """Turn signing in by e-mail and password off."""
        self._state.allows_passwords = False

    def access_token(self, email: str) -> str:
        """Return an access token of a new session of a person."""
        return str(self._state.open_session(self._state.find(email))["access_token"])

    def close(self) -> None:
        """Stop the server."""
        self._server.stop()

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(Server):
    def __init__(self, state: AuthState, api_url: str | None, key: str | None) -> None:
        super().__init__(_Handler)
        self.state, self.api_url, self.key = state, api_url, key
        self.seen: list[str] = []


class _Handler(Handler):
    @property
    def _site(self) -> _Server:
        return cast("_Server", self.server)

    def handle_request(self, body: bytes) -> None:
        """Respond as Supabase Auth does, or pass the request on."""
        target = urlsplit(self.path)
        if target.path != _PREFIX and not target.path.startswith(f"{_PREFIX}/"):
            return forward(self, self._site.api_url, body)
        path = target.path.removeprefix(_PREFIX)
        query = {name: values[0] for name, values in parse_qs(target.query).items()}
        self._site.seen.append(f"{self.command} {path}" + (f"?{target.query}" if query else ""))
        try:
            self._check_key()
            action = _ROUTES.get((self.command, path), _not_found)
            self._send(*action(self._site.state, self._token(), query, _json(body)))
        except AuthRefused as refused:
            self._send(refused.status, self._error(refused))

    def _check_key(self) -> None:
        given = self.headers.get("apikey")
        if not given or (self._site.key and given != self._site.key):
            raise AuthRefused(
                401, None, "Invalid API key" if given else "No API key found in request"
            )

    def _token(self) -> str:
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ")

    def _error(self, refused: AuthRefused) -> dict[str, Any]:
        if refused.code is None:  # the gateway's own answer
            return {"message": refused.message}
        if (self.headers.get(_VERSION_HEADER) or "") >= API_VERSION:
            return {"code": refused.code, "message": refused.message}
        return {"code": refused.status, "error_code": refused.code, "msg": refused.message}

    def _send(self, status: int, content: dict[str, Any] | None) -> None:
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body)))
        if self.headers.get(_VERSION_HEADER):
            self.send_header(_VERSION_HEADER, API_VERSION)
        self.end_headers()
        self.wfile.write(body)


def _json(body: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(body)) if body else {}
    except (ValueError, TypeError):
        raise AuthRefused(400, "bad_json", "Could not parse request body as JSON") from None


Answer = tuple[int, dict[str, Any] | None]
Action = Callable[[AuthState, str, dict[str, str], dict[str, Any]], Answer]


def _issue(state: AuthState, _: str, query: dict[str, str], body: dict[str, Any]) -> Answer:
    grant = query.get("grant_type")
    if grant == "password":
        return 200, state.sign_in(str(body.get("email")), str(body.get("password")))
    if grant == "refresh_token":
        return 200, state.refresh(str(body.get("refresh_token")))
    raise AuthRefused(400, "invalid_credentials", "unsupported_grant_type")


def _user(state: AuthState, token: str, _: dict[str, str], __: dict[str, Any]) -> Answer:
    return 200, state.session_of(token).user.as_json()


def _logout(state: AuthState, token: str, query: dict[str, str], _: dict[str, Any]) -> Answer:
    state.sign_out(token, query.get("scope", "global"))
    return 204, None


def _sign_up(_: AuthState, __: str, ___: dict[str, str], ____: dict[str, Any]) -> Answer:
    raise AuthRefused(422, "signup_disabled", "Signups not allowed for this instance")


def _settings(state: AuthState, _: str, __: dict[str, str], ___: dict[str, Any]) -> Answer:
    return 200, {"external": {"email": state.allows_passwords}, "disable_signup": True}


def _not_found(_: AuthState, __: str, ___: dict[str, str], ____: dict[str, Any]) -> Answer:
    raise AuthRefused(404, "not_found", "404 page not found")


_ROUTES: dict[tuple[str, str], Action] = {
    ("POST", "/token"): _issue,
    ("GET", "/user"): _user,
    ("POST", "/logout"): _logout,
    ("POST", "/signup"): _sign_up,
    ("GET", "/settings"): _settings,
}
