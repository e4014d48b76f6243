"""Requests to Supabase Auth, through supabase-py's client; no connection stays open."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from kaggle_store.errors import ConnectionFailed, SignInError, SignInRequired
from kaggle_store.sign_in.session import Session, role_of

if TYPE_CHECKING:
    from supabase_auth import SyncGoTrueClient
    from supabase_auth.types import AuthResponse

TIMEOUT_SECONDS = 10.0
LOGIN = "sign in again: kaggle-store login"

_ENDED = {
    "bad_jwt": "the access token is not valid",
    "refresh_token_already_used": "the session was renewed elsewhere",
    "refresh_token_not_found": "the session has ended or was revoked",
    "session_expired": "the session has expired",
    "session_not_found": "the session has ended or was revoked",
    "user_banned": "the account is banned",
    "user_not_found": "the account was deleted",
}
"""What Supabase Auth's error codes say about a session that cannot be continued."""

_REFUSED = {
    "email_not_confirmed": "the e-mail address is not confirmed yet; open the link in the e-mail",
    "email_provider_disabled": "the project does not allow signing in by e-mail and password",
    "invalid_credentials": "the e-mail address or the password is wrong",
    "over_request_rate_limit": "too many attempts; wait a few minutes",
    "signup_disabled": "people cannot sign up to the project; its owner invites them",
    "user_banned": "the account is banned",
}


def sign_in_with_password(url: str, key: str, email: str, password: str) -> Session:
    """Return a new session; raise `SignInError` if refused, `ConnectionFailed` if out of reach."""
    with _errors(url, _REFUSED), _auth(url, key) as auth:
        answer = auth.sign_in_with_password({"email": email, "password": password})
    return _session(url, key, answer)


def renew(session: Session) -> Session:
    """Use up the refresh token and return the next session.

    Raises `SignInRequired` if the session has ended, `ConnectionFailed` if out of reach.
    """
    with _errors(session.url, {}, ended=_ENDED), _auth(session.url, session.key) as auth:
        answer = auth.refresh_session(session.refresh_token)
    return _session(session.url, session.key, answer)


def role_now(session: Session) -> str:
    """Return the role that the person has at the server now.

    Raises `SignInRequired` if the session has ended, and as `renew` does.
    """
    with _errors(session.url, {}, ended=_ENDED), _auth(session.url, session.key) as auth:
        answer = auth.get_user(session.access_token)
    if answer is None:
        raise SignInRequired(f"the session has no access token; {LOGIN}")
    return role_of({"app_metadata": answer.user.app_metadata, "role": answer.user.role})


def revoke(session: Session) -> None:
    """End this session, and no other of the person; raise as `renew` does."""
    with _errors(session.url, {}, ended=_ENDED), _auth(session.url, session.key) as auth:
        auth.admin.sign_out(session.access_token, "local")


@contextmanager
def _auth(url: str, key: str) -> Iterator[SyncGoTrueClient]:
    import httpx
    from supabase_auth import SyncGoTrueClient

    # Without redirects: a password goes to the project or nowhere.
    with httpx.Client(timeout=TIMEOUT_SECONDS) as http:
        yield SyncGoTrueClient(
            url=f"{url}/auth/v1",
            headers={"apikey": key},
            http_client=http,
            auto_refresh_token=False,
            persist_session=False,
        )


@contextmanager
def _errors(
    url: str, refused: dict[str, str], *, ended: dict[str, str] | None = None
) -> Iterator[None]:
    """Raise the errors of supabase-py's client as those of this package, without their cause.

    Their text and frames may hold the password or a token.
    """
    import httpx
    from supabase_auth.errors import AuthApiError, AuthError, AuthRetryableError

    try:
        yield
    except (AuthRetryableError, httpx.RequestError) as error:  # The second up to 2.30.
        failed: Exception = ConnectionFailed(f"Supabase Auth at {url} is out of reach: {error}")
    except AuthApiError as error:
        failed = _described(error.code or "", error.status, str(error), refused, ended or {})
    except (AuthError, ValueError) as error:
        failed = SignInError(f"{url}/auth/v1 did not answer as Supabase Auth does ({_kind(error)})")
    else:
        return
    raise failed from None


def _described(
    code: str, status: int, message: str, refused: dict[str, str], ended: dict[str, str]
) -> Exception:
    if code in ended:
        return SignInRequired(f"{ended[code]}; {LOGIN}")
    if code in refused:
        return SignInError(refused[code])
    if status == 404:
        return SignInError("the project has no Supabase Auth; is it a local stack? (--local NAME)")
    return SignInError(f"Supabase Auth refused the request: {message} ({code or status})")


def _kind(error: Exception) -> str:
    return type(error).__name__


def _session(url: str, key: str, answer: AuthResponse) -> Session:
    found, user = answer.session, answer.user
    if found is None or user is None:
        raise SignInError(f"{url}/auth/v1 returned no session")
    return Session(
        url=url,
        key=key,
        user_id=user.id,
        email=user.email or user.phone or user.id,
        role=role_of(claims(found.access_token)),
        access_token=found.access_token,
        refresh_token=found.refresh_token,
        # By this machine's clock, whatever the server's says.
        expires_at=time.time() + found.expires_in,
        lifetime=found.expires_in,
    )


def claims(token: str) -> dict[str, Any]:
    """Return a token's claims without checking its signature, which is the server's to check."""
    import jwt

    with suppress(jwt.InvalidTokenError):
        return dict(jwt.decode(token, options={"verify_signature": False}))
    return {}
