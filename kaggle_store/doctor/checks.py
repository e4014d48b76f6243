"""The result of one check: a subject, its state, what was found, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kaggle_store.models.enums import HealthState


@dataclass(frozen=True, slots=True)
class Check:
    """The state of one subject, what was found, and what to do about it."""

    subject: str
    state: HealthState
    found: str
    remedy: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    """The findings as data, for programs."""


def fine(subject: str, found: str, **facts: Any) -> Check:
    """Return a check without a problem."""
    return Check(subject, "fine", found, None, facts)


def warning(subject: str, found: str, remedy: str, **facts: Any) -> Check:
    """Return a check that needs attention, with its remedy."""
    return Check(subject, "warning", found, remedy, facts)


def problem(subject: str, found: str, remedy: str, **facts: Any) -> Check:
    """Return a failed check, with its remedy."""
    return Check(subject, "problem", found, remedy, facts)
