"""SaladCloud over its REST API: paths, fields and states as in salad-cloud-sdk 0.9.0a17."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel

from kaggle_store.errors import InvalidProvider, ProviderError
from kaggle_store.integrations.gpu._http import DEADLINE, Rest
from kaggle_store.integrations.gpu.providers import (
    Machine,
    MachineState,
    check_instance_id,
    gone,
    parse,
    same,
)

ENDPOINT = "https://api.salad.com/api/public"

OnStop: TypeAlias = Literal["stop", "delete"]

_NAME = re.compile(r"[a-z][a-z0-9-]{0,61}[a-z0-9]")
_ENDED = ("stopped", "succeeded", "failed")
_GONE = frozenset({404})


class _Counts(BaseModel):
    allocating_count: int
    creating_count: int
    running_count: int
    stopping_count: int

    @property
    def total(self) -> int:
        return (
            self.allocating_count + self.creating_count + self.running_count + self.stopping_count
        )


class _State(BaseModel):
    status: str
    instance_status_counts: _Counts


class _Group(BaseModel):
    name: str
    display_name: str | None = None
    create_time: AwareDatetime
    current_state: _State


class SaladCloud:
    """Container groups of a SaladCloud project; the group's name is the instance id.

    `stop` stops the group, and no container of it runs on; with `on_stop="delete"` it deletes the
    group. The price is unknown: the API states prices per GPU class without their unit.
    A call takes at most `deadline` seconds (default 30), retries included. `endpoint` is for
    stand-ins.
    """

    def __init__(
        self,
        api_key: str,
        organization: str,
        project: str,
        *,
        name: str = "salad_cloud",
        on_stop: OnStop = "stop",
        endpoint: str = ENDPOINT,
        deadline: float = DEADLINE,
    ) -> None:
        for field, value in (("organization", organization), ("project", project)):
            if not _NAME.fullmatch(value):
                raise InvalidProvider(f"{name}.{field}: {value[:70]!r} is no name of SaladCloud")
        self.name = name
        """The value of `gpu_sessions.provider`."""
        self._deletes = on_stop == "delete"
        self._groups = f"/organizations/{organization}/projects/{project}/containers"
        self._rest = Rest(name, endpoint.rstrip("/"), {"Salad-Api-Key": api_key}, api_key, deadline)

    @property
    def ends_as(self) -> frozenset[MachineState]:
        """Stopped without a container, or gone; with `on_stop="delete"` gone."""
        return frozenset({"gone"} if self._deletes else {"gone", "stopped"})

    def list(self) -> Sequence[Machine]:
        """Return all container groups of the project, or raise `ProviderError`."""
        body = self._rest.call("GET", self._groups).body
        items = body.get("items") if isinstance(body, dict) else None
        if not isinstance(items, list):
            raise ProviderError(f"{self.name}: the response has no list of items")
        return [self._machine(item) for item in items]

    def status(self, instance_id: str) -> Machine:
        """Return one group; it is gone only if the list of all does not have it, either."""
        reply = self._rest.call("GET", self._path(instance_id), accepted=_GONE)
        if reply.status != 404:
            return same(self._machine(reply.body), instance_id, self.name)
        listed = (each for each in self.list() if each.instance_id == instance_id)
        return next(listed, gone(instance_id))

    def stop(self, instance_id: str) -> None:
        """Stop or delete a group."""
        path = self._path(instance_id)
        if self._deletes:
            self._rest.call("DELETE", path, accepted=_GONE)
        else:
            self._rest.call("POST", f"{path}/stop", accepted=_GONE)

    def price(self, instance_id: str) -> Decimal | None:
        """Return None: whether its prices are US dollars per hour is not documented."""
        check_instance_id(instance_id, _NAME)
        return None

    def _path(self, instance_id: str) -> str:
        return f"{self._groups}/{check_instance_id(instance_id, _NAME)}"

    def _machine(self, item: Any) -> Machine:
        group = parse(_Group, item, f"{self.name}: a container group")
        state = group.current_state
        # Containers that are still stopping may cost.
        is_stopped = state.status in _ENDED and state.instance_status_counts.total == 0
        values = {
            "instance_id": group.name,
            "state": "stopped" if is_stopped else "running",
            "status": state.status,
            "started_at": group.create_time,
            "label": f"{group.name} {group.display_name or ''}".strip(),
        }
        return parse(Machine, values, f"{self.name}: group {group.name[:70]}")
