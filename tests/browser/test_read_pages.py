"""What a person does on the pages of executions, code and metrics."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kaggle_store import KaggleStore
from tests.browser.filled_store import Rows
from tests.browser.visitor import BrowserPages

DRAWN = "() => [...document.images].every(each => each.complete && each.naturalWidth > 0)"


@pytest.fixture(scope="module")
def many_rows(rows: Rows, session_store: KaggleStore) -> Rows:
    """More executions than a page lists."""
    session_store.agent_executions.create_many(
        {"competition_id": rows.competition, "execution_name": f"run {number}"}
        for number in range(60)
    )
    return rows


@pytest.mark.parametrize("mode", ["keyboard", "no_script"])
def test_older_executions_follow(visitor: BrowserPages, many_rows: Rows, mode: str) -> None:
    page = visitor(mode).open("/executions")
    first = page.locator("tbody th").all_inner_texts()
    page.get_by_role("link", name="Older").press("Enter")
    page.wait_for_url("**before=**")
    second = page.locator("tbody th").all_inner_texts()
    assert len(first) == 50
    assert not {*first} & {*second}
    page.get_by_role("link", name="Newest").press("Enter")
    page.wait_for_url(lambda url: "before" not in url)
    assert page.locator("tbody th").all_inner_texts() == first


def test_filter_is_a_form(visitor: BrowserPages, many_rows: Rows) -> None:
    page = visitor("no_script").open("/executions")
    page.get_by_label("State").select_option("completed")
    page.get_by_role("button", name="Show").click()
    assert {*page.locator("tbody .mark").all_inner_texts()} == {"completed"}


def test_charts_load_after_the_first_paint(visitor: BrowserPages, rows: Rows) -> None:
    person = visitor()
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    page = person.open(f"/executions/{rows.execution}")
    images = page.locator("figure img")
    assert images.evaluate_all("all => all.every(each => each.loading === 'lazy')")
    _scroll_through(page)
    page.wait_for_function(DRAWN)
    charts = [number for number, url in enumerate(asked) if "/charts/curve.svg" in url]
    assert len(charts) == images.count() > 0
    assert person.url + f"/executions/{rows.execution}" in asked[: charts[0]]


def test_charts_follow_dark_mode(visitor: BrowserPages, rows: Rows) -> None:
    pictures = []
    for mode in ("light", "dark"):
        page = visitor(mode).open(f"/competitions/{rows.competition}")
        _scroll_through(page)
        page.wait_for_function(DRAWN)
        pictures.append(page.locator("figure img").first.screenshot())
    assert pictures[0] != pictures[1]


def test_runs_are_drawn_over_each_other(
    visitor: BrowserPages, rows: Rows, session_store: KaggleStore
) -> None:
    other = session_store.agent_executions.create(
        competition_id=rows.competition, execution_name="a second run"
    )
    session_store.system_metrics.record(
        {
            "execution_id": other.id,
            "metric_name": "train_loss",
            "metric_type": "gauge",
            "metric_value": 1 / (step + 1),
        }
        for step in range(20)
    )
    page = visitor().open(f"/metrics?execution={rows.execution}&name=train_loss")
    page.get_by_text("Choose executions").click()
    page.get_by_label("a second run").check()
    page.get_by_role("button", name="Show").click()
    series = page.locator("[data-fragment] tbody th")
    expect(series).to_have_count(2)
    assert "a second run" in series.all_inner_texts()
    page.wait_for_function(DRAWN)


def test_values_without_script(visitor: BrowserPages, rows: Rows) -> None:
    page = visitor("no_script").open(f"/metrics?execution={rows.execution}&name=train_loss")
    page.get_by_role("link", name="Values of train_loss").click()
    assert page.locator("h1").inner_text() == "train_loss"
    assert page.locator("tbody th").count() == 1


def test_changes_are_folded_without_script(visitor: BrowserPages, rows: Rows) -> None:
    page = visitor("no_script").open(f"/executions/{rows.execution}/code/{rows.code}")
    added = page.locator(".diff ins").filter(has_text="a second revision")
    expect(added).to_be_visible()
    page.get_by_text("against the revision").click()
    expect(added).to_be_hidden()


def test_revisions_are_compared(visitor: BrowserPages, rows: Rows) -> None:
    page = visitor().open(f"/executions/{rows.execution}#code")
    page.get_by_role("link", name="changes to the revision before").click()
    page.wait_for_url("**against=**")
    expect(page.locator(".diff ins").filter(has_text="a second revision")).to_be_visible()
    page.get_by_role("link", name="Revision 1").click()
    expect(page.locator(".diff")).to_have_count(0)


def _scroll_through(page: Page) -> None:
    for image in page.locator("figure img").all():
        image.scroll_into_view_if_needed()
