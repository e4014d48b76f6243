"""`store.configurations`: settings that the modules share, and those that are secrets."""

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
# The type of what it answers is whatever was stored.
_reveal: Function[Any] = Function(
    "reveal_configuration", RevealConfigurationArgs, object, repeat="safe"
)
_rotate = RowsFunction("rotate_encryption_key", RotateEncryptionKeyArgs, RotateEncryptionKeyRow)


class Configurations(ConfigurationsTable[M]):
    """Settings that the modules share, and those that are secrets."""

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
        """Give a setting its value, any JSON but null; what is left out stays as it is.

        A new one is of type `system`, open and unencrypted unless said otherwise. With `encrypted`
        the database seals the value before it stores it, and `reveal` reads it; an encrypted
        setting is `sensitive` (hidden from people who are no admins) unless said otherwise, and
        stays encrypted. Raises `NoEncryptionKey` rather than store a secret in the clear.
        """
        asked = {"key": key, "value": value, "type": type, "description": description}
        asked |= {"encrypted": encrypted, "sensitive": sensitive}
        # A copy that comes late would undo what was set meanwhile.
        return replace(_set.row("configurations.set", asked), repeat="prompt")

    @operation
    def get(  # pyright: ignore[reportIncompatibleVariableOverride] - it takes more
        self, key: str | UUID
    ) -> Flow[Configuration]:
        """Return the setting with this `config_key`, or this `id`, or raise `NotFound`.

        The value of an encrypted one is what it was sealed to: `reveal` reads it.
        """
        if isinstance(key, UUID):
            return (yield from self._relation.full.get({"id": key}))
        found: Configuration | None = yield from self._relation.full.find({"config_key": key})
        if found is None:
            raise NotFound(
                f"there is no setting {key!r}", operation="configurations.get", code="PGRST116"
            )
        return found

    @operation
    def reveal(self, key: str) -> Flow[Any]:
        """Read a setting's value, decrypted where it is encrypted; who reads it is recorded first.

        For the trusted agent and admins. Raises `NotFound`, and `NoEncryptionKey` or `WrongKey`
        where the key is missing or was replaced.
        """
        name, subject = "configurations.reveal", "Configuration"
        ticket = yield from _ask.call(name, {"p_key": key}, subject=subject)
        return (yield from _reveal.call(name, {"p_key": key, "p_ticket": ticket}, subject=subject))

    @operation
    def rotate_encryption_key(self) -> Op[RotateEncryptionKeyRow]:
        """Make a new key, and encrypt every secret again under it: all of them or none.

        Returns the new version, and how many settings and GPU sessions there were.
        """
        # Every call makes a key.
        return replace(_rotate.row("configurations.rotate_encryption_key", {}), repeat="never")
