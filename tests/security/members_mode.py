"""Members mode of a test's database, as its migration turns it on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kaggle_store.local import project_dir
from tests.conftest import Owner

MIGRATION = (project_dir() / "members.sql").read_bytes()

_MEMBERS = """
insert into kaggle_store.members (id, added_by) select unnest(%s::uuid[]), 'me'
"""
_OFF = b"""
update kaggle_store.access_mode set members_only = false;
delete from kaggle_store.members;
delete from kaggle_store.installed where name = 'members'
"""


def turn_on(owner: Owner) -> None:
    """Apply the migration that turns members mode on, in one transaction as a push does."""
    with owner.transaction():
        owner.execute(MIGRATION)


@contextmanager
def members_mode(owner: Owner, *members: str) -> Iterator[None]:
    """Turn members mode on in a shared store, with these members, and off again at the end."""
    policies = owner.execute("select * from kaggle_store.policies_of_people()").fetchall()
    turn_on(owner)
    try:
        owner.execute(_MEMBERS, [list(members)])
        yield
    finally:
        for table, name, using, check, _ in policies:
            command = f'alter policy "{name}" on {table}'
            command += f" using ({using})" if using is not None else ""
            command += f" with check ({check})" if check is not None else ""
            owner.execute(command.encode())
        owner.execute(_OFF)
