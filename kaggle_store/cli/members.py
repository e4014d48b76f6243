"""`kaggle-store members`: list, add and remove the people who may use the store."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kaggle_store.cli import _identity, output
from kaggle_store.cli._help import Verbs
from kaggle_store.cli.output import Column

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.resources.members import Member

DESCRIPTION = """\
List, add and remove the people who may use the store, where a project has other users too. Needs
the secret key, or an admin who is signed in. A change takes effect at the person's next request."""

EXAMPLES = """\
kaggle-store members list
kaggle-store members list --json    # for programs
kaggle-store members add alice@example.org
kaggle-store members add alice@example.org --admin       # or make a member an admin
kaggle-store members add alice@example.org --no-admin    # and undo that
kaggle-store members remove 019a6b7c-0000-7000-8000-000000000001"""

EVERYONE = (
    "Members mode is off: every signed-in user of the project may read the store. Turn it on with "
    "`kaggle-store install --members`."
)
COLUMNS = tuple(Column(name) for name in ("user", "e-mail", "role", "added", "by"))


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = Verbs(parser, EXAMPLES)
    listing = verbs.add("list", "list the members")
    add = verbs.add("add", "add a user of the project, or change whether a member is an admin")
    remove = verbs.add("remove", "remove a member")
    for verb in (add, remove):
        verb.add_argument("user", metavar="USER", help="the user's id or e-mail address")
    add.add_argument(
        "--admin",
        action=argparse.BooleanOptionalAction,
        help="whether the member is an admin (default: as before; a new one is not)",
    )
    for verb in (listing, add, remove):
        _identity.arguments(verb)
        verb.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the verb, and say so where membership does not count."""
    with _identity.open_store(options) as store:
        is_required = store.members.required()
        members = ACTIONS[options.verb](store, options)
    if options.json:
        rows = [member.model_dump(mode="json") for member in members]
        print(json.dumps({"members_only": is_required, "members": rows}, indent=2))
        return 0
    SHOWN[options.verb](members)
    if not is_required:
        output.line(EVERYONE)
    return 0


def _list(store: KaggleStore, _: argparse.Namespace) -> Sequence[Member]:
    return store.members.list()


def _add(store: KaggleStore, options: argparse.Namespace) -> Sequence[Member]:
    return [store.members.add(options.user, is_admin=options.admin)]


def _remove(store: KaggleStore, options: argparse.Namespace) -> Sequence[Member]:
    return [store.members.remove(options.user)]


def _show_list(members: Sequence[Member]) -> None:
    if members:
        output.table(COLUMNS, map(_cells, members))
    else:
        output.line("There are no members.")


def _show_added(members: Sequence[Member]) -> None:
    for member in members:
        output.line(f"{_name(member)} is {'an admin' if member.is_admin else 'a member'}.")


def _show_removed(members: Sequence[Member]) -> None:
    for member in members:
        output.line(f"{_name(member)} is no longer a member.")


def _cells(member: Member) -> tuple[object, ...]:
    role = "admin" if member.is_admin else "member"
    day = f"{member.added_at:%Y-%m-%d}" if member.added_at else ""
    return member.user_id, member.email or "", role, day, member.added_by


def _name(member: Member) -> str:
    return f"{member.email} ({member.user_id})" if member.email else str(member.user_id)


ACTIONS: dict[str, Callable[[KaggleStore, argparse.Namespace], Sequence[Member]]] = {
    "list": _list,
    "add": _add,
    "remove": _remove,
}
SHOWN: dict[str, Callable[[Sequence[Member]], None]] = {
    "list": _show_list,
    "add": _show_added,
    "remove": _show_removed,
}
