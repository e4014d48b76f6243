"""Addresses of Supabase that are not the project's URL, and http:// to public hosts."""

from __future__ import annotations

import logging

import pytest

from kaggle_store import Settings, SettingsError
from kaggle_store.project_url import is_private

REF = "abcdefghijklmnopqrst"
PROJECT = f"https://{REF}.supabase.co"
KEY = "sb_secret_0123456789abcdef"


@pytest.mark.parametrize(
    "url",
    [
        f"https://supabase.com/dashboard/project/{REF}",
        f"https://supabase.com/dashboard/project/{REF}/settings/api?showConnect=true#keys",
        f"https://www.supabase.com/dashboard/project/{REF}/",
        f"https://app.supabase.com/project/{REF}/editor",
        f"https://app.supabase.io/project/{REF}",
        f"{PROJECT}/auth/v1",
        f"{PROJECT}/rest/v1/competitions",
        f"{PROJECT}/storage/v1/object/public",
        f"{PROJECT}/dashboard",
        f"https://{REF}.functions.supabase.co",
        f"https://{REF}.storage.supabase.co/storage/v1/s3",
        f"https://db.{REF}.supabase.co",
        f"{REF}.supabase.co",
        f"{REF}.supabase.co/rest/v1",
        REF,
        f"postgresql://postgres:hush@db.{REF}.supabase.co:5432/postgres",
        f"postgres://postgres.{REF}:hush@aws-0-eu-central-1.pooler.supabase.com:6543/postgres",
        f"postgresql+psycopg://postgres:hush@db.{REF}.supabase.co/postgres?sslmode=require",
    ],
)
def test_other_address_is_refused_with_the_url(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.load(url, KEY)
    message = str(refused.value)
    assert message.endswith(f"use {PROJECT}")
    assert message.startswith("the given URL is ")
    assert "hush" not in message


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:54321/auth/v1", "use http://127.0.0.1:54321"),
        ("http://127.0.0.1:54321/rest/v1/competitions", "use http://127.0.0.1:54321"),
        ("https://x.test/base/storage/v1", "use https://x.test/base"),
        ("http://127.0.0.1:54323/project/default", "a page of the dashboard"),
        ("https://supabase.com/dashboard/project/_/settings/api", "a page of the dashboard"),
        ("https://supabase.com", "a page of Supabase"),
        ("https://supabase.com/docs/guides", "a page of Supabase"),
        ("postgresql://postgres:hush@127.0.0.1:54322/postgres", "the database's address"),
        ("postgres://u:hush@x.pooler.supabase.com/postgres", "the database's address"),
    ],
)
def test_address_without_known_project_is_named(url: str, expected: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.load(url, KEY)
    assert expected in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        PROJECT,
        f"{PROJECT}/",
        f"{PROJECT}/rest/v1/",
        "https://abc.supabase.co",
        "https://api.example.org",
        "https://example.org/supabase",
        "http://127.0.0.1:54321",
        "http://kong:8000",
    ],
)
def test_project_url_is_accepted(url: str) -> None:
    assert Settings.load(url, KEY).url == url.removesuffix("/").removesuffix("/rest/v1")


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "127.0.0.1", "127.8.0.1", "[::1]", "10.1.2.3", "172.20.0.2", "192.168.1.5"),
        *("169.254.1.1", "100.64.0.7", "[fd07::1]", "[fe80::1]", "kong", "x.test", "box.local"),
        *("host.docker.internal", "nas.lan", "rest.default.svc.cluster.local", "a.localhost"),
    ],
)
def test_http_to_private_host_is_fine(caplog: pytest.LogCaptureFixture, host: str) -> None:
    Settings.load(f"http://{host}:8000", KEY)
    assert caplog.messages == []
    assert is_private(host.strip("[]"))


@pytest.mark.parametrize(
    "host", [f"{REF}.supabase.co", "store.example.org", "8.8.8.8", "[2001:4860:4860::8888]"]
)
def test_http_to_public_host_is_warned_about(caplog: pytest.LogCaptureFixture, host: str) -> None:
    Settings.load(f"https://{host}", KEY)
    assert caplog.messages == []
    Settings.load(f"http://{host}:8000", KEY)
    [record] = caplog.records
    assert (record.levelno, record.name) == (logging.WARNING, "kaggle_store")
    assert record.getMessage() == (
        f"http://{host}:8000 is not encrypted: the network can read the key; use https://"
    )
