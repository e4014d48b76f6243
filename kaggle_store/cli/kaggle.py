"""`kaggle-store kaggle`: discover competitions, follow scores, and look at Kaggle."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

from kaggle_store.cli import output
from kaggle_store.cli._help import Verbs
from kaggle_store.cli._options import duration
from kaggle_store.cli.output import Column
from kaggle_store.client import KaggleStore
from kaggle_store.doctor import location
from kaggle_store.errors import KaggleStoreError
from kaggle_store.formats import NOTHING, moment
from kaggle_store.integrations.kaggle import (
    CompetitionSync,
    Discovery,
    Kaggle,
    LeaderboardEntry,
    Sync,
)
from kaggle_store.integrations.kaggle.discovery import TABS
from kaggle_store.models._base import Row
from kaggle_store.models.functions import ReconcileSubmissionsRow
from kaggle_store.settings import DEFAULT_RETRY_FOR

DESCRIPTION = """\
Read Kaggle with the account of KAGGLE_API_TOKEN, KAGGLE_USERNAME and KAGGLE_KEY, or ~/.kaggle,
and store competitions, scores and places. Submits nothing. Needs the store's secret key."""

EXAMPLES = """\
kaggle-store kaggle sync                     # competitions, scores and places, once
kaggle-store kaggle sync --every 15m         # as a service
kaggle-store kaggle sync --no-discover
kaggle-store kaggle discover --tab entered --tab general
kaggle-store kaggle discover --search titanic --json
kaggle-store kaggle reconcile titanic        # one competition's submissions
kaggle-store kaggle limits titanic
kaggle-store kaggle leaderboard titanic --top 20"""

EXIT_CODES = {
    0: "success; with --every, after SIGINT or SIGTERM",
    1: "Kaggle could not be read, or a part of it",
}

