"""`kaggle-store artifacts`: list, store, fetch, verify and prune the files of executions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kaggle_store.cli import _data, _fields, _filters, _options, output
from kaggle_store.cli._entities import Entity, Field, Option, Source
from kaggle_store.cli._exit_codes import EXIT_CODES as _OF_ROWS
from kaggle_store.cli._exit_codes import exit_code

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models import Artifact

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = """\
List the files of executions, newest first, store and fetch them, verify what is stored, and remove
what is not needed any more. The files are in the folder or at the URL KAGGLE_STORE_ARTIFACTS, by
default in the user's data folder."""

EXAMPLES = """\
kaggle-store artifacts list --execution 019a6b7c-0000-7000-8000-000000000001
kaggle-store artifacts list --kind model --json
kaggle-store artifacts put model.bin --execution 019a6b7c-0000-7000-8000-000000000001 --kind model
kaggle-store artifacts get 019a6b7c-0000-7000-8000-000000000002 downloads/
kaggle-store artifacts verify       # reads every file; returns 1 if one is missing or damaged
kaggle-store artifacts prune        # what archived executions and crashes have left"""

EXIT_CODES = _OF_ROWS | {1: "a file is missing, damaged, or could not be removed"}


def _find(store: KaggleStore, name: str) -> Artifact:
    from kaggle_store.errors import NotFound

    if (found := store.artifacts.find(name)) is None:
        raise NotFound(f"no artifact has the URI {name!r}" if "/" in name else "no such artifact")
    return found


ENTITY = Entity(
    noun="artifact",
    plural="artifacts",
    resource="artifacts",
    empty="agents store them with store.artifacts.put(…)",
    all=Source("list", "Artifact", ("-id",)),
    options=(
        Option("--kind", "kind", "WORD", "only of this kind, such as model or predictions"),
        _filters.EXECUTION,
        Option("--job", "training_job_id", "ID", "only of this job", parse=_filters.id),
        Option("--submission", "submission_id", "ID", "only of this submission", parse=_filters.id),
    ),
    names=("execution_id",),
    fields=(
        _fields.identity(),
        _fields.text("kind"),
        Field("size", lambda row, _: f"{row.size_bytes:,}", is_number=True),
        _fields.when("created_at", "stored", rank=1),
        _fields.name_of("execution_id", "execution", rank=2),
        _fields.text("name"),
    ),
    lead=("kind", "name", "size_bytes", "uri"),
    find=_find,
    key_help="the id, or the URI",
    parse_key=str,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    put = _data.add_verb(verbs, "put", "store a file and print its URI")
    put.add_argument("file", metavar="FILE", help="the file, copied into the storage")
    put.add_argument(
        "--execution",
        type=_filters.id,
        required=True,
        metavar="ID",
        help="the execution it belongs to",
    )
    put.add_argument("--kind", default="data", metavar="WORD", help="what it is (default: data)")
    put.add_argument("--name", metavar="PATH", help="its name (default: the file's own)")
    get = _data.add_verb(verbs, "get", "copy a file out of the storage, verified")
    get.add_argument("key", metavar=ENTITY.key, help=ENTITY.key_help)
    get.add_argument("path", nargs="?", type=Path, help="a file or folder (default: this folder)")
    verify = _data.add_verb(verbs, "verify", "read stored files and compare their SHA-256")
    verify.add_argument("key", nargs="*", metavar=ENTITY.key, help="some files (default: all)")
    prune = _data.add_verb(
        verbs, "prune", "remove files of archived executions, and what cut-off calls have left"
    )
    prune.add_argument(
        "--older-than",
        type=_options.duration,
        default=86_400.0,
        metavar="TIME",
        help="how old a file without a row must be, such as 12h (default: 1d)",
    )


def run(options: argparse.Namespace) -> int:
    """Carry out the verb; return 1 if a file is missing, damaged or could not be removed."""
    actions: dict[str, _data.Action] = {"put": _put, "get": _get, "verify": _verify}
    return _data.run(ENTITY, options, actions | {"prune": _prune})


def _put(store: KaggleStore, options: argparse.Namespace) -> int:
    uri = store.artifacts.put(
        options.file, execution_id=options.execution, kind=options.kind, name=options.name
    )
    output.line(uri)
    return 0


def _get(store: KaggleStore, options: argparse.Namespace) -> int:
    output.line(str(store.artifacts.get(options.key, options.path)))
    return 0


def _verify(store: KaggleStore, options: argparse.Namespace) -> int:
    from kaggle_store.errors import ArtifactError

    verified = failed = 0
    for key in options.key or _uris(store):
        try:
            store.artifacts.verify(key)
            verified += 1
        except ArtifactError as error:
            failed += 1
            output.error("artifacts", error.message)
    output.line(f"{verified} verified, {failed} missing or damaged.")
    return 1 if failed else 0


def _uris(store: KaggleStore) -> Iterator[str]:
    """Yield the URI of each file; rows of one file differ in kind or links."""
    seen: set[str] = set()
    for row in store.artifacts.iterate():
        if row.uri not in seen:
            seen.add(row.uri)
            yield row.uri


def _prune(store: KaggleStore, options: argparse.Namespace) -> int:
    done = store.artifacts.prune(older_than=options.older_than)
    for problem in done.problems:
        output.error("artifacts", f"not removed: {problem}")
    output.line(
        f"{done.removed} removed with the archive, {done.leftovers} without a row removed, "
        f"{len(done.problems)} left for the next call."
    )
    if done.unknown_executions:
        output.line(
            f"{len(done.unknown_executions)} folders belong to no execution of this store and were "
            f"left, such as {done.unknown_executions[0]}."
        )
    return 1 if done.problems else 0
