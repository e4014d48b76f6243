"""Checks of the connection to the store, of the store itself, and of this machine.

Each module returns the `Check`s of one part: the URL, the key, the server, the database, and this
machine. They are independent: if one fails, the others still run.
"""

from kaggle_store.doctor.checks import Check

__all__ = ["Check"]
