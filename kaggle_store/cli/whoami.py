"""`kaggle-store whoami`: as whom commands act, and what the store lets them do."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from kaggle_store import formats
from kaggle_store.cli import _identity, output
from kaggle_store.cli._identity import Identity
from kaggle_store.cli.output import Column
from kaggle_store.errors import KaggleStoreError

DESCRIPTION = """\
Show as whom commands act in this directory: as the person who is signed in to the project, else
with the secret key. The project is that of SUPABASE_URL in the environment or .env, else the local
stack that runs here, else the only one with a session. The server is asked whether the session goes
on, and what the store allows."""

EXAMPLES = """\
kaggle-store whoami
kaggle-store whoami --json"""

EXIT_CODES = {1: "not signed in and no secret key, or the session has ended"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of the caller; the last three need the server."""

    acts_as: str
    """`person` or `secret key`."""
    name: str | None
    user_id: str | None
    url: str
    source: str
    role: str
    is_member: bool | None = None
    expires_at: str | None = None
    error: str | None = None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the output."""
    _identity.arguments(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Print who it is; return 1 if the server refuses or is out of reach."""
    answer = _answer(_identity.find(options))
    if options.json:
        print(json.dumps(asdict(answer), indent=2))
    else:
        output.table([Column(), Column()], _rows(answer))
        if answer.error:
            output.error("whoami", answer.error)
    return 1 if answer.error else 0


def _answer(who: Identity) -> Answer:
    from kaggle_store import sign_in

    role, is_member, error = who.role, None, None
    try:
        if who.person:
            who.person.check()
        with who.open() as store:
            found = sign_in.standing(store)
        is_member = found.is_member
        if who.person:
            role = "admin" if found.is_admin else "authenticated"
    except KaggleStoreError as problem:
        error = problem.message
    return Answer(
        acts_as="person" if who.person else "secret key",
        name=who.person.name if who.person else None,
        user_id=who.person.user_id if who.person else None,
        url=who.url,
        source=who.source,
        role=role,
        is_member=is_member,
        expires_at=_expiry(who),
        error=error,
    )


def _expiry(who: Identity) -> str | None:
    if who.person is None:
        return None
    return datetime.fromtimestamp(who.person.session.expires_at, UTC).isoformat(timespec="seconds")


def _rows(answer: Answer) -> list[tuple[str, str]]:
    rows = [
        ("acts as", answer.name or "the holder of the secret key"),
        ("project", f"{answer.url} ({answer.source})"),
        ("role", answer.role),
    ]
    if answer.is_member is not None and answer.name:
        rows.append(
            ("store", "may use it" if answer.is_member else "not a member: every read is refused")
        )
    if answer.expires_at:
        at = datetime.fromisoformat(answer.expires_at)
        rows.append(("token", f"until {formats.moment(at)}, then renewed"))
    return rows
