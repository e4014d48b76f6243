"""The page on operations names every task and every number of the policy as the database has it."""

from __future__ import annotations

import re
from pathlib import Path

from kaggle_store.resources.upkeep import TASKS
from tests.conftest import Owner

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()


def test_the_policy_stands_on_the_page_with_its_defaults_and_bounds(owner: Owner) -> None:
    rows = owner.execute(
        "select config_key, default_value::text, least::text, most::text, meaning "
        "from kaggle_store.upkeep_policy"
    ).fetchall()
    cells = re.findall(r"^\| `((?:retention|upkeep)\.\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert sorted((key, *rest.split(" | ")) for key, rest in cells) == sorted(rows)


def test_every_task_stands_on_the_page_in_its_order() -> None:
    named = re.findall(r"^\| `(\w+)` \| \w", PAGE, re.MULTILINE)
    assert [task for task in named if task in TASKS] == list(TASKS)
