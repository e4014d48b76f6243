"""Notice pages that the server has cut.

A page shorter than its limit is complete, unless it has exactly Max rows. So that this costs no
request per page, a client measures Max rows at its first short page and remembers it for a minute.
"""

from __future__ import annotations

from kaggle_store._requests.max_rows import MaxRows
from kaggle_store._requests.operation import Flow, Response
from kaggle_store._requests.rpc import Function

_probe = Function("probe_max_rows", dict, list[int], repeat="safe")


def max_rows_of(response: Response) -> MaxRows | None:
    """Return the server's Max rows, or None if the response is no list of PostgREST."""
    return response.max_rows if "content-range" in response.headers else None


def may_be_cut(rows: int, limit: float, max_rows: MaxRows | None, operation: str) -> Flow[bool]:
    """Return True if a response of `rows` rows to a request for `limit` may lack some."""
    if max_rows is None or not 0 < rows < limit:
        return False
    if max_rows.known is None:
        max_rows.learn(len((yield from _probe.send(operation, {}))))
    return rows >= (max_rows.known or 0)
