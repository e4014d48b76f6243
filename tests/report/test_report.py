"""Reports: self-contained, complete, without secrets, and safe to open."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from kaggle_store import KaggleStore
from kaggle_store.report import find, make_report
from tests.conftest import Stack
from tests.report.conftest import Reports
from tests.report.long_run import add_long_run
from tests.report.rows import HOSTILE, SECRETS, fill

BOTH = pytest.mark.parametrize("kind", ["execution", "competition"])


class Page(HTMLParser):
    """The elements and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [
            found or "" for _, has in self.elements if (found := has.get(attribute)) is not None
        ]


def page_of(reports: Reports, kind: str) -> Page:
    return Page(getattr(reports, kind).html)


@BOTH
def test_report_loads_nothing(reports: Reports, kind: str) -> None:
    page = page_of(reports, kind)
    loading = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image"}
    assert not loading & {tag for tag, _ in page.elements}
    assert not page.values("src") + page.values("style") + page.values("xlink:href")
    assert all(link.startswith("#") for link in page.values("href"))
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "url(" not in getattr(reports, kind).html


@BOTH
def test_policy_allows_only_the_style(reports: Reports, kind: str) -> None:
    html = getattr(reports, kind).html
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
    [content] = [
        attributes["content"]
        for tag, attributes in Page(html).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert content == policy.format(digest)


@BOTH
def test_hostile_names_are_text(reports: Reports, kind: str) -> None:
    html = getattr(reports, kind).html
    assert "<script" not in html
    assert "onerror" not in {name for _, has in Page(html).elements for name in has}
    assert HOSTILE in Page(html).text


@BOTH
def test_secrets_are_replaced(reports: Reports, kind: str) -> None:
    report = getattr(reports, kind)
    text = Page(report.html).text + " ".join(
        value or "" for _, has in Page(report.html).elements for value in has.values()
    )
    assert not [name for name, secret in SECRETS.items() if secret in report.html + text]
    assert text.count("[secret]") > 5
    assert report.secrets >= text.count("[secret]") - 1
    assert f"{report.secrets} texts that look like secrets were replaced" in text


def test_key_of_the_client_is_replaced(store: KaggleStore, stack: Stack) -> None:
    rows = fill(store)
    execution = store.agent_executions.create(
        competition_id=rows.competition.id, execution_name=f"key {stack.secret_key}"
    )
    report = make_report(store, execution)
    assert stack.secret_key not in report.html
    assert "key [secret]" in report.html


@BOTH
def test_every_section_is_linked(reports: Reports, kind: str) -> None:
    page = page_of(reports, kind)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.values("href")} <= set(ids)
    assert set(page.values("aria-labelledby")) <= set(ids)
    sections = [has["aria-labelledby"] for tag, has in page.elements if tag == "section"]
    contents = [has["href"] for tag, has in page.elements if tag == "a"][1 : len(sections) + 1]
    assert contents == [f"#{section}" for section in sections]


def test_execution_report_has_every_section(reports: Reports) -> None:
    page = page_of(reports, "execution")
    assert [has["aria-labelledby"] for tag, has in page.elements if tag == "section"] == [
        *("scores", "tree", "lineage-section", "curves", "cost", "submissions"),
        *("interventions", "timeline", "code"),
    ]


def rows_of(html: str, label: str) -> list[str]:
    """Return the rows of a table as texts, without its head."""
    table = html.split(f'aria-label="{label}"')[1].split("</table>")[0]
    return [Page(row).text for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]]


def test_best_follows_the_direction(reports: Reports) -> None:
    html = reports.execution.html
    assert 'best public score</dt><dd><span class="figure">0.15</span>' in html
    assert 'best validation score</dt><dd><span class="figure">0.1</span> <small>#4</small>' in html
    order = [row[0] for row in rows_of(html, "Table of solutions")]
    assert order == ["4", "5", "2", "1", "3"]


