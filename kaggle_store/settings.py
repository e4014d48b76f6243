"""Connection settings: URL, keys and timeouts from arguments, the environment or `.env`."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeAlias, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values, find_dotenv
from pydantic import Field, Strict, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from kaggle_store.errors import SettingsError
from kaggle_store.project_url import checked_url, is_loopback
from kaggle_store.running_stack import RunningStack, find_running_stack

__all__ = ["AccessToken", "Options", "Settings"]

N = TypeVar("N", int, float)
log = logging.getLogger("kaggle_store")

URL_NAMES = ("SUPABASE_URL",)
JWT_SECRET_NAMES = ("SUPABASE_JWT_SECRET",)
DATABASE_NAMES = ("SUPABASE_DB_URL", "DB_URL")
ARTIFACTS_NAMES = ("KAGGLE_STORE_ARTIFACTS",)
METRICS_HISTORY_NAMES = ("KAGGLE_STORE_METRICS_HISTORY",)
KEY_NAMES = ("SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_KEY")
PUBLISHABLE_KEY_NAMES = ("SUPABASE_PUBLISHABLE_KEY", "SUPABASE_ANON_KEY")

DEFAULT_TIMEOUT = 30.0
DEFAULT_RETRY_FOR = 30.0
DEFAULT_CONNECTIONS = 20
DEFAULT_CONNECT_TIMEOUT = 5.0
DEFAULT_POOL_TIMEOUT = 30.0

LONGEST_TIME = 1e9
"""Seconds: the longest wait that sockets and clocks accept, about thirty years."""

Seconds: TypeAlias = Annotated[float, Strict(), Field(gt=0, le=LONGEST_TIME, allow_inf_nan=False)]
"""A duration in seconds, more than zero."""

Wait: TypeAlias = Annotated[float, Strict(), Field(ge=0, le=LONGEST_TIME, allow_inf_nan=False)]
"""A maximum wait in seconds; zero means a single attempt."""

AccessToken: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]
"""A JWT, or a function that returns the current one; only the async client awaits it."""

_TIMEOUT: TypeAdapter[float] = TypeAdapter(Seconds)
_RETRY_FOR: TypeAdapter[float] = TypeAdapter(Wait)
_CONNECTIONS: TypeAdapter[int] = TypeAdapter(Annotated[int, Strict(), Field(ge=1, le=1_000)])


class Options(TypedDict, total=False):
    """Network options and the storage of a client; see the fields of `Settings`."""

    timeout: float
    retry_for: float
    connections: int
    connect_timeout: float
    pool_timeout: float
    artifacts: str | os.PathLike[str] | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The address and credentials of one Supabase project.

    Each value comes from the argument, else from the environment, else from the nearest `.env`
    in the working directory or above it, which never overrides the environment. Where none of
    them has any `SUPABASE_…` setting, the local stack that runs in the working directory is used,
    and a warning is logged.
    """

    url: str
    """The project's URL, such as `https://abc.supabase.co`, without `/rest/v1`."""
    key: str = field(repr=False)
    """A secret key, or the service role's JWT. Never shown."""
    access_token: AccessToken | None = field(default=None, repr=False)
    """A user's or worker's JWT, used instead of the key, or a function that returns it and is
    called before each request. Never shown."""
    timeout: float = DEFAULT_TIMEOUT
    """Seconds for one attempt of a request, from waiting for a connection to the last byte of its
    response."""
    retry_for: float = DEFAULT_RETRY_FOR
    """Seconds to retry a repeatable request after its first failure; 0 turns retries off."""
    connections: int = DEFAULT_CONNECTIONS
    """Maximum number of open connections (1 to 1000); further calls wait for a free one."""
    connect_timeout: float = DEFAULT_CONNECT_TIMEOUT
    """Seconds for connecting to one address of a host, and again for the TLS handshake, within
    `timeout`."""
    pool_timeout: float = DEFAULT_POOL_TIMEOUT
    """Seconds that a call waits for a free connection, within `timeout`, before `TimedOut`."""
    jwt_secret: str | None = field(default=None, repr=False)
    """The secret that signs worker tokens: the project's JWT secret, or a private key as a JWK in
    JSON, which needs the package cryptography. Never shown, and never sent."""
    artifacts: str | None = None
    """The folder or fsspec URL of artifacts; see `artifacts_root`."""

    @classmethod
    def load(
        cls,
        url: str | None = None,
        key: str | None = None,
        *,
        access_token: AccessToken | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        retry_for: float = DEFAULT_RETRY_FOR,
        connections: int = DEFAULT_CONNECTIONS,
        connect_timeout: float = DEFAULT_CONNECT_TIMEOUT,
        pool_timeout: float = DEFAULT_POOL_TIMEOUT,
        jwt_secret: str | None = None,
        artifacts: str | os.PathLike[str] | None = None,
    ) -> Settings:
        """Return the settings, or raise `SettingsError` with the variables that were looked up."""
        if url is None and key is None and (stack := _stack_of_this_folder()) is not None:
            url, key, jwt_secret = stack.url, stack.secret_key, jwt_secret or stack.jwt_secret
        if url is None or key is None:
            url, key = _complete(url, key)
        return cls(
            checked_url(url),
            checked_secret("key", key),
            _checked_token(access_token),
            _checked_number("timeout", _TIMEOUT, timeout),
            _checked_number("retry_for", _RETRY_FOR, retry_for),
            _checked_number("connections", _CONNECTIONS, connections),
            _checked_number("connect_timeout", _TIMEOUT, connect_timeout),
            _checked_number("pool_timeout", _TIMEOUT, pool_timeout),
            None if jwt_secret is None else _text("jwt_secret", jwt_secret),
            None if artifacts is None else _text("artifacts", os.fspath(artifacts)),
        )

    @property
    def rest_url(self) -> str:
        """The URL of PostgREST."""
        return f"{self.url}/rest/v1"

    @property
    def is_loopback(self) -> bool:
        """True if the project runs on this machine."""
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every request: JSON as the content type, and the credentials.

        Without the token if a function returns it: see `with_token`.
        """
        known = {} if callable(self.access_token) else {"Authorization": f"Bearer {self.token}"}
        json = {"Accept": "application/json", "Content-Type": "application/json"}
        return {**json, "apikey": self.key, **known}

    @property
    def token(self) -> str:
        """The token of a request: the access token, else the key."""
        if callable(self.access_token):
            raise TypeError("the access token is not known before its function was called")
        return self.access_token or self.key

    def with_token(self, access_token: AccessToken) -> Settings:
        """Return these settings with another access token."""
        return replace(self, access_token=access_token)

    def signing_secret(self) -> str:
        """Return the secret that signs tokens, or raise `SettingsError`.

        Looked up on first use: few clients sign tokens, and `.env` may not be needed otherwise.
        """
        secret = self.jwt_secret or _first(JWT_SECRET_NAMES, [os.environ])
        if secret := secret or _first(JWT_SECRET_NAMES, [_dotenv()]):
            return secret.strip()
        wanted = JWT_SECRET_NAMES[0]
        raise SettingsError(
            f"tokens are signed with the project's JWT secret: pass `jwt_secret=`, or set {wanted} "
            "in the environment or in a .env file of this directory or one above"
        )

    def artifacts_root(self) -> str | None:
        """Return the folder or fsspec URL of artifacts; None for the user's data folder.

        Looked up on first use, in the argument, `KAGGLE_STORE_ARTIFACTS` and `.env`.
        """
        root = self.artifacts or _first(ARTIFACTS_NAMES, [os.environ])
        return root or _first(ARTIFACTS_NAMES, [_dotenv()])

    def redact(self, text: str) -> str:
        """Replace the key, token and JWT secret in a text of unknown origin."""
        for secret in (self.key, self.access_token, self.jwt_secret):
            if secret and isinstance(secret, str):
                text = text.replace(secret, "[hidden]")
        return text


def database_url() -> str | None:
    """Return the database's own URL from the environment, else from `.env`; None without one."""
    return _first(DATABASE_NAMES, [os.environ]) or _first(DATABASE_NAMES, [_dotenv()])


