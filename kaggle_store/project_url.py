"""Check a project's URL, and name the right one for an address that is not it."""

from __future__ import annotations

import ipaddress
import logging
import re
from urllib.parse import SplitResult, urlsplit

from kaggle_store.errors import SettingsError

log = logging.getLogger("kaggle_store")

HOSTED = ".supabase.co"
"""The end of the host name of every hosted project."""

_DASHBOARDS = re.compile(r"((www|app)\.)?supabase\.(com|io)")
_DASHBOARD_PATH = re.compile(r"(?:/dashboard)?/project/(?P<ref>[a-z0-9]*)")
_SERVICE_PATH = re.compile(r"/(auth|functions|graphql|pg|realtime|rest|storage)/v1(/.*)?")
_PRIVATE_NAMES = (
    ".localhost",
    ".local",
    ".internal",
    ".lan",
    ".home.arpa",
    ".test",
    ".example",
    ".invalid",
)
"""Ends of host names that the public DNS does not resolve (RFC 2606, 6761, 6762, 8375)."""


def checked_url(url: object) -> str:
    """Return a project's URL without `/rest/v1`; raise `SettingsError` if it is not one.

    Logs a warning about `http://` to a public host, which would get the key unencrypted.
    """
    if not isinstance(url, str):
        raise SettingsError(f"the project's URL must be text, not {type(url).__name__}")
    url = url.strip().rstrip("/").removesuffix("/rest/v1").rstrip("/")
    parts = _split(url)
    if problem := _wrong_address(parts):
        raise SettingsError(problem)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError("the project's URL must look like https://<project>.supabase.co")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError("the project's URL must not contain user, password, query or fragment")
    if any(char.isspace() for char in url):
        raise SettingsError("the project's URL must not contain spaces")
    if parts.scheme == "http" and not is_private(parts.hostname):
        log.warning("%s is not encrypted: the network can read the key; use https://", url)
    return url


def is_loopback(host: str) -> bool:
    """Return True for a host name or address of this machine."""
    return host in {"localhost", "127.0.0.1", "::1"}


def is_private(host: str) -> bool:
    """Return True for a host that the internet does not reach under this name or address."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_PRIVATE_NAMES)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingsError("the project's URL is malformed") from None
    if port == 0:
        raise SettingsError("the project's URL has port 0, which no server can use")
    return parts


def _wrong_address(parts: SplitResult) -> str | None:
    """Return what another address of Supabase is, and the project's URL as far as it is known."""
    host = parts.hostname or ""
    if parts.scheme.startswith("postgres"):
        return _instead("the database's address, not the project's URL", _of_database(parts))
    if page := _DASHBOARD_PATH.match(parts.path) if host else None:
        return _instead("a page of the dashboard, not the project's URL", _of_dashboard(host, page))
    if _DASHBOARDS.fullmatch(host):
        return _instead("a page of Supabase, not the project's URL", None)
    if not parts.scheme and re.fullmatch(r"[a-z]{20}", parts.path):
        return _instead("the project's id, not its URL", _hosted(parts.path))
    if not host and parts.path.partition("/")[0].endswith(HOSTED):
        return _instead("an address without https://", _hosted(parts.path))
    if host.endswith(HOSTED) and (host.count(".") > 2 or parts.path):
        return _instead("the address of one service, not the project's URL", _hosted(host))
    if service := _SERVICE_PATH.search(parts.path):
        base = parts.path[: service.start()]
        return _instead(
            "the address of one service, not the project's URL",
            f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{base}",
        )
    return None


def _of_database(parts: SplitResult) -> str | None:
    host, user = parts.hostname or "", parts.username or ""
    if host.endswith(HOSTED):
        return _hosted(host)
    if host.endswith(".pooler.supabase.com") and "." in user:
        return _hosted(user.partition(".")[2])
    return None


def _of_dashboard(host: str, page: re.Match[str]) -> str | None:
    ref = page["ref"]
    return _hosted(ref) if ref and _DASHBOARDS.fullmatch(host) else None


def _hosted(name: str) -> str:
    """Return the URL of the hosted project whose id is in a name, such as `db.abc.supabase.co`."""
    names = name.partition("/")[0].removesuffix(HOSTED).split(".")
    return f"https://{names[-1] if names[0] == 'db' else names[0]}{HOSTED}"


def _instead(what: str, url: str | None) -> str:
    usual = "the API URL of its settings (https://<project>.supabase.co), or of `supabase status`"
    return f"the given URL is {what}; use {url or usual}"
