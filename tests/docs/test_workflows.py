"""Files for GitHub and pre-commit: they parse, run targets that exist, and pin their actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(p for p in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if p.stem != "config")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
TARGETS = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

MORE_RIGHTS = {
    ("docs", "deploy"): {"pages": "write", "id-token": "write"},
    ("release", "attest"): {"attestations": "write", "id-token": "write"},
    ("release", "publish"): {"id-token": "write"},
    ("release", "announce"): {"contents": "write"},
}
"""The jobs that may more than read, and what."""


def load(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def triggers(workflow: dict[Any, Any]) -> Any:
    return workflow[True]  # YAML reads `on` as true


def steps() -> Iterator[dict[str, Any]]:
    for path in WORKFLOWS:
        for job in load(path)["jobs"].values():
            yield from job.get("steps", [])


@pytest.mark.parametrize("path", sorted(GITHUB.rglob("*.yml")), ids=lambda path: path.name)
def test_file_is_yaml(path: Path) -> None:
    assert load(path)


def test_make_targets_of_workflows_exist() -> None:
    runs = "\n".join(step.get("run", "") for step in steps())
    named = set(re.findall(r"^make (.+)$", runs, re.MULTILINE))
    assert named
    words = {word for line in named for word in line.split() if "=" not in word}
    assert words <= TARGETS


def test_workflows_run_the_one_script() -> None:
    assert "bash .ci/run" in {step.get("run") for step in steps()}


def test_actions_are_pinned_by_commit() -> None:
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    lines = re.findall(r"uses: ([^.\n].+)", text)
    assert lines
    for line in lines:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    assert len({line.split("@")[0] for line in lines}) == len(set(lines)), "one commit per action"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_may_only_read(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    further = {
        (path.stem, name): job["permissions"]
        for name, job in workflow["jobs"].items()
        if "permissions" in job
    }
    assert further == {key: found for key, found in MORE_RIGHTS.items() if key[0] == path.stem}


def test_jobs_with_rights_run_no_repository_code() -> None:
    for workflow, name in MORE_RIGHTS:
        steps_of_job = load(GITHUB / "workflows" / f"{workflow}.yml")["jobs"][name]["steps"]
        assert not [step for step in steps_of_job if "checkout" in step.get("uses", "")]
        runs = [step["run"] for step in steps_of_job if "run" in step]
        assert all(run.startswith("gh release create ") for run in runs)


def test_release_publishes_what_was_checked() -> None:
    release = load(GITHUB / "workflows" / "release.yml")
    jobs = release["jobs"]
    assert triggers(release) == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+*"]}}
    assert jobs["checks"]["uses"] == "./.github/workflows/ci.yml"
    assert "workflow_call" in triggers(load(GITHUB / "workflows" / "ci.yml"))
    assert set(jobs["attest"]["needs"]) == {"checks", "long", "build"}
    assert (jobs["publish"]["needs"], jobs["announce"]["needs"]) == ("attest", "publish")
    assert jobs["publish"]["environment"] == "pypi"
    assert "make packages DIST=dist" in [step.get("run") for step in jobs["build"]["steps"]]


def test_folders_of_hosted_tests_exist() -> None:
    hosted = load(GITHUB / "workflows" / "ci.yml")["jobs"]["hosted"]
    assert {os.split("-")[0] for os in hosted["strategy"]["matrix"]["os"]} == {"windows", "macos"}
    folders = re.findall(r"tests/\w+", hosted["steps"][-1]["run"])
    assert folders
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_checkout_leaves_no_credentials() -> None:
    checkouts = [step for step in steps() if "actions/checkout@" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_issue_form_is_complete(path: Path) -> None:
    form = load(path)
    assert {"name", "description", "body"} <= form.keys()
    kinds = {"markdown", "textarea", "input", "dropdown", "checkboxes"}
    assert {part["type"] for part in form["body"]} <= kinds
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook_runs_what_exists(hook: dict[str, Any]) -> None:
    program, *words = hook["entry"].split()
    if program == "make":
        assert set(words) <= TARGETS
    else:
        assert program.startswith(".venv/bin/")
    folders = ("kaggle_store", "supabase", "tools", "docs", "tests/security")
    files = [
        p.relative_to(ROOT).as_posix() for folder in folders for p in (ROOT / folder).rglob("*")
    ]
    assert any(re.search(hook.get("files", ""), name) for name in files)
