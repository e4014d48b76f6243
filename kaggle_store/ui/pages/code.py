"""A file of code: highlighted, and its changes against another revision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.html.code import highlight, unified_diff
from kaggle_store.models import GeneratedCodeListed
from kaggle_store.ui import queries
from kaggle_store.ui.rendering import render
from kaggle_store.ui.site import store_of

MOST_REVISIONS = 100


async def code(request: Request) -> Response:
    """Show a file from at most 3 reads: itself, its revisions, and the one to compare with."""
    execution_id, store = request.path_params["id"], store_of(request)
    file = await store.generated_code.get(request.path_params["code_id"])
    if file.execution_id != execution_id:
        raise HTTPException(404)
    revisions = await store.generated_code.list(
        execution_id=execution_id,
        file_name=file.file_name,
        order=("-created_at", "-id"),
        limit=MOST_REVISIONS,
    )
    against = queries.uuid(request, "against") or before(file.id, revisions)
    other = next((each for each in revisions if each.id == against), None)
    diff = None
    if other is not None:
        earlier = (await store.generated_code.get(other.id)).code_content
        language = file.programming_language
        diff = unified_diff(earlier, file.code_content, language=language)
    return render(
        request,
        "code.html",
        execution_id=execution_id,
        file=file,
        revisions=revisions,
        is_cut=len(revisions) == MOST_REVISIONS,
        other=other,
        diff=diff,
        now=datetime.now(UTC),
        text=highlight(file.code_content, file.programming_language),
    )


def before(id: UUID, revisions: Sequence[GeneratedCodeListed]) -> UUID | None:
    """Return the revision before one, of revisions from the last to the first."""
    ids = [each.id for each in revisions]
    following = ids.index(id) + 1 if id in ids else len(ids)
    return ids[following] if following < len(ids) else None


routes = [Route("/executions/{id:uuid}/code/{code_id:uuid}", code, name="code")]
