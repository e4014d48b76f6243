"""Keep a session between two commands: save it, load it, renew it once for all processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

from kaggle_store.client import KaggleStore
from kaggle_store.errors import SettingsError, SignInRequired
from kaggle_store.settings import Options, Project, find_project
from kaggle_store.sign_in import auth_client
from kaggle_store.sign_in.local_person import local_person
from kaggle_store.sign_in.session import Session
from kaggle_store.sign_in.session_file import SessionFile
from kaggle_store.sign_in.signed_in import SignedIn

LOGIN = "sign in with: kaggle-store login"


def save(person: SignedIn, path: Path | None = None) -> SignedIn:
    """Store a session, in place of an earlier one of the project; return it bound to the file.

    A person of a local stack is stored by name, without a token. Passwords are never stored.
    `path` defaults to `$KAGGLE_STORE_SESSION`, else a file in this user's folder of application
    state. Raises `SignInError` if the file belongs to somebody else, or cannot be written.
    """
    file = SessionFile(path)
    with file.locked():
        file.put(person.url, _entry(person))
    return person if person.is_local else _bound(person.session, file)


def load(url: str | None = None, path: Path | None = None) -> SignedIn | None:
    """Return the person who is signed in to a project; None without one.

    Without `url`: the project of `SUPABASE_URL` in the environment or `.env`, else the local stack
    that runs here, else the only project with a stored session. Raises `SignInError` if the file
    is damaged, and `SettingsError` if several projects have a session and none is named.
    """
    file = SessionFile(path)
    project, entry = _find(file, url)
    if project is None or entry is None:
        return None
    if "name" in entry:
        return local_person(project, str(entry["name"]), is_admin=entry.get("is_admin") is True)
    return _bound(Session.from_stored(entry), file)


def signed_in_url(url: str | None = None, path: Path | None = None) -> str | None:
    """Return the URL of the project whose person `load` would return; None without one."""
    project, entry = _find(SessionFile(path), url)
    return project.url if project and entry is not None else None


def sign_out(url: str, path: Path | None = None) -> None:
    """End the stored session of a project at the server, and forget it in any case.

    Raises `ConnectionFailed` or `SignInError`, after that, if the server was not told.
    """
    file = SessionFile(path)
    entry = file.read().get(url)
    try:
        if entry is not None and "name" not in entry:
            _bound(Session.from_stored(entry), file).sign_out()
    finally:
        forget(url, path)


def forget(url: str, path: Path | None = None) -> None:
    """Remove the stored session of a project; the server is not told."""
    file = SessionFile(path)
    with file.locked():
        file.remove(url)


def open_store(person: SignedIn | None = None, **options: Unpack[Options]) -> KaggleStore:
    """Return a client that acts as a person; as the one who is signed in, unless given.

    Raises `SignInRequired` without a session of the project at hand (see `load`).
    """
    if (person := person or load()) is None:
        raise SignInRequired(f"you are not signed in to this project; {LOGIN}")
    return person.open(**options)


def _entry(person: SignedIn) -> dict[str, Any]:
    if person.is_local:
        return {"name": person.email, "is_admin": person.role == "admin"}
    return person.session.stored()


def _find(file: SessionFile, url: str | None) -> tuple[Project | None, dict[str, Any] | None]:
    """Return the project at hand and its stored session, as far as there are any."""
    if not (entries := file.read()):
        return None, None
    project = find_project(url) or _only_project(entries)
    return project, entries.get(project.url)


def _only_project(entries: dict[str, dict[str, Any]]) -> Project:
    if len(entries) == 1:
        return Project(next(iter(entries)), "the only sign-in")
    names = ", ".join(sorted(entries))
    raise SettingsError(f"you are signed in to {names}: set SUPABASE_URL to one", missing="url")


def _bound(session: Session, file: SessionFile) -> SignedIn:
    def renew(known: Session) -> Session:
        """Take what another process stored meanwhile, or use up the refresh token and store it."""
        with file.locked():
            stored = _stored_session(file, known)
            if stored.is_fresh:
                return stored
            renewed = auth_client.renew(stored)
            file.put(known.url, renewed.stored())
        return renewed

    return SignedIn(session, renew)


def _stored_session(file: SessionFile, known: Session) -> Session:
    entry = file.read().get(known.url)
    if entry is None or "name" in entry:
        raise SignInRequired(f"signed out of {known.url} meanwhile; {LOGIN}")
    stored = Session.from_stored(entry)
    if stored.user_id != known.user_id:
        raise SignInRequired(f"{stored.email} has signed in to {known.url} meanwhile; start again")
    return stored
