"""docs/how-to/upkeep.md lists every upkeep task and policy setting of the database."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store.resources.upkeep import TASKS
from tests.conftest import Owner

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "upkeep.md").read_text()


def test_policy_table_matches_the_database(owner: Owner) -> None:
    rows = owner.execute(
        "select config_key, default_value::text, least::text, most::text, meaning "
        "from kaggle_store.upkeep_policy"
    ).fetchall()
    cells = re.findall(
        r"^\| `((?:retention|upkeep|notification)\.\w+)` \| (.*) \|$", PAGE, re.MULTILINE
    )
    assert sorted((key, *rest.split(" | ")) for key, rest in cells) == sorted(rows)


def test_tasks_are_listed_in_order() -> None:
    named = re.findall(r"^\| `(\w+)` \| \w", PAGE, re.MULTILINE)
    assert [task for task in named if task in TASKS] == list(TASKS)
