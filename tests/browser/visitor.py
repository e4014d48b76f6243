"""A browser context whose errors, policy violations and foreign requests fail the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from kaggle_store.ui.people import LocalSignIn

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}

MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": DESKTOP},
    "dark": {"color_scheme": "dark", "viewport": DESKTOP},
    "phone": {"color_scheme": "light", "viewport": PHONE, "has_touch": True},
    "no_script": {"java_script_enabled": False, "viewport": DESKTOP},
    "keyboard": {"color_scheme": "light", "viewport": DESKTOP},
}
"""How every page is visited: the options of a browser context."""

_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event => console.error(
    `CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@dataclass(frozen=True)
class ServedPages:
    """A running server: its address, and one-time tokens to sign in with."""

    url: str
    sign_in: LocalSignIn
    secret_key: str = field(repr=False)

    def first_visit(self, name: str) -> str:
        """Return an address that signs in as a person, once."""
        return f"{self.url}/sign-in?token={self.sign_in.new_token(name)}"


@dataclass
class Visitor:
    """A person's page in a browser context of their own, and what went wrong in it."""

    page: Page
    url: str
    secret_key: str = field(repr=False)
    problems: list[str] = field(default_factory=list)
    allowed_statuses: set[int] = field(default_factory=set)
    """Statuses of errors that a test provokes."""

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", self._on_failed)

    def open(self, path: str) -> Page:
        """Open a page by its path, and return once it is drawn."""
        self.page.goto(self.url + path, wait_until="load")
        return self.page

    def check(self) -> None:
        """Fail if anything has gone wrong so far."""
        assert not self.problems, "\n".join(self.problems)

    def check_accessibility(self) -> None:
        """Fail if axe finds a violation on the current page."""
        found = Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()

    def _on_console(self, message: ConsoleMessage) -> None:
        provoked = any(f"status of {status} " in message.text for status in self.allowed_statuses)
        if message.type in {"error", "warning"} and not provoked:
            self.problems.append(f"console: {message.text} ({message.location})")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:")):
            self.problems.append(f"request to another origin: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed_statuses:
            self.problems.append(f"status {response.status}: {response.url}")

    def _on_failed(self, request: Request) -> None:
        # The browser itself ends streams and refreshes when a page is left.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url} ({request.failure})")


@dataclass
class BrowserPages:
    """Opens browser contexts for people, each checked when it is closed."""

    browser: Browser
    server: ServedPages
    stack: ExitStack

    def __call__(
        self, mode: str = "light", name: str | None = "alice", server: ServedPages | None = None
    ) -> Visitor:
        """Return a person in a new context; signed in unless `name` is None."""
        served = server or self.server
        context = self.browser.new_context(**MODES[mode])
        visitor = self.stack.enter_context(_checked(context, served))
        if name is not None:
            visitor.page.goto(served.first_visit(name))
        return visitor


@contextmanager
def _checked(context: BrowserContext, served: ServedPages) -> Iterator[Visitor]:
    context.set_default_timeout(15_000)
    context.add_init_script(_VIOLATIONS)
    visitor = Visitor(context.new_page(), served.url, served.secret_key)
    try:
        yield visitor
        visitor.check()
    finally:
        context.close()
