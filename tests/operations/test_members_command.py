"""`kaggle-store members`: list, add, remove."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from kaggle_store.cli import main
from tests.conftest import Owner

EMAIL = "alice@command.kaggle-store.test"
OFF = "every signed-in user of the project may read"


@pytest.fixture
def alice(owner: Owner) -> Iterator[UUID]:
    id = uuid4()
    owner.execute(
        "insert into auth.users (id, email, email_confirmed_at) values (%s, %s, now())",
        [id, EMAIL],
    )
    yield id
    owner.execute("delete from auth.users where id = %s", [id])


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["members", *words]) == 0
    return capsys.readouterr().out


def test_member_is_added_and_removed(alice: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "list").startswith("There are no members.\n")
    named = f"{EMAIL} ({alice}) is"
    assert run(capsys, "add", EMAIL).startswith(f"{named} a member.\n")
    assert run(capsys, "add", str(alice), "--admin").startswith(f"{named} an admin.\n")
    listed = run(capsys, "list")
    assert all(word in listed for word in (str(alice), EMAIL, "admin", "service_role"))
    assert run(capsys, "remove", EMAIL).startswith(f"{named} no longer a member.\n")


def test_command_says_when_everybody_may_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert OFF in " ".join(run(capsys, "list").split())


def test_members_mode_is_not_called_off(owner: Owner, capsys: pytest.CaptureFixture[str]) -> None:
    owner.execute("update kaggle_store.access_mode set members_only = true")
    try:
        assert run(capsys, "list") == "There are no members.\n"
    finally:
        owner.execute("update kaggle_store.access_mode set members_only = false")


def test_members_are_printed_as_json(alice: UUID, capsys: pytest.CaptureFixture[str]) -> None:
    added = json.loads(run(capsys, "add", EMAIL, "--json"))
    assert added["members_only"] is False
    assert [member["user_id"] for member in added["members"]] == [str(alice)]
    assert json.loads(run(capsys, "list", "--json")) == added


def test_unknown_user_ends_with_1(owner: Owner, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("add", "remove"):
        assert main(["members", verb, EMAIL]) == 1
        assert EMAIL in capsys.readouterr().err
