"""`store.configurations`: settings that the modules share, including secrets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from kaggle_store._requests.operation import Flow, M, Op, operation
from kaggle_store._requests.rpc import Function, RowsFunction
from kaggle_store.errors import NotFound
from kaggle_store.models.configurations import Configuration
from kaggle_store.models.enums import ConfigType
from kaggle_store.models.functions import (
    RequestConfigurationReadingArgs,
    RevealConfigurationArgs,
    RotateEncryptionKeyArgs,
    RotateEncryptionKeyRow,
    SetConfigurationArgs,
)
from kaggle_store.resources._tables.configurations import ConfigurationsTable

_set = RowsFunction("set_configuration", SetConfigurationArgs, Configuration)
_ask = Function(
    "request_configuration_reading", RequestConfigurationReadingArgs, UUID, repeat="safe"
)
# Returns any JSON value.
_reveal: Function[Any] = Function(
    "reveal_configuration", RevealConfigurationArgs, object, repeat="safe"
)
_rotate = RowsFunction("rotate_encryption_key", RotateEncryptionKeyArgs, RotateEncryptionKeyRow)


class Configurations(ConfigurationsTable[M]):
    """Settings that the modules share, including secrets."""

    @operation
    def set(
        self,
        key: str,
        value: Any,
        *,
        type: ConfigType | None = None,
        description: str | None = None,
        encrypted: bool | None = None,
        sensitive: bool | None = None,
    ) -> Op[Configuration]:
        """Set the value of a setting, any JSON but null; omitted attributes stay unchanged.

        A new setting defaults to type `system`, not encrypted and not sensitive. With `encrypted`
        the database encrypts the value before storing it, and `reveal` decrypts it; an encrypted
        setting is `sensitive` (hidden from users who are not admins) by default and stays
        encrypted. Raises `BadSetting` for a key, value or description out of bounds,
        `EncryptionRequired` for `encrypted=False` of an encrypted one, and `NoEncryptionKey` when
        there is no key to encrypt with.
        """
        asked = {"key": key, "value": value, "type": type, "description": description}
        asked |= {"encrypted": encrypted, "sensitive": sensitive}
        # A delayed copy would overwrite a later value.
        return replace(_set.row("configurations.set", asked), repeat="unless_pending")

    @operation
    def get(  # pyright: ignore[reportIncompatibleVariableOverride] - also accepts a key
        self, key: str | UUID
    ) -> Flow[Configuration]:
        """Return the setting with this `config_key`, or this `id`, or raise `NotFound`.

        An encrypted value is returned encrypted; `reveal` decrypts it.
        """
        if isinstance(key, UUID):
            return (yield from self._relation.full.get({"id": key}))
        found: Configuration | None = yield from self._relation.full.find({"config_key": key})
        if found is None:
            raise NotFound(
                f"no setting has key {key!r}", operation="configurations.get", code="PGRST116"
            )
        return found

    @operation
    def reveal(self, key: str, *, reason: str | None = None) -> Flow[Any]:
        """Return a setting's decrypted value; the access is recorded in the audit log first.

        `reason` (3 to 500 characters) goes into the record. For the trusted agent and admins.
        Raises `NotFound`, `NoEncryptionKey` if the key is missing, `WrongKey` if it was replaced,
        `InvalidCiphertext` if the value was changed, or `ReasonNeeded` if the reason is too short
        or too long.
        """
        name, subject = "configurations.reveal", "Configuration"
        asked = {"p_key": key} if reason is None else {"p_key": key, "p_reason": reason}
        ticket = yield from _ask.call(name, asked, subject=subject)
        return (yield from _reveal.call(name, {"p_key": key, "p_ticket": ticket}, subject=subject))

    @operation
    def rotate_encryption_key(self) -> Op[RotateEncryptionKeyRow]:
        """Create a new encryption key and re-encrypt every secret with it, in one transaction.

        Returns the new key version and the numbers of settings and GPU sessions re-encrypted.
        Raises `InvalidCiphertext`, with all that cannot be decrypted; no key is changed then.
        """
        # Every call creates a key.
        return replace(_rotate.row("configurations.rotate_encryption_key", {}), repeat="never")
