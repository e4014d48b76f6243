"""The verb `retry`: work that failed starts again in a new row, waiting work starts now."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kaggle_store.cli import _data, _showing
from kaggle_store.cli._entities import Entity

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore

_ENDED_EARLY = ("failed", "cancelled")


def retry(
    store: KaggleStore, options: argparse.Namespace, entity: Entity, copied: Sequence[str]
) -> int:
    """Retry an execution or a job; the new row has the values of the `copied` columns.

    A status that ends work is final, so failed work stays as it is. Work that waits for its next
    attempt can be claimed at once.
    """
    row: Any = _showing.find(store, entity, options.key)
    resource: Any = getattr(store, entity.resource)
    if row.status in _ENDED_EARLY:
        values = {column: getattr(row, column) for column in copied}
        new = resource.create(**{k: v for k, v in values.items() if v is not None})
        return _data.done(options, new, f"The new {entity.noun} is {new.id}.")
    if row.status == "completed":
        return _data.refuse(options, f"{entity.noun} {row.id} is completed and cannot be retried")
    # A time of the database's own clock that has passed.
    if row.available_at <= row.updated_at:
        return _data.refuse(
            options, f"{entity.noun} {row.id} ({row.status}) waits for no next attempt"
        )
    changed = resource.update(row.id, available_at=row.updated_at)
    return _data.done(options, changed, f"The {entity.noun} {row.id} can be claimed now.")
