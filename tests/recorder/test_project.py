"""A project is identified by its URL, and a local stack by its data directory too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaggle_store.recorder import Project
from kaggle_store.recorder.header import Header
from kaggle_store.settings import Settings

LOCAL = "http://127.0.0.1:54321"


def project(url: str) -> Project:
    return Project.of(Settings.load(url, "key"))


def running(folder: Path, url: str) -> Path:
    """Write the running.json of a local stack into a folder."""
    data = folder / ".kaggle-store"
    data.mkdir(parents=True)
    (data / "running.json").write_text(json.dumps({"api_url": url}))
    return data


@pytest.fixture(autouse=True)
def no_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAGGLE_STORE_HOME", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://abc.supabase.co", "HTTPS://ABC.supabase.co:443/rest/v1/"),
        ("http://localhost:54321", LOCAL),
        ("http://example.org/store", "http://example.org:80/store/"),
        ("http://[::1]:5", "http://[::1]:5/"),
    ],
)
def test_spellings_of_a_url_are_one_project(one: str, other: str) -> None:
    assert project(one).is_same(project(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://abc.supabase.co", "https://abd.supabase.co"),
        ("https://abc.supabase.co", "http://abc.supabase.co"),
        (LOCAL, "http://127.0.0.1:54322"),
        ("http://example.org/a", "http://example.org/A"),
    ],
)
def test_different_urls_are_different_projects(one: str, other: str) -> None:
    assert not project(one).is_same(project(other))


def test_data_directories_on_one_port_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for name in "ab":
        running(tmp_path / name, LOCAL)
        monkeypatch.chdir(tmp_path / name)
        found.append(project(LOCAL))
    monkeypatch.chdir(tmp_path)
    unknown = project(LOCAL)
    assert not found[0].is_same(found[1])
    assert all(each.is_same(unknown) for each in found)


def test_data_directory_identifies_stack_on_new_port(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = running(tmp_path, LOCAL)
    monkeypatch.setenv("KAGGLE_STORE_HOME", str(data))
    before = project(LOCAL)
    (data / "running.json").write_text(json.dumps({"api_url": "http://127.0.0.1:6"}))
    assert before.is_same(project("http://localhost:6"))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"api_url": 7}', '{"api_url": "http://a:x"}'])
def test_damaged_running_file_is_ignored(tmp_path: Path, content: str) -> None:
    (running(tmp_path, LOCAL) / "running.json").write_text(content)
    assert project(LOCAL) == Project(LOCAL)


def test_header_keeps_the_project_and_no_key(tmp_path: Path) -> None:
    running(tmp_path, LOCAL)
    settings = Settings.load(LOCAL, "top-secret", access_token="other-secret")
    header = Header.new(Project.of(settings), None, "training", {"fold": 1})
    assert Header.read(header.line()) == header
    assert b"secret" not in header.line()
