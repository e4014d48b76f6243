"""The attempts of a submission: each row of the store is sent to Kaggle at most once."""

from __future__ import annotations

import hashlib
from uuid import UUID

from kaggle_store.models.submissions import Submission

MOST = 100
"""Attempts under one id, after which `submit` gives up."""


def attempt_ids(first: UUID) -> list[UUID]:
    """Return the ids of all attempts: the given one, and those that follow if it never arrives.

    They are known beforehand, so that processes that try at the same time share each row.
    """
    return [first, *(derived_id(first, str(number)) for number in range(2, MOST + 1))]


def derived_id(base: UUID, *parts: str) -> UUID:
    """Return an id that is always the same, and as old as another, so that ids keep their order."""
    digest = hashlib.sha256(base.bytes + "\0".join(parts).encode()).digest()
    made = bytearray(base.bytes[:6] + digest[:10])
    made[6] = made[6] & 0x0F | 0x80  # version 8, of RFC 9562
    made[8] = made[8] & 0x3F | 0x80
    return UUID(bytes=bytes(made))


def is_lost(row: Submission) -> bool:
    """Return True for a submission that Kaggle does not have, so that another may be sent."""
    return row.submission_status == "failed" and row.kaggle_submission_id is None
