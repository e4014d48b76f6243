"""A stand-in of vast.ai, named in a file of providers, and a store in the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaggle_store.testing import FakeVastAi
from tests.conftest import Stack
from tests.gpu.conftest import execution, rent, vast

__all__ = ["execution", "providers", "rent", "settings", "vast"]


@pytest.fixture
def settings(stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Name the stack in the environment, no provider, no account, and a storage of its own."""
    assert stack.secret_key
    monkeypatch.setenv("SUPABASE_URL", stack.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", stack.secret_key)
    for name in (
        "VAST_API_KEY",
        "SALAD_API_KEY",
        "KAGGLE_STORE_GPU_PROVIDERS",
        "KAGGLE_API_TOKEN",
        "KAGGLE_USERNAME",
        "KAGGLE_KEY",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KAGGLE_CONFIG_DIR", str(tmp_path / "no-kaggle"))
    monkeypatch.setenv("KAGGLE_STORE_ARTIFACTS", str(tmp_path / "artifacts"))


@pytest.fixture
def providers(vast: FakeVastAi, tmp_path: Path) -> Path:
    """Return a file with the stand-in of vast.ai."""
    file = tmp_path / "providers.json"
    file.write_text(json.dumps({"vast_ai": {"api_key": vast.key, "endpoint": vast.endpoint}}))
    return file
