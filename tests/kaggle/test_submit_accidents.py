"""`submit` with random crashes and faults: nothing twice, no slot lost, every score found.

Two submitters (sometimes one of them in two processes), a process that reconciles and people use
one competition. A failure shows the seed of its case.
"""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store._requests.operation import Pause
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.integrations.kaggle.client import KaggleApi
from kaggle_store.models import AgentExecution
from kaggle_store.testing import FakeKaggle, Fault
from kaggle_store.testing._kaggle_state import KaggleRefused
from tests.kaggle.crashing import Accident, Actor, Clock, Scheduler

CHUNKS, WANTED = {"medium": (8, 50), "long": (40, 50)}.get(
    os.environ.get("HYPOTHESIS_PROFILE", "short"), (2, 30)
)
"""The number of runs, and how many accidents each meets at least."""
LIMIT = 5
SETTLE = 600.0

METHODS = (
    "CreateSubmission",
    "CreateSubmission",
    "CreateSubmission",
    "StartSubmissionUpload",
    "PUT",
    "GetSubmission",
    "ListSubmissions",
    "GetSubmissionLimits",
)
READ_FAULTS = (
    Fault.lost_request(),
    Fault.lost_response(),
    Fault.status(503, "busy"),
    Fault.status(500, "failed", takes_effect=True),
    Fault.status(429, "slow down", retry_after=7),
    Fault.status(429, "slow down", nested=True),
    Fault.error_body(503, "busy"),
    Fault.text_code("UNAVAILABLE"),
    Fault.not_json(),
    Fault.not_json(502, takes_effect=True),
    Fault.blank(500),
)
CREATE_FAULTS = (
    *READ_FAULTS,
    Fault.error_body(500, "failed", takes_effect=True),
    Fault.not_json(takes_effect=True),
    Fault.blank(500, takes_effect=True),
    Fault.message("Could not submit to competition"),
    Fault.message("Successfully submitted to Titanic"),
    Fault.changed(lambda answer: {"message": answer["message"]}),
    Fault.status(400, "Submission not allowed"),
)