def test_best_of_other_direction(store: KaggleStore) -> None:
    html = make_report(store, fill(store, direction="maximize").execution).html
    assert 'best public score</dt><dd><span class="figure">0.55</span>' in html
    assert rows_of(html, "Table of solutions")[0][0] == "1"


def test_lineage_leads_to_the_best_submission(reports: Reports) -> None:
    html = reports.execution.html
    lineage = html.split('<h2 id="lineage-section">')[1].split("</section>")[0]
    assert re.findall(r"#\d node_\d.py", lineage) == [
        "#1 node_0.py",
        "#2 node_1.py",
        "#4 node_3.py",
    ]
    assert "submission 0.15" in lineage
    code = html.split('<h2 id="code">')[1]
    opened = re.findall(r'<details id="n(\d)" class="change"( open)?>', code)
    assert opened == [("1", " open"), ("2", " open"), ("4", " open"), ("5", ""), ("3", "")]
    assert "+1 \N{MINUS SIGN}1 lines against #1" in code


def test_answer_and_its_author_are_shown(reports: Reports) -> None:
    text = page_of(reports, "execution").text
    assert "by ada: approve" in text
    assert "Use [secret]" in text


def test_timeline_uses_the_rows_own_times(reports: Reports) -> None:
    timeline = rows_of(reports.execution.html, "Table of changes")
    assert timeline[0].startswith("2026-03-01 09:05job")


def test_competition_report_compares_executions(reports: Reports) -> None:
    [row] = rows_of(reports.competition.html, "Table of executions")
    assert "0.15" in row
    assert "0.2" in row


def test_scores_without_direction_have_no_best(store: KaggleStore) -> None:
    competition = store.competitions.create(kaggle_id="simulation", title="Simulation")
    execution = store.agent_executions.create(
        competition_id=competition.id, execution_name="first try"
    )
    code = store.generated_code.create(
        execution_id=execution.id, code_type="training", file_name="a.py", code_content="1"
    )
    store.training_jobs.create(
        execution_id=execution.id, code_id=code.id, job_name="a", status="completed",
        started_at=execution.created_at, completed_at=execution.created_at,
    )  # fmt: skip
    for subject in (execution, competition):
        html = make_report(store, subject).html
        assert "so no score is best" in html
        assert ">best " not in html


def test_empty_execution_has_a_report(store: KaggleStore) -> None:
    competition = store.competitions.create(kaggle_id="titanic", title="Titanic")
    execution = store.agent_executions.create(
        competition_id=competition.id, execution_name="first try"
    )
    page = Page(make_report(store, execution).html)
    assert [has["href"] for tag, has in page.elements if tag == "a"] == ["#content", "#timeline"]
    assert "Executions compared" in make_report(store, competition).html


def test_200_nodes_stay_below_1_mb(store: KaggleStore) -> None:
    execution = add_long_run(store, 200)
    html = make_report(store, execution).html
    assert len(html.encode()) < 1_000_000
    page = Page(html)
    assert {f"n{number}" for number in range(1, 201)} <= set(page.values("id"))
    assert len(rows_of(html, "Table of solutions")) == 200
    assert "200 nodes, 25 failed, best 0.896" in html
    assert "more solutions is left out" in html


def test_people_read_it_without_settings(store: KaggleStore, stack: Stack) -> None:
    from kaggle_store.sign_in import local_person

    rows = fill(store)
    with local_person(stack, "ada").open() as person:
        as_person = make_report(person, rows.execution)
    assert SECRETS["code"] not in as_person.html
    assert "best public score" in as_person.html


def test_find_takes_ids_and_kaggle_names(store: KaggleStore) -> None:
    rows = fill(store)
    for name, expected in (
        (str(rows.execution.id), rows.execution.id),
        (str(rows.competition.id), rows.competition.id),
        ("house-prices", rows.competition.id),
    ):
        found = find(store, name)
        assert found is not None
        assert found.id == expected
    assert find(store, "nothing") is None
    assert find(store, "019a6b7c-0000-7000-8000-000000000001") is None
