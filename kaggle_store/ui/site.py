"""The settings of one server of web pages, and what its requests share."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request

from kaggle_store.client import AsyncKaggleStore
from kaggle_store.sign_in import SignedIn
from kaggle_store.ui.people import SignIn
from kaggle_store.ui.sessions import Session, Sessions

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
TIMEOUT_SECONDS = 10.0
RETRY_SECONDS = 2.0


@dataclass(frozen=True)
class Site:
    """A store, how people sign in to it, and where its pages are.

    `root` is the path below which a proxy shows the pages, such as `/kaggle`, or their whole URL:
    then its host is allowed, and with `https` cookies are never sent unencrypted. `hosts` are
    further host names under which the pages may be called.
    """

    url: str
    sign_in: SignIn = field(repr=False)
    root: str = ""
    hosts: tuple[str, ...] = ()
    read_only: bool = False
    cookie: str = "kaggle-store"

    @property
    def root_path(self) -> str:
        """The path in front of every page's own, without a slash at its end."""
        return urlsplit(self.root).path.rstrip("/")

    @property
    def is_https(self) -> bool:
        """True if `root` says that people reach the pages by https."""
        return urlsplit(self.root).scheme == "https"

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The host names that a request may name."""
        own = urlsplit(self.root).hostname
        names = (*self.hosts, *([own] if own else []))
        return LOOPBACK | {f"[{name}]" if ":" in name else name.lower() for name in names}

    def sessions(self) -> Sessions:
        """Return an empty set of sessions."""
        return Sessions(self.open_store)

    @staticmethod
    def open_store(person: SignedIn) -> AsyncKaggleStore:
        """Return a client that acts as a person, and gives up early: somebody waits for a page."""
        return person.open_async(timeout=TIMEOUT_SECONDS, retry_for=RETRY_SECONDS)


def site_of(request: Request) -> Site:
    """Return the settings of the server of a request."""
    site: Site = request.app.state.site
    return site


def sessions_of(request: Request) -> Sessions:
    """Return all sessions of the server of a request."""
    sessions: Sessions = request.app.state.sessions
    return sessions


def session_of(request: Request) -> Session:
    """Return the session of a page's request; pages always have one."""
    session: Session = request.state.session
    return session


def store_of(request: Request) -> AsyncKaggleStore:
    """Return a client that acts as the person of a request."""
    return session_of(request).store
