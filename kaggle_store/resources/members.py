"""`store.members`: the people who may use the store, where not every signed-in user may."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from kaggle_store._requests.operation import Entity, M, Op, Rows, operation
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store.models.functions import (
    AddStoreMemberArgs,
    ListStoreMembersArgs,
    RemoveStoreMemberArgs,
    StoreIsMembersOnlyArgs,
    StoreMember,
)

Member: TypeAlias = StoreMember
"""A member."""

_add = RowsFunction("add_store_member", AddStoreMemberArgs, Member)
_remove = RowsFunction("remove_store_member", RemoveStoreMemberArgs, Member)
_list = RowsFunction("list_store_members", ListStoreMembersArgs, Member, is_array=True)
_required: Function[bool] = Function(
    "store_is_members_only", StoreIsMembersOnlyArgs, bool, repeat="safe"
)


class Members(Entity[M]):
    """The people who may use the store in members mode; for the trusted agent and admins."""

    @operation
    def add(self, user: UUID | str, *, is_admin: bool | None = None) -> Op[Member]:
        """Add a user of the project, named by id or e-mail address, and return the member.

        Of a member, `is_admin` changes whether it is an admin; None keeps it, and adds a new member
        as no admin. Raises `UnknownUser` unless exactly one user has this id or confirmed address.
        """
        op = _add.row("members.add", {"user": _text(user), "is_admin": is_admin})
        # A delayed copy would add a member who was removed meanwhile.
        return replace(op, repeat="unless_pending")

    @operation
    def remove(self, user: UUID | str) -> Op[Member]:
        """Remove a member, named by id or e-mail address, and return what it was.

        It takes effect at the member's next request. The last admin can be removed too: the secret
        key adds another one. Raises `UnknownUser` unless there is exactly one such member.
        """
        # A repeat would be refused.
        return replace(_remove.row("members.remove", {"user": _text(user)}), repeat="never")

    @operation
    def list(self) -> Op[Rows[Member]]:
        """Return all members, first added first; `email` is None where the user is gone."""
        return _list.rows("members.list", {})

    @operation
    def required(self) -> Op[bool]:
        """Return whether only members may use the store; False: every signed-in user may read."""
        return _required.send("members.required", {})


def _text(user: UUID | str) -> object:
    # Any other value is left to the validation of the arguments, which names it.
    return str(user) if isinstance(user, UUID) else user
