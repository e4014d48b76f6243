"""Lists are paged by key and filtered; large executions and empty stores have their pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from kaggle_store import KaggleStore
from tests.conftest import Owner, Stack
from tests.ui.scripted_rows import PAGES, fill
from tests.ui.visiting import Visits, following, links, visits


@pytest.fixture(scope="module")
def person(session_stack: Stack) -> Iterator[Visits]:
    with visits(session_stack) as signed_in:
        yield signed_in


@pytest.fixture
def listed(owner: Owner, store: KaggleStore) -> UUID:
    """A competition with 120 executions, stored in one transaction, and 240 audit entries."""
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    store.agent_executions.create_many(
        {"competition_id": competition.id, "execution_name": f"run {number}"}
        for number in range(120)
    )
    return competition.id


def _walk(person: Visits, path: str) -> list[str]:
    """Return the pages of a list, from the first to the last."""
    pages = [person.page(path)]
    while after := following(pages[-1]):
        pages.append(person.page(path.partition("?")[0] + after))
    return pages


def test_executions_are_paged_by_key(person: Visits, listed: UUID) -> None:
    pages = _walk(person, f"/executions?competition={listed}")
    found = [link for page in pages for link in links(page) if link.startswith("/executions/")]
    assert (len(pages), len(found), len(set(found))) == (3, 120, 120)
    assert 'rel="first"' not in pages[0]
    assert 'rel="first"' in pages[1]
    assert "offset" not in "".join(pages)


def test_audit_log_is_paged_by_key(person: Visits, listed: UUID) -> None:
    pages = _walk(person, "/audit?table=agent_executions")
    entries = [part for page in pages for part in page.split('id="entry-')[1:]]
    numbers = [int(entry.partition('"')[0]) for entry in entries]
    assert len(pages) == 2
    assert numbers == sorted(set(numbers), reverse=True)
    assert len(numbers) == 120


def test_filters_of_executions(person: Visits, listed: UUID, store: KaggleStore) -> None:
    [first, *_] = store.agent_executions.list(order="execution_name", limit=1)
    store.agent_executions.move(first.id, "cancelled")
    page = person.page("/executions?status=cancelled")
    assert [link for link in links(page) if link.startswith("/executions/")] == [
        f"/executions/{first.id}"
    ]
    assert f"/executions/{first.id}" not in person.page("/executions?status=live")
    assert "No execution matches" in person.page("/executions?status=completed")


def test_audit_log_by_actor_and_time(person: Visits, listed: UUID, owner: Owner) -> None:
    owner.execute(
        "insert into audit_log (table_name, row_id, action, actor_role, actor, occurred_at) values "
        "('submissions', %s, 'update', 'service_role', 'gpu-7', now() - interval '30 days')",
        [listed],
    )
    assert "No entry matches" not in person.page("/audit?actor=gpu-7")
    assert "No entry matches" in person.page("/audit?actor=gpu-8")
    later = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert "No entry matches" in person.page(f"/audit?since={later}")


def test_large_execution_stays_bounded(
    person: Visits, listed: UUID, owner: Owner, store: KaggleStore
) -> None:
    row = store.agent_executions.create(competition_id=listed, execution_name="large")
    code = store.generated_code.create(
        execution_id=row.id, code_type="training", file_name="a.py", code_content="pass"
    )
    with owner.transaction():
        owner.execute("set local session_replication_role = replica")
        owner.execute(
            "insert into training_jobs (execution_id, code_id, job_name) "
            "select %s, %s, 'job ' || n from generate_series(1, 1000) as n",
            [row.id, code.id],
        )
        owner.execute(
            "insert into audit_log (table_name, row_id, execution_id, action, actor_role,"
            " old_values, new_values) select 'training_jobs', %s, %s, 'update', 'service_role',"
            ' \'{"status": "queued"}\', \'{"status": "running"}\''
            " from generate_series(1, 10000) as n",
            [code.id, row.id],
        )
    path = f"/executions/{row.id}"
    assert person.reads(path) <= 3
    page = person.page(path)
    assert page.count('<tr id="job-') == 50
    assert len(page) < 300_000
    assert len(_walk(person, f"{path}/jobs")) == 10
    assert len(person.page(f"/audit?execution={row.id}")) < 150_000


def test_empty_pages_show_how_to_fill_them(person: Visits, owner: Owner) -> None:
    for path in ("/executions", "/competitions", "/gpu", "/metrics"):
        assert "</code></pre>" in person.page(path), path
    assert person.page("/audit").count("</code></pre>") == 1


def test_root_needs_no_slash(stack: Stack, store: KaggleStore) -> None:
    with visits(stack, root="/kaggle") as person:
        for path in ("/kaggle", "/kaggle/"):
            assert "<h1" in person.page(path)


def test_links_stay_below_the_root(stack: Stack, store: KaggleStore) -> None:
    rows = fill(store)
    with visits(stack, root="/kaggle") as person:
        for path in PAGES:
            page = person.page("/kaggle" + rows.path(path))
            allowed = ("/kaggle/", "#", "?")
            outside = [link for link in links(page) if not link.startswith(allowed)]
            assert not outside, f"{path}: {outside}"
            assert 'src="/kaggle/' in page or "<img" not in page


def test_overview_shows_runs_without_a_score(person: Visits, listed: UUID) -> None:
    page = person.page("/")
    assert f'id="c{listed}"' in page
