"""Read and change the channels that a store has, and the address that messages link to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from kaggle_store.client import KaggleStore
from kaggle_store.errors import InvalidChannel
from kaggle_store.integrations.notifications.channels import (
    CHANNELS,
    Channel,
    parse,
    parse_channel,
)
from kaggle_store.models.configurations import Configuration

LINK = "notification.link"
"""The key of the setting with the address of the web pages, which messages link to."""


@dataclass(frozen=True, slots=True)
class StoredChannels:
    """The channels by name, and the `updated_at` of the setting that they are from."""

    channels: dict[str, Channel]
    version: datetime


def load(store: KaggleStore) -> StoredChannels | None:
    """Return the channels of a store, None if it has none.

    The setting is revealed, which is recorded. Raises `InvalidChannel` if it is invalid, or not
    encrypted.
    """
    setting = store.configurations.find(config_key=CHANNELS)
    return None if setting is None else reveal(store, setting)


def reveal(store: KaggleStore, setting: Configuration) -> StoredChannels:
    """Return the channels of a setting that was just read, as `load` does.

    A change since then makes a claim outdated, not wrong: the version is the older one.
    """
    if not setting.is_encrypted:
        raise InvalidChannel(
            f"the setting {CHANNELS} is not encrypted; delete it and add the channels again"
        )
    return StoredChannels(parse(store.configurations.reveal(CHANNELS)), setting.updated_at)


def add(store: KaggleStore, name: str, value: dict[str, Any]) -> Channel:
    """Add a channel, or replace the one of this name, and return it."""
    channel = parse_channel(name, value)
    _save(store, {**_channels(store), name: channel})
    return channel


def remove(store: KaggleStore, name: str) -> bool:
    """Remove a channel; return whether there was one. What it has not sent is withdrawn."""
    channels = _channels(store)
    if name not in channels:
        return False
    del channels[name]
    _save(store, channels)
    return True


def link(store: KaggleStore) -> str | None:
    """Return the address of the web pages: the setting `notification.link`.

    Raises `InvalidChannel` if it is no http or https address.
    """
    setting = store.configurations.find(config_key=LINK)
    return None if setting is None else check_link(setting.config_value)


def check_link(value: object) -> str:
    """Return an http or https address, or raise `InvalidChannel`."""
    if isinstance(value, str) and value.isprintable() and " " not in value:
        parts = urlsplit(value)
        if parts.scheme in ("http", "https") and parts.netloc and not parts.query + parts.fragment:
            return value
    raise InvalidChannel(
        f"the setting {LINK}, or --link, must be an address such as https://store.example.org/"
    )


def _channels(store: KaggleStore) -> dict[str, Channel]:
    stored = load(store)
    return stored.channels if stored else {}


def _save(store: KaggleStore, channels: dict[str, Channel]) -> None:
    value = {
        name: {"url": channel.url.get_secret_value(), **channel.filter}
        for name, channel in channels.items()
    }
    store.configurations.set(
        CHANNELS, value, encrypted=True, description="Channels of kaggle-store notify."
    )
