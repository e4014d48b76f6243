"""Check whether strangers can sign up where every signed-in user may read the store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import httpcore

from kaggle_store._transport.request import TRANSPORT_ERRORS, Undecodable
from kaggle_store.doctor.checks import Check, fine, warning
from kaggle_store.doctor.server import get
from kaggle_store.errors import SettingsError
from kaggle_store.settings import Settings

SUBJECT = "sign-up"
_NO_ANSWER: tuple[type[Exception], ...] = (
    SettingsError,
    Undecodable,
    ValueError,
    httpcore.TimeoutException,
    *TRANSPORT_ERRORS,
)


def check(settings: Settings, checks: Sequence[Check]) -> Iterator[Check]:
    """Yield whether sign-up is open, if it matters and the project says so.

    It matters unless only members may use the store, as `store_health()` found. Supabase Auth
    answers the key of any project; a local stack has no Auth.
    """
    members = next((each for each in checks if each.subject == "members"), None)
    if members is None or members.facts.get("members_only") is not False:
        return
    is_off = _is_off(settings)
    if is_off:
        yield fine(SUBJECT, "off, as every signed-in user may read", is_off=True)
    elif is_off is False:
        yield warning(
            SUBJECT,
            "open, and every signed-in user may read the store",
            "Turn it off in the project's auth settings (enable_signup = false in config.toml), or "
            "let only members in: kaggle-store install --members.",
            is_off=False,
        )


def _is_off(settings: Settings) -> bool | None:
    """Return whether Supabase Auth refuses new users; None if it does not say."""
    try:
        response = get(settings, f"{settings.url}/auth/v1/settings")
        body = json.loads(response.content)
    except _NO_ANSWER:
        return None
    found = body.get("disable_signup") if isinstance(body, dict) else None
    return found if isinstance(found, bool) else None
