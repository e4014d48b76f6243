"""`store.artifacts`: the files of executions, such as models and predictions."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter

from kaggle_store._requests.arguments import checked_id
from kaggle_store._requests.operation import Blocking, Flow, M, Rows, operation
from kaggle_store._requests.query import LARGEST_PAGE, Query
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store._requests.validation import checked, uuid7
from kaggle_store.artifact_files.names import checked_name, location
from kaggle_store.artifact_files.roots import storage_at
from kaggle_store.artifact_files.storage import Content, Storage, os_errors
from kaggle_store.artifact_files.transfer import fetch_file, store_file, verify_file
from kaggle_store.errors import ArtifactError, InvalidInput, NotFound
from kaggle_store.models.agent_executions import AgentExecution, AgentExecutionWhere
from kaggle_store.models.archived_executions import ArchivedExecution, ArchivedExecutionWhere
from kaggle_store.models.artifacts import Artifact
from kaggle_store.models.functions import (
    ConfirmArtifactRemovalsArgs,
    ConfirmArtifactRemovalsResult,
    ListArtifactRemovalsArgs,
    ListArtifactRemovalsRow,
    RecordArtifactArgs,
)
from kaggle_store.resources._tables.artifacts import ArtifactsTable
from kaggle_store.settings import Wait

DAY = 86_400.0
_KIND = re.compile(r"[a-z][a-z0-9_]{0,49}")
_REMOVALS_PER_READ = 100
_AGE: TypeAdapter[float] = TypeAdapter(Wait)

_record = RowsFunction("record_artifact", RecordArtifactArgs, Artifact)
_removals = RowsFunction(
    "list_artifact_removals", ListArtifactRemovalsArgs, ListArtifactRemovalsRow
)
_confirm = Function(
    "confirm_artifact_removals",
    ConfirmArtifactRemovalsArgs,
    ConfirmArtifactRemovalsResult,
    repeat="safe",
)
_live = Query(AgentExecution, AgentExecutionWhere, "artifacts")
_archived = Query(ArchivedExecution, ArchivedExecutionWhere, "artifacts")


@dataclass(frozen=True, slots=True)
class Pruned:
    """What `artifacts.prune` has removed, and what it has left."""

    removed: int
    """Files of archived executions that were listed for removal."""
    leftovers: int
    """Files without a row, left by calls of `put` that were cut off."""
    problems: tuple[str, ...] = field(default=())
    """Listed files that could not be removed, with the reason; the next call tries again."""
    unknown_executions: tuple[str, ...] = field(default=())
    """Folders of executions that the store does not know; nothing in them is removed."""


class Artifacts(ArtifactsTable[M]):
    """The files of executions. The store holds their rows, a folder or object store the content.

    The storage is the client's `artifacts=`, else `KAGGLE_STORE_ARTIFACTS`, else a folder in the
    user's data folder. What has a scheme, such as `s3://bucket/artifacts`, needs
    `kaggle_store[artifacts]` and fsspec's package for that scheme.
    """

    @operation
    def put(
        self,
        path: str | os.PathLike[str],
        *,
        execution_id: UUID,
        kind: str = "data",
        name: str | None = None,
        training_job_id: UUID | None = None,
        submission_id: UUID | None = None,
        code_id: UUID | None = None,
    ) -> Flow[str]:
        """Store a file and return its URI.

        The file is copied, read back and only then recorded. `kind` is `model`, `predictions`,
        `data`, `log` or any other lower-case word; `name` is the file's own name by default, or a
        relative path. Under a job's lease the artifact is linked to that job by default. A repeat
        with the same content, name, kind and links stores nothing and returns the same URI. Raises
        `InvalidInput` for folders and symbolic links, `ArtifactError` if the storage is full or
        unreachable, and `OutsideWorkerScope` for another execution than a worker token's.
        """
        source = _path(path, "artifacts.put")
        name = checked_name(source.absolute().name if name is None else name, "artifacts.put")
        execution_id = checked_id(execution_id, "execution_id", "artifacts.put")
        if not isinstance(kind, str) or not _KIND.fullmatch(kind):
            raise InvalidInput(
                f"kind: {kind!a} is not a lower-case word of at most 50 letters, digits and _",
                operation="artifacts.put",
            )
        links = {"training_job_id": training_job_id, "submission_id": submission_id}
        links["code_id"] = code_id
        links = {
            link: None if id is None else checked_id(id, link, "artifacts.put")
            for link, id in links.items()
        }
        store = partial(store_file, self._storage(), source, execution_id, name, "artifacts.put")
        uri, content = yield from Blocking(store)
        new = {"id": uuid7(), "execution_id": execution_id, "kind": kind, "name": name}
        found = {"uri": uri, "sha256": content.sha256, "size_bytes": content.size}
        row = yield from _record.row("artifacts.put", new | found | links)
        return row.uri

    @operation
    def find(self, artifact: str | UUID) -> Flow[Artifact | None]:
        """Return the artifact with this URI or id, or None.

        Of several rows of one file, which differ in kind or links, the oldest.
        """
        return self._find(artifact, "find")

    @operation
    def get(self, artifact: str | UUID, path: str | os.PathLike[str] | None = None) -> Flow[Path]:
        """Copy the file with this URI or id to `path`, verify it, and return its path.

        `path` is a file or an existing folder; by default the file's own name in the working
        directory. The file appears complete or not at all; if it exists with the same content,
        nothing is copied. Raises `NotFound`, `ArtifactMissing`, `ArtifactDamaged`, and
        `InvalidInput` if `path` has another content.
        """
        to = None if path is None else _path(path, "artifacts.get")
        row = yield from self._row(artifact, "get")
        target = Path(row.name.rpartition("/")[2]) if to is None else to
        fetch = partial(fetch_file, self._storage(), _location(row), _content(row), target)
        return (yield from Blocking(partial(fetch, "artifacts.get")))

    @operation
    def verify(self, artifact: str | UUID) -> Flow[Artifact]:
        """Read the file with this URI or id, compare it, and return its row.

        Raises `NotFound`, `ArtifactMissing` or `ArtifactDamaged`.
        """
        row = yield from self._row(artifact, "verify")
        storage = self._storage()
        yield from Blocking(partial(verify_file, storage, _location(row), _content(row)))
        return row

    @operation
    def prune(self, *, older_than: float = DAY) -> Flow[Pruned]:
        """Remove what is not needed any more, and return the counts.

        That is: files of archived executions if the setting `retention.remove_artifacts` is 1, and
        files without a row that are older than `older_than` seconds (a day), as a crash leaves
        them. May run in several places at once, and be repeated. Needs the storage of the files:
        what was stored elsewhere is left.
        """
        older_than = checked(_AGE, older_than, subject="older_than", operation="artifacts.prune")
        storage = self._storage()
        removed, problems = yield from self._remove_listed(storage)
        leftovers, unknown = 0, []
        for execution in (yield from Blocking(partial(_executions, storage))):
            if (id := _execution_id(execution)) is None:
                continue
            if (yield from _live.page((), 1, 0, {"id": id}, "prune")):
                leftovers += yield from self._remove_leftovers(storage, id, older_than)
            elif not (yield from _archived.page((), 1, 0, {"id": id}, "prune")):
                unknown.append(execution)
        return Pruned(removed, leftovers, tuple(problems), tuple(unknown))

    def _storage(self) -> Storage:
        return storage_at(self._executor.settings.artifacts_root())

    def _find(self, artifact: str | UUID, verb: str) -> Flow[Artifact | None]:
        is_uri = isinstance(artifact, str) and "/" in artifact
        name = f"artifacts.{verb}"
        where = {"uri": artifact} if is_uri else {"id": checked_id(artifact, "artifact", name)}
        rows = yield from self._relation.full.page((), 1, 0, where, verb)
        return rows[0] if rows else None

    def _row(self, artifact: str | UUID, verb: str) -> Flow[Artifact]:
        if (row := (yield from self._find(artifact, verb))) is None:
            raise NotFound(f"there is no artifact {artifact}", operation=f"artifacts.{verb}")
        return row

    def _remove_listed(self, storage: Storage) -> Flow[tuple[int, Rows[str]]]:
        removed, after = 0, None
        problems: Rows[str] = []
        limit = {"limit": _REMOVALS_PER_READ}
        while rows := (yield from _removals.page("artifacts.prune", {"after": after, **limit})):
            done, failed = yield from Blocking(partial(_remove_each, storage, rows))
            problems += failed
            if done:
                asked = {"p_ids": done}
                removed += yield from _confirm.call("artifacts.prune", asked, subject="Artifact")
            after = rows[-1].id
        return removed, problems

    def _remove_leftovers(
        self, storage: Storage, execution_id: UUID, older_than: float
    ) -> Flow[int]:
        before = time.time() - older_than
        old = yield from Blocking(partial(_old, storage, execution_id, before))
        if not old:
            return 0
        where = {"execution_id": execution_id}
        rows = yield from self._relation.full.rest(("id",), LARGEST_PAGE, 0, where, "prune")
        kept = {_location(row) for row in rows}
        gone = [place for place in old if place not in kept]
        return (yield from Blocking(partial(_remove_old, storage, gone, before)))


def _executions(storage: Storage) -> list[str]:
    with os_errors(f"{storage.uri('')} cannot be listed"):
        return list(storage.executions())


def _old(storage: Storage, execution_id: UUID, before: float) -> list[str]:
    """Return the locations of the files that are older."""
    with os_errors(f"{storage.uri(str(execution_id))} cannot be listed"):
        files = storage.files(str(execution_id))
        return [file.location for file in files if file.modified_at < before]


def _remove_old(storage: Storage, locations: Sequence[str], before: float) -> int:
    removed = 0
    for each in locations:
        with os_errors(f"{storage.uri(each)} cannot be removed"):
            removed += storage.remove(each, before)
    return removed


def _remove_each(
    storage: Storage, rows: Sequence[ListArtifactRemovalsRow]
) -> tuple[list[UUID], list[str]]:
    """Remove listed files; return the ids of those that are gone, and the problems."""
    done, problems = [], []
    for row in rows:
        place = location(row.execution_id, row.sha256, row.name)
        try:
            with os_errors("it cannot be removed"):
                is_gone = storage.remove(place)
            if is_gone or storage.uri(place) == row.uri:
                done.append(row.id)
            else:
                problems.append(f"{row.uri}: is not in this storage")
        except ArtifactError as error:
            problems.append(f"{row.uri}: {error}")
    return done, problems


def _path(path: object, operation: str) -> Path:
    if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
        raise InvalidInput(f"path: {path!a} is not a path", operation=operation)
    return Path(path)


def _location(row: Artifact) -> str:
    return location(row.execution_id, row.sha256, row.name)


def _content(row: Artifact) -> Content:
    return Content(row.sha256, row.size_bytes)


def _execution_id(folder: str) -> UUID | None:
    try:
        id = UUID(folder)
    except ValueError:
        return None
    return id if str(id) == folder else None
