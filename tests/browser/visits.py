"""Every page, with the rows that it shows: `test_every_page.py` visits all of them in each mode."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.filled_store import Rows


@dataclass(frozen=True)
class Visit:
    """A page: its name in test ids, its path, and a text that its first paint has."""

    name: str
    path: Callable[[Rows], str]
    shows: str


PAGES: list[Visit] = [
    Visit("overview", lambda _: "/", "Titanic"),
    Visit("executions", lambda _: "/executions", "small neural network"),
    Visit("live executions", lambda _: "/executions?status=live", "convolutions"),
    Visit("execution", lambda rows: f"/executions/{rows.execution}", "submission.csv"),
    Visit("jobs", lambda rows: f"/executions/{rows.execution}/jobs", "Training jobs"),
    Visit("code", lambda rows: f"/executions/{rows.execution}/code/{rows.code}", "train.py"),
    Visit("competitions", lambda _: "/competitions", "Titanic"),
    Visit("competition", lambda rows: f"/competitions/{rows.competition}", "Executions compared"),
    Visit("gpu", lambda _: "/gpu", "RTX 3090"),
    Visit("gpu sessions", lambda _: "/gpu/sessions", "RTX 3090"),
    Visit("metrics", lambda _: "/metrics", "Choose executions"),
    Visit("curves", lambda rows: f"/metrics?execution={rows.execution}", "Choose executions"),
    Visit(
        "values",
        lambda rows: f"/metrics/values?execution={rows.execution}&name=train_loss",
        "Highest",
    ),
    Visit("audit log", lambda _: "/audit", "agent executions"),
    Visit("audit log of a row", lambda rows: f"/audit?row={rows.execution}", "submission"),
    Visit("inbox", lambda _: "/inbox", "Spend $12.50 on the final training?"),
    Visit("answered", lambda _: "/inbox/answered", "Submit these predictions?"),
    Visit("intervention", lambda rows: f"/inbox/{rows.intervention}", "Budget in dollars"),
    Visit("plain_intervention", lambda rows: f"/inbox/{rows.plain_intervention}", "augmentation"),
    Visit("json_intervention", lambda rows: f"/inbox/{rows.intervention}?as=json", "As a form"),
    Visit("answered_intervention", lambda rows: f"/inbox/{rows.answered}", "because"),
]
"""Every page that a person can open."""
