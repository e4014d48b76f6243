"""Submissions and the daily limit: random uploads over several days, and Kaggle's list."""

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
from tests.lifecycle.state_machine import PICK, Lifecycle, nth, run
from tests.lifecycle.world import World

LIMIT = 3
TOLERANCE = timedelta(seconds=25)
SCORES = st.sampled_from([None, 0.9])
MOVES = {
    "pending": {"submitted", "failed", "unknown", "scored"},
    "unknown": {"submitted", "scored", "failed"},
    "submitted": {"scored", "failed", "unknown", "disqualified"},
    "scored": {"disqualified"},
}


def moment(text: str | None) -> datetime | None:
    """Parse a timestamp of a row."""
    return datetime.fromisoformat(text) if text else None


@dataclass
class Submission:
    """The model of a submission."""

    id: UUID
    file: str
    created: datetime
    slot: date | None
    status: str = "pending"
    kaggle_id: str | None = None
    score: float | None = None
    submitted: datetime | None = None
    was_restored: bool = False
    """Whether it was marked failed but accepted after all, so that its slot may be reused."""

    def move(self, status: str, now: datetime) -> None:
        """Apply a status: accepted after midnight, it takes the new day's slot; failed, none."""
        if status in ("submitted", "scored") and self.status in ("pending", "unknown", "failed"):
            self._arrive(now)
        if status == "failed":
            self.slot = self.score = None
        self.status = status

    def _arrive(self, now: datetime) -> None:
        """Choose the slot: never a future day; an unknown upload keeps its day."""
        days = [self.slot] if self.slot else []
        if self.submitted:
            days.append(min(self.submitted.date(), now.date()))
        elif self.status != "unknown":
            days.append(now.date())
        self.was_restored |= self.status == "failed"
        self.slot = max(days)
        self.submitted = self.submitted or now


@dataclass
class Competition:
    """The model of a competition, its executions and their submissions."""

    id: UUID
    limit: int | None
    executions: list[UUID]
    sent: dict[UUID, Submission] = field(default_factory=dict)

    def used(self, day: date) -> int:
        """Return the number of used slots of a day."""
        return sum(s.slot == day for s in self.sent.values())

    def match(self, items: list[ListedSubmission]) -> dict[UUID, ListedSubmission]:
        """Return the submissions of Kaggle's entries: by id, else by file name and time.

        In this model every submission that arrived has Kaggle's id.
        """
        own = {sent.kaggle_id: sent.id for sent in self.sent.values() if sent.kaggle_id}
        known = [item for item in items if item["kaggle_submission_id"] in own]
        found = {own[item["kaggle_submission_id"]]: item for item in known}
        for statuses in (("pending", "unknown"), ("failed",)):
            for file in "abcde":
                left = [item for item in items if item not in found.values()]
                named = [item for item in left if item.get("file_name") == f"{file}.csv"]
                free = [
                    sent
                    for sent in self.sent.values()
                    if sent.file == file and sent.status in statuses and not sent.kaggle_id
                ]
                found |= match_dated(free, named)
                undated = [item for item in named if not item.get("submitted_at")]
                unknown = [s for s in free if s.status == "unknown" and s.id not in found]
                found |= {s.id: item for s, item in zip(unknown, undated, strict=False)}
        return found

    def was_sent(self, file: str) -> bool:
        """Whether this file was submitted before, or may have been."""
        return any(s.file == file and s.status != "failed" for s in self.sent.values())


def match_dated(
    free: list[Submission], items: list[ListedSubmission]
) -> dict[UUID, ListedSubmission]:
    """Give each entry the last submission before it that is free, and both in order."""
    chosen, matched = list[Submission](), list[ListedSubmission]()
    dated = [(at, item) for item in items if (at := item.get("submitted_at"))]
    for at, item in sorted(dated, key=lambda pair: pair[0]):
        latest = at + timedelta(minutes=10)
        if before := [s for s in free if s.created <= latest and s not in chosen]:
            chosen.append(before[-1])
            matched.append(item)
    return {
        sent.id: item
        for sent, item in zip(sorted(chosen, key=lambda s: s.created), matched, strict=True)
    }