def metrics_history_root() -> str | None:
    """Return the root of exported metrics from the environment, else from `.env`, else None."""
    found = _first(METRICS_HISTORY_NAMES, [os.environ])
    return found or _first(METRICS_HISTORY_NAMES, [_dotenv()])


@dataclass(frozen=True, slots=True)
class Project:
    """The address of a project and what people need to sign in to it; no secret key."""

    url: str
    """Its URL, without `/rest/v1`."""
    source: str
    """Where the URL is from, as a phrase: "the environment", ".env", "the local stack"."""
    publishable_key: str | None = None
    """The key for people who sign in, where one is set."""
    jwt_secret: str | None = field(default=None, repr=False)
    """Only of a stack on this machine, which people enter by name."""

    @property
    def is_loopback(self) -> bool:
        """True if the project runs on this machine."""
        return is_loopback(urlsplit(self.url).hostname or "")


def find_project(url: str | None = None) -> Project | None:
    """Return the project of a URL, else of the environment or `.env`, else the local stack.

    None if none of them names one. Raises `SettingsError` if the URL is malformed.
    """
    stack, source = find_running_stack(), "the command line"
    if url is None and (url := _first(URL_NAMES, [os.environ])):
        source = "the environment"
    if url is None and (url := _first(URL_NAMES, [_dotenv()])):
        source = ".env"
    if url is None and stack is not None:
        url, source = stack.url, "the local stack"
    if url is None:
        return None
    url = checked_url(url)
    if stack is not None and stack.url == url:
        return Project(url, source, stack.publishable_key, stack.jwt_secret)
    return _project_of_settings(url, source)


