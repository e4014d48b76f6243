"""Reports of the journals of real agents, from the folder KAGGLE_STORE_DATA."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store import KaggleStore, formats
from kaggle_store.report import make_report
from tests.real_data import agent_runs
from tests.real_data.records import Record
from tests.report.agent_journals import load, load_as_one


def written(record: Record) -> int:
    return sum(event["type"] == "code_generated" for event in record["events"])


def scores(record: Record) -> list[float]:
    metrics = [event.get("metric") for event in record["events"]]
    return [metric for metric in metrics if isinstance(metric, float)]


def test_reports_of_journals_are_complete(store: KaggleStore, real_data: Path) -> None:
    for record, execution in load(store, real_data):
        html = make_report(store, execution).html
        assert len(html.encode()) < 1_000_000
        ids = set(re.findall(r' id="n(\d+)"', html))
        assert ids == {str(number) for number in range(1, written(record) + 1)}
        assert html.count('href="#n') >= 2 * len(ids)
        failed = sum(event.get("status") == "failed" for event in record["events"])
        if failed:
            assert f"{len(ids)} nodes, {failed} failed" in html


def test_best_score_of_journal_follows_direction(store: KaggleStore, real_data: Path) -> None:
    [(record, execution)] = [
        (record, execution) for record, execution in load(store, real_data) if scores(record)
    ]
    assert store.competitions.get(execution.competition_id).metric_direction == "minimize"
    html = make_report(store, execution).html
    best = formats.number(min(scores(record)))
    assert f'best validation score</dt><dd><span class="figure">{best}</span>' in html


def test_200_nodes_of_journals_stay_below_1_mb(store: KaggleStore, real_data: Path) -> None:
    html = make_report(store, load_as_one(store, real_data, 200)).html
    assert len(html.encode()) < 1_000_000
    assert len(set(re.findall(r' id="n(\d+)"', html))) == 200


def test_tree_of_a_journal_is_drawn_as_recorded(store: KaggleStore, real_data: Path) -> None:
    """The journals name no parents; given some, the tree is theirs and nothing is derived."""
    [record] = [row for row in agent_runs.read(real_data) if row["agent"] == "AIDE"]
    written = [event for event in record["events"] if event["type"] == "code_generated"]
    for number, event in enumerate(written[3:], start=3):
        event["parent_id"] = written[number // 2]["node_id"]
    list(agent_runs.load(store, [record]))
    [execution] = store.agent_executions.list()
    assert agent_runs.to_record(store, execution) == record
    html = make_report(store, execution).html
    assert "most similar earlier file</span>" not in html
    tree = store.generated_code.tree(execution.id)
    depths = sorted(node.depth for node in tree)
    assert (depths[:3], depths[-1], len(depths)) == ([0, 0, 0], 3, len(written))
