"""The built site: its links, and that a browser needs nothing else. `make docs` builds it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.docs.blocks import DOCS, PAGES, ROOT

SITE = ROOT / "site"
BASE = "https://kaggle-store.github.io/kaggle_store/"
LOADING = {"src", "srcset", "poster", "data", "action", "formaction"}
LINKS_THAT_LOAD = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}


class Page(HTMLParser):
    """The ids of a page, its links, and the addresses that a browser loads with it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.text = path.read_text("utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        self.loaded += [given[name] for name in LOADING & given.keys()]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and LINKS_THAT_LOAD & set(given.get("rel", "").split()):
            self.loaded.append(given["href"])


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """Return the built pages by their addresses."""
    assert SITE.is_dir(), "run `make docs` first"
    return {
        BASE + path.relative_to(SITE).as_posix().removesuffix("index.html"): Page(path)
        for path in SITE.rglob("index.html")
    }


def built(page: Path) -> Path:
    name = page.relative_to(DOCS).with_suffix("")
    return SITE / (name.parent if name.name == "index" else name) / "index.html"


def test_every_page_is_built() -> None:
    assert [page.name for page in PAGES if not built(page).exists()] == []


@pytest.mark.parametrize("name", ["llms.txt", "llms-full.txt"])
def test_links_for_language_models_exist(name: str) -> None:
    text = (SITE / name).read_text("utf-8")
    links = re.findall(rf"\]\(({BASE}[^)#]*)|^Source: ({BASE}\S*)$", text, re.MULTILINE)
    assert len(links) >= len(PAGES)
    for link in (first or second for first, second in links):
        file = SITE / link.removeprefix(BASE)
        assert (file / "index.html" if file.is_dir() else file).is_file(), link


def test_links_and_anchors_exist(pages: dict[str, Page]) -> None:
    known = {address.rstrip("/"): page for address, page in pages.items()}
    broken = []
    for address, page in pages.items():
        for link in page.links:
            target, _, anchor = urljoin(address, link).partition("#")
            file = SITE / urlsplit(target).path.removeprefix("/kaggle_store/")
            if not target.startswith(BASE.rstrip("/")) or file.is_file():
                continue
            found = known.get(target.rstrip("/"))
            if found is None or (anchor and unquote(anchor) not in found.ids):
                broken.append(f"{address}: {link}")
    assert broken == []


def test_pages_load_only_files_of_the_site(pages: dict[str, Page]) -> None:
    for address, page in pages.items():
        for loaded in page.loaded:
            found = urljoin(address, loaded.split()[0])
            assert found.startswith(BASE), (address, loaded)
            path = urlsplit(found).path.removeprefix("/kaggle_store/")
            assert (SITE / unquote(path)).exists(), (address, loaded)


def test_styles_load_only_files_of_the_site(pages: dict[str, Page]) -> None:
    styles = [path.read_text("utf-8") for path in SITE.rglob("*.css")]
    assert styles
    for text in [*styles, *(page.text for page in pages.values())]:
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", text)


def test_nothing_starts_the_theme_requests(pages: dict[str, Page]) -> None:
    # The theme's script loads Mermaid from a CDN for diagrams, and stars for a repository.
    for page in pages.values():
        assert "mermaid" not in page.text
        assert 'data-md-component="source"' not in page.text


def test_site_has_no_paths_of_this_machine() -> None:
    for path in SITE.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in (ROOT, Path.home(), Path(sys.prefix)):
                assert f"{secret}/".encode() not in content, (path, secret)


BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
# What the browser itself asks for, also with an empty page.
OWN_HOSTS = re.compile(r"(clients2|accounts|www)\.google\.com[:/]")
VISITED = ["", "tutorial/", "reference/schema/", "reference/python/submissions/"]


class Outside(BaseHTTPRequestHandler):
    """A proxy that refuses every request to another host, and records it."""

    requested: list[str]

    def handle_one_request(self) -> None:
        line = self.rfile.readline().decode("latin-1").strip()
        if line:
            self.requested.append(line)
            self.wfile.write(b"HTTP/1.1 502 Refused\r\nConnection: close\r\n\r\n")
        self.close_connection = True


class Files(SimpleHTTPRequestHandler):
    """Serves the site below the path that it has on its host."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/kaggle_store"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Print nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    files = partial(Files, directory=str(SITE))
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/kaggle_store/"
        http.shutdown()


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    requested: list[str] = []
    kind = type("Recording", (Outside,), {"requested": requested})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}", requested
        http.shutdown()


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium or Chrome on PATH")
@pytest.mark.parametrize("page", VISITED)
def test_browser_requests_nothing_else(
    page: str, server: str, proxy: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, requested = proxy
    ran = subprocess.run(
        [
            *(str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
            *("--disable-sync", "--disable-default-apps", "--disable-extensions"),
            "--disable-features=AutofillServerCommunication",
            *("--virtual-time-budget=5000", "--enable-logging=stderr"),
            *(f"--user-data-dir={tmp_path}", f"--proxy-server={address}", server + page),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "<h1" in ran.stdout
    assert "CONSOLE" not in ran.stderr, ran.stderr
    assert [line for line in requested if not OWN_HOSTS.search(line)] == []