def _project_of_settings(url: str, source: str) -> Project:
    sources = [os.environ, _dotenv()]
    key = next(
        (found for each in sources if (found := _first(PUBLISHABLE_KEY_NAMES, [each]))), None
    )
    project = Project(url, source, key and checked_secret("publishable key", key))
    if not project.is_loopback:
        return project
    secrets = (_first(JWT_SECRET_NAMES, [each]) for each in sources)
    return replace(project, jwt_secret=next(filter(None, secrets), None))


def _stack_of_this_folder() -> RunningStack | None:
    """Return the local stack that runs here, unless anything names a project."""
    if _names_project(os.environ) or (stack := find_running_stack()) is None:
        return None
    if _names_project(_dotenv()):
        return None
    log.warning("no project is set: using the local stack at %s (%s)", stack.url, stack.folder)
    return stack


def _names_project(source: Mapping[str, str | None]) -> bool:
    """Return whether any `SUPABASE_…` setting has a value; an incomplete one is an error."""
    return any(
        name.startswith("SUPABASE_") and value and value.strip() for name, value in source.items()
    )


def _complete(url: str | None, key: str | None) -> tuple[str, str]:
    sources: list[Mapping[str, str | None]] = [os.environ]
    url, key = url or _first(URL_NAMES, sources), key or _first(KEY_NAMES, sources)
    if not url or not key:
        sources.append(_dotenv())
        url, key = url or _first(URL_NAMES, sources), key or _first(KEY_NAMES, sources)
    if not url:
        raise SettingsError(_missing("URL", "url", URL_NAMES), missing="url")
    if not key:
        raise SettingsError(_missing("key", "key", KEY_NAMES), missing="key")
    return url, key


def _first(names: tuple[str, ...], sources: list[Mapping[str, str | None]]) -> str | None:
    found = (source.get(name) for source in sources for name in names)
    return next((value for value in found if value and value.strip()), None)


def _dotenv() -> Mapping[str, str | None]:
    path = find_dotenv(usecwd=True)
    if not path:
        return {}
    try:
        return dotenv_values(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error.__class__.__name__}") from None


def _missing(what: str, argument: str, names: tuple[str, ...]) -> str:
    wanted = names[0] if len(names) == 1 else f"one of {', '.join(names)}"
    return (
        f"no {what} of a Supabase project: pass `{argument}=`, or set {wanted} in the environment "
        "or in a .env file of this directory or one above"
    )


def _text(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"the {what} must be text, not {type(value).__name__}")
    return value.strip()


def _checked_token(token: AccessToken | None) -> AccessToken | None:
    return token if token is None or callable(token) else checked_secret("access token", token)


def checked_secret(what: str, secret: object) -> str:
    """Return a key or token without surrounding whitespace, or raise `SettingsError`."""
    secret = _text(what, secret)
    # Headers accept nothing else, and the HTTP library's error message would show the secret.
    if not secret or not all("!" <= char <= "~" for char in secret):
        raise SettingsError(f"the {what} must be visible ASCII characters without spaces")
    return secret


def _checked_number(name: str, rule: TypeAdapter[N], number: object) -> N:
    try:
        return rule.validate_python(number)
    except ValidationError as error:
        raise SettingsError(f"{name}: {error.errors()[0]['msg']}") from None
