"""`from_supabase` with the installed supabase-py: the newest, or with `make lowest` the oldest."""

from __future__ import annotations

from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import supabase
from supabase.lib.client_options import SyncClientOptions

from kaggle_store import KaggleStore
from tests.unit.conftest import URL

PUBLISHABLE = "sb_publishable_0123456789abcdef"
KEEPS_TOKEN = tuple(map(int, version("supabase").split(".")[:2])) >= (2, 34)
"""Before 2.34 every event but three made the client use its key again."""


def session(token: str) -> Any:
    return SimpleNamespace(access_token=token)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("event", "given", "used"),
    [
        ("SIGNED_IN", "new.a.b", "new.a.b"),
        ("TOKEN_REFRESHED", "new.a.b", "new.a.b"),
        ("SIGNED_OUT", None, PUBLISHABLE),
        ("USER_UPDATED", "new.a.b", "new.a.b" if KEEPS_TOKEN else PUBLISHABLE),
    ],
)
def test_token_follows_auth_events(event: Any, given: str | None, used: str) -> None:
    with httpx.Client() as http:
        client = supabase.create_client(URL, PUBLISHABLE, SyncClientOptions(httpx_client=http))
        settings = KaggleStore.from_supabase(client).settings
        token: Any = settings.access_token
        assert (settings.url, settings.key, token()) == (URL, PUBLISHABLE, PUBLISHABLE)
        client._listen_to_auth_events("SIGNED_IN", session("old.a.b"))
        assert token() == "old.a.b"
        client._listen_to_auth_events(event, session(given) if given else None)
        assert token() == used
