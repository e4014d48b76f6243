"""The journals of real agents in the store, and one long execution made of several of them.

These journals name no parents: their trees are derived from the code.
"""

from __future__ import annotations

from pathlib import Path

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution
from tests.real_data import agent_runs, competitions
from tests.real_data.records import Record


def load(store: KaggleStore, folder: Path) -> list[tuple[Record, AgentExecution]]:
    """Store the journals, with the competitions that they name; return both."""
    records = agent_runs.read(folder)
    named = {record["competition"] for record in records}
    found = [each for each in competitions.read(folder) if each["slug"] in named]
    list(competitions.load(store, found))
    list(agent_runs.load(store, records))
    names = {row.execution_name: row for row in store.agent_executions.iterate()}
    return [(record, names[record["execution_name"]]) for record in records]


def load_as_one(store: KaggleStore, folder: Path, size: int) -> AgentExecution:
    """Store the first `size` solutions of all journals as one execution."""
    record: Record = {
        "execution_id": "all journals",
        "execution_name": "all journals",
        "competition": None,
        "events": [],
    }
    nodes = 0
    for journal in agent_runs.read(folder):
        for event in journal["events"]:
            nodes += event["type"] == "code_generated"
            if nodes > size:
                break
            record["events"].append({**event, "seq": len(record["events"])})
    list(agent_runs.load(store, [record]))
    [execution] = store.agent_executions.list(execution_name="all journals")
    return execution
