"""What the doctor finds: a subject, how it stands, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kaggle_store.models.enums import HealthState


@dataclass(frozen=True, slots=True)
class Check:
    """One subject: how it stands, what was found, and what to do where something is to be done."""

    subject: str
    state: HealthState
    found: str
    remedy: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    """The same for programs."""


def fine(subject: str, found: str, **facts: Any) -> Check:
    """Say that all is well."""
    return Check(subject, "fine", found, None, facts)


def warning(subject: str, found: str, remedy: str, **facts: Any) -> Check:
    """Say what should be looked after."""
    return Check(subject, "warning", found, remedy, facts)


def problem(subject: str, found: str, remedy: str, **facts: Any) -> Check:
    """Say what is broken."""
    return Check(subject, "problem", found, remedy, facts)
