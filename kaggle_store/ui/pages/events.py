"""Server-sent events: pages listen here for changes of the store."""

from __future__ import annotations

from collections.abc import AsyncIterator

from sse_starlette.event import ServerSentEvent
from sse_starlette.sse import EventSourceResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.ui.site import session_of

PING_SECONDS = 15
RETRY_MILLISECONDS = 3000


async def events(request: Request) -> Response:
    """Stream an event for each change of the store, without its content."""
    changes, stopping = session_of(request).changes, request.app.state.stopping
    if changes.is_full or request.method == "HEAD":
        return Response(status_code=204)  # Browsers do not ask again, other than for an error.
    given = request.query_params.get("version", "")
    version = int(given) if given.isascii() and given.isdecimal() and len(given) < 20 else None

    async def stream() -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent(event="ready", data="", retry=RETRY_MILLISECONDS)
        async for event in changes.listen(version, stopping):
            yield ServerSentEvent(event=event, data="")

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return EventSourceResponse(stream(), ping=PING_SECONDS, headers=headers)


routes = [Route("/events", events, name="events")]
