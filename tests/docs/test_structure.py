"""The documentation's pages, their order in mkdocs.yml, and the links to them from elsewhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml

from kaggle_store.cli._help import DOCS as SITE
from kaggle_store.client import RESOURCES
from tests.docs.blocks import DOCS, PAGES, ROOT

CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
SOURCES = [
    path
    for folder in ("kaggle_store", "tools/generate", "docs")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".md"}
]
ANYWHERE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *SOURCES]


def nav(entry: Any) -> Iterator[str]:
    """Yield the paths below an entry of mkdocs.yml's `nav`."""
    if isinstance(entry, str):
        yield entry
    else:
        for each in entry.values() if isinstance(entry, dict) else entry:
            yield from nav(each)


LISTED = list(nav(CONFIG["nav"]))


def url_of(page: str) -> str:
    """Return the address of a page, below the site's."""
    return "/" + re.sub(r"(^|/)index$", r"\1", page.removesuffix(".md")).rstrip("/")


URLS = {url_of(page) for page in LISTED}


def test_every_page_is_in_the_navigation_once() -> None:
    assert sorted(LISTED) == sorted(page.relative_to(DOCS).as_posix() for page in PAGES)


def test_every_section_lists_its_pages() -> None:
    for index in DOCS.glob("*/index.md"):
        text = index.read_text("utf-8")
        pages = {page.name for page in index.parent.glob("*.md")} - {"index.md"}
        assert {page for page in pages if f"]({page})" not in text} == set(), index


def test_every_resource_has_a_page() -> None:
    pages = {page.stem for page in (DOCS / "reference" / "python").glob("*.md")}
    assert set(RESOURCES) - pages == set()


def test_addresses_of_pages_exist() -> None:
    pattern = re.compile(rf"{re.escape(SITE)}([\w/.-]*)")
    found = {
        (path.relative_to(ROOT).as_posix(), page.rstrip("/.") or "/")
        for path in ANYWHERE
        for page in pattern.findall(path.read_text("utf-8").replace("{DOCS}", SITE))
    }
    assert len(found) > 10
    assert {(path, page) for path, page in found if page not in URLS} == set()


def test_site_and_package_have_one_address() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    assert CONFIG["site_url"] == urls["Documentation"] == f"{SITE}/"


def test_readme_links_are_absolute() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links
    assert [link for link in links if not link.startswith("https://")] == []


def test_readme_links_to_files_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    repository = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]
    files = re.findall(rf"{repository['Repository']}/blob/main/([\w./-]+)", text)
    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []
