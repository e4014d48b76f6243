"""Find the competitions that Kaggle has, and store what it says about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from kaggle_store._requests.operation import Flow, M, operation
from kaggle_store.errors import KaggleRefused, KaggleSignInFailed
from kaggle_store.integrations.kaggle.base import KaggleEntity
from kaggle_store.integrations.kaggle.client import enum_member
from kaggle_store.integrations.kaggle.paging import each_page
from kaggle_store.integrations.kaggle.records import UnreadValue, competition_row
from kaggle_store.models._base import Row
from kaggle_store.models.competitions import Competition, CompetitionInsert
from kaggle_store.resources.competitions import Competitions

Tab: TypeAlias = Literal[
    "general",
    "entered",
    "community",
    "hosted",
    "unlaunched",
    "unlaunched_community",
    "everything",
]
"""Kaggle's lists of competitions."""

TABS: tuple[Tab, ...] = (
    *("general", "entered", "community"),
    *("hosted", "unlaunched", "unlaunched_community", "everything"),
)

PAGE_SIZE = 100
"""Competitions asked for at once; Kaggle may send fewer."""

_LOOKED_UP = 50
"""Competitions whose state before is read with one request: their names are part of its URL."""


class Discovery(Row, frozen=True):
    """What `discover` has found, by competition."""

    added: int
    """Competitions that the store did not have."""
    changed: int
    """Those about which Kaggle says something else than before."""
    unchanged: int
    """Those about which it says the same."""
    unread: list[UnreadValue]
    """Values that the store does not take; they stay in `source_record`."""
    refused_tabs: dict[str, str]
    """Lists that Kaggle did not show to this account, with the reason."""

    @property
    def found(self) -> int:
        """All competitions that are now stored as Kaggle has them."""
        return self.added + self.changed + self.unchanged


@dataclass(slots=True)
class _Count:
    """What has been found so far."""

    seen: set[str] = field(default_factory=set)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    unread: list[UnreadValue] = field(default_factory=list)
    refused_tabs: dict[str, str] = field(default_factory=dict)

    def new_rows(self, records: Sequence[object]) -> Iterator[CompetitionInsert]:
        """Yield the rows of competitions that no earlier page had."""
        for record in records:
            row, unread = competition_row(record)
            if row is None or row["kaggle_id"] not in self.seen:
                self.unread += unread
            if row is not None and row["kaggle_id"] not in self.seen:
                self.seen.add(row["kaggle_id"])
                yield row

    def add(self, known: Mapping[str, datetime], stored: Sequence[Competition]) -> None:
        """Count rows, given when those that the store had were last changed."""
        for row in stored:
            before = known.get(row.kaggle_id)
            self.added += before is None
            self.changed += before is not None and before != row.updated_at
            self.unchanged += before == row.updated_at

    def result(self) -> Discovery:
        return Discovery(
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            unread=self.unread,
            refused_tabs=self.refused_tabs,
        )


class Discovering(KaggleEntity[M]):
    """Discovery of competitions."""

    @operation
    def discover(self, *, tabs: Sequence[Tab] = TABS, search: str | None = None) -> Flow[Discovery]:
        """Read all pages of Kaggle's lists of competitions and store what they contain.

        New competitions are added, known ones (by slug) updated; what Kaggle leaves out keeps its
        stored value, and `source_record` has everything that Kaggle says. Each page is stored
        before the next one is read. A list that Kaggle refuses to this account, or a value that
        the store does not take, is reported and stops nothing. `search` narrows the lists.
        """
        count = _Count()
        for tab in tabs:
            try:
                yield from self._read_tab(count, tab, search)
            except KaggleSignInFailed:
                raise
            except KaggleRefused as error:
                count.refused_tabs[tab] = str(error)
        return count.result()

    def _read_tab(self, count: _Count, tab: Tab, search: str | None) -> Flow[None]:
        group = enum_member("CompetitionListTab", f"COMPETITION_LIST_TAB_{tab.upper()}")
        yield from each_page(
            self._api,
            "ListCompetitions",
            lambda page: self._store_page(count, page.get("competitions") or ()),
            group=group,
            search=search,
            page_size=PAGE_SIZE,
        )

    def _store_page(self, count: _Count, records: Sequence[object]) -> Flow[None]:
        rows = list(count.new_rows(records))
        known: dict[str, datetime] = {}
        for start in range(0, len(rows), _LOOKED_UP):
            slugs = [row["kaggle_id"] for row in rows[start : start + _LOOKED_UP]]
            found = yield from Competitions.list.of(self._competitions, kaggle_id=slugs)
            known |= {row.kaggle_id: row.updated_at for row in found}
        stored = yield from Competitions.upsert_many.of(self._competitions, rows)
        count.add(known, stored)
