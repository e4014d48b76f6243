"""Messages of notifications as text, and channels from a setting, without a store."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import requests

from kaggle_store import KaggleStoreError
from kaggle_store.errors import InvalidChannel
from kaggle_store.integrations.notifications import sender
from kaggle_store.integrations.notifications.channels import SERVICES, parse
from kaggle_store.integrations.notifications.messages import Text, write
from kaggle_store.resources.notifications import NotificationMessage

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SLACK = "slack://TokenA1234/TokenB1234/TokenC12345678901234567/#general"


def message(**values: Any) -> NotificationMessage:
    """Return a message with all fields."""
    empty = dict.fromkeys(NotificationMessage.model_fields)
    given = {"reason": "requested", "kind": "intervention", "title": "T", "priority": "high"}
    return NotificationMessage.model_validate(empty | given | {"created_at": NOW} | values)


def test_intervention_is_written_in_full() -> None:
    text = write(
        message(
            intervention_id=UUID(int=7),
            title="Submit titanic.csv?",
            description="Accuracy 0.82.\n\nTwo slots left.",
            assigned_to="ana",
            allowed_decisions=["approve", "reject"],
            proposal='{"budget": 20}',
            deadline=NOW,
            timeout_action="reject",
            execution="first try",
            competition="Titanic",
        ),
        link="https://store.example.org/ui",
    )
    assert text.title == "[high] Submit titanic.csv?"
    assert text.body.splitlines() == [
        "Accuracy 0.82.",
        "",
        "Two slots left.",
        "",
        "Competition: Titanic",
        "Execution: first try",
        "Assigned to: ana",
        "Decisions: approve, reject",
        'Proposal: {"budget": 20}',
        "Needed by: 2026-11-29 12:00:00 UTC, then it is rejected",
        "https://store.example.org/ui/inbox/00000000-0000-0000-0000-000000000007",
    ]


@pytest.mark.parametrize(
    ("kind", "details", "line"),
    [
        ("budget_80", {"budget": 10, "consumed": 8.5}, "$8.50 of $10.00 are spent."),
        ("budget_100", {"budget": 0.15, "consumed": 0.2}, "$0.20 of $0.15 are spent."),
        (
            "overdue_execution",
            {"target_hours": 24, "started_at": "x", "status": "training"},
            "Its target was 1 d; it is in training.",
        ),
        (
            "lost_worker",
            {"losses": 3, "worker": "gpu-1\x1b[2J"},
            "3 leases have expired; the last worker was gpu-1 [2J.",
        ),
        ("unknown_submission", {"file": "a.csv", "since": "x"}, "File: a.csv"),
        (
            "better_score",
            {"score": 0.78947, "previous_best": 0.7, "direction": "maximize"},
            "0.78947, before 0.7 (maximize).",
        ),
        ("health", {"found": "the disk is full", "remedy": "Free space."}, "the disk is full"),
        ("health", {"table": "t", "finding": "f", "rows": 3}, "Rows: 3"),
    ],
)
def test_notice_has_its_figures(kind: str, details: dict[str, Any], line: str) -> None:
    text = write(message(reason="noticed", kind=kind, notice_id=UUID(int=1), details=details))
    assert text.body.splitlines()[0] == line
    assert text.body.splitlines()[-1] == "Noticed at: 2026-11-29 12:00:00 UTC"


def test_long_texts_are_cut() -> None:
    text = write(
        message(
            intervention_id=UUID(int=7),
            title="t" * 200,
            description="d" * 4000,
            proposal="p" * 4000,
            assigned_to="a" * 100,
            competition="c" * 1000,
            execution="e" * 200,
            deadline=NOW,
            allowed_decisions=["approve", "edit", "reject", "respond"],
        ),
        link=f"https://store.example.org/{'x' * 100}/",
    )
    assert len(text.title) < 170
    assert len(text.title) + len(text.body) < 2000


def test_lines_cannot_be_forged() -> None:
    text = write(message(intervention_id=UUID(int=7), title="a\nb\rc\u2028d", execution="e\nf"))
    assert text.title == "[high] a b c d"
    assert "Execution: e f" in text.body.splitlines()


@pytest.mark.parametrize(
    ("channel", "field", "reason"),
    [
        ({}, "url", "Field required"),
        ({"url": 7}, "url", "Input should be a valid string"),
        ({"url": SLACK, "to": "x"}, "to", "Extra inputs are not permitted"),
        ({"url": SLACK, "priorities": []}, "priorities", "at least 1 item"),
        ({"url": SLACK, "kinds": ["better"]}, "kinds.0", "Input should be"),
        ({"url": SLACK, "assignees": "ana"}, "assignees", "valid tuple"),
        ({"url": "file:///etc/passwd"}, "url", "'file' is not one of the services"),
        ({"url": "syslog://"}, "url", "'syslog' is not one of the services"),
        ({"url": "dbus://"}, "url", "'dbus' is not one of the services"),
        ({"url": "exec://rm"}, "url", "'exec' is not one of the services"),
        ({"url": "hello"}, "url", "'no scheme' is not one of the services"),
        ({"url": "slack://short"}, "url", "it is no address of slack"),
        ({"url": f"{SLACK}/#other"}, "url", "it has 2 targets"),
        ({"url": f"{SLACK}?template=/etc/passwd"}, "url", "the option template is refused"),
        ({"url": f"{SLACK}?Attach=/etc/passwd"}, "url", "the option attach is refused"),
        ({"url": f"{SLACK}?redirect=yes"}, "url", "the option redirect is refused"),
        ({"url": f"{SLACK}?optional=yes"}, "url", "the option optional is refused"),
        ({"url": f"{SLACK}?a=1;template=/etc/passwd"}, "url", "the option template is refused"),
        ({"url": f"{SLACK}?+Retry=5"}, "url", "the option retry is refused"),
        ("slack://x", None, "valid dictionary"),
    ],
)
def test_invalid_channel_names_its_field(channel: Any, field: str | None, reason: str) -> None:
    with pytest.raises(InvalidChannel, match=reason) as refused:
        parse({"team": channel})
    assert (refused.value.channel, refused.value.field) == ("team", field)
    for secret in ("Token", "passwd", "short"):
        assert secret not in str(refused.value)


@pytest.mark.parametrize("name", ["", " x", "a\nb", "n" * 51])
def test_invalid_name_of_channel_is_refused(name: str) -> None:
    with pytest.raises(InvalidChannel, match="its name must have 1 to 50 characters"):
        parse({name: {"url": SLACK}})


@pytest.mark.parametrize("setting", [None, [], "slack://x", 7])
def test_setting_must_be_an_object(setting: object) -> None:
    with pytest.raises(InvalidChannel, match="no object of names"):
        parse(setting)


def test_channels_hide_their_address() -> None:
    channel = parse({"team": {"url": SLACK, "kinds": ["health"]}})["team"]
    assert "Token" not in repr(channel)
    assert channel.service == "slack"
    assert channel.filter == {"kinds": ["health"]}


def test_services_are_known_to_apprise() -> None:
    known = {
        str(scheme)
        for service in sender._apprise().Apprise().details()["schemas"]
        for kind in ("protocols", "secure_protocols")
        for scheme in service[kind] or ()
    }
    assert known >= SERVICES
    assert SERVICES.isdisjoint({"syslog", "rsyslog", "dbus", "macosx", "windows", "apprise"})


def test_parts_of_an_address_are_scrubbed() -> None:
    url = "https://me:pass%20word@hooks.example.org:8443/T01/s3cret?key=abc123"
    text = "ME failed at HOOKS.example.org/T01/s3cret (pass word, pass%20word, abc123)"
    shown = sender.scrub(text, url).lower()
    for secret in ("hooks.example", "t01", "s3cret", "pass%20word", "abc123"):
        assert secret not in shown


def test_failure_is_an_error_without_a_log() -> None:
    error = sender.send("json://127.0.0.1:1/s3cret", Text("t", "b"), timeout=5)
    assert error == "A Connection error occurred sending JSON notification to ***."
    # Apprise logs addresses at DEBUG.
    assert not logging.getLogger("apprise").propagate


def test_error_of_a_service_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise UnicodeError("label too long: s3cret")

    monkeypatch.setattr(requests, "post", fail)
    monkeypatch.setattr(requests, "request", fail)
    error = sender.send("json://127.0.0.1:1/s3cret", Text("t", "b"), timeout=5)
    assert error
    assert "s3cret" not in error


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    sender._apprise.cache_clear()
    try:
        with pytest.raises(KaggleStoreError, match=r"pip install 'kaggle_store\[notify\]'"):
            sender.count_targets(SLACK)
    finally:
        sender._apprise.cache_clear()
