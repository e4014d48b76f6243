"""The store's entry in a project's config.toml."""

from __future__ import annotations

import tomllib

import pytest

from kaggle_store.errors import InstallError
from kaggle_store.install.config import KEY_NAME, KEY_VALUE, merge
from kaggle_store.local import project_dir

ENTRY = f'{KEY_NAME} = "{KEY_VALUE}"'


def added(text: str) -> list[str]:
    """Return the lines that are added, comments left out; all others must be as they were."""
    before, after = text.splitlines(keepends=True), merge(text, "c").text.splitlines(keepends=True)
    rest = iter(after)
    new = []
    for line in before:
        while (found := next(rest)).rstrip("\r\n") != line.rstrip("\r\n"):
            new.append(found)
        assert found == line or line is before[-1]
    return [line.rstrip("\r\n") for line in [*new, *rest] if not line.startswith(("#", "\n", "\r"))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["[db.vault]", ENTRY]),
        ('project_id = "x" # ours\n', ["[db.vault]", ENTRY]),
        ("[db]\nport = 1\n\n[db.pooler]\nenabled = false\n\n[api]\n", ["[db.vault]", ENTRY]),
        ("[db.seed]\nenabled = true\n", ["[db.vault]", ENTRY]),
        ("db.port = 1\n", ["[db.vault]", ENTRY]),
        ("db.vault.a = 'b'\n", [f"db.vault.{ENTRY}"]),
        ("[db]\nvault.a = 'b'\n[auth]\n", [f"vault.{ENTRY}"]),
        ("[db.vault]\n# mine\na = 'b'\n\n[auth]\n", [ENTRY]),
        ("[db]\r\nport = 1\r\n\r\n[auth]\r\nx = 1\r\n", ["[db.vault]", ENTRY]),
        ("[db]\nport = 1", ["[db.vault]", ENTRY]),
        ("[db.vault]\na = 'b'", [ENTRY]),
        (f"[db.vault]\n{KEY_NAME} = 'mine'\n", []),
    ],
)
def test_only_the_entry_is_added(text: str, lines: list[str]) -> None:
    assert added(text) == lines


def test_line_ends_stay() -> None:
    assert merge("[db]\r\nport = 1\r\n", "c").text.replace("\r\n", "").count("\n") == 0
    mixed = "[db]\r\nport = 1\n[auth]\nx = 1\r\n"
    assert {"[db]\r\n", "port = 1\n", "x = 1\r\n"} <= set(
        merge(mixed, "c").text.splitlines(keepends=True)
    )


def test_byte_order_mark_stays() -> None:
    merged = merge("\ufeff[auth]\nenable_signup = false\n", "c")
    assert merged.has_closed_sign_up
    assert merged.text.startswith("\ufeff[auth]\n")
    assert merged.text.endswith(f"\n{ENTRY}\n")


def test_merging_again_changes_nothing() -> None:
    once = merge("[db]\nport = 1\n", "c").text
    assert merge(once, "c").text == once


def test_entry_is_that_of_the_packages_own_config() -> None:
    own = tomllib.loads((project_dir() / "config.toml").read_text())
    assert own["db"]["vault"] == {KEY_NAME: KEY_VALUE}


@pytest.mark.parametrize(
    "text",
    [
        "db = 1\n",
        "[[db]]\nport = 1\n",
        "[db]\nvault = 'x'\n",
        "db = { port = 1 }\n",
        "[db]\nvault = { a = 'b' }\n",
        "[[hook]]\na = 1\n[auth]\nb = 2\n[[hook]]\na = 3\n",  # would be written in another order
    ],
)
def test_config_without_place_is_refused(text: str) -> None:
    with pytest.raises(InstallError, match=r"no place for the store's key: add kaggle_store_key"):
        merge(text, "c")


def test_broken_config_is_refused() -> None:
    with pytest.raises(InstallError, match=r"app/config\.toml is not valid TOML: .* line 1"):
        merge("[db\n", "app/config.toml")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ('[api]\nschemas = ["api"]\n', 'does not name "public"'),
        ("[api]\nmax_rows = 10\n", "max_rows = 10 makes long lists slow"),
        ("[db.migrations]\nenabled = false\n", "a push applies no migration"),
    ],
)
def test_settings_that_hinder_are_warned_of(text: str, warning: str) -> None:
    merged = merge(text, "c")
    [found] = merged.warnings
    assert warning in found
    assert merged.text.startswith(text)


@pytest.mark.parametrize(
    ("text", "is_closed"),
    [
        ("[auth]\nenable_signup = false\n", True),
        ("[auth]\nenable_signup = true\n", False),
        ("[auth]\n", False),
        ("", False),
        ("[auth]\nenable_signup = 0\n", False),
    ],
)
def test_closed_sign_up_is_found(text: str, is_closed: bool) -> None:
    assert merge(text, "c").has_closed_sign_up is is_closed
