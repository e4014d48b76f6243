"""Values as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from kaggle_store import formats

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dollars", "shown"),
    [
        (None, "–"),
        (Decimal(0), "$0.00"),
        (Decimal("0.0042"), "$0.0042"),
        (Decimal("0.000001"), "$0.0000010"),
        (Decimal("12.4"), "$12.40"),
        (Decimal("-1234.567"), "-$1,234.57"),
    ],
)
def test_money(dollars: Decimal | None, shown: str) -> None:
    assert formats.money(dollars) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0.789474, "0.78947"),
        (0.5, "0.5"),
        (0.0, "0"),
        (1200.0, "1,200"),
        (1e27, "1e+27"),
        (-2.9e25, "-2.9e+25"),
        (3.25e-7, "3.25e-07"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
    ],
)
def test_number(value: float | None, shown: str) -> None:
    assert formats.number(value) == shown


def test_number_without_decimals() -> None:
    assert formats.number(1_500_000.4, 0) == "1,500,000"


def test_percent() -> None:
    assert formats.percent(Decimal("4.5"), Decimal(9)) == "50%"
    assert formats.percent(1, 0) == "–"


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (None, "–"),
        (0, "0 s"),
        (0.4, "0.4 s"),
        (59.6, "1 min"),
        (3_900, "1 h 5 min"),
        (7_205, "2 h"),
        (timedelta(days=3, hours=4, minutes=5), "3 d 4 h"),
        (-90, "-1 min 30 s"),
    ],
)
def test_duration(length: timedelta | float | None, shown: str) -> None:
    assert formats.duration(length) == shown


def test_relative() -> None:
    assert formats.relative(NOW + timedelta(hours=3), NOW) == "in 3 h"
    assert formats.relative(NOW - timedelta(seconds=90), NOW) == "1 min 30 s ago"
    assert formats.relative(NOW, NOW) == "now"
    assert formats.relative(None, NOW) == "–"


def test_moment_is_shown_in_utc() -> None:
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    assert formats.moment(east) == "2026-11-29 12:00:00 UTC"
    assert formats.moment(None) == "–"


def test_numbers_of_a_column_are_aligned() -> None:
    assert formats.aligned([0.738, 0.73137, None, 2.0]) == ["0.73800", "0.73137", "–", "2.00000"]
    assert formats.aligned([1e-9, 0.5]) == ["1e-09", "0.5"]
    assert formats.aligned([float("nan"), 3.0, float("inf")]) == ["nan", "3", "inf"]
    assert formats.aligned([]) == []


@pytest.mark.parametrize(
    ("away", "shown"),
    [
        (timedelta(days=15, hours=10), "in 15 d"),
        (timedelta(days=3, hours=10, minutes=5), "in 3 d 10 h"),
        (timedelta(hours=23, minutes=55), "in 23 h"),
        (-timedelta(hours=9, minutes=55, seconds=3), "9 h 55 min ago"),
        (-timedelta(minutes=55, seconds=25), "55 min ago"),
        (timedelta(minutes=9, seconds=25), "in 9 min 25 s"),
        (timedelta(0), "now"),
    ],
)
def test_about_leaves_small_units_out(away: timedelta, shown: str) -> None:
    assert formats.about(NOW + away, NOW) == shown
    assert formats.about(None, NOW) == "–"
