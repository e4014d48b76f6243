"""Clients and doctor find the stack of this folder, and name settings of another one."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, SettingsError
from kaggle_store.backup.database import find_database
from kaggle_store.cli import main
from kaggle_store.errors import AuthenticationFailed, BackupError
from kaggle_store.local import LocalStack
from kaggle_store.local.service import Running
from kaggle_store.running_stack import find_running_stack


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, without any setting."""
    for name in [name for name in os.environ if name.startswith("SUPABASE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KAGGLE_STORE_HOME", str(tmp_path / "no-stack"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("client", [KaggleStore, AsyncKaggleStore])
def test_client_without_settings_uses_stack_here(
    client: type[KaggleStore], kept_home: Running, caplog: pytest.LogCaptureFixture
) -> None:
    settings = client().settings
    assert (settings.url, settings.key) == (kept_home.api_url, kept_home.secret_key)
    assert settings.signing_secret() == kept_home.jwt_secret
    (record,) = caplog.records
    assert (record.levelno, record.name) == (logging.WARNING, "kaggle_store")
    assert record.message.startswith(f"no project is set: using the local stack at {settings.url}")


def test_backups_use_the_stack_of_the_folder(kept_home: Running) -> None:
    assert find_database(None) == kept_home.db_url
    assert find_database("postgresql://other") == "postgresql://other"


@pytest.mark.parametrize("name", ["SUPABASE_SECRET_KEY", "SUPABASE_JWT_SECRET", "SUPABASE_X"])
@pytest.mark.parametrize("is_file", [False, True])
def test_incomplete_setting_is_an_error(
    kept_home: Running, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_file: bool
) -> None:
    if is_file:
        (folder / ".env").write_text(f"{name}=x\n")
    else:
        monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match="no URL of a Supabase project"):
        KaggleStore()


def test_given_key_needs_a_url(kept_home: Running) -> None:
    with pytest.raises(SettingsError, match="no URL"):
        KaggleStore(key="x")


def test_stopped_stack_is_not_used(kept: Running, folder: Path) -> None:
    # A killed watchdog leaves its files and no lock.
    home = folder / "no-stack"
    home.mkdir()
    for name in ("running.json", "keys.json", "stack.lock"):
        (home / name).write_bytes((kept.data_dir / name).read_bytes())
    assert find_running_stack() is None
    with pytest.raises(SettingsError, match="no URL"):
        KaggleStore()


def test_folder_that_others_write_is_not_used(kept_home: Running) -> None:
    assert find_running_stack() is not None
    mode = kept_home.data_dir.stat().st_mode
    kept_home.data_dir.chmod(0o777)
    try:
        assert find_running_stack() is None
        with pytest.raises(BackupError, match="no local stack is running"):
            find_database(None)
    finally:
        kept_home.data_dir.chmod(mode)


def test_folder_of_another_user_is_not_used(
    kept_home: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 54_321)
    assert find_running_stack() is None


def _refused(url: str, key: str) -> AuthenticationFailed:
    with KaggleStore(url, key, retry_for=0) as store, pytest.raises(AuthenticationFailed) as error:
        store.competitions.count()
    return error.value


def test_refused_call_names_stack_of_folder(kept_home: Running, local: LocalStack) -> None:
    hint = _refused(local.api_url, kept_home.secret_key).hint or ""
    assert hint.startswith(f"The settings name {local.api_url}, but the stack of this folder runs")
    assert hint.endswith("run kaggle-store env --supabase > .env")
    hint = _refused(kept_home.api_url, local.secret_key).hint or ""
    assert hint.startswith(f"The key is not one of the stack at {kept_home.api_url}")


def test_refused_call_says_that_keys_differ(local: LocalStack) -> None:
    hint = _refused(local.api_url, "sb_secret_of_another_stack").hint or ""
    assert hint.startswith("Each local stack has keys of its own")


def _doctor(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    main(["doctor", "--json"])
    return {check["subject"]: check for check in json.loads(capsys.readouterr().out)}


def test_doctor_finds_stack_of_folder(
    kept_home: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = _doctor(capsys)
    assert "from the local stack" in checks["address"]["found"]
    assert "local stack" not in checks


@pytest.mark.parametrize("secret", ["secret_key", "service_role_key"])
def test_doctor_accepts_settings_of_stack(
    kept_home: Running,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    secret: str,
) -> None:
    monkeypatch.setenv("SUPABASE_URL", kept_home.api_url)
    monkeypatch.setenv("SUPABASE_SECRET_KEY", getattr(kept_home, secret))
    assert "local stack" not in _doctor(capsys)


def test_doctor_reports_dotenv_of_another_stack(
    kept_home: Running, local: LocalStack, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".env").write_text(
        f"SUPABASE_URL={local.api_url}\nSUPABASE_SECRET_KEY={local.secret_key}\n"
    )
    check = _doctor(capsys)["local stack"]
    assert check["state"] == "warning"
    assert kept_home.api_url in check["found"]
    assert check["remedy"] == "kaggle-store env --supabase > .env"
