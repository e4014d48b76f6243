"""The check of the built packages notices what does not belong into them."""

from __future__ import annotations

import tomllib
from email.message import Message

import pytest

from tools.packages import (
    CORE,
    NEEDED,
    ROOT,
    metadata_problems,
    sdist_problems,
    size_problems,
    traces,
    wheel_problems,
)

MIGRATIONS = [
    f"kaggle_store/_supabase/migrations/{path.name}"
    for path in (ROOT / "supabase/migrations").glob("*.sql")
]
LICENSE = "kaggle_store-0.1.0.dist-info/licenses/LICENSE"
WHEEL = dict.fromkeys([*NEEDED, *MIGRATIONS, LICENSE], b"")


def metadata(*needs: str) -> Message:
    found = Message()
    found["License-Expression"], found["Requires-Python"] = "MIT", ">=3.11"
    for need in needs:
        found["Requires-Dist"] = need
    return found


def test_complete_wheel_is_accepted() -> None:
    assert list(wheel_problems(WHEEL)) == []


@pytest.mark.parametrize("name", ["tests/test_a.py", "kaggle_store/.env", "a.py"])
def test_foreign_file_in_wheel_is_reported(name: str) -> None:
    assert list(wheel_problems(WHEEL | {name: b""})) == [f"the wheel has {name}"]


@pytest.mark.parametrize("name", ["kaggle_store/py.typed", MIGRATIONS[0]])
def test_file_missing_in_wheel_is_reported(name: str) -> None:
    left = {each: text for each, text in WHEEL.items() if each != name}
    assert list(wheel_problems(left)) == [f"the wheel lacks {name}"]


def test_size_above_its_limit_is_reported() -> None:
    assert list(size_problems("the wheel", 1_200, 1_200)) == []
    [found] = size_problems("the wheel", 1_201, 1_200)
    assert found == "the wheel has 1,201 bytes, more than 1,200"


def test_core_of_project_file_is_the_agreed_one() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert list(metadata_problems(metadata(*needs, "rich>=13; extra == 'cli'"))) == []
    assert len(list(metadata_problems(metadata(*needs, "requests>=2")))) == 1
    assert len(CORE) == len(needs)


def test_file_unknown_to_git_is_reported() -> None:
    found = list(
        sdist_problems({"kaggle_store-0.1.0/secret.env": b"", "kaggle_store-0.1.0/README.md": b""})
    )
    assert found == ["the source archive has secret.env, which git does not know"]


def test_path_of_this_machine_is_reported() -> None:
    text = f"see {ROOT / 'kaggle_store'}".encode()
    assert f"a.py contains {ROOT}" in list(traces({"a.py": text, "b.py": b"fine"}))
    assert not list(traces({"b.py": b"/usr/lib"}))
