"""Channels of notifications: the encrypted setting `notification.channels`, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, cast, get_args
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from kaggle_store.errors import InvalidChannel
from kaggle_store.integrations.notifications import sender
from kaggle_store.models.enums import InterventionPriority, NoticeKind
from kaggle_store.resources.notifications import ChannelFilter, NotificationKind

CHANNELS = "notification.channels"
"""The key of the setting: a JSON object of names to channels, stored encrypted."""

KINDS: tuple[NotificationKind, ...] = ("intervention", *get_args(NoticeKind))
"""What a channel may be limited to."""

SERVICES = frozenset(
    {
        *("discord", "form", "forms", "gchat", "gotify", "gotifys", "json", "jsons"),
        *("mailgun", "mailto", "mailtos", "matrix", "matrixs", "mmost", "mmosts", "nctalk"),
        *("nctalks", "ntfy", "ntfys", "opsgenie", "pagerduty", "pbul", "pover", "rocket"),
        *("rockets", "sendgrid", "signal", "signals", "signl4", "slack", "tgram", "twilio"),
        *("victorops", "vonage", "webex", "workflow", "workflows", "wxteams", "xml", "xmls"),
        "zulip",
    }
)
"""The schemes of URLs that a channel may have: services that are reached over the network."""

REFUSED_OPTIONS = frozenset(
    {
        *("attach", "attachment", "include", "key", "keyfile", "pgp", "pgpkey", "pgpprv"),
        *("pgppub", "plugin_paths", "template"),
    }
)
"""Options of Apprise's URLs that name a file of this machine."""

OWN_OPTIONS = frozenset({"cto", "optional", "redirect", "retry", "rto", "wait"})
"""Options of Apprise's URLs for what the notifier does itself, or that would hide a failure."""

Texts = Annotated[tuple[str, ...], Field(min_length=1)]


class Channel(BaseModel, frozen=True):
    """A service's address, and the notifications that it wants: by default all."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    url: SecretStr
    """Apprise's URL of the service, which contains its password or token."""
    kinds: Annotated[tuple[NotificationKind, ...], Field(min_length=1)] | None = None
    """Only of these kinds; None for all."""
    priorities: Annotated[tuple[InterventionPriority, ...], Field(min_length=1)] | None = None
    """Only of these priorities; None for all."""
    assignees: Texts | None = None
    """Only for these people; None for all."""

    @property
    def filter(self) -> ChannelFilter:
        """What the channel wants, without its address."""
        wanted: Any = self.model_dump(mode="json", exclude={"url"}, exclude_none=True)
        return cast("ChannelFilter", wanted)

    @property
    def service(self) -> str:
        """The scheme of the address, such as `slack`; the rest of it is secret."""
        return urlsplit(self.url.get_secret_value()).scheme


def parse(setting: object) -> dict[str, Channel]:
    """Return the channels of a revealed setting by name.

    Raises `InvalidChannel`, which names the channel and the field, and quotes no value.
    """
    if not isinstance(setting, Mapping):
        raise InvalidChannel(f"the setting {CHANNELS} is no object of names to channels")
    return {str(name): parse_channel(str(name), value) for name, value in setting.items()}


def parse_channel(name: str, value: object) -> Channel:
    """Return one channel, or raise `InvalidChannel`."""
    if not (1 <= len(name) <= 50 and name.isprintable() and name.strip() == name):
        raise InvalidChannel(
            "its name must have 1 to 50 characters, none of them a control character",
            channel=name[:50] or "''",
        )
    try:
        channel = Channel.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        # A union adds the name of its member to the path.
        path = [str(part) for part in first["loc"] if not str(part).startswith("literal[")]
        field = ".".join(path) or None
        raise InvalidChannel(first["msg"], channel=name, field=field) from None
    _check_url(name, channel.url.get_secret_value())
    return channel


def _check_url(name: str, url: str) -> None:
    if reason := _flaw(url):
        raise InvalidChannel(reason, channel=name, field="url")


def _flaw(url: str) -> str | None:
    """Return why a URL cannot be a channel's, without quoting it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "it is no URL"
    if parts.scheme not in SERVICES:
        known = ", ".join(sorted(SERVICES))
        return f"{parts.scheme[:20] or 'no scheme'!r} is not one of the services: {known}"
    # Apprise reads options after a fragment and after a semicolon, too.
    asked = parse_qsl(re.sub("[?;]", "&", url.partition("?")[2]), keep_blank_values=True)
    options = {key.strip("+-: ").lower() for key, _ in asked}
    if refused := sorted(options & REFUSED_OPTIONS):
        return f"the option {refused[0]} is refused, as it reads files of this machine"
    if refused := sorted(options & OWN_OPTIONS):
        return f"the option {refused[0]} is refused: attempts and timeouts are the notifier's"
    targets = sender.count_targets(url)
    if targets is None:
        return f"it is no address of {parts.scheme}; see Apprise's page of that service"
    if targets > 1:
        # What fails is sent again: to each target by itself.
        return f"it has {targets} targets; give each a channel of its own"
    return None
