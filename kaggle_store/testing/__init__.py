"""Helpers for tests: a stand-in of Supabase Auth, and stacks."""

from typing import TYPE_CHECKING

from kaggle_store._lazy import lazy_names

if TYPE_CHECKING:
    from kaggle_store.testing.auth_server import AuthServer as AuthServer

__all__ = ["AuthServer"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(__name__, {"AuthServer": "auth_server"})
