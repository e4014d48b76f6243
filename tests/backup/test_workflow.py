"""The example workflow is pinned, and each step has only the secrets that it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WORKFLOW = Path(__file__).parents[2] / "docs" / "how-to" / "workflows" / "backup.yml"
HEAD, *STEPS = WORKFLOW.read_text(encoding="utf-8").split("      - name: ")
BUCKET = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
READ_ONLY = {"AWS_READ_ACCESS_KEY_ID", "AWS_READ_SECRET_ACCESS_KEY"}
SEAL, DATABASE = {"KAGGLE_STORE_BACKUP_SEAL_KEY"}, {"SUPABASE_DB_URL"}
NEEDED = {
    "Get the pinned requirements": {"github.token"},
    "Install": set[str](),
    "Full backup": DATABASE | SEAL | BUCKET,
    "Prune": SEAL | BUCKET,
    "Incremental backup": DATABASE | SEAL | BUCKET,
    "Verify": SEAL | READ_ONLY,
}


def test_common_environment_has_no_secrets() -> None:
    uncommented = re.sub(r"#.*", "", HEAD)
    assert not re.search(r"secrets\.|github\.token", uncommented)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.splitlines()[0])
def test_step_has_the_secrets_it_needs(step: str) -> None:
    secrets = re.findall(r"\$\{\{ (?:secrets\.)?([A-Z_]+|github\.token) \}\}", step)
    assert set(secrets) == NEEDED[step.splitlines()[0]]
    assert step.count("${{") == len(secrets)


def test_every_step_is_checked() -> None:
    assert [step.splitlines()[0] for step in STEPS] == list(NEEDED)


def test_actions_are_pinned_by_commit() -> None:
    actions = re.findall(r"uses: *(\S+)", "".join(STEPS))
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in actions)


def test_install_checks_hashes() -> None:
    installs = [line for step in STEPS for line in step.splitlines() if "pip install" in line]
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
