"""Which proxy of the environment leads to a project; one function for all clients."""

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
    """A proxy and the credentials for it."""

    url: str
    """Without credentials."""
    auth: tuple[bytes, bytes] | None = field(default=None, repr=False)
    """User and password."""

    @property
    def is_socks(self) -> bool:
        """Whether it is a SOCKS proxy."""
        return self.url.startswith("socks")


def proxy_of(settings: Settings) -> Proxy | None:
    """Return the proxy that the environment names for a project, None for a direct connection.

    A project on this machine has none. Raises `SettingsError` for one that cannot be used.
    """
    project = urlsplit(settings.url)
    host, port = project.hostname or "", project.port or DEFAULT_PORTS[project.scheme]
    proxies = getproxies()
    address = proxies.get(project.scheme) or proxies.get("all")
    if not address or settings.is_loopback:
        return None
    exceptions = proxies.get("no", "")
    # `proxy_bypass` reads the exceptions of macOS and Windows, too.
    if _is_exempt(host, port, exceptions) or proxy_bypass(host):
        return None
    return _read(address if "://" in address else f"http://{address}")


def _read(address: str) -> Proxy:
    # No message quotes the address: it may hold a password.
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
    """Compare with NO_PROXY: names with their subdomains, addresses, networks, `host:port`, `*`."""
    return any(
        _fits(entry.lower(), host, port) for entry in re.split(r"[\s,]+", exceptions) if entry
    )


def _fits(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    name, its_port = _divided(entry.rpartition("://")[2])
    if its_port is not None and its_port != port:
        return False
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(name, strict=False)
    except ValueError:
        name = name.lstrip("*").lstrip(".")
        return bool(name) and (host == name or host.endswith(f".{name}"))


def _divided(entry: str) -> tuple[str, int | None]:
    """Divide an entry into host or network and port; brackets around an IPv6 address go."""
    found = re.fullmatch(r"(\[.*\]|[^:]*)(?::(\d+))?", entry)
    if not found:
        return entry, None  # an IPv6 address or network without brackets
    return found[1].strip("[]"), int(found[2]) if found[2] else None
