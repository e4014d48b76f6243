"""Read all pages of a list of Kaggle's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kaggle_store._requests.operation import Flow, Rows
from kaggle_store.errors import KaggleRefused
from kaggle_store.integrations.kaggle.client import KaggleApi

Page = dict[str, Any]


def each_page(
    api: KaggleApi, method: str, use: Callable[[Page], Flow[None]], **fields: Any
) -> Flow[None]:
    """Read one page after another, and use each before the next one is read.

    Raises `KaggleRefused` where a page leads back to an earlier one.
    """
    token: str | None = None
    tokens: set[str] = set()
    while True:
        page: Page = yield from api.records(method, page_token=token, **fields)
        yield from use(page)
        token = page.get("nextPageToken") or None
        if token is None:
            return
        if token in tokens:
            raise KaggleRefused(
                "a page of Kaggle's list leads back to an earlier one", operation=f"kaggle.{method}"
            )
        tokens.add(token)


def all_records(api: KaggleApi, method: str, name: str, **fields: Any) -> Flow[Rows[Page]]:
    """Return the records of all pages, which call them `name`."""
    found: Rows[Page] = []

    def use(page: Page) -> Flow[None]:
        found.extend(each for each in page.get(name) or () if isinstance(each, dict))
        yield from ()

    yield from each_page(api, method, use, **fields)
    return found
