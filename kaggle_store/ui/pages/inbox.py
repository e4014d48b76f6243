"""The inbox: interventions, most urgent first, and the form that answers one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kaggle_store.errors import (
    AlreadyAnswered,
    CheckFailed,
    DecisionNotAllowed,
    IncompleteAnswer,
    InvalidAnswerData,
    InvalidInput,
    KaggleStoreError,
    ProposalChanged,
    RejectionReasonNeeded,
    TooLarge,
)
from kaggle_store.models import HumanIntervention
from kaggle_store.models.enums import InterventionStatus
from kaggle_store.models.human_interventions import HumanInterventionWhere
from kaggle_store.ui import urgency
from kaggle_store.ui.answers import IN_WORDS, Answer, AnswerForm
from kaggle_store.ui.form_values import Texts
from kaggle_store.ui.pages import Nav
from kaggle_store.ui.rendering import render, url
from kaggle_store.ui.security import action
from kaggle_store.ui.site import store_of

NAV = Nav("Inbox", "inbox", 10)

PAGE_ROWS = 20
ANSWERED: tuple[InterventionStatus, ...] = ("approved", "rejected", "reviewed")


REFUSED = (
    CheckFailed,
    DecisionNotAllowed,
    IncompleteAnswer,
    InvalidAnswerData,
    InvalidInput,
    ProposalChanged,
    RejectionReasonNeeded,
    TooLarge,
)
"""What the database, or the client, finds wrong with an answer: it is asked again."""


async def inbox(request: Request) -> Response:
    """List the open interventions, most urgent first."""
    done = request.query_params.get("done")
    sent, values = await asyncio.gather(
        _intervention(request, _id(done)) if done else _none(), _open(request)
    )
    return render(request, "inbox.html", sent=sent, **values)


async def _none() -> None:
    return None


async def _open(request: Request) -> dict[str, Any]:
    if after := request.query_params.get("after"):
        return await _later_page(request, urgency.Place.parse(after))
    overview = await store_of(request).dashboards.overview()
    listed = overview.interventions
    return {
        "rows": listed.rows,
        "names": {row.execution_id: row.execution_name for row in listed.rows},
        "now": overview.now,
        "total": overview.open_interventions,
        "further": urgency.after(listed.rows) if listed.has_more else None,
    }


async def _later_page(request: Request, place: urgency.Place) -> dict[str, Any]:
    rows = await urgency.page_after(store_of(request), place, PAGE_ROWS + 1)
    shown = rows[:PAGE_ROWS]
    return {
        "rows": shown,
        "names": await _execution_names(request, shown),
        "now": datetime.now(UTC),
        "total": None,
        "further": urgency.after(shown, place) if len(rows) > PAGE_ROWS else None,
    }


async def answered(request: Request) -> Response:
    """List the interventions that are closed, newest request first."""
    before = request.query_params.get("before")
    where: HumanInterventionWhere = {"status": ANSWERED}
    if before:
        where["id__lt"] = _id(before)
    rows = await store_of(request).human_interventions.list(
        order="-id", limit=PAGE_ROWS + 1, **where
    )
    shown = rows[:PAGE_ROWS]
    return render(
        request,
        "answered.html",
        rows=shown,
        names=await _execution_names(request, shown),
        now=datetime.now(UTC),
        further=shown[-1].id if len(rows) > PAGE_ROWS else None,
        is_first=not before,
    )


async def _execution_names(request: Request, rows: Sequence[HumanIntervention]) -> dict[UUID, str]:
    ids = {row.execution_id for row in rows}
    if not ids:
        return {}
    found = await store_of(request).agent_executions.list(id=list(ids), limit=len(ids))
    return {row.id: row.execution_name for row in found}


async def intervention(request: Request) -> Response:
    """Show an intervention, and the form of its answer while it is open."""
    found = await _intervention(request, request.path_params["id"])
    form = AnswerForm(found, as_json=request.query_params.get("as") == "json")
    return await _page(request, form, form.texts())


async def _page(
    request: Request,
    form: AnswerForm,
    texts: Texts,
    *,
    answer: Answer | None = None,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    execution_id = form.intervention.execution_id
    details = await store_of(request).dashboards.execution(execution_id)
    return render(
        request,
        "intervention.html",
        status=status,
        row=form.intervention,
        form=form,
        texts=texts,
        text=answer.text if answer else "",
        mine=answer.sent() if answer else None,
        problems=problems or {},
        now=details.now,
        execution=details.execution,
        competition=details.competition,
        is_open=form.intervention.status in urgency.OPEN,
        in_words=IN_WORDS,
    )


@action
async def respond(request: Request, submitted: FormData) -> Response:
    """Store the answer as the signed-in person; ask again if it is not valid."""
    found = await _intervention(request, request.path_params["id"])
    form = AnswerForm(found, as_json=submitted.get("as") == "json")
    answer = Answer.of(form, submitted.multi_items())
    problems = answer.problems()
    if found.status in urgency.OPEN and problems:
        return await _again(request, answer, problems)
    try:
        await store_of(request).human_interventions.respond(found.id, **answer.sent())
    except AlreadyAnswered:
        newest = AnswerForm(await _intervention(request, found.id), form.as_json)
        return await _page(request, newest, answer.texts, answer=answer, status=409)
    except REFUSED as refused:
        return await _again(request, answer, _problems_of(refused, answer))
    return RedirectResponse(url(request, "inbox", {"done": found.id}), 303)


async def _again(request: Request, answer: Answer, problems: Mapping[str, str]) -> Response:
    return await _page(
        request, answer.form, answer.texts, answer=answer, problems=problems, status=422
    )


def _problems_of(refused: KaggleStoreError, answer: Answer) -> dict[str, str]:
    if isinstance(refused, InvalidAnswerData):
        return answer.placed(refused.details["errors"])
    field = "response" if isinstance(refused, RejectionReasonNeeded) else ""
    return {field: refused.message}


async def _intervention(request: Request, id: UUID) -> HumanIntervention:
    return await store_of(request).human_interventions.get(id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise HTTPException(404) from None


routes = [
    Route("/inbox", inbox, name="inbox"),
    Route("/inbox/answered", answered, name="answered"),
    Route("/inbox/{id:uuid}", intervention, name="intervention"),
    Route("/inbox/{id:uuid}", respond, methods=["POST"], name="respond"),
]