class Submissions(Lifecycle):
    """Random calls on the submissions of two competitions, one without a limit."""

    tables = ("agent_executions", "submissions")

    def begin(self) -> None:
        self.competitions = [
            self.create_competition("titanic", LIMIT),
            self.create_competition("open", None),
        ]
        self.over: set[UUID] = set()
        self.listed = 0

    def create_competition(self, name: str, limit: int | None) -> Competition:
        """Create a competition with two executions."""
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
    def sent(self) -> dict[UUID, Submission]:
        """The submissions of all competitions."""
        return {id: sent for each in self.competitions for id, sent in each.sent.items()}

    def competition(self, pick: int) -> Competition:
        """Return the competition with a limit in two of three cases."""
        return self.competitions[pick % 3 // 2]

    @rule(client=PICK, pick=PICK, file=st.sampled_from("abcde"), allow=st.booleans())
    def reserve(self, client: int, pick: int, file: str, allow: bool) -> None:
        """A reservation takes one slot, or is refused."""
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
        row = self.expect(refusal, lambda: self.client(client).submissions.reserve(**asked))
        if row is not None:
            assert self.client(client + 1).submissions.reserve(**asked) == row
            at.sent[row.id] = Submission(row.id, file, self.world.now, self.today)

    @rule(client=PICK, pick=PICK, chance=st.integers(0, 9))
    def cancel_execution(self, client: int, pick: int, chance: int) -> None:
        """A cancelled execution refuses new submissions, but not updates of old ones."""
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
    ) -> Submission | None:
        """Change the status of a submission, and return its model if that is allowed."""
        if (sent := nth(self.sent, pick)) is None:
            return None
        is_allowed = status == sent.status or status in MOVES.get(sent.status, ())
        self.expect(None if is_allowed else MoveRefused, lambda: mark(sent.id))
        if not is_allowed:
            return None
        sent.submitted = submitted or sent.submitted
        if status != sent.status:
            sent.move(status, self.world.now)
        return sent

    @rule(client=PICK, pick=PICK, hours=st.sampled_from([None, None, -30, -1, 30]))
    def mark_submitted(self, client: int, pick: int, hours: int | None) -> None:
        """A submission is accepted now or at a given time; a scored one stays scored."""
        when = None if hours is None else self.world.now + timedelta(hours=hours)
        resource = self.client(client).submissions
        sent = nth(self.sent, pick)
        kaggle_id = sent.kaggle_id or str(sent.id.int % 10**9) if sent else ""
        if sent and sent.status == "scored":
            assert resource.mark_submitted(sent.id, kaggle_id).submission_status == "scored"
        elif sent := self.mark(
            pick, "submitted", lambda id: resource.mark_submitted(id, kaggle_id, when), when
        ):
            sent.kaggle_id = kaggle_id

    @rule(client=PICK, pick=PICK, score=st.sampled_from([0.5, 0.75, -2.9e25]))
    def mark_scored(self, client: int, pick: int, score: float) -> None:
        """A score can be corrected."""
        resource = self.client(client).submissions
        if (known := nth(self.sent, pick)) and not known.kaggle_id and known.status != "failed":
            known.kaggle_id = str(known.id.int % 10**9)
            resource.update(known.id, kaggle_submission_id=known.kaggle_id)
        if sent := self.mark(
            pick, "scored", lambda id: resource.mark_scored(id, public_score=score)
        ):
            sent.score = score

    @rule(client=PICK, pick=PICK, status=st.sampled_from(["failed", "unknown", "disqualified"]))
    def mark_unscored(self, client: int, pick: int, status: str) -> None:
        """Uploads fail, have an unknown outcome, or are disqualified."""
        resource = self.client(client).submissions
        marks: dict[str, Callable[[UUID], object]] = {
            "failed": lambda id: resource.mark_failed(id, "refused"),
            "unknown": resource.mark_unknown,
            "disqualified": resource.disqualify,
        }
        self.mark(pick, status, marks[status])

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
        """Kaggle's list is authoritative; one that is complete and known fails unknown uploads."""
        at = self.competition(pick)
        items = {item["kaggle_submission_id"]: item for item in self._known(at, known)}
        items |= {item["kaggle_submission_id"]: item for item in self._new(new)}
        result = self.client(client).submissions.reconcile(
            at.id, [*reversed(items.values())], is_complete
        )
        before = {id: sent.status for id, sent in at.sent.items()}
        matches = at.match([*items.values()])
        for id, item in matches.items():
            self.apply(at.sent[id], item)
        ours = {sent.kaggle_id for sent in at.sent.values()}
        strangers = set(items) - ours
        for sent in at.sent.values():
            if is_complete and not strangers and sent.status == "unknown":
                sent.move("failed", self.world.now)
        news = [at.sent[id].status for id in before if at.sent[id].status != before[id]]
        assert result.matched == len(matches)
        assert sorted(result.unrecognised or []) == sorted(strangers)
        assert (result.scored, result.failed) == (news.count("scored"), news.count("failed"))

    def _known(
        self, at: Competition, listed: list[tuple[int, float | None, bool]]
    ) -> list[ListedSubmission]:
        """Return entries of submissions with a Kaggle id, some scored, some failed."""
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
        """Return entries that may match by name and time; those without a time come last."""
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

    def apply(self, sent: Submission, item: ListedSubmission) -> None:
        """Apply one entry of Kaggle's list to the model."""
        sent.kaggle_id = item["kaggle_submission_id"]
        if when := item.get("submitted_at"):
            sent.submitted = when
        score = item.get("public_score")
        if sent.status != "disqualified":
            is_scored = score is not None or sent.status == "scored"
            status = "scored" if is_scored else "submitted"
            status = "failed" if item.get("status") == "failed" else status
            if status != sent.status:
                sent.move(status, self.world.now)
        if sent.status != "failed" and score is not None:
            sent.score = score

    @rule()
    def pass_midnight(self) -> None:
        """Move the clock to the next day."""
        tomorrow = datetime.combine(
            self.today + timedelta(days=1), time(0, 30), self.world.now.tzinfo
        )
        self.world.wait(tomorrow - self.world.now)

    def is_ambiguous(self) -> bool:
        ahead = [s.submitted - self.world.now for s in self.sent.values() if s.submitted]
        return any(abs(left - timedelta(days=1)) < TOLERANCE for left in ahead)

    def findings(self) -> dict[str, dict[str, int]]:
        """Future times, scores before submission and exceeded limits are reported."""
        rows = self.seen.rows["submissions"].values()
        taken = [(moment(row["submitted_at"]), moment(row["scored_at"])) for row in rows]
        ahead = sum(at > self.world.now + timedelta(days=1) for at, _ in taken if at)
        early = sum(scored < at for at, scored in taken if at and scored)
        over = sum(at.used(self.today) > at.limit for at in self.competitions if at.limit)
        found = {
            "competitions": {"more submissions today than it takes a day": over},
            "submissions": {"its times lie ahead": ahead, "scored before it was submitted": early},
        }
        counts = {t: {what: n for what, n in each.items() if n} for t, each in found.items()}
        return {table: each for table, each in counts.items() if each}

    def compare(self) -> None:
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
            self._check_quota(at)

    def _check_quota(self, at: Competition) -> None:
        """Only late or restored submissions can exceed the limit of a day."""
        for day in {sent.slot for sent in at.sent.values() if sent.slot}:
            late = sum(
                s.slot == day and (s.created.date() != day or s.was_restored)
                for s in at.sent.values()
            )
            assert at.limit is None or at.used(day) <= at.limit + late
        if at.limit is None and len(self.seen.history) % 4:
            return  # Saves requests.
        quota = self.client(0).submissions.quota(at.id)
        used = at.used(self.today)
        left = None if at.limit is None else max(at.limit - used, 0)
        assert (quota.used_today, quota.remaining) == (used, left)
        assert quota.resets_at is not None
        assert quota.resets_at.date() == self.today + timedelta(days=1)

    def teardown(self) -> None:
        """`best` returns the highest score that is not disqualified."""
        for at in self.competitions:
            counted = [s.score for s in at.sent.values() if s.status != "disqualified"]
            scores = [score for score in counted if score is not None]
            best = self.client(0).submissions.best(competition_id=at.id)
            assert (best.public_score if best else None) == max(scores, default=None)
        super().teardown()


@pytest.mark.hypothesis
def test_submissions_match_model(world: World) -> None:
    run(Submissions, world, examples=30)
