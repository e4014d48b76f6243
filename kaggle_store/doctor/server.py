"""Check whether the URL is reachable, and whether it is PostgREST's."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpcore

from kaggle_store._transport.clients import fork_blocked
from kaggle_store._transport.httpcore_client import SyncHttpcoreClient
from kaggle_store._transport.request import (
    HEADERS,
    TRANSPORT_ERRORS,
    Request,
    Response,
    Undecodable,
)
from kaggle_store._transport.response import EXPOSE_HINT
from kaggle_store.doctor.checks import Check, fine, problem, warning
from kaggle_store.doctor.location import StoreLocation
from kaggle_store.doctor.releases import check_postgrest
from kaggle_store.errors import SettingsError
from kaggle_store.settings import URL_NAMES, Settings

URL = f"Compare {URL_NAMES[0]} with the URL in the project's API settings."


@dataclass(frozen=True, slots=True)
class ServerReport:
    """The checks of the server, and its API paths."""

    checks: list[Check]
    is_reached: bool = False
    """Whether the store was reached, so that further checks make sense."""
    paths: frozenset[str] | None = None
    """The API's paths, such as `/competitions`; None if the server did not return them."""


@dataclass(slots=True)
class _Root:
    """The response to a request for the API's root."""

    response: Response
    seconds: float
    body: dict[str, Any]


def check(location: StoreLocation) -> ServerReport:
    """Request the API's root, where PostgREST returns its OpenAPI description."""
    settings = location.settings
    begun = time.monotonic()
    try:
        response = _get(settings)
    except (SettingsError, Undecodable, httpcore.TimeoutException) as error:
        return ServerReport([_unreachable(location, error)])
    except TRANSPORT_ERRORS as error:
        return ServerReport([_unreachable(location, error)])
    root = _Root(response, time.monotonic() - begun, _json(response))
    report = _read(location, root)
    if report.is_reached:
        report.checks.extend(_check_details(settings))
    return report


def _json(response: Response) -> dict[str, Any]:
    try:
        body = json.loads(response.content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _get(settings: Settings, path: str = "") -> Response:
    return get(settings, f"{settings.rest_url}/{path}")


def get(settings: Settings, url: str) -> Response:
    """Send one GET request with the project's key, within `settings.timeout`."""
    with fork_blocked():
        client = SyncHttpcoreClient(settings)
    given = {**HEADERS, **settings.headers, "accept-profile": "public"}
    headers = {name.lower(): value for name, value in given.items()}
    seconds = min(settings.connect_timeout, settings.timeout)
    until = time.monotonic() + settings.timeout
    try:
        return client.send(Request("GET", url, headers, None, seconds, seconds, until))
    finally:
        client.close()


def _read(location: StoreLocation, root: _Root) -> ServerReport:
    status = root.response.status_code
    settings = location.settings
    source = f"{settings.url}, from {location.source}"
    code = str(root.body.get("code") or "")
    # PGRST126: the server does not describe its API (openapi-mode = "disabled").
    if "paths" in root.body or code == "PGRST126":
        reached = fine("address", f"{source}, responded in {root.seconds * 1000:.0f} ms")
        described = str(root.body.get("info", {}).get("version", ""))
        version = check_postgrest(described, root.response.headers)
        paths = None if code else frozenset(root.body["paths"])
        return ServerReport([reached, version], True, paths)
    message = settings.redact(str(root.body.get("message") or root.body.get("error") or ""))
    if status in (401, 403):
        found = f"refused by {settings.url}: {message or f'HTTP {status}'}"
        refused = problem("key in use", found, "Take URL and key from the same project.")
        return ServerReport([fine("address", source), refused], True)
    if code == "PGRST125":
        found = f"{source}: PostgREST itself, which has no /rest/v1"
        return ServerReport([problem("address", found, f"Use its gateway's address. {URL}")])
    if code:
        found = f"it returned an error: {message}"
        return ServerReport(
            [fine("address", source), problem("PostgREST", found, _postgrest_remedy(code))]
        )
    found = f"{source}: not a Supabase project (HTTP {status})"
    remedy = f"{URL} Restore the project first if it is paused."
    return ServerReport([problem("address", found, remedy)])


def _postgrest_remedy(code: str) -> str:
    if code == "PGRST106":
        return EXPOSE_HINT
    if code.startswith("PGRST0"):
        return (
            "It cannot reach its database: check that this runs and that its disk is not full, and "
            "read PostgREST's logs."
        )
    return "Read PostgREST's logs."


def _check_details(settings: Settings) -> Iterator[Check]:
    """Provoke an error; yield a warning if the server leaves out the details of errors."""
    try:
        body = _json(_get(settings, "rpc/no_such_function"))
    except (Undecodable, httpcore.TimeoutException):
        return
    except TRANSPORT_ERRORS:
        return
    if str(body.get("code", "")).startswith("PGRST") and "details" not in body:
        yield warning(
            "error details",
            "the server leaves out details and hints, so that refusals have no `facts`",
            'Set client-error-verbosity = "verbose" in PostgREST\'s configuration.',
        )


def _unreachable(location: StoreLocation, error: Exception) -> Check:
    found, remedy = _reason(error)
    return problem("address", f"{location.settings.url}, from {location.source}: {found}", remedy)


def _reason(error: Exception) -> tuple[str, str]:
    """Return why the server was not reached, and the remedy."""
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "unknown host name", f"{URL} Then check this machine's DNS."
    if tls := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        why = getattr(tls, "verify_message", None) or tls.reason or "no common protocol"
        return f"TLS failed: {why}", "Check for a proxy, and for http instead of https."
    if any(isinstance(cause, httpcore.TimeoutException | TimeoutError) for cause in causes):
        return "no response in time", "Check for a firewall, or use a longer --timeout."
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "connection refused", f"Start it (on this machine: kaggle-store up). {URL}"
    return str(error) or type(error).__name__, URL


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
