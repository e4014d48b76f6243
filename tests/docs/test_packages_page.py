"""The pages on packages and versions name extras and modules that exist."""

from __future__ import annotations

import importlib
import re
import tomllib
from pathlib import Path

import pytest

import kaggle_store
from kaggle_store import models

ROOT = Path(__file__).parents[2]
PACKAGES = (ROOT / "docs" / "reference" / "packages.md").read_text("utf-8")
VERSIONS = (ROOT / "docs" / "reference" / "versioning.md").read_text("utf-8")
API = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
MODULES = set(re.findall(r"`(?:kaggle_store)?(\.[a-z_]+(?:\.[a-z_]+)*)(?:\.\*)?`", VERSIONS)) - {
    ".env"
}


def test_every_extra_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = re.findall(r"^\| `(\w+)` \|", PACKAGES, re.MULTILINE)
    assert set(listed) == project["optional-dependencies"].keys() - {
        "bench",
        "dev",
        "frameworks",
    }


@pytest.mark.parametrize("name", sorted(MODULES))
def test_named_module_exists(name: str) -> None:
    assert importlib.import_module(f"kaggle_store{name}")


def test_names_for_annotations_exist() -> None:
    table = API.partition("## Names for annotations")[2]
    own = re.findall(r"`(?:list\[)?([A-Z]\w+)\]?`", table)
    assert {"Job", "Recorder"} <= set(own)
    known = {*kaggle_store.__all__, *models.__all__}
    assert set(own) <= known
