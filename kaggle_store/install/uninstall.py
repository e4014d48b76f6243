"""Plan the removal of the store from a project: one migration that drops what is the store's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kaggle_store._migrations.registry import with_lf
from kaggle_store.errors import InstallError
from kaggle_store.install._created import CREATED
from kaggle_store.install.changes import Change, Plan
from kaggle_store.install.database import connected, inspect
from kaggle_store.install.names import Created, created_by
from kaggle_store.install.project import MEMBERS, UNINSTALL, File, Project, next_versions

_TEMPLATE = Path(__file__).with_name("uninstall.sql")


def uninstall_text(*, drop_data: bool) -> str:
    """Return the migration that removes the store; it refuses rows unless `drop_data`."""
    by_migration: dict[str, list[Created]] = {name: [] for name in CREATED}
    for created in created_by(CREATED):
        if created.kind not in ("schema", "role", "index"):
            by_migration[created.migration].append(created)
    rows = [row for name, objects in by_migration.items() for row in _rows(name, objects)]
    text = _TEMPLATE.read_text(encoding="utf-8")
    text = text.replace("{{drop_data}}", "true" if drop_data else "false")
    return text.replace("{{objects}}", ",\n".join(rows))


def _rows(migration: str, objects: list[Created]) -> Iterator[str]:
    # A migration without objects counts as known.
    for kind, identity in [(each.kind, each.identity) for each in objects] or [("", "")]:
        yield f"        ('{migration}', '{kind}', '{identity}')"


def plan_uninstall(project: Project, db_url: str | None, now: datetime, *, drop_data: bool) -> Plan:
    """Return the migration to add, and with a database the files to remove that it does not have.

    Raises `InstallError` if the project does not have the store, or the database refuses.
    """
    text = uninstall_text(drop_data=drop_data)
    if not project.copies:
        return Plan(_rewritten(project, db_url, text))
    pending = _pending(project, db_url) if db_url is not None else []
    changes = [Change(file.path, file.text, None) for file in pending]
    if db_url is None or any(file not in pending for file in project.copies):
        if db_url is not None:
            _try(db_url, text)
        [version] = next_versions(project.files, now, 1)
        added = Change(project.migrations / f"{version}_{UNINSTALL}.sql", None, text)
        changes.append(added)
    return Plan(tuple(changes))


def _rewritten(project: Project, db_url: str | None, text: str) -> tuple[Change, ...]:
    """Return the change of the present uninstall migration, which a database may have refused."""
    if (file := project.uninstalled_by) is None:
        raise InstallError(f"{project.migrations} has no migrations of the store")
    if db_url is not None:
        if file.version in inspect(db_url).history:
            return ()
        _try(db_url, text)
    is_same = with_lf(file.text) == text
    return () if is_same else (Change(file.path, file.text, text),)


def _pending(project: Project, db_url: str) -> list[File]:
    """Return the store's files that the database has not applied."""
    found = inspect(db_url)
    return [
        file
        for file in project.current
        if (file.original is not None or file.name == MEMBERS)
        and file.version not in found.history
        and file.original not in found.installed
    ]


def _try(db_url: str, text: str) -> None:
    """Run the migration and roll it back; raise `InstallError` with what refuses it."""
    with connected(db_url) as connection:
        connection.execute(text.encode())
