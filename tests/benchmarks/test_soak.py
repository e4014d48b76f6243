"""A minute of the soak of `make soak`."""

from __future__ import annotations

import pytest

from benchmarks.soak import soak


@pytest.mark.posix
def test_soak_loses_and_doubles_nothing() -> None:
    outcome = soak(workers=24, seconds=60)
    assert outcome.violations == []
    assert len(outcome.outages) >= 6
    assert outcome.told.stored["completed"]
    assert outcome.told.points.total() > 10
    # A minute is too short for a verdict, but all samples are taken.
    assert len(outcome.growth) == 6
