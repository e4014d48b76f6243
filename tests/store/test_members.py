"""`store.members` with both clients, in a store that every signed-in user may read."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from kaggle_store import InvalidInput, KaggleStore, PermissionDenied, UnknownUser
from tests.conftest import Owner, Stack
from tests.security.clients import claims_of, token

ADD = "insert into auth.users (id, email, email_confirmed_at) values (%s, %s, {})"


class Users:
    """Users of the project, whose addresses end with the test's own domain."""

    domain = "members.kaggle-store.test"

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._added: list[UUID] = []

    def add(self, name: str, *, confirmed: bool = True) -> UUID:
        id = uuid4()
        at = "now()" if confirmed else "null"
        self._owner.execute(ADD.format(at).encode(), [id, f"{name}@{self.domain}"])
        self._added.append(id)
        return id

    def add_without_address(self) -> UUID:
        """Add a user who signed up by phone, with an empty address."""
        id = uuid4()
        self._owner.execute(ADD.format("now()").encode(), [id, ""])
        self._added.append(id)
        return id

    def delete_all(self) -> None:
        self._owner.execute("delete from auth.users where id = any (%s)", [self._added])


@pytest.fixture
def users(owner: Owner) -> Iterator[Users]:
    found = Users(owner)
    yield found
    found.delete_all()


ALICE = f"alice@{Users.domain}"


def test_member_is_added_listed_and_removed(client: KaggleStore, users: Users) -> None:
    assert client.members.list() == []
    id = users.add("alice")
    added = client.members.add(f" {ALICE.upper()} ")
    assert (added.user_id, added.email, added.is_admin) == (id, ALICE, False)
    assert (added.added_by, added.added_at is not None) == ("service_role", True)
    assert client.members.add(id) == added
    assert client.members.list() == [added]
    assert client.members.remove(id) == added
    assert client.members.list() == []


def test_admin_is_changed_only_if_given(client: KaggleStore, users: Users) -> None:
    id = users.add("alice")
    found = [
        client.members.add(id, is_admin=is_admin).is_admin
        for is_admin in (True, None, False, None, True)
    ]
    assert found == [True, True, False, False, True]
    assert client.members.remove(ALICE).is_admin


def test_unknown_user_is_refused(client: KaggleStore) -> None:
    for user in (uuid4(), ALICE, "alice", "", "%", "_" * 400):
        with pytest.raises(UnknownUser, match="no user with this id or e-mail address") as refused:
            client.members.add(user)
        assert refused.value.facts == {"user": str(user)[:320]}
        with pytest.raises(UnknownUser, match="no member has this id or e-mail address"):
            client.members.remove(user)
    assert client.members.list() == []


def test_user_without_address_is_added_by_id(client: KaggleStore, users: Users) -> None:
    id = users.add_without_address()
    with pytest.raises(UnknownUser, match="no user with this id or e-mail address"):
        client.members.add(" ")
    assert client.members.add(id).user_id == id
    with pytest.raises(UnknownUser, match="no member has this id or e-mail address"):
        client.members.remove(" ")
    assert client.members.remove(id).user_id == id


def test_unconfirmed_address_is_refused(client: KaggleStore, users: Users) -> None:
    id = users.add("alice", confirmed=False)
    with pytest.raises(UnknownUser, match="has not confirmed the e-mail address"):
        client.members.add(ALICE)
    users.add("alice")
    assert client.members.add(ALICE).user_id != id
    assert client.members.add(id).user_id == id


def test_shared_address_needs_the_id(client: KaggleStore, users: Users) -> None:
    ids = [users.add("alice"), users.add("alice")]
    with pytest.raises(UnknownUser, match="several users have this e-mail address"):
        client.members.add(ALICE)
    for id in ids:
        client.members.add(id)
    with pytest.raises(UnknownUser, match="several members have this e-mail address"):
        client.members.remove(ALICE)
    assert client.members.remove(ids[0]).user_id == ids[0]


def test_member_whose_user_is_gone_is_removed(client: KaggleStore, users: Users) -> None:
    id = users.add("alice")
    client.members.add(id)
    users.delete_all()
    assert [member.email for member in client.members.list()] == [None]
    assert client.members.remove(id).user_id == id


def test_changes_of_members_are_on_record(client: KaggleStore, users: Users) -> None:
    id = users.add("alice")
    for is_admin in (False, True, True):
        client.members.add(id, is_admin=is_admin)
    client.members.remove(id)
    entries = list(client.audit_log.by_row("members", id))
    assert [(entry.action, entry.old_values, entry.new_values) for entry in entries] == [
        ("insert", {}, {"is_admin": False}),
        ("update", {"is_admin": False}, {"is_admin": True}),
        ("delete", {"is_admin": True}, {}),
    ]


def test_membership_counts_only_when_required(
    client: KaggleStore, stack: Stack, users: Users
) -> None:
    assert client.members.required() is False
    id = users.add("alice")
    client.members.add(id, is_admin=True)
    signed = token(stack, role="authenticated", sub=str(id))
    with KaggleStore(stack.api_url, stack.secret_key, access_token=signed) as person:
        assert person.competitions.list() == []
        with pytest.raises(PermissionDenied):
            person.members.list()
    by_metadata = token(stack, **claims_of("admin_by_metadata"))
    with KaggleStore(stack.api_url, stack.secret_key, access_token=by_metadata) as admin:
        assert [member.user_id for member in admin.members.list()] == [id]


def test_invalid_argument_is_named(client: KaggleStore) -> None:
    with pytest.raises(InvalidInput, match="is_admin"):
        client.members.add(uuid4(), is_admin="perhaps")  # type: ignore[arg-type]
