"""Read the proxy for a project from the environment, the same way for all HTTP clients."""

from __future__ import annotations

import importlib.util
import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit
from urllib.request import getproxies, proxy_bypass

from kaggle_store.errors import SettingsError
from kaggle_store.settings import Settings

SCHEMES = ("http", "https", "socks5", "socks5h")
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy and its credentials."""

    url: str
    """Without credentials."""
    auth: tuple[bytes, bytes] | None = field(default=None, repr=False)
    """User and password."""

    @property
    def is_socks(self) -> bool:
        """True for a SOCKS proxy."""
        return self.url.startswith("socks")


def proxy_of(settings: Settings) -> Proxy | None:
    """Return the proxy that the environment names for a project, or None for a direct connection.

    A project on this machine never has one. Raises `SettingsError` if the proxy cannot be used.
    """
    project = urlsplit(settings.url)
    host, port = project.hostname or "", project.port or DEFAULT_PORTS[project.scheme]
    proxies = getproxies()
    address = proxies.get(project.scheme) or proxies.get("all")
    if not address or settings.is_loopback:
        return None
    exceptions = proxies.get("no", "")
    # `proxy_bypass` also reads the exceptions of macOS and Windows.
    if _is_exempt(host, port, exceptions) or proxy_bypass(host):
        return None
    return _parse(address if "://" in address else f"http://{address}")


def _parse(address: str) -> Proxy:
    # Error messages never quote the address, which may contain a password.
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _unusable("its host or port is malformed") from None
    if not host:
        raise _unusable("it has no host")
    if parts.scheme not in SCHEMES:
        raise _unusable(f"its scheme must be one of {', '.join(SCHEMES)}")
    if parts.scheme.startswith("socks") and importlib.util.find_spec("socksio") is None:
        raise SettingsError(
            "the environment names a SOCKS proxy (ALL_PROXY, HTTPS_PROXY, HTTP_PROXY), which needs "
            "the package socksio: pip install socksio, or exempt the project's host in NO_PROXY"
        )
    host = f"[{host}]" if ":" in host else host
    return Proxy(f"{parts.scheme}://{host}" + (f":{port}" if port else ""), _auth(parts))


def _auth(parts: SplitResult) -> tuple[bytes, bytes] | None:
    if parts.username is None and parts.password is None:
        return None
    return unquote_to_bytes(parts.username or ""), unquote_to_bytes(parts.password or "")


def _unusable(why: str) -> SettingsError:
    return SettingsError(
        "the proxy that the environment names (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY) cannot be "
        f"used: {why}"
    )


def _is_exempt(host: str, port: int, exceptions: str) -> bool:
    """Match NO_PROXY entries: names with subdomains, addresses, networks, `host:port`, `*`."""
    return any(
        _matches(entry.lower(), host, port) for entry in re.split(r"[\s,]+", exceptions) if entry
    )


def _matches(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    name, entry_port = _split_entry(entry.rpartition("://")[2])
    if entry_port is not None and entry_port != port:
        return False
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(name, strict=False)
    except ValueError:
        name = name.lstrip("*").lstrip(".")
        return bool(name) and (host == name or host.endswith(f".{name}"))


def _split_entry(entry: str) -> tuple[str, int | None]:
    """Split an entry into host or network (IPv6 without brackets) and port."""
    found = re.fullmatch(r"(\[.*\]|[^:]*)(?::(\d+))?", entry)
    if not found:
        return entry, None  # an IPv6 address or network without brackets
    return found[1].strip("[]"), int(found[2]) if found[2] else None
