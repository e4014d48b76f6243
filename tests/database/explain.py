"""Query plans of the requests that resources send and of the statements inside functions.

PostgREST returns the plan of a request, `auto_explain` those of the statements that ran inside a
call. No query is copied here, so every plan is of a query that is really sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from typing import Any, LiteralString

import httpx
import psycopg
from psycopg import sql

from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Flow, Op, Stream, SyncClient, Watch
from kaggle_store._transport.request import RequestBuilder, Response
from kaggle_store.client import _Resources
from kaggle_store.settings import Settings
from tests.conftest import Owner, Stack
from tests.database.clients import Client
from tests.local.helpers import eventually
from tests.security.clients import claims_of, token

Resources = _Resources[SyncClient]
Node = dict[str, Any]

EXPLAINED = "application/vnd.pgrst.plan+json; options=analyze"
EXPLAIN_ALL = {
    "log_min_duration": "0",
    "log_nested_statements": "on",
    "log_analyze": "on",
    "log_timing": "off",
    "log_format": "json",
    "log_level": "notice",
}


def nodes(plan: Node) -> Iterator[Node]:
    """Yield a plan and all plans below it."""
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


class Explainer:
    """A client that requests the plan of each operation instead of its rows.

    Of a flow it explains the first request, of a stream the first two pages.
    """

    def __init__(self, stack: Stack, role: str) -> None:
        person = token(stack, **claims_of("authenticated")) if role == "authenticated" else None
        self.settings = Settings.load(stack.api_url, stack.secret_key, access_token=person)
        self.counters = Counters()
        self.job_metrics = None
        self._http = httpx.Client(timeout=30, trust_env=False)
        self._requests = RequestBuilder(self.settings)
        self._resources: Resources = _Resources(self, self.settings)
        self._found: list[Node] = []

    def plans_of(self, call: Callable[[Resources], object]) -> list[Node]:
        """Return the plans of the requests that a call sends."""
        self._found = []
        call(self._resources)
        return self._found

    def is_ready(self) -> bool:
        """Return whether PostgREST has reloaded its configuration and returns plans."""
        try:
            self._resources.competitions.list()
        except httpx.HTTPStatusError:
            return False
        return True

    def execute(self, make: Callable[[], Op[Any] | Flow[Any]]) -> Any:
        made = make()
        self._explain(next(made) if isinstance(made, Generator) else made)

    def stream(self, make: Callable[[], Stream[Any]]) -> Any:
        pages = make()
        first = next(pages)
        if "/rpc/" in str(self._request(first).url):
            # Not a page, but what the stream needs to know for its pages.
            first = pages.send(self._read(first))
        self._explain(first)
        self._explain(pages.send(self._read(first)))

    def watch(self, make: Callable[[], Watch[Any]]) -> Any:
        self.execute(lambda: next(iter(make())))

    def close(self) -> None:
        self._http.close()

    def _read(self, op: Any) -> Any:
        sent = self._http.send(self._request(op)).raise_for_status()
        return op.read(Response(sent.status_code, sent.headers, sent.content))

    def _explain(self, op: Any) -> None:
        request = self._request(op)
        request.headers["accept"] = EXPLAINED
        [plan] = self._http.send(request).raise_for_status().json()
        self._found.append(plan["Plan"])

    def _request(self, op: Op[Any]) -> httpx.Request:
        made = self._requests.build(op, self.settings, 30)
        return httpx.Request(made.method, made.url, headers=made.headers, content=made.content)


def enable_postgrest_plans(owner: Owner, explainer: Explainer) -> None:
    _configure_postgrest(owner, "set pgrst.db_plan_enabled = 'true'")
    assert eventually(explainer.is_ready)


def disable_postgrest_plans(owner: Owner) -> None:
    _configure_postgrest(owner, "reset pgrst.db_plan_enabled")


def _configure_postgrest(owner: Owner, setting: LiteralString) -> None:
    command = sql.SQL("alter role authenticator in database {} " + setting)
    owner.execute(command.format(sql.Identifier(owner.info.dbname)))
    owner.execute("notify pgrst, 'reload config'")


class AutoExplain:
    """A connection that collects the plan of every statement it runs, nested ones included."""

    def __init__(self, stack: Stack) -> None:
        assert stack.superuser_url is not None
        # Only a superuser may load the module; the statements run as the client's role.
        self._connection = psycopg.connect(stack.superuser_url, autocommit=True)
        self._connection.execute("load 'auto_explain'")
        for name, value in EXPLAIN_ALL.items():
            self._connection.execute(
                "select set_config(%s, %s, false)", [f"auto_explain.{name}", value]
            )
        self._connection.add_notice_handler(self._on_notice)
        self._found: list[Node] = []

    def plans_of(self, mode: str, *statements: str, later: str = "0") -> list[Node]:
        """Run statements with the clock shifted by `later`, roll back and return all plans.

        `mode` is `force_generic_plan`, as for a statement prepared long ago, or
        `force_custom_plan`.
        """
        self._found = []
        client = Client(self._connection)
        with self._connection.transaction(force_rollback=True):
            self._connection.execute("update kaggle_store.clock set shift = %s::interval", [later])
            self._connection.execute("select set_config('plan_cache_mode', %s, true)", [mode])
            client.assume_role()
            self._found.clear()
            for statement in statements:
                self._connection.execute(statement.encode())
        return self._found

    def close(self) -> None:
        self._connection.close()

    def _on_notice(self, notice: psycopg.errors.Diagnostic) -> None:
        _, mark, plan = (notice.message_primary or "").partition("plan:\n")
        if mark:
            parsed = json.loads(plan)
            self._found.append(parsed["Plan"] | {"Query Text": parsed["Query Text"]})
