"""vast.ai over its REST API: paths, fields and states as in vastai 1.9.1, its own client."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from kaggle_store.errors import ProviderError
from kaggle_store.integrations.gpu._http import DEADLINE, Rest
from kaggle_store.integrations.gpu.providers import (
    Machine,
    MachineState,
    check_instance_id,
    gone,
    parse,
    same,
)

ENDPOINT = "https://console.vast.ai"
PAGE = 25
MOST_PAGES = 400

OnStop: TypeAlias = Literal["destroy", "stop"]

_ID = re.compile(r"[0-9]{1,18}")
_STOPPED = ("stopped", "exited")
_GONE = frozenset({404})


class _Row(BaseModel):
    id: int
    actual_status: str | None = None
    intended_status: str | None = None
    dph_total: Decimal | None = None
    start_date: float | None = None
    label: str | None = None


class VastAi:
    """Machines of a vast.ai account.

    A stopped machine goes on costing its storage, so `stop` destroys it, with its data; with
    `on_stop="stop"` it is only stopped. A call takes at most `deadline` seconds (default 30),
    retries included. `endpoint` is for stand-ins.
    """

    def __init__(
        self,
        api_key: str,
        *,
        name: str = "vast_ai",
        on_stop: OnStop = "destroy",
        endpoint: str = ENDPOINT,
        deadline: float = DEADLINE,
    ) -> None:
        self.name = name
        """The value of `gpu_sessions.provider`."""
        self._destroys = on_stop == "destroy"
        headers = {"Authorization": f"Bearer {api_key}"}
        self._rest = Rest(name, endpoint.rstrip("/"), headers, api_key, deadline)

    @property
    def ends_as(self) -> frozenset[MachineState]:
        """Gone; with `on_stop="stop"` also stopped."""
        return frozenset({"gone"} if self._destroys else {"gone", "stopped"})

    def list(self) -> Sequence[Machine]:
        """Return all machines of the account, read page by page, or raise `ProviderError`."""
        machines: list[Machine] = []
        query = {
            "select_filters": "{}",
            "order_by": json.dumps([{"col": "id", "dir": "asc"}]),
            "limit": str(PAGE),
        }
        for _ in range(MOST_PAGES):
            body = self._object(self._rest.call("GET", "/api/v1/instances/", query=query).body)
            # A failure may have status 200; taken for an empty list it would close every session.
            rows = body.get("instances", body)
            if not isinstance(rows, list | None) or body.get("success") is False:
                raise ProviderError(f"{self.name}: the response has no list of instances")
            machines += [self._machine(row) for row in rows or ()]
            if not body.get("next_token"):
                return machines
            query["after_token"] = str(body["next_token"])
        raise ProviderError(f"{self.name}: the list of machines does not end")

    def status(self, instance_id: str) -> Machine:
        """Return one machine; it is gone only if the list of all does not have it, either."""
        path = self._path(instance_id)
        reply = self._rest.call("GET", path, query={"owner": "me"}, accepted=_GONE)
        if reply.status != 404:
            row = self._object(reply.body).get("instances")
            if row is not None:
                return same(self._machine(row), instance_id, self.name)
        listed = (each for each in self.list() if each.instance_id == instance_id)
        return next(listed, gone(instance_id))

    def stop(self, instance_id: str) -> None:
        """Destroy or stop a machine."""
        path = self._path(instance_id)
        method, body = ("DELETE", {}) if self._destroys else ("PUT", {"state": "stopped"})
        reply = self._rest.call(method, path, body=body, accepted=_GONE)
        answer = reply.body if isinstance(reply.body, dict) else {}
        if reply.status != 404 and answer.get("success") is False:
            raise self._rest.error(f"{method} {path}: {answer.get('msg')}")

    def price(self, instance_id: str) -> Decimal | None:
        """Return the price of a machine in US dollars per hour, with its storage."""
        return self.status(instance_id).price_per_hour

    def _path(self, instance_id: str) -> str:
        return f"/api/v0/instances/{check_instance_id(instance_id, _ID)}/"

    def _object(self, body: Any) -> dict[str, Any]:
        if not isinstance(body, dict):
            raise ProviderError(f"{self.name}: the response is no JSON object")
        return body

    def _machine(self, row: object) -> Machine:
        found = parse(_Row, row, f"{self.name}: a machine")
        # A container that has exited is rented on, unless that is intended.
        is_stopped = found.actual_status in _STOPPED and found.intended_status in _STOPPED
        values = {
            "instance_id": str(found.id),
            "state": "stopped" if is_stopped else "running",
            "status": found.actual_status or "",
            "price_per_hour": found.dph_total,
            "started_at": found.start_date or None,
            "label": found.label,
        }
        return parse(Machine, values, f"{self.name}: machine {found.id}")