class Case:
    """One competition, its actors and their accidents, all from one seed."""

    def __init__(
        self, seed: int, store: KaggleStore, kaggle: FakeKaggle, clock: Clock, folder: Path
    ) -> None:
        self.rng = random.Random(seed)
        self.store, self.kaggle, self.clock, self.folder = store, kaggle, clock, folder
        self.slug = f"case-{seed}"
        chance = self.rng.random
        self.fake = kaggle.add_competition(
            self.slug,
            daily_limit=LIMIT,
            scorer=_score,
            score_after_polls=self.rng.randrange(4),
            missing_polls=self.rng.choice((0, 0, 1, 3)),
            unlisted_polls=self.rng.choice((0, 0, 1, 3)),
            blank_error_polls=self.rng.choice((0, 2)),
            over_limit=self.rng.choice(("refuse", "ignore")),
        )
        self.competition = store.competitions.create(
            kaggle_id=self.slug,
            title=self.slug,
            daily_submission_limit=LIMIT if chance() < 0.5 else None,
        )
        self.files: dict[str, Path] = {}
        self.actors = [self.submitter("first"), self.submitter("second")]
        if chance() < 0.4:
            self.actors.append(self.submitter("first", process="other process of first"))
        if chance() < 0.5:
            self.actors.append(Actor("reconciler", self.reconciler, self.accidents()))
        for _ in range(self.rng.choice((0, 1, 1, 2, 5))):
            self.actors.append(Actor("person", self.person, []))
        self.faults = 0
        for _ in range(self.rng.randrange(5)):
            self.add_fault()

    def add_fault(self) -> None:
        """Let a random call meet a random fault."""
        method = self.rng.choice(METHODS)
        faults = CREATE_FAULTS if method == "CreateSubmission" else READ_FAULTS
        self.kaggle.fail(
            method,
            self.rng.choice(faults),
            self.rng.choice((1, 1, 2)),
            after=self.rng.randrange(3),
            competition=self.slug,
        )

    def accidents(self) -> list[Accident]:
        """Return the accidents of one actor."""
        kinds = ("crash before", "crash within", "crash after", "request lost", "response lost")
        return [
            Accident(self.rng.randrange(1, 40), self.rng.choice(kinds), self.rng.randrange(1, 900))
            for _ in range(self.rng.randrange(5))
        ]

    def submitter(self, name: str, process: str | None = None) -> Actor:
        """Return an actor that submits a file of its own and waits for the score."""
        if name not in self.files:
            self.files[name] = self.folder / f"{self.slug}-{name}.csv"
            bad = "bad" if self.rng.random() < 0.15 else "good"
            self.files[name].write_text(f"{self.slug},{name},{bad}\n")
            setattr(self, name, self.execution(name))
        execution: AgentExecution = getattr(self, name)

        def begin() -> Any:
            api = self.api()
            row = yield from Kaggle.submit.of(
                api, execution_id=execution.id, file=self.files[name], message=name
            )
            return (yield from Kaggle.wait_until_scored.of(api, row.id))

        return Actor(process or name, begin, self.accidents())

    def execution(self, name: str) -> AgentExecution:
        """Return an execution of the competition."""
        return self.store.agent_executions.create(
            competition_id=self.competition.id, execution_name=name
        )

    def api(self) -> Kaggle[KaggleStore]:
        """Return the API of a new process, with the clock of the case."""
        made = Kaggle(
            self.store, endpoint=self.kaggle.endpoint, api_token=self.kaggle.token, settle=SETTLE
        )
        made._api = KaggleApi(
            endpoint=self.kaggle.endpoint,
            api_token=self.kaggle.token,
            monotonic=self.clock.monotonic,
        )
        made._now = self.clock.now
        return made

    def reconciler(self) -> Any:
        """Reconcile a few times."""
        for pause in (self.rng.uniform(0, 30), 60, 600):
            yield Pause(pause)
            yield from Kaggle.reconcile.of(self.api(), self.competition)

    def person(self) -> Any:
        """Submit by hand at some time, if the limit allows it."""
        yield Pause(self.rng.uniform(0, 20))
        with suppress(KaggleRefused):
            name = f"{self.slug}-first.csv"
            self.kaggle.submit_by_hand(self.slug, b"by hand,good", file_name=name)

    def run(self) -> int:
        """Run the case, check the end, and return the number of accidents and faults met."""
        calls = len(self.kaggle.calls)
        scheduler = Scheduler(self.store, self.clock, self.rng)
        scheduler.run(self.actors)
        self.kaggle.clear_faults()
        met = sum(call.fault is not None for call in self.kaggle.calls[calls:])
        self.reconcile_at_the_end(scheduler)
        self.check()
        return scheduler.accidents + met

    def reconcile_at_the_end(self, scheduler: Scheduler) -> None:
        for _ in range(3):
            self.clock.advance(SETTLE + 1)
            scheduler.run([Actor("end", lambda: Kaggle.reconcile.of(self.api(), self.slug), [])])

    def check(self) -> None:
        ours = [each for each in self.kaggle.submissions if each.competition == self.slug]
        by_agents = [each for each in ours if each.description.startswith("ks:")]
        rows = self.store.submissions.list(competition_id=self.competition.id, limit=1000)
        facts = (self.slug, [(a.name, a.errors) for a in self.actors], rows, by_agents)
        assert len({each.content for each in by_agents}) == len(by_agents), facts  # nothing twice
        known = {row.kaggle_submission_id: row for row in rows if row.kaggle_submission_id}
        assert known.keys() == {str(each.ref) for each in by_agents}, facts
        for each in by_agents:
            row = known[str(each.ref)]
            if each.error is None:
                assert row.submission_status == "scored", facts
                assert row.public_score == float(each.public_score or ""), facts
            else:
                assert row.submission_status == "failed", facts
                assert row.error_message == each.error, facts
        assert not {row.submission_status for row in rows} & {"pending", "unknown", "submitted"}
        counted = sum(each.error is None for each in by_agents)
        assert sum(row.slot_day is not None for row in rows) == counted, facts
        self.check_actors(by_agents, facts)

    def check_actors(self, by_agents: list[Any], facts: Any) -> None:
        """Each submitter has its submission, unless the limit was reached or Kaggle refused."""
        for actor in self.actors:
            if actor.name in self.files and actor.result is not None:
                content = self.files[actor.name].read_bytes()
                assert any(each.content == content for each in by_agents), facts
                assert actor.result.submission_status in ("scored", "failed"), facts


def _score(content: bytes) -> float:
    if b"bad" in content:
        raise ValueError("Evaluation Exception:\nSubmission must have 418 rows")
    return int(hashlib.sha256(content).hexdigest()[:4], 16) / 0xFFFF


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeKaggle]:
    with FakeKaggle(page_size=3) as kaggle:
        yield kaggle


# `make test-long` runs it with more examples, like those of Hypothesis.
@pytest.mark.hypothesis
# A crash between opening a file and the block that closes it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_submit_survives_accidents(
    chunk: int,
    store: KaggleStore,
    owner: psycopg.Connection[Any],
    fake: FakeKaggle,
    tmp_path: Path,
) -> None:
    shifted = [timedelta(0)]

    def shift(offset: timedelta) -> None:
        owner.execute("update kaggle_store.clock set shift = %s", [offset])
        fake.shift(offset - shifted[0])
        shifted[0] = offset

    clock, met, seed = Clock(shift), 0, chunk * 10_000
    try:
        while met < WANTED:
            # Always at noon, so that a case does not depend on the time at which it is run.
            now = datetime.now(UTC)
            clock.set(now.replace(hour=12, minute=0, second=0, microsecond=0) - now)
            met += Case(seed, store, fake, clock, tmp_path).run()
            seed += 1
    finally:
        shift(timedelta(0))
