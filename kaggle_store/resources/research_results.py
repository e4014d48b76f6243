"""`store.research_results`: what agents found out, with the raw answers of their sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import TypeAdapter

from kaggle_store._requests.arguments import given_rows
from kaggle_store._requests.operation import Flow, M, operation
from kaggle_store._requests.rpc import Function
from kaggle_store._requests.validation import checked
from kaggle_store.models.functions import (
    InsertResearchResultsArgs,
    InsertResearchResultsResult,
    ResearchRow,
)
from kaggle_store.resources._tables.research_results import ResearchResultsTable

ADD_BATCH = 500
"""Findings per call; raw answers make them large."""

_insert: Function[InsertResearchResultsResult] = Function(
    "insert_research_results",
    InsertResearchResultsArgs,
    InsertResearchResultsResult,
    repeat="safe",
)
_rows: TypeAdapter[list[ResearchRow]] = TypeAdapter(list[ResearchRow])


class Added(NamedTuple):
    """How many findings were new, and how many were known already."""

    inserted: int
    skipped: int


class ResearchResults(ResearchResultsTable[M]):
    """What agents found out. Lists leave `raw_response` out."""

    @operation
    def add_many(self, rows: Iterable[ResearchRow]) -> Flow[Added]:
        """Store findings and skip those already known, and learn how many of each there were.

        A finding is known by its execution, type, source, query, and external id or else its raw
        response, so a repeat is harmless. Any number of rows: each 500 are one transaction.
        """
        name, added = "research_results.add_many", Added(0, 0)
        given = given_rows(rows, "rows", name)
        valid = checked(_rows, given, subject="ResearchResult", operation=name)
        for start in range(0, len(valid), ADD_BATCH):
            batch = valid[start : start + ADD_BATCH]
            (answer,) = yield from _insert.send(name, {"p_results": batch})
            added = Added(added.inserted + answer.inserted, added.skipped + answer.skipped)
        return added
