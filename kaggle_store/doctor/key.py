"""Check the key itself, without a request."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

import jwt

from kaggle_store.doctor.checks import Check, fine, problem, warning
from kaggle_store.settings import KEY_NAMES, Settings

SUBJECT = "key"
SECRET = f"Set {KEY_NAMES[0]} to a secret key (sb_secret_…), from the project's API settings."
SOON = 7 * 86400.0
"""Seconds before its expiry at which a key gets a warning."""


def check(settings: Settings) -> Check:
    """Return the key's role, and whether it fits the project and has not expired."""
    key = settings.key
    if key.startswith("sb_secret_"):
        return fine(SUBJECT, "a secret key, which is service_role", role="service_role")
    if key.startswith("sb_publishable_"):
        return problem(
            SUBJECT, "a publishable key, which has no access to the store", SECRET, role="anon"
        )
    try:
        claims = jwt.decode(key, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return problem(SUBJECT, "neither an API key nor a token of Supabase", SECRET)
    return _of_claims(claims, settings)


def _of_claims(claims: dict[str, Any], settings: Settings) -> Check:
    role = str(claims.get("role"))
    left = claims["exp"] - time.time() if isinstance(claims.get("exp"), int | float) else None
    if left is not None and left <= 0:
        return problem(
            SUBJECT, f"a token of {role} that expired {_span(-left)} ago", SECRET, role=role
        )
    if (project := _other_project(claims, settings)) is not None:
        found = f"a token of {role} for another project, {project}"
        return problem(SUBJECT, found, "Take URL and key from the same project.", role=role)
    if role not in ("service_role", "admin"):
        found = f"a token of {role}, which may not call store_health()"
        return (warning if role == "kaggle_worker" else problem)(SUBJECT, found, SECRET, role=role)
    if left is not None and left < SOON:
        return warning(
            SUBJECT, f"a token of {role} that expires in {_span(left)}", SECRET, role=role
        )
    return fine(SUBJECT, f"a token of {role}", role=role)


def _other_project(claims: dict[str, Any], settings: Settings) -> str | None:
    """Return the project of a hosted token if it differs from the URL's, else None."""
    host = urlsplit(settings.url).hostname or ""
    project = claims.get("ref")
    if not isinstance(project, str) or not host.endswith(".supabase.co"):
        return None
    return None if host.split(".")[0] == project else project


def _span(seconds: float) -> str:
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} seconds"
