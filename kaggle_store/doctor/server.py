"""Whether somebody answers at the URL, and whether that is PostgREST."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from kaggle_store.doctor.checks import Check, fine, problem, warning
from kaggle_store.doctor.location import Place
from kaggle_store.errors import SettingsError
from kaggle_store.settings import URL_NAMES, Settings

OLDEST = 12
"""The oldest release of PostgREST that the store works with."""
URL = f"Compare {URL_NAMES[0]} with the URL in the project's API settings."


@dataclass(frozen=True, slots=True)
class Server:
    """What was learned of whoever answers."""

    checks: list[Check]
    is_reached: bool = False
    """Whether it is worth asking on."""
    paths: frozenset[str] | None = None
    """What it knows of the schema, such as `/competitions`; None where it does not tell."""


@dataclass(slots=True)
class _Answer:
    response: Response
    seconds: float
    said: dict[str, Any] = field(default_factory=dict)


def ask(place: Place) -> Server:
    """Ask PostgREST for its description of itself."""
    settings = place.settings
    begun = time.monotonic()
    try:
        response = _response(settings)
    except (SettingsError, Undecodable, httpcore.TimeoutException) as error:
        return Server([_unreachable(place, error)])
    except TRANSPORT_ERRORS as error:
        return Server([_unreachable(place, error)])
    answer = _Answer(response, time.monotonic() - begun)
    try:
        said = json.loads(response.content)
        answer.said = said if isinstance(said, dict) else {}
    except ValueError:
        pass
    return _read(place, answer)


def _response(settings: Settings) -> Response:
    with fork_blocked():
        client = SyncHttpcoreClient(settings)
    headers = {name.lower(): value for name, value in {**HEADERS, **settings.headers}.items()}
    seconds = min(settings.connect_timeout, settings.timeout)
    until = time.monotonic() + settings.timeout
    url = f"{settings.rest_url}/"
    try:
        return client.send(Request("GET", url, headers, None, seconds, seconds, until))
    finally:
        client.close()


def _read(place: Place, answer: _Answer) -> Server:
    status = answer.response.status_code
    where = f"{place.settings.url}, from {place.source}"
    if "paths" in answer.said:
        reached = fine("address", f"{where}, answers in {answer.seconds * 1000:.0f} ms")
        return Server([reached, _version(answer.said)], True, frozenset(answer.said["paths"]))
    said = place.settings.redact(str(answer.said.get("message") or answer.said.get("error") or ""))
    if status in (401, 403):
        found = f"it is refused by {place.settings.url}: {said or f'HTTP {status}'}"
        refused = problem("key in use", found, "Take URL and key from the same project.")
        return Server([fine("address", where), refused], True)
    if answer.said.get("code"):
        found = f"PostgREST answers, and is not well: {said}"
        return Server([fine("address", where), problem("PostgREST", found, _mend(answer))])
    found = f"{where}: what answers is no Supabase project (HTTP {status})"
    remedy = f"{URL} A project that is paused has to be restored first."
    return Server([problem("address", found, remedy)])


def _mend(answer: _Answer) -> str:
    if str(answer.said["code"]).startswith("PGRST0"):
        return "It does not reach its database: see whether that runs, and its logs."
    return "See its logs."


def _version(said: dict[str, Any]) -> Check:
    version = str(said.get("info", {}).get("version", ""))
    major = version.partition(".")[0]
    if not major.isdigit():
        return warning(
            "PostgREST", "it does not tell its version", f"It has to be {OLDEST} or newer."
        )
    if int(major) < OLDEST:
        return problem(
            "PostgREST", f"version {version}", f"Upgrade it to {OLDEST} or newer.", version=version
        )
    return fine("PostgREST", f"version {version.split()[0]}", version=version)


def _unreachable(place: Place, error: Exception) -> Check:
    found, remedy = _reason(error)
    return problem("address", f"{place.settings.url}, from {place.source}: {found}", remedy)


def _reason(error: Exception) -> tuple[str, str]:
    """Tell why nobody was reached, and what to do."""
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "its host name is not known", f"{URL} Then see whether this machine has DNS."
    if tls := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        why = getattr(tls, "verify_message", None) or tls.reason or "no common language"
        return f"TLS failed: {why}", "See who answers there: a proxy, or http where https is meant."
    if any(isinstance(cause, httpcore.TimeoutException | TimeoutError) for cause in causes):
        return "no answer in time", "See whether a firewall stands between, or try --timeout."
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "connection refused", f"Start it (on this machine: kaggle-store up). {URL}"
    return str(error) or type(error).__name__, URL


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
