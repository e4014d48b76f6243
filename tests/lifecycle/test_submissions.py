"""Submissions and the day's quota: random uploads over several days, and Kaggle's own list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaggle_store.errors import (
    ApiError,
    DuplicateFile,
    ExecutionEnded,
    MoveRefused,
    SubmissionLimitReached,
)
from kaggle_store.resources.submissions import ListedSubmission
from tests.lifecycle.machine import PICK, Lifecycle, nth, run
from tests.lifecycle.world import World

LIMIT = 3
NOISE = timedelta(seconds=25)
SCORES = st.sampled_from([None, 0.9])
MOVES = {
    "pending": {"submitted", "failed", "unknown", "scored"},
    "unknown": {"submitted", "scored", "failed"},
    "submitted": {"scored", "failed", "unknown", "disqualified"},
    "scored": {"disqualified"},
}


def moment(text: str | None) -> datetime | None:
    """A time as a row has it."""
    return datetime.fromisoformat(text) if text else None


@dataclass
class Sent:
    """What the model knows of a submission."""

    id: UUID
    file: str
    created: datetime
    slot: date | None
    status: str = "pending"
    kaggle_id: str | None = None
    score: float | None = None
    submitted: datetime | None = None
    was_found_again: bool = False
    """Whether Kaggle had it after all, so that its slot may have been given to another."""

    def move(self, status: str, now: datetime) -> None:
        """A file that Kaggle takes after midnight takes the new day's slot; a failed one none."""
        if status in ("submitted", "scored") and self.status in ("pending", "unknown", "failed"):
            self._arrive(now)
        if status == "failed":
            self.slot = None
        self.status = status

    def _arrive(self, now: datetime) -> None:
        """No day to come is taken, and of an upload that nobody saw the day stays."""
        days = [self.slot] if self.slot else []
        if self.submitted:
            days.append(min(self.submitted.date(), now.date()))
        elif self.status != "unknown":
            days.append(now.date())
        self.was_found_again |= self.status == "failed"
        self.slot = max(days)
        self.submitted = self.submitted or now

    def is_listed_as(self, file: str, when: datetime | None) -> bool:
        """Whether this may be what Kaggle lists by this name, taken at that time."""
        if self.kaggle_id or self.file != file:
            return False
        if when is None:
            return self.status in ("unknown", "submitted")
        is_open = self.status in ("pending", "unknown", "submitted", "failed")
        return is_open and when >= self.created - timedelta(minutes=10)


@dataclass
class Competition:
    """A competition, the executions in it, and what they have sent."""

    id: UUID
    limit: int | None
    executions: list[UUID]
    sent: dict[UUID, Sent] = field(default_factory=dict)

    def used(self, day: date) -> int:
        """How many slots of a day are taken."""
        return sum(s.slot == day for s in self.sent.values())

    def find(self, item: ListedSubmission, seen: set[UUID]) -> Sent | None:
        """Which of those that were sent Kaggle speaks of: by its id, else the first by its name."""
        id, taken = item["kaggle_submission_id"], item.get("submitted_at")
        left = [sent for sent in self.sent.values() if sent.id not in seen]
        own = [sent for sent in left if sent.kaggle_id == id]
        file = str(item.get("file_name")).removesuffix(".csv")
        others = [sent for sent in left if sent.is_listed_as(file, taken)]
        found = own or sorted(others, key=lambda sent: sent.status == "failed")
        return found[0] if found else None

    def was_sent(self, file: str) -> bool:
        """Whether this file was sent before, and arrived or may have arrived."""
        return any(s.file == file and s.status != "failed" for s in self.sent.values())


