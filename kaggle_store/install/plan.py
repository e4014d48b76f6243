"""Plan the installation into a project: which files to write, or every reason not to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store._migrations.registry import with_lf
from kaggle_store.errors import InstallError
from kaggle_store.install import config
from kaggle_store.install.changes import Change, Plan
from kaggle_store.install.database import Database
from kaggle_store.install.project import MEMBERS, Project, next_versions
from kaggle_store.install.reasons import Choices, reasons_against
from kaggle_store.local.migrate import project_dir

ADVICE = (
    "Nothing was written. The store keeps its names: where one is taken, rename what the project"
    " has, or give the store a Supabase project of its own."
)


def packaged() -> dict[str, str]:
    """Return the texts of the package's migrations by their original names, in their order."""
    folder = project_dir() / "migrations"
    return {name: (folder / f"{name}.sql").read_bytes().decode("utf-8") for name in MIGRATIONS}


def plan_install(
    project: Project, database: Database | None, choices: Choices, now: datetime
) -> Plan:
    """Return the files that installing or upgrading the store adds to a project.

    Raises `InstallError` with all reasons if something is in the way.
    """
    store = packaged()
    merged = config.merge(project.config, str(project.folder / "config.toml"))
    new = [name for name in store if name not in {file.original for file in project.copies}]
    if reasons := list(reasons_against(project, database, choices)):
        raise InstallError("the store cannot be installed into this project", reasons)
    members_only = _is_members_only(project, database, choices, merged)
    added = [(name, store[name]) for name in new]
    if members_only:
        added += _members(project, is_upgrade=bool(new))
    versions = next_versions(project.files, now, len(added))
    changes = [
        Change(project.migrations / f"{version}_{name}.sql", None, text)
        for version, (name, text) in zip(versions, added, strict=True)
    ]
    if merged.text != project.config:
        changes.append(Change(project.folder / "config.toml", project.config, merged.text))
    notes = [
        *merged.warnings,
        *_notes_on_readers(project, merged, members_only=members_only),
        *_notes(project, database, store),
    ]
    return Plan(tuple(changes), tuple(notes), members_only)


def _is_members_only(
    project: Project, database: Database | None, choices: Choices, merged: config.Config
) -> bool:
    """Return the choice, else what the project or the database has, else True with open sign-up."""
    if choices.members_only is not None:
        return choices.members_only
    if project.members is not None or (database is not None and database.members_only):
        return True
    return not project.copies and not merged.has_closed_sign_up


def _members(project: Project, *, is_upgrade: bool) -> list[tuple[str, str]]:
    """Return the migration that admits members only, unless the newest copy does it.

    A new migration may create a policy again, which then admits every signed-in user.
    """
    text = (project_dir() / "members.sql").read_bytes().decode("utf-8")
    there = project.members
    is_done = there is not None and with_lf(there.text) == with_lf(text) and not is_upgrade
    return [] if is_done else [(MEMBERS, text)]


def _notes_on_readers(
    project: Project, merged: config.Config, *, members_only: bool
) -> Iterator[str]:
    if members_only and project.members is None:
        yield (
            "only people whom `kaggle-store members` lists may read the store;"
            " --everyone admits every signed-in user"
        )
    elif not members_only and not merged.has_closed_sign_up:
        yield (
            "every signed-in user may read the store, and config.toml does not say"
            " enable_signup = false"
        )


def _notes(project: Project, database: Database | None, store: Mapping[str, str]) -> Iterator[str]:
    for file in project.copies:
        if file.original is not None and with_lf(file.text) != with_lf(store[file.original]):
            yield f"{file.path.name} was edited: it differs from the package's and stays as it is"
    if database is None:
        yield "the database was not looked at; --db-url compares its names too"
    elif 0 < len(database.installed) < len(project.copies):
        yield (
            f"{len(database.installed)} of the store's migrations are applied;"
            " `supabase db push --remote` applies the rest, `kaggle-store uninstall --db-url …`"
            " goes back"
        )
