"""Sources of URL and key, and refused values."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore, Settings, SettingsError
from kaggle_store.settings import KEY_NAMES, URL_NAMES

KEY = "sb_secret_0123456789abcdef"


@pytest.fixture(autouse=True)
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start without variables and without a .env file."""
    for name in (*URL_NAMES, *KEY_NAMES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_arguments_override_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPABASE_URL", "https://environment.test")
    monkeypatch.setenv("SUPABASE_KEY", "environment")
    settings = Settings.load("https://argument.test", "argument")
    assert (settings.url, settings.key) == ("https://argument.test", "argument")
    assert Settings.load(key="argument").url == "https://environment.test"


def test_key_variables_have_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in reversed(KEY_NAMES):
        monkeypatch.setenv(name, name)
        assert Settings.load("https://x.test").key == name
    monkeypatch.setenv("SUPABASE_SECRET_KEY", "  ")
    assert Settings.load("https://x.test").key == "SUPABASE_SERVICE_ROLE_KEY"


def test_environment_overrides_dotenv(
    clean_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clean_environment / ".env").write_text(
        'SUPABASE_URL="https://file.test"\nSUPABASE_SECRET_KEY=file # comment\n'
    )
    below = clean_environment / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    before = dict(os.environ)
    assert Settings.load() == Settings("https://file.test", "file")
    assert dict(os.environ) == before
    monkeypatch.setenv("SUPABASE_KEY", "environment")
    assert Settings.load() == Settings("https://file.test", "environment")


def test_missing_setting_names_variables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(SettingsError, match=r"no URL .* `url=`, or set SUPABASE_URL .*\.env"):
        KaggleStore()
    monkeypatch.setenv("SUPABASE_URL", "https://x.test")
    with pytest.raises(SettingsError, match=f"one of {', '.join(KEY_NAMES)}"):
        AsyncKaggleStore()


def test_error_names_missing_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as no_url:
        KaggleStore()
    monkeypatch.setenv("SUPABASE_URL", "https://x.test")
    with pytest.raises(SettingsError) as no_key:
        KaggleStore()
    monkeypatch.setenv("SUPABASE_KEY", "two words")
    with pytest.raises(SettingsError) as malformed:
        KaggleStore()
    found = [error.value.missing for error in (no_url, no_key, malformed)]
    assert found == ["url", "key", None]


def test_unreadable_dotenv_is_reported(clean_environment: Path) -> None:
    (clean_environment / ".env").write_bytes(b"SUPABASE_URL=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        Settings.load()


@pytest.mark.parametrize(
    "url",
    [
        "https://x.test",
        "https://x.test/",
        " https://x.test/rest/v1/ ",
    ],
)
def test_url_forms_are_normalised(url: str) -> None:
    assert Settings.load(url, KEY).rest_url == "https://x.test/rest/v1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x.test",
        "ftp://x.test",
        "https://",
        "https://x.test:port",
        "https://user:password@x.test",
        "https://x.test?key=1",
        "https://x.test/#a",
        "https://x .test",
        "https://[::1",
        "postgresql://postgres@x.test/postgres",
    ],
)
def test_invalid_url_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="URL") as refused:
        Settings.load(url, KEY)
    assert "password" not in str(refused.value).replace("user, password,", "")


@pytest.mark.parametrize("key", ["", " ", "two words", "line\nbreak", "schlüssel", "\0"])
def test_invalid_key_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(SettingsError, match="key") as refused:
        Settings.load("https://x.test", key)
    assert not key.strip() or key not in str(refused.value)


def test_key_may_end_with_newline() -> None:
    assert Settings.load("https://x.test", f"{KEY}\n").key == KEY


@pytest.mark.parametrize("timeout", [0, -1, float("inf"), float("nan")])
def test_timeout_must_be_positive_and_finite(timeout: float) -> None:
    with pytest.raises(SettingsError, match="timeout"):
        Settings.load("https://x.test", KEY, timeout=timeout)


@pytest.mark.parametrize("secret", [7, b"secret", ["secret"]])
@pytest.mark.parametrize("name", ["key", "access_token", "jwt_secret"])
def test_secret_must_be_text(name: str, secret: object) -> None:
    given: dict[str, object] = {"key": KEY, name: secret}
    with pytest.raises(SettingsError, match="must be text, not"):
        Settings.load("https://x.test", **given)  # type: ignore[arg-type]


def test_secrets_are_not_in_repr() -> None:
    settings = Settings.load("https://x.test", KEY, access_token="a.secret.token")
    with KaggleStore("https://x.test", KEY, access_token="a.secret.token") as store:
        shown = [f"{each!r}{each!s}" for each in (settings, store, store.competitions)]
    assert not any(KEY in text or "a.secret.token" in text for text in shown)
    assert shown[1].startswith("KaggleStore('https://x.test')")


def test_missing_extra_names_install_command(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("kaggle_store.local")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jwt", None)
    with (
        pytest.raises(SettingsError, match=r"needs jwt: pip install 'kaggle_store\[local\]'"),
        KaggleStore.local(),
    ):
        pass


def test_loopback_urls_are_recognised() -> None:
    assert Settings.load("http://127.0.0.1:54321", KEY).is_loopback
    assert Settings.load("http://localhost:54321", KEY).is_loopback
    assert not Settings.load("https://x.test", KEY).is_loopback
