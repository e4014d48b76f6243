"""Read `Content-Range`, in which PostgREST reports how many rows there are."""

from __future__ import annotations

from collections.abc import Sized

from kaggle_store._requests.operation import Response
from kaggle_store.errors import TruncatedResponse


def read_count(response: Response) -> int:
    """Return the exact count, which `Content-Range` has after the slash."""
    return int(_total(response))


def check_complete(rows: Sized, response: Response, operation: str) -> None:
    """Raise `TruncatedResponse` if the response to a counted request lacks rows."""
    total = _total(response)
    if total.isdigit() and len(rows) < int(total):
        raise TruncatedResponse(
            f"the server returned {len(rows):,} of {int(total):,} rows and was not asked to: raise "
            "Max rows in the project's API settings; the call itself was carried out",
            operation=operation,
            status=response.status_code,
        )


def _total(response: Response) -> str:
    return response.headers.get("content-range", "").rpartition("/")[2]
