"""Pages that show executions, competitions, GPU sessions, metrics and the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from kaggle_store import KaggleStore
from tests.conftest import Owner, Stack
from tests.ui.scripted_rows import PAGES, Rows, fill
from tests.ui.visiting import Visits, links, visits

UNKNOWN = UUID(int=7)


@pytest.fixture(scope="module")
def person(session_stack: Stack) -> Iterator[Visits]:
    with visits(session_stack) as signed_in:
        yield signed_in


@pytest.fixture(scope="module")
def rows(module_owner: Owner, session_store: KaggleStore) -> Rows:
    """An execution with a row of each kind; every text of them is a script."""
    return fill(session_store)


CHARTS = (
    "/executions/{execution}/charts/curve.svg?name=%3Cscript%3Ealert(1)%3C/script%3E%22%27%26",
    "/competitions/{competition}/charts/scores.svg",
    "/competitions/{competition}/charts/private.svg",
    "/gpu/charts/costs.svg",
    "/metrics/charts/series.svg?execution={execution}"
    "&name=%3Cscript%3Ealert(1)%3C/script%3E%22%27%26",
)


@pytest.mark.parametrize("path", PAGES)
def test_page_needs_at_most_three_reads(person: Visits, rows: Rows, path: str) -> None:
    person.page(rows.path(path))  # a client measures Max rows once, with a request of its own
    assert 1 <= person.reads(rows.path(path)) <= 3


@pytest.mark.parametrize("path", PAGES)
def test_page_escapes_all_text(person: Visits, rows: Rows, path: str) -> None:
    page = person.page(rows.path(path))
    assert "<script>alert" not in page
    assert "style=" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("path", CHARTS)
def test_chart_is_an_image(person: Visits, rows: Rows, path: str) -> None:
    response = person.get(rows.path(path))
    assert response.headers["content-type"] == "image/svg+xml"
    assert 'role="img"' in response.text
    assert "<script" not in response.text
    assert response.headers["cache-control"] == "private, no-cache"


def test_chart_is_sent_once(person: Visits, rows: Rows) -> None:
    path = rows.path(CHARTS[1])
    tag = person.get(path).headers["etag"]
    again = person.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_values_stand_beside_a_chart(person: Visits, rows: Rows) -> None:
    page = person.page(rows.path("/metrics?execution={execution}"))
    [values] = [link for link in links(page) if "/metrics/values" in link]
    table = person.page(values)
    assert 'id="fragment"' in table
    assert "0.2" in table


@pytest.mark.parametrize(
    "path",
    [
        f"/executions/{UNKNOWN}",
        f"/executions/{UNKNOWN}/jobs",
        f"/executions/{UNKNOWN}/code/{UNKNOWN}",
        f"/competitions/{UNKNOWN}",
        f"/competitions/{UNKNOWN}/charts/scores.svg",
        "/executions/1",
        "/executions/not-an-id/jobs",
        "/executions/../../etc/passwd",
        "/competitions/%00",
        "/competitions/' or true --",
        "/gpu/other",
    ],
)
def test_unknown_address_is_not_found(person: Visits, rows: Rows, path: str) -> None:
    assert person.get(path).status_code == 404


def test_code_of_another_execution_is_not_found(
    person: Visits, rows: Rows, session_store: KaggleStore
) -> None:
    other = session_store.agent_executions.create(
        competition_id=rows.competition, execution_name="other"
    )
    path = f"/executions/{other.id}/code/{rows.code}"
    assert person.get(path).status_code == 404
    assert person.get(rows.path("/executions/{execution}/secrets")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/executions?before=1",
        "/executions?before=2026-01-01_x",
        "/executions?status=done",
        "/executions?competition=1",
        "/competitions?before=1",
        "/competitions?type=none",
        "/competitions?status=none",
        "/gpu/sessions?before=x",
        "/audit?before=-1",
        "/audit?before=99999999999999999999",
        "/audit?since=yesterday",
        "/audit?table=secrets",
        "/audit?row=1",
        "/audit?actor=" + "x" * 201,
        "/audit?actor=%00",
        "/metrics?execution=1",
        "/metrics?buckets=0",
        "/metrics?buckets=many",
        "/metrics?x=never",
        "/metrics?name=" + "x" * 121,
        "/metrics/values",
        f"/metrics/charts/series.svg?execution={UNKNOWN}",
        f"/executions/{UNKNOWN}/charts/curve.svg",
    ],
)
def test_invalid_value_is_refused(person: Visits, rows: Rows, path: str) -> None:
    assert person.get(path).status_code == 400


@pytest.mark.parametrize("mark", ["0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_extreme_time_of_actor_is_no_error(person: Visits, rows: Rows, mark: str) -> None:
    response = person.get("/audit", {"actor": "alice", "until": mark})
    assert response.status_code in {200, 400}


@pytest.mark.parametrize("mark", ["infinity", "0001-01-01", "9999-12-31T23:59:59+23:59"])
def test_extreme_time_is_no_error_of_the_server(person: Visits, rows: Rows, mark: str) -> None:
    response = person.get("/audit", {"since": mark, "until": mark})
    assert response.status_code in {200, 400}
