"""The style sheets, scripts and icon of the pages, read once: no path reaches the disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kaggle_store.html.code import stylesheet
from kaggle_store.html.environment import STYLE

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

FILES: dict[str, bytes] = {
    path.name: path.read_bytes() for path in (STYLE, *sorted(FOLDER.iterdir()))
} | {"code.css": stylesheet().encode()}
"""The content of each file by its name."""

VERSION = hashlib.sha256(b"".join(FILES.values())).hexdigest()[:12]
"""Part of every file's URL, so that browsers may keep it for ever."""


async def static_file(request: Request) -> Response:
    """Return a file by its name."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404, "No such file.")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(FILES[name], media_type=TYPES[Path(name).suffix], headers=headers)


ROUTES = [Route("/static/{version}/{name}", static_file, name="static")]


def names(suffix: str) -> list[str]:
    """Return the names of the files of one kind, such as `.css`."""
    return [name for name in FILES if name.endswith(suffix)]