class Submissions(Lifecycle):
    """Random things done to the submissions of two competitions, one without a limit."""

    tables = ("agent_executions", "submissions")

    def begin(self) -> None:
        self.competitions = [self.enter("titanic", LIMIT), self.enter("open", None)]
        self.over: set[UUID] = set()
        self.listed = 0

    def enter(self, name: str, limit: int | None) -> Competition:
        """A competition with two executions."""
        store = self.client(0)
        row = store.competitions.create(
            kaggle_id=name,
            title=name,
            daily_submission_limit=limit,
            metric_direction="maximize",
        )
        runs = [
            store.agent_executions.create(competition_id=row.id, execution_name=str(n)).id
            for n in range(2)
        ]
        return Competition(row.id, limit, runs)

    @property
    def today(self) -> date:
        """The UTC day by the store's clock."""
        return self.world.now.date()

    @property
    def sent(self) -> dict[UUID, Sent]:
        """All that was sent to any competition."""
        return {id: sent for each in self.competitions for id, sent in each.sent.items()}

    def competition(self, pick: int) -> Competition:
        """Two of three times the one with a limit."""
        return self.competitions[pick % 3 // 2]

    @rule(client=PICK, pick=PICK, file=st.sampled_from("abcde"), allow=st.booleans())
    def reserve(self, client: int, pick: int, file: str, allow: bool) -> None:
        """A slot is taken before the upload, once; without one, nothing."""
        at = self.competition(pick)
        refusal: type[ApiError] | None = None
        if at.limit is not None and at.used(self.today) >= at.limit:
            refusal = SubmissionLimitReached
        elif not allow and at.was_sent(file):
            refusal = DuplicateFile
        elif at.executions[pick % 2] in self.over:
            refusal = ExecutionEnded
        asked: dict[str, Any] = {
            "id": uuid4(),
            "execution_id": at.executions[pick % 2],
            "submission_file_path": f"/tmp/{file}.csv",
            "file_sha256": file * 64,
            "allow_duplicate": allow,
        }
        row = self.ask(refusal, lambda: self.client(client).submissions.reserve(**asked))
        if row is not None:
            assert self.client(client + 1).submissions.reserve(**asked) == row
            at.sent[row.id] = Sent(row.id, file, self.world.now, self.today)

    @rule(client=PICK, pick=PICK, chance=st.integers(0, 9))
    def stop(self, client: int, pick: int, chance: int) -> None:
        """Nothing new is sent for what was cancelled; what was sent is still learned of."""
        if chance == 0:
            run = self.competition(pick).executions[pick % 2]
            self.client(client).agent_executions.update(run, status="cancelled")
            self.over.add(run)

    def mark(
        self,
        pick: int,
        status: str,
        mark: Callable[[UUID], object],
        submitted: datetime | None = None,
    ) -> Sent | None:
        """Do something that moves a submission, and answer it if it moves."""
        if (sent := nth(self.sent, pick)) is None:
            return None
        is_allowed = status == sent.status or status in MOVES.get(sent.status, ())
        self.ask(None if is_allowed else MoveRefused, lambda: mark(sent.id))
        if not is_allowed:
            return None
        sent.submitted = submitted or sent.submitted
        if status != sent.status:
            sent.move(status, self.world.now)
        return sent

    @rule(client=PICK, pick=PICK, hours=st.sampled_from([None, None, -30, -1, 30]))
    def submit(self, client: int, pick: int, hours: int | None) -> None:
        """Kaggle has taken a file, now or at its own time; what it has scored, it has taken."""
        when = None if hours is None else self.world.now + timedelta(hours=hours)
        room = self.client(client).submissions
        sent = nth(self.sent, pick)
        kaggle_id = sent.kaggle_id or str(sent.id.int % 10**9) if sent else ""
        if sent and sent.status == "scored":
            assert room.mark_submitted(sent.id, kaggle_id).submission_status == "scored"
        elif sent := self.mark(
            pick, "submitted", lambda id: room.mark_submitted(id, kaggle_id, when), when
        ):
            sent.kaggle_id = kaggle_id

    @rule(client=PICK, pick=PICK, score=st.sampled_from([0.5, 0.75, -2.9e25]))
    def score(self, client: int, pick: int, score: float) -> None:
        """A score may come again, corrected."""
        room = self.client(client).submissions
        if sent := self.mark(pick, "scored", lambda id: room.mark_scored(id, public_score=score)):
            sent.score = score

    @rule(client=PICK, pick=PICK, way=st.sampled_from(["failed", "unknown", "disqualified"]))
    def lose(self, client: int, pick: int, way: str) -> None:
        """Uploads fail, or nobody knows; Kaggle strikes some out."""
        room = self.client(client).submissions
        marks: dict[str, Callable[[UUID], object]] = {
            "failed": lambda id: room.mark_failed(id, "refused"),
            "unknown": room.mark_unknown,
            "disqualified": room.disqualify,
        }
        self.mark(pick, way, marks[way])

    @rule(
        client=PICK,
        pick=PICK,
        known=st.lists(st.tuples(PICK, SCORES, st.booleans()), max_size=4),
        new=st.lists(
            st.tuples(st.sampled_from("abcde"), SCORES, st.sampled_from([None, -120.5, -0.5])),
            max_size=2,
        ),
        is_complete=st.booleans(),
    )
    def reconcile(
        self,
        client: int,
        pick: int,
        known: list[tuple[int, float | None, bool]],
        new: list[tuple[str, float | None, float | None]],
        is_complete: bool,
    ) -> None:
        """What Kaggle lists is the truth; what it does not list has not arrived."""
        at = self.competition(pick)
        items = {item["kaggle_submission_id"]: item for item in self._known(at, known)}
        items |= {item["kaggle_submission_id"]: item for item in self._new(new)}
        told = self.client(client).submissions.reconcile(
            at.id, [*reversed(items.values())], is_complete
        )
        before = {id: sent.status for id, sent in at.sent.items()}
        seen: set[UUID] = set()
        for item in items.values():
            if sent := at.find(item, seen):
                seen.add(sent.id)
                self.learn(sent, item)
        for sent in at.sent.values():
            if is_complete and sent.status == "unknown" and sent.id not in seen:
                sent.move("failed", self.world.now)
        news = [at.sent[id].status for id in before if at.sent[id].status != before[id]]
        ours = {sent.kaggle_id for sent in at.sent.values()}
        assert told.matched == len(seen)
        assert sorted(told.unrecognised or []) == sorted(set(items) - ours)
        assert (told.scored, told.failed) == (news.count("scored"), news.count("failed"))

    def _known(
        self, at: Competition, listed: list[tuple[int, float | None, bool]]
    ) -> list[ListedSubmission]:
        """Kaggle lists some of those whose ids are known, scored or failed or neither."""
        theirs = {id: sent for id, sent in at.sent.items() if sent.kaggle_id}
        return [
            {
                "kaggle_submission_id": sent.kaggle_id or "",
                "status": "failed" if has_failed else "submitted",
                "public_score": score,
            }
            for number, score, has_failed in listed
            if (sent := nth(theirs, number))
        ]

    def _new(self, listed: list[tuple[str, float | None, float | None]]) -> list[ListedSubmission]:
        """And others, which may be ours by name and time; those without a time come last."""
        last = sorted(listed, key=lambda item: (item[2] is None, item[2]))
        items: list[ListedSubmission] = []
        for file, score, minutes in last:
            self.listed += 1
            when = None if minutes is None else self.world.now + timedelta(minutes=minutes)
            items.append(
                {
                    "kaggle_submission_id": f"listed {self.listed:04}",
                    "file_name": f"{file}.csv",
                    "public_score": score,
                    "submitted_at": when,
                }
            )
        return items

    def learn(self, sent: Sent, item: ListedSubmission) -> None:
        """Take in one line of Kaggle's list."""
        sent.kaggle_id = item["kaggle_submission_id"]
        if when := item.get("submitted_at"):
            sent.submitted = when
        score = item.get("public_score")
        if sent.status not in ("scored", "disqualified"):
            status = "submitted" if score is None else "scored"
            status = "failed" if item.get("status") == "failed" else status
            if status != sent.status:
                sent.move(status, self.world.now)
        if sent.status != "failed" and score is not None:
            sent.score = score

    @rule()
    def sleep(self) -> None:
        """Midnight passes."""
        tomorrow = datetime.combine(
            self.today + timedelta(days=1), time(0, 30), self.world.now.tzinfo
        )
        self.world.wait(tomorrow - self.world.now)

    def is_ambiguous(self) -> bool:
        ahead = [s.submitted - self.world.now for s in self.sent.values() if s.submitted]
        return any(abs(left - timedelta(days=1)) < NOISE for left in ahead)

    def findings(self) -> dict[str, dict[str, int]]:
        """What was taken tomorrow, or scored before it was taken, or is too much, is found."""
        rows = self.seen.rows["submissions"].values()
        taken = [(moment(row["submitted_at"]), moment(row["scored_at"])) for row in rows]
        ahead = sum(at > self.world.now + timedelta(days=1) for at, _ in taken if at)
        early = sum(scored < at for at, scored in taken if at and scored)
        over = sum(at.used(self.today) > at.limit for at in self.competitions if at.limit)
        found = {
            "competitions": {"more submissions today than it takes a day": over},
            "submissions": {"its times lie ahead": ahead, "scored before it was submitted": early},
        }
        told = {table: {what: n for what, n in each.items() if n} for table, each in found.items()}
        return {table: each for table, each in told.items() if each}

    def holds(self) -> None:
        for id, row in self.seen.rows["submissions"].items():
            sent = self.sent[id]
            slot = sent.slot.isoformat() if sent.slot else None
            score = None if row["public_score"] is None else float(row["public_score"])
            assert (row["submission_status"], row["slot_day"], score) == (
                sent.status,
                slot,
                sent.score,
            )
        for at in self.competitions:
            self._keeps_to_its_quota(at)

    def _keeps_to_its_quota(self, at: Competition) -> None:
        """A day has more than its slots only by what Kaggle took late, or after all."""
        for day in {sent.slot for sent in at.sent.values() if sent.slot}:
            late = sum(
                s.slot == day and (s.created.date() != day or s.was_found_again)
                for s in at.sent.values()
            )
            assert at.limit is None or at.used(day) <= at.limit + late
        if at.limit is None and len(self.seen.history) % 4:
            return  # A request saved.
        quota = self.client(0).submissions.quota(at.id)
        used = at.used(self.today)
        left = None if at.limit is None else max(at.limit - used, 0)
        assert (quota.used_today, quota.remaining) == (used, left)
        assert quota.resets_at is not None
        assert quota.resets_at.date() == self.today + timedelta(days=1)

    def teardown(self) -> None:
        """In the end the best score is the best of those that count."""
        for at in self.competitions:
            counted = [s.score for s in at.sent.values() if s.status != "disqualified"]
            scores = [score for score in counted if score is not None]
            best = self.client(0).submissions.best(competition_id=at.id)
            assert (best.public_score if best else None) == max(scores, default=None)
        super().teardown()


@pytest.mark.long
def test_a_day_has_no_more_submissions_than_kaggle_takes(world: World) -> None:
    run(Submissions, world, examples=30)
