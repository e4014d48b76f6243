"""The project that recorded points belong to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from kaggle_store.running_stack import default_data_dir
from kaggle_store.settings import Settings

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Project:
    """A Supabase project or local stack, identified without its keys."""

    url: str
    """Its URL, normalised."""
    data_dir: str | None = None
    """The data directory of the local stack at this URL, if known.

    Stacks of several data directories may use the same port one after another.
    """

    @classmethod
    def of(cls, settings: Settings) -> Project:
        """Return the project of some settings."""
        url = normalised(settings.url)
        return cls(url, _data_dir(url) if settings.is_loopback else None)

    def is_same(self, other: Project) -> bool:
        """Compare data directories if both are known, else URLs."""
        if self.data_dir and other.data_dir:
            return self.data_dir == other.data_dir
        return self.url == other.url

    def __str__(self) -> str:
        return f"{self.url} ({self.data_dir})" if self.data_dir else self.url


def normalised(url: str) -> str:
    """Return a URL in normal form; raise `ValueError` for an invalid port."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = "127.0.0.1" if host == "localhost" else host
    host = f"[{host}]" if ":" in host else host
    is_default = parts.port in (None, _DEFAULT_PORTS.get(parts.scheme))
    port = "" if is_default else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}"


def _data_dir(url: str) -> str | None:
    try:
        folder = default_data_dir().resolve()
        running = json.loads((folder / "running.json").read_bytes())
        return str(folder) if normalised(running["api_url"]) == url else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
