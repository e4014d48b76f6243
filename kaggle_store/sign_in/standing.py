"""What a store lets a caller do, as the database sees it."""

from __future__ import annotations

from dataclasses import dataclass

from kaggle_store.client import KaggleStore
from kaggle_store.errors import PermissionDenied


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the caller may use the store, and as an admin."""

    is_member: bool
    """False: every read is refused, because only members may use the store."""
    is_admin: bool
    """Whether the caller may write settings, read secrets and change members."""


def standing(store: KaggleStore) -> Standing:
    """Ask a store what the client's caller may do, in at most two requests.

    A role that was changed after sign-in counts once the token is renewed; in members mode at once.
    """
    try:
        store.members.list()
    except PermissionDenied:
        return Standing(_may_read(store), is_admin=False)
    return Standing(is_member=True, is_admin=True)


def _may_read(store: KaggleStore) -> bool:
    try:
        store.competitions.list(limit=1)
    except PermissionDenied:
        return False
    return True
