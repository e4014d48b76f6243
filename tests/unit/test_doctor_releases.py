"""What the doctor says about releases of PostgREST and PostgreSQL, and about their settings."""

from __future__ import annotations

from typing import Any

import httpcore
import httpx
import pytest

from kaggle_store.doctor import database, server
from kaggle_store.doctor.checks import Check
from kaggle_store.doctor.location import StoreLocation
from kaggle_store.doctor.releases import check_postgrest
from kaggle_store.models.functions import StoreHealthRow
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY, URL, MockApi
from tests.unit.test_newer_postgrest import refusal, terse

NOWHERE = refusal(404, "PGRST202", "Could not find the function public.no_such_function", "…")
TERSE = terse(404, "PGRST202", "Could not find the function public.no_such_function")


def root(version: str) -> httpx.Response:
    """Return the API's description, without the server's name, as behind a gateway."""
    return httpx.Response(200, json={"info": {"version": version}, "paths": {"/competitions": {}}})


def report(api: MockApi, *responses: httpx.Response) -> server.ServerReport:
    api.respond(*responses)
    return server.check(StoreLocation(Settings.load(URL, KEY, retry_for=0), "here"))


def checks(api: MockApi, *responses: httpx.Response) -> dict[str, Check]:
    return {check.subject: check for check in report(api, *responses).checks}


@pytest.mark.parametrize(
    ("version", "state", "found"),
    [
        ("11.2.2", "problem", "version 11.2.2"),
        ("12.0.2", "fine", "version 12.0.2"),
        ("12.2.12 (a4e00ff)", "fine", "version 12.2.12"),
        ("13.0.0", "problem", "ordered reads fail"),
        ("13.0.1", "problem", "42601"),
        ("13.0.2", "fine", "version 13.0.2"),
        ("14.17", "fine", "version 14.17"),
        ("15 (pre-release)", "fine", "version 15"),
        ("16.5", "fine", "version 16.5"),
        ("16.6", "warning", "not considered yet"),
        ("18.0", "warning", "16.5 and older"),
        ("", "warning", "version unknown"),
        ("devel", "warning", "version unknown"),
    ],
)
def test_postgrest_version_is_judged(api: MockApi, version: str, state: str, found: str) -> None:
    check = checks(api, root(version), NOWHERE)["PostgREST"]
    assert (check.state, found in check.found) == (state, True)
    assert (check.remedy is None) == (state == "fine")
    if state == "fine":
        assert check.facts["considered"]


def test_version_is_read_from_the_server_header() -> None:
    for name in ("postgrest/16.2", "PostgREST/16.2"):
        assert check_postgrest("", {"server": name}).found == "version 16.2"
    assert check_postgrest("", {"server": "cloudflare"}).state == "warning"
    assert check_postgrest("14.1", {"server": "postgrest/16.2"}).found == "version 14.1"


def test_api_without_description_is_reached(api: MockApi) -> None:
    disabled = refusal(404, "PGRST126", "Root endpoint metadata is disabled")
    found = report(api, disabled, NOWHERE)
    assert (found.is_reached, found.paths) == (True, None)
    assert found.checks[1].found == "version 16.2"


@pytest.mark.parametrize(
    "response",
    [
        refusal(406, "PGRST106", "The schema must be one of the following: api"),
        refusal(406, "PGRST106", "Invalid schema: public", hint="Only the following …"),
    ],
    ids=["12", "13.0.7"],
)
def test_hidden_schema_is_a_problem(api: MockApi, response: httpx.Response) -> None:
    found = report(api, response)
    assert api.requests[0].headers["accept-profile"] == "public"
    assert not found.is_reached
    assert found.checks[1].state == "problem"
    assert "exposed schemas" in str(found.checks[1].remedy)


def test_postgrest_without_gateway_is_named(api: MockApi) -> None:
    found = report(api, refusal(404, "PGRST125", "Invalid path specified in request URL"))
    assert not found.is_reached
    assert "has no /rest/v1" in found.checks[0].found
    assert "gateway" in str(found.checks[0].remedy)


def test_hidden_details_are_a_warning(api: MockApi) -> None:
    check = checks(api, root("16.2"), TERSE)["error details"]
    assert (check.state, "facts" in check.found) == ("warning", True)
    assert "client-error-verbosity" in str(check.remedy)


@pytest.mark.parametrize(
    "probe",
    [NOWHERE, httpx.Response(404, content=b"{}"), httpx.Response(502, content=b"<html>")],
    ids=["verbose", "12", "gateway"],
)
def test_shown_details_are_not_mentioned(api: MockApi, probe: httpx.Response) -> None:
    assert list(checks(api, root("16.2"), probe)) == ["address", "PostgREST"]


def test_failed_probe_of_details_is_ignored(api: MockApi) -> None:
    api.respond(root("16.2"), httpcore.ReadError("x"))
    found = server.check(StoreLocation(Settings.load(URL, KEY, retry_for=0), "here"))
    assert [check.subject for check in found.checks] == ["address", "PostgREST"]


def health(version: str, state: str = "fine") -> Any:
    return StoreHealthRow(
        subject="PostgreSQL",
        state=state,
        found=f"version {version}",
        remedy=None,
        facts={"version": version, "extra_float_digits": 1},
    )


@pytest.mark.parametrize(
    ("version", "state"),
    [("15.18", "fine"), ("17.10", "fine"), ("18.4", "fine"), ("19beta1", "warning")],
)
def test_postgres_version_is_judged(version: str, state: str) -> None:
    (check,) = database._checks([health(version)], 0.0)
    assert check.state == state
    assert check.facts["version"] == version


def test_problem_of_postgres_is_kept() -> None:
    (check,) = database._checks([health("19.1", "problem")], 0.0)
    assert (check.state, check.found) == ("problem", "version 19.1")
