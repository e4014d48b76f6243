"""Who a command acts as: the person who is signed in, else the holder of the secret key."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kaggle_store.cli import _options
from kaggle_store.errors import SettingsError, SignInRequired

if TYPE_CHECKING:  # `--help` declares options with this module.
    from kaggle_store.client import KaggleStore
    from kaggle_store.sign_in import SignedIn

SERVICE = "service_role"


@dataclass(frozen=True, slots=True)
class Identity:
    """The project that a command works on, and as whom."""

    url: str
    source: str
    """Where the URL is from."""
    person: SignedIn | None = None
    """The person who is signed in; None: the secret key is used."""
    secret_key: str | None = field(default=None, repr=False)

    @property
    def role(self) -> str:
        """`authenticated` or `admin` of a person, else `service_role`."""
        return self.person.role if self.person else SERVICE

    def open(self, *, retry_for: float = 0, timeout: float | None = None) -> KaggleStore:
        """Open a client; requests are retried for `retry_for` seconds (default: not at all)."""
        from kaggle_store.client import KaggleStore
        from kaggle_store.settings import DEFAULT_TIMEOUT

        timeout = DEFAULT_TIMEOUT if timeout is None else timeout
        if self.person is not None:
            return self.person.open(retry_for=retry_for, timeout=timeout)
        return KaggleStore(self.url, self.secret_key, retry_for=retry_for, timeout=timeout)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `--as-service`."""
    _options.as_service(parser)


def find(options: argparse.Namespace | None = None) -> Identity:
    """Return whom to act as.

    The person who is signed in to the project at hand, that is: of `SUPABASE_URL` in the
    environment or `.env`, else the local stack that runs here, else the only project with a stored
    session. Without such a person, or with `--as-service`, the secret key of the environment,
    `.env` or the local stack. Raises `SignInRequired` if there is neither.
    """
    from kaggle_store import sign_in
    from kaggle_store.doctor import location
    from kaggle_store.settings import find_project

    as_service = options is not None and getattr(options, "as_service", False)
    if not as_service and (person := sign_in.load()) is not None:
        project = find_project()
        return Identity(person.url, project.source if project else "the sign-in", person)
    try:
        found = location.find()
    except SettingsError as error:
        if error.missing != "key" or as_service:
            raise
        raise SignInRequired(
            "you are not signed in to the project, and there is no secret key: kaggle-store login"
        ) from None
    return Identity(found.settings.url, found.source, secret_key=found.settings.key)


def open_store(options: argparse.Namespace | None = None, *, retry_for: float = 0) -> KaggleStore:
    """Open a client as whom `find` returns."""
    return find(options).open(retry_for=retry_for)