TOP = 10
BOARD_COLUMNS = (
    Column("rank", is_number=True),
    Column("score", is_number=True),
    Column("submitted"),
    Column("team"),
)
MOST_UNREAD = 10
"""Values that could not be read and are printed; the others are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = Verbs(parser, EXAMPLES)
    sync = verbs.add("sync", "discover competitions, and store new scores and places")
    sync.add_argument(
        "--every", type=duration, metavar="DURATION", help="repeat until stopped: each 15m, 1h …"
    )
    sync.add_argument("--no-discover", action="store_true", help="leave new competitions out")
    discover = verbs.add("discover", "store the competitions of Kaggle's lists")
    discover.add_argument("--search", metavar="TEXT", help="only those that Kaggle finds")
    for verb in (sync, discover):
        verb.add_argument(
            "--tab", action="append", choices=TABS, help="only this list; may be repeated (all)"
        )
    reconcile = verbs.add("reconcile", "update a competition's submissions from Kaggle's list")
    limits = verbs.add("limits", "show how many submissions Kaggle allows now")
    board = verbs.add("leaderboard", "show the best teams: the private board once it is out")
    board.add_argument("--top", type=int, default=TOP, metavar="N", help=f"default: {TOP}")
    board.add_argument("--public", action="store_true", help="the public board in any case")
    for verb in (reconcile, limits, board):
        verb.add_argument("competition", metavar="SLUG", help="the competition's name at Kaggle")
    for verb in (sync, discover, reconcile, limits, board):
        verb.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    with location.find().open(retry_for=DEFAULT_RETRY_FOR) as store:
        return ACTIONS[options.verb](Kaggle(store), options)


def _sync(kaggle: Kaggle[KaggleStore], options: argparse.Namespace) -> int:
    if options.every is None:
        return _sync_once(kaggle, options)
    try:
        while True:
            began = time.monotonic()
            try:
                _sync_once(kaggle, options)
            except KaggleStoreError as error:
                output.error("kaggle", f"{error}; trying again")
            time.sleep(max(0.0, options.every - (time.monotonic() - began)))
    except (KeyboardInterrupt, SystemExit):
        # A round only reads Kaggle, and each of its writes may be repeated: it can end anywhere.
        return 0


def _sync_once(kaggle: Kaggle[KaggleStore], options: argparse.Namespace) -> int:
    done = kaggle.sync(discover=not options.no_discover, tabs=options.tab or TABS)
    if options.json:
        _print_json(done)
    else:
        _show_sync(done)
    for error in done.errors:
        output.error("kaggle", error)
    return int(bool(done.errors))


def _show_sync(done: Sync) -> None:
    if done.discovery is not None:
        _show_discovery(done.discovery)
    for each in done.competitions:
        _show_competition(each)


def _show_competition(each: CompetitionSync) -> None:
    if each.reconciled is None:
        return
    places = (
        sum(id is not None for id in (each.ranks.public, each.ranks.private)) if each.ranks else 0
    )
    output.line(f"{each.kaggle_id}: {_counts(each.reconciled)}, places {places}")


def _counts(counts: ReconcileSubmissionsRow) -> str:
    by_hand = len(counts.unrecognised or ())
    return (
        f"known {counts.matched or 0}, newly scored {counts.scored or 0}, "
        f"failed {counts.failed or 0}, made elsewhere {by_hand}"
    )


def _discover(kaggle: Kaggle[KaggleStore], options: argparse.Namespace) -> int:
    found = kaggle.discover(tabs=options.tab or TABS, search=options.search)
    if options.json:
        _print_json(found)
    else:
        _show_discovery(found)
    return 0


def _show_discovery(found: Discovery) -> None:
    output.line(
        f"competitions: {found.added} added, {found.changed} changed, {found.unchanged} unchanged"
    )
    for each in found.unread[:MOST_UNREAD]:
        output.line(
            f"  not stored: {each.kaggle_id or 'a competition'}, {each.field}: {each.reason}"
        )
    if more := found.unread[MOST_UNREAD:]:
        output.line(f"  not stored: {len(more)} other values")
    for tab, reason in found.refused_tabs.items():
        output.line(f"  not shown: the list {tab}: {reason}")


def _reconcile(kaggle: Kaggle[KaggleStore], options: argparse.Namespace) -> int:
    counts = kaggle.reconcile(options.competition)
    if options.json:
        _print_json(counts)
    else:
        output.line(f"{options.competition}: {_counts(counts)}")
    return 0


def _limits(kaggle: Kaggle[KaggleStore], options: argparse.Namespace) -> int:
    limits = kaggle.limits(options.competition)
    if options.json:
        fields = ("used_today", "used_total", "allowed_now", "is_limited_by_total")
        shown = {name: getattr(limits, name) for name in fields}
        print(json.dumps({**shown, "resets_at": limits.resets_at.isoformat()}, indent=2))
        return 0
    allowed = "unknown" if limits.allowed_now is None else limits.allowed_now
    output.line(
        f"allowed now: {allowed}; submitted today: {limits.used_today}, "
        f"in all: {limits.used_total}; the next day begins at {moment(limits.resets_at)}"
    )
    return 0


def _leaderboard(kaggle: Kaggle[KaggleStore], options: argparse.Namespace) -> int:
    board = kaggle.leaderboard(options.competition, public=options.public)
    top = board[: max(options.top, 0)]
    if options.json:
        print(json.dumps([each.model_dump(mode="json") for each in top], indent=2))
        return 0
    output.table(BOARD_COLUMNS, [_cells(each) for each in top])
    output.line(f"{len(top)} of {len(board)} teams")
    return 0


def _cells(entry: LeaderboardEntry) -> tuple[object, ...]:
    return (
        NOTHING if entry.rank is None else entry.rank,
        entry.score_text or NOTHING,
        NOTHING if entry.submitted_at is None else moment(entry.submitted_at),
        entry.team_name or NOTHING,
    )


def _print_json(row: Row) -> None:
    print(row.model_dump_json(indent=2), flush=True)


ACTIONS: dict[str, Callable[[Kaggle[KaggleStore], argparse.Namespace], int]] = {
    "sync": _sync,
    "discover": _discover,
    "reconcile": _reconcile,
    "limits": _limits,
    "leaderboard": _leaderboard,
}
