"""`store.research_results`: research findings of agents, with the raw responses of the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import TypeAdapter

from kaggle_store._requests.arguments import as_rows
from kaggle_store._requests.operation import Flow, M, operation
from kaggle_store._requests.rpc import RowsFunction, only_row
from kaggle_store._requests.validation import checked
from kaggle_store.models.functions import (
    InsertResearchResultsArgs,
    InsertResearchResultsRow,
    ResearchRow,
)
from kaggle_store.resources._tables.research_results import ResearchResultsTable

ADD_BATCH = 500
"""Findings per call; raw responses make them large."""

_insert = RowsFunction(
    "insert_research_results", InsertResearchResultsArgs, InsertResearchResultsRow
)
_rows: TypeAdapter[list[ResearchRow]] = TypeAdapter(list[ResearchRow])


class Added(NamedTuple):
    """The numbers of findings inserted and skipped."""

    inserted: int
    """Findings that were new."""
    skipped: int
    """Findings that the store had already."""


class ResearchResults(ResearchResultsTable[M]):
    """Research findings of agents. Lists leave `raw_response` out."""

    @operation
    def add_many(self, rows: Iterable[ResearchRow]) -> Flow[Added]:
        """Insert findings, skip duplicates, and return the number of each.

        Findings are duplicates if they have the same execution, type, source, query and external
        id (or raw response, without one), so the call can be repeated. Any number of rows, in
        transactions of 500.
        """
        name, added = "research_results.add_many", Added(0, 0)
        given = as_rows(rows, "rows", name)
        valid = checked(_rows, given, subject="ResearchResult", operation=name)
        for start in range(0, len(valid), ADD_BATCH):
            batch = valid[start : start + ADD_BATCH]
            row = yield from only_row(_insert.send(name, {"p_results": batch}))
            added = Added(added.inserted + row.inserted, added.skipped + row.skipped)
        return added
