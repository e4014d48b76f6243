"""What is wrong between this machine and the store, and what to do about it.

Each part looks at one stretch of the way and answers `Check`s: the address, the key, the server
that answers, the database behind it, and this machine. A part that fails leaves the others be.
"""

from kaggle_store.doctor.checks import Check

__all__ = ["Check"]
