"""Files of code as trees: parents, cycles, and the reads against a reference in Python."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import errors

from tests.conftest import Owner
from tests.database.clients import Client, Row, refused

ENDED = ("failed", "cancelled")


@dataclass(frozen=True)
class Job:
    """A job of a file, with the public scores of its submissions."""

    status: str
    validation: float | None = None
    public: tuple[float, ...] = ()


@dataclass(frozen=True)
class File:
    """A file whose parent is an earlier one, by number."""

    parent: int | None = None
    status: str = "valid"
    jobs: Sequence[Job] = field(default=())


def store_files(client: Client, execution: UUID, files: Sequence[File]) -> list[UUID]:
    """Store the files with one INSERT in random order, their jobs and submissions."""
    ids = [UUID(int=uuid4().int) for _ in files]
    rows = [
        {
            "id": str(id),
            "parent_id": None if file.parent is None else str(ids[file.parent]),
            "status": file.status,
            "at": number,
        }
        for number, (id, file) in enumerate(zip(ids, files, strict=True))
    ]
    insert(client, execution, random.Random(len(files)).sample(rows, len(rows)))
    for id, file in zip(ids, files, strict=True):
        for job in file.jobs:
            made = client.job(
                execution, code_id=id, status=job.status, best_validation_score=job.validation
            )
            for score in job.public:
                client.submission(
                    execution,
                    training_job_id=made,
                    submission_status="scored",
                    public_score=score,
                )
    return ids


def insert(client: Client, execution: UUID, rows: list[Row]) -> list[Row]:
    return client.rows(
        "insert into generated_code (id, parent_id, operator, execution_id, code_type, file_name, "
        "code_content, validation_status, created_at) "
        "select id, parent_id, 'improve', %s, 'training', 'a.py', 'pass', "
        "coalesce(status, 'valid')::kaggle_store.validation_status, "
        "'2026-01-01T00:00:00Z'::timestamptz + coalesce(at, 0) * interval '1 second' "
        "from json_to_recordset(%s) as r (id uuid, parent_id uuid, status text, at integer) "
        "returning id",
        execution,
        json.dumps(rows),
    )


def read(client: Client, function: str, execution: UUID, **more: object) -> list[Row]:
    named = "".join(f", {name} => %s" for name in more)
    query = f"select * from unnest({function}(%s{named}))"
    return client.rows(query, execution, *more.values())


# A reference in Python -------------------------------------------------------------------------


def outcome(file: File) -> str:
    states = [job.status for job in file.jobs]
    if any(state in ("queued", "running") for state in states):
        return "running"
    if file.status == "invalid" or (states and all(state in ENDED for state in states)):
        return "failed"
    return "succeeded" if states else "untried"


def best(scores: Sequence[float | None], direction: str | None) -> float | None:
    found = [score for score in scores if score is not None]
    if not found or direction is None:
        return None
    return max(found) if direction == "maximize" else min(found)


def score_of(files: Sequence[File], direction: str | None) -> list[float | None]:
    def validation(file: File) -> float | None:
        return best([j.validation for j in file.jobs if j.status not in ENDED], direction)

    def public(file: File) -> float | None:
        return best([score for j in file.jobs for score in j.public], direction)

    counted = [file if outcome(file) != "failed" else File() for file in files]
    by_validation = [validation(file) for file in counted]
    if any(score is not None for score in by_validation):
        return by_validation
    return [public(file) for file in counted]


def ancestors(files: Sequence[File], number: int) -> list[int]:
    found = [number]
    while (parent := files[found[-1]].parent) is not None:
        found.append(parent)
    return found


def failures_of(files: Sequence[File], number: int) -> int:
    states = [outcome(files[each]) == "failed" for each in ancestors(files, number)]
    return next((n for n, failed in enumerate(states) if not failed), len(states))


def path_of(files: Sequence[File], direction: str | None) -> list[int]:
    scores = score_of(files, direction)
    top = best(scores, direction)
    return [] if top is None else ancestors(files, scores.index(top))[::-1]


def leaves_of(files: Sequence[File], direction: str | None, failures: int) -> list[int]:
    scores = score_of(files, direction)
    parents = {file.parent for file in files}

    def order(number: int) -> tuple[object, ...]:
        score = scores[number]
        size = 0.0 if score is None else -score if direction == "maximize" else score
        failed = outcome(files[number]) == "failed"
        return failed, score is None, size, failures_of(files, number), number

    leaves = [number for number in range(len(files)) if number not in parents]
    return sorted(
        (
            number
            for number in leaves
            if outcome(files[number]) in ("untried", "succeeded")
            or (outcome(files[number]) == "failed" and failures_of(files, number) <= failures)
        ),
        key=order,
    )


scores = st.none() | st.sampled_from([0.1, 0.5, 0.5, 0.9, -1e300, 1e27])
jobs = st.builds(
    Job,
    st.sampled_from(["queued", "completed", "completed", "failed", "cancelled"]),
    scores,
    st.lists(st.sampled_from([0.2, 0.4]), max_size=2).map(tuple),
)


@st.composite
def forests(draw: st.DrawFn) -> list[File]:
    """Draw files whose parents come before them."""
    files: list[File] = []
    scored = draw(st.booleans())
    for number in range(draw(st.integers(0, 12))):
        parent = draw(st.none() | st.integers(0, number - 1)) if number else None
        status = draw(st.sampled_from(["pending", "valid", "valid", "invalid"]))
        made = draw(st.lists(jobs, max_size=2))
        files.append(
            File(parent, status, [j if scored else Job(j.status, None, j.public) for j in made])
        )
    return files


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=forests(), direction=st.sampled_from(["maximize", "minimize", None]))
def test_reads_match_a_reference(agent: Client, files: list[File], direction: str | None) -> None:
    competition = agent.competition(metric_direction=direction)
    execution = agent.execution(competition_id=competition)
    ids = store_files(agent, execution, files)
    number = {id: n for n, id in enumerate(ids)}
    rows = read(agent, "code_tree", execution)
    by_number = {number[row["id"]]: row for row in rows}
    path = path_of(files, direction)
    for n, (file, score) in enumerate(zip(files, score_of(files, direction), strict=True)):
        row = by_number.pop(n)
        assert row["depth"] == len(ancestors(files, n)) - 1
        assert row["children"] == sum(other.parent == n for other in files)
        assert (row["jobs"], row["outcome"]) == (len(file.jobs), outcome(file))
        assert row["failures"] == failures_of(files, n)
        assert row["score"] == score
        assert row["is_on_path_to_best"] == (n in path)
        assert row["is_open"] == (n in leaves_of(files, direction, 0))
    assert by_number == {}
    order = [(row["depth"], number[row["id"]]) for row in rows]
    assert order == sorted(order)
    assert [number[r["id"]] for r in read(agent, "path_to_best_code", execution)] == path
    for failures in (0, 1, 2):
        found = read(agent, "open_code_leaves", execution, p_max_failures=failures)
        assert [number[row["id"]] for row in found] == leaves_of(files, direction, failures)


# Parents ---------------------------------------------------------------------------------------


def test_first_of_equals_is_best(agent: Client, execution: UUID) -> None:
    scored = [Job("completed", 0.5)]
    ids = store_files(agent, execution, [File(jobs=scored), File(0, jobs=scored)])
    assert [row["id"] for row in read(agent, "path_to_best_code", execution)] == ids[:1]


def test_test_score_is_shown_but_not_compared(agent: Client, execution: UUID) -> None:
    [first, second] = store_files(agent, execution, [File(), File(0)])
    agent.job(execution, code_id=first, status="completed", final_test_score=0.9)
    agent.job(execution, code_id=second, status="completed", best_validation_score=0.1)
    tree = read(agent, "code_tree", execution)
    assert [(row["test_score"], row["score"]) for row in tree] == [(0.9, None), (None, 0.1)]


def test_disqualified_submission_has_no_score(agent: Client, execution: UUID) -> None:
    [id] = store_files(agent, execution, [File(jobs=[Job("completed", None, (0.7,))])])
    assert read(agent, "path_to_best_code", execution)[0]["score"] == 0.7
    [submission] = agent.rows("select id from submissions where execution_id = %s", execution)
    agent.update("submissions", submission["id"], submission_status="disqualified")
    assert read(agent, "path_to_best_code", execution) == []
    assert [row["id"] for row in read(agent, "open_code_leaves", execution)] == [id]


@pytest.mark.parametrize("function", ["code_tree", "path_to_best_code", "open_code_leaves"])
def test_unknown_execution_is_refused(agent: Client, function: str) -> None:
    with pytest.raises(errors.NoDataFound, match="there is no execution"):
        read(agent, function, uuid4())


def test_person_reads_the_tree(agent: Client, person: Client, execution: UUID) -> None:
    [id] = store_files(agent, execution, [File()])
    assert [row["id"] for row in read(person, "code_tree", execution)] == [id]


def cycle(size: int, tail: int = 0) -> list[Row]:
    """Return rows that form a cycle, with a chain below one of them."""
    ids = [str(uuid4()) for _ in range(size + tail)]
    parents = [*(ids[(n + 1) % size] for n in range(size)), *ids[size - 1 : -1]][: size + tail]
    return [{"id": id, "parent_id": parent} for id, parent in zip(ids, parents, strict=True)]


@pytest.mark.parametrize(("size", "tail"), [(1, 0), (2, 0), (3, 4), (30, 0)])
def test_cycle_in_one_insert_is_refused(
    agent: Client, execution: UUID, size: int, tail: int
) -> None:
    root = agent.code(execution)
    fine = {"id": str(uuid4()), "parent_id": str(root)}
    rows = cycle(size, tail)
    with refused("KS233") as facts:
        insert(agent, execution, [fine, *rows])
    assert facts["count"] == size + tail
    assert set(facts["ids"]) <= {row["id"] for row in rows}
    assert agent.one("select count(*) from generated_code") == 1


def test_cycle_through_an_existing_row_cannot_form(agent: Client, execution: UUID) -> None:
    """A repeated create changes nothing, so its row keeps its parent."""
    [root] = store_files(agent, execution, [File()])
    child = uuid4()
    columns = "(id, parent_id, execution_id, code_type, file_name, code_content)"
    agent.rows(
        f"insert into generated_code {columns} values "
        "(%s, %s, %s, 'training', 'a', ''), (%s, %s, %s, 'training', 'a', '') "
        "on conflict (id) do nothing",
        *(root, child, execution, child, root, execution),
    )
    assert agent.get("generated_code", root)["parent_id"] is None
    assert agent.get("generated_code", child)["parent_id"] == root


def test_parent_of_another_execution_is_refused(agent: Client, execution: UUID) -> None:
    other = agent.code(agent.execution())
    with pytest.raises(errors.ForeignKeyViolation, match="a_parent_is_code_of_its_execution"):
        insert(agent, execution, [{"id": str(uuid4()), "parent_id": str(other)}])


def test_clients_cannot_change_a_parent(agent: Client, owner: Owner, execution: UUID) -> None:
    [root, child, other] = store_files(agent, execution, [File(), File(0), File()])
    with pytest.raises(errors.InsufficientPrivilege):
        agent.update("generated_code", child, parent_id=other)
    with pytest.raises(errors.DatabaseError) as refusal:
        owner.execute("update generated_code set parent_id = %s where id = %s", [child, root])
    assert refusal.value.sqlstate == "KS234"
    owner.rollback()


def test_children_of_a_deleted_file_are_roots(agent: Client, owner: Owner, execution: UUID) -> None:
    [root, child, _] = store_files(agent, execution, [File(), File(0), File(1)])
    owner.execute("delete from generated_code where id = %s", [root])
    tree = read(agent, "code_tree", execution)
    assert [(row["parent_id"], row["depth"]) for row in tree] == [(None, 0), (child, 1)]


def test_operator_is_a_name_of_an_open_list(agent: Client, execution: UUID) -> None:
    given: dict[str, Any] = {"code_type": "training", "file_name": "a.py", "code_content": ""}
    row = agent.insert("generated_code", execution_id=execution, operator="crossover", **given)
    assert row["operator"] == "crossover"
    with pytest.raises(errors.CheckViolation):
        agent.insert("generated_code", execution_id=execution, operator="a\nb", **given)
    with pytest.raises(errors.StringDataRightTruncation):
        agent.insert("generated_code", execution_id=execution, operator="x" * 51, **given)


def test_chain_of_2000_files_is_read(agent: Client, owner: Owner, execution: UUID) -> None:
    files = [File(n - 1 if n else None) for n in range(2000)]
    ids = store_files(agent, execution, files)
    agent.job(execution, code_id=ids[-1], status="completed", best_validation_score=1)
    assert [row["id"] for row in read(agent, "path_to_best_code", execution)] == ids
    assert [row["id"] for row in read(agent, "open_code_leaves", execution)] == ids[-1:]
    owner.execute("delete from agent_executions where id = %s", [execution])
    assert agent.one("select count(*) from generated_code") == 0
