"""Make the documentation's pictures of the web pages: `python -m tools.screenshots`.

They show the store of the browser tests, and the tutorial's form, in Chromium. Look at them before
you commit them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.sync_api import Page, ViewportSize, sync_playwright

from kaggle_store import KaggleStore
from kaggle_store.testing.stacks import TestRun
from tests.browser.conftest import CHROMIUM, chromium_arguments, served
from tests.browser.filled_store import fill
from tests.docs.blocks import blocks_of

FOLDER = Path(__file__).parents[1] / "docs" / "assets"
SIZE: ViewportSize = {"width": 1200, "height": 900}
SIZE_OF_FORM: ViewportSize = {"width": 900, "height": 600}
LARGEST_BYTES = 200_000


def main() -> None:
    """Write the pictures."""
    run = TestRun.current()
    try:
        with (
            run.cluster().clone() as stack,
            KaggleStore(stack.api_url, stack.secret_key) as store,
            served(stack) as pages,
            sync_playwright() as playwright,
        ):
            rows = fill(store)
            launched = playwright.chromium.launch(
                executable_path=CHROMIUM, args=chromium_arguments()
            )
            page = launched.new_page(viewport=SIZE)
            page.goto(pages.first_visit("alice"))
            for name, path in (("ui-overview", "/"), ("ui-inbox", f"/inbox/{rows.intervention}")):
                page.goto(pages.url + path)
                write(page, name)
            page.set_viewport_size(SIZE_OF_FORM)
            page.goto(f"{pages.url}/inbox/{ask_as_in_tutorial(store)}")
            write(page, "ui-tutorial")
            launched.close()
    finally:
        run.close()


def write(page: Page, name: str) -> None:
    """Write a picture of the whole page."""
    picture = page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
    assert len(picture) < LARGEST_BYTES, f"{name}: {len(picture)} bytes"


def ask_as_in_tutorial(store: KaggleStore) -> UUID:
    """Ask as the tutorial's agent does, and return the intervention's id."""
    page = FOLDER.parent / "tutorial" / "people.md"
    [agent] = [block.body for block in blocks_of(page) if block.title == "agent.py"]
    names: dict[str, Any] = {}
    exec(agent.partition("with KaggleStore()")[0], names)
    run = names["prepare"](store)
    proposal = names["Budget"](dollars=12)
    asked: UUID = names["ask"](store, run, "Raise the GPU budget?", proposal).id
    return asked


if __name__ == "__main__":
    main()
