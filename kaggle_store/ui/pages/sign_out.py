"""Sign-out: a page's route, because it needs a session."""

from __future__ import annotations

from starlette.routing import Route

from kaggle_store.ui.signing_in import sign_out

routes = [Route("/sign-out", sign_out, methods=["POST"], name="sign_out")]
