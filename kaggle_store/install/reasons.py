"""Everything that keeps the store out of a project, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import compare
from kaggle_store.install.database import WHERE, Database
from kaggle_store.install.names import Taken, created_by, in_the_way
from kaggle_store.install.project import File, Project
from kaggle_store.install.scan import taken_names

_ABOUT = {
    "admin": ": --adopt-admin makes it the store's; it then reads and writes the store, and tokens"
    " that name it reach what it may do elsewhere",
    "kaggle_worker": ": drop it, if only the store used it, after revoking what it has, such as"
    " usage on schema public",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user asked for; `members_only` is None where the project decides."""

    members_only: bool | None = None
    adopts_admin: bool = False


def reasons_against(project: Project, database: Database | None, choices: Choices) -> Iterator[str]:
    """Yield what is in the way of installing, in the project's files and in its database."""
    yield from _in_copies(project.copies)
    yield from _in_names(project, database, choices)
    if database is not None:
        yield from _in_database(project, database)
    if choices.members_only is False and (where := _admits_members_only(project, database)):
        yield (
            f"{where} admits members only, which --everyone cannot undo: add people with"
            " `kaggle-store members add`"
        )


def _admits_members_only(project: Project, database: Database | None) -> str | None:
    if project.members is not None:
        return project.members.path.name
    return "the database" if database is not None and database.members_only else None


def _in_copies(copies: Sequence[File]) -> Iterator[str]:
    """Yield duplicates, gaps and files of a newer package among the store's files."""
    present = sorted((file.original or "", file.path.name) for file in copies)
    for name, group in groupby(present, key=lambda each: each[0]):
        files = [file for _, file in group]
        if len(files) > 1:
            yield f"{' and '.join(files)} are the same migration: delete the one not applied"
        if name not in MIGRATIONS:
            yield f"{files[0]} is of a newer kaggle_store: upgrade the package"
    names = {name for name, _ in present}
    missing = [name for name in MIGRATIONS if name not in names]
    if gaps := [name for name in missing if name < max(names & MIGRATIONS.keys(), default="")]:
        yield f"copies of {', '.join(gaps)} are missing: restore the files from version control"


def _in_names(project: Project, database: Database | None, choices: Choices) -> Iterator[str]:
    """Yield the objects of the project that have names of the store's."""
    own = [(f"in {file.path.name}", file.text) for file in project.own]
    copied = {file.original for file in project.copies}
    found = in_the_way(
        taken_names(own), created_by([name for name in MIGRATIONS if name not in copied])
    )
    if database is not None:
        found = [each for each in found if not _is_gone(each, project, database)]
        found += _in_the_way_of(database)
    found = [each for each in found if not _is_accepted(each, database, choices)]
    by_name = sorted(found, key=lambda each: (each.kind, each.name))
    for (kind, name), group in groupby(by_name, key=lambda each: (each.kind, each.name)):
        about = _ABOUT.get(name, "")
        yield f"{kind} {name}, {' and '.join(each.where for each in group)}{about}"


def _is_gone(taken: Taken, project: Project, database: Database) -> bool:
    """Return whether the files that take a name are applied, and the database does not have it."""
    is_applied = all(file.version in database.history for file in project.own)
    present = {key for each in database.taken for key in each.keys}
    return is_applied and present.isdisjoint(taken.keys)


def _in_the_way_of(database: Database) -> list[Taken]:
    # All names are taken: one reason says it.
    if database.has_other_store or database.has_empty_registry:
        return []
    pending = [name for name in MIGRATIONS if name not in database.installed]
    return in_the_way(database.taken, created_by(pending))


def _is_accepted(taken: Taken, database: Database | None, choices: Choices) -> bool:
    if taken.keys == [("role", "admin")]:
        return choices.adopts_admin
    # Roles belong to the cluster: a store in another database may have created it.
    is_worker = taken.keys == [("role", "kaggle_worker")] and taken.where == WHERE
    return is_worker and database is not None and not database.roles["kaggle_worker"].has_powers


def _on_record_only(project: Project, database: Database) -> Iterator[str]:
    """Yield that a push would skip files of a store that was removed without a migration."""
    if database.has_other_store or database.has_empty_registry:
        return
    applied = [file for file in project.copies if file.version in database.history]
    if gone := [file for file in applied if file.original not in database.installed]:
        yield (
            f"{len(gone)} of the store's migrations are recorded as applied, and the database does"
            f" not have them, the first {gone[0].path.name}: get the uninstallation from version"
            " control, or delete the records with `supabase migration repair --status reverted`"
        )


def _in_database(project: Project, database: Database) -> Iterator[str]:
    """Yield what a database lacks, or has otherwise, apart from names."""
    yield from database.obstacles
    if database.has_other_store:
        yield (
            "the database has a schema kaggle_store, or a store of an early version, without the"
            " record of what is installed: export what you need and drop it"
        )
    if database.has_empty_registry:
        yield (
            "the database's record of what is installed is empty: load the data of"
            " kaggle_store.installed from the dump that the database was restored from"
        )
    found = compare(database.installed, MIGRATIONS)
    if found.changed:
        yield f"the database's store was made from other contents: {', '.join(found.changed)}"
    if found.unknown:
        newer = ", ".join(found.unknown)
        yield f"the database's store is of a newer kaggle_store: {newer}; upgrade the package"
    yield from _on_record_only(project, database)
    copied = {file.original for file in project.copies}
    if lost := [name for name in database.installed if name in MIGRATIONS and name not in copied]:
        yield (
            f"the database has {len(lost)} migrations of the store that the project has not, the"
            f" first {min(lost)}: get the files from version control, or push the uninstallation"
        )
    if (admin := database.roles.get("admin")) and not database.installed:
        if admin.is_superuser:
            yield "role admin is a superuser: tokens must not reach it"
        elif not admin.can_be_granted:
            yield "role admin cannot be granted by this user: grant it `with admin option` first"
