"""Read the providers from the settings of the store, the environment, or a file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from kaggle_store.client import KaggleStore
from kaggle_store.errors import InvalidProvider
from kaggle_store.integrations.gpu import salad_cloud, vast_ai
from kaggle_store.integrations.gpu.command import TIMEOUT, Command
from kaggle_store.integrations.gpu.providers import MachineState, Provider

PROVIDERS = "gpu.providers"
"""The key of the setting: a JSON object of names to providers, stored encrypted."""

FILE = "KAGGLE_STORE_GPU_PROVIDERS"
"""The environment variable with the path of a file of providers."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,49}")


_Words: TypeAlias = tuple[str, ...]


class _Settings(BaseModel, frozen=True):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class _VastAi(_Settings, frozen=True):
    api_key: SecretStr
    on_stop: vast_ai.OnStop = "destroy"
    endpoint: str = vast_ai.ENDPOINT

    def open(self, name: str) -> Provider:
        key = self.api_key.get_secret_value()
        return vast_ai.VastAi(key, name=name, on_stop=self.on_stop, endpoint=self.endpoint)


class _SaladCloud(_Settings, frozen=True):
    api_key: SecretStr
    organization: str
    project: str
    on_stop: salad_cloud.OnStop = "stop"
    endpoint: str = salad_cloud.ENDPOINT

    def open(self, name: str) -> Provider:
        return salad_cloud.SaladCloud(
            self.api_key.get_secret_value(),
            self.organization,
            self.project,
            name=name,
            on_stop=self.on_stop,
            endpoint=self.endpoint,
        )


class _Command(_Settings, frozen=True):
    list: _Words
    stop: _Words
    status: _Words | None = None
    timeout: float = Field(default=TIMEOUT, ge=1, le=600)
    environment: _Words = ()
    """Names of variables of this process's environment that the programs get."""
    ends_as: tuple[MachineState, ...] = ("gone", "stopped")

    def open(self, name: str) -> Provider:
        given = {key: os.environ[key] for key in self.environment if key in os.environ}
        return Command(
            name,
            list=self.list,
            stop=self.stop,
            status=self.status,
            timeout=self.timeout,
            environment=given,
            ends_as=self.ends_as,
        )


_Kind: TypeAlias = type[_VastAi] | type[_SaladCloud] | type[_Command]
_KINDS: Mapping[str, _Kind] = {
    "vast_ai": _VastAi,
    "salad_cloud": _SaladCloud,
    "command": _Command,
}


def load(store: KaggleStore, file: Path | None = None) -> dict[str, Provider]:
    """Return the providers by name: the store's, then the environment's, then the file's.

    The setting is revealed, which is recorded. `file` is by default the one that
    KAGGLE_STORE_GPU_PROVIDERS names. Raises `InvalidProvider`.
    """
    path = file or (Path(os.environ[FILE]) if os.environ.get(FILE) else None)
    return {
        **_of_store(store),
        **of_environment(os.environ),
        **(_of_file(path) if path else {}),
    }


def of_environment(environment: Mapping[str, str]) -> dict[str, Provider]:
    """Return the providers whose keys are in the environment."""
    found: dict[str, Provider] = {}
    if key := environment.get("VAST_API_KEY"):
        found["vast_ai"] = vast_ai.VastAi(key)
    if key := environment.get("SALAD_API_KEY"):
        names = ("SALAD_ORGANIZATION", "SALAD_PROJECT")
        if missing := [name for name in names if not environment.get(name)]:
            raise InvalidProvider(f"SALAD_API_KEY is set, and {missing[0]} is not")
        found["salad_cloud"] = salad_cloud.SaladCloud(key, *(environment[name] for name in names))
    return found


def parse(
    setting: object, source: str, *, admits: Callable[[str, object], str | None]
) -> dict[str, Provider]:
    """Return the providers of an object of names to settings, or raise `InvalidProvider`.

    `admits(kind, value)` returns why a provider is refused from this source.
    """
    if not isinstance(setting, Mapping):
        raise InvalidProvider(f"{source} is no object of names to providers")
    return {str(name): _open(str(name), value, admits) for name, value in setting.items()}


def _open(name: str, value: object, admits: Callable[[str, object], str | None]) -> Provider:
    if not _NAME.fullmatch(name):
        raise InvalidProvider(f"{name[:50]!r}: a provider's name must match {_NAME.pattern}")
    if not isinstance(value, Mapping):
        raise InvalidProvider(f"{name}: it is no object")
    settings: dict[str, Any] = dict(value)
    kind = str(settings.pop("kind", name))
    if kind not in _KINDS:
        raise InvalidProvider(f"{name}.kind: {kind[:50]!r} is none of {', '.join(_KINDS)}")
    if refusal := admits(kind, settings):
        raise InvalidProvider(f"{name}: {refusal}")
    try:
        return _KINDS[kind].model_validate(settings).open(name)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise InvalidProvider(f"{name}.{field}: {first['msg']}") from None


def _of_store(store: KaggleStore) -> dict[str, Provider]:
    setting = store.configurations.find(config_key=PROVIDERS)
    if setting is None:
        return {}
    if not setting.is_encrypted:
        raise InvalidProvider(
            f"the setting {PROVIDERS} is not encrypted; delete it and set it with --encrypted"
        )
    return parse(
        store.configurations.reveal(PROVIDERS), f"the setting {PROVIDERS}", admits=_not_programs
    )


def _not_programs(kind: str, value: object) -> str | None:
    """Refuse what would let any holder of the store's secret key run programs here."""
    if kind == "command":
        return f"programs are read from the file that {FILE} names only, not from the store"
    if isinstance(value, Mapping) and "endpoint" in value:
        return f"an endpoint is read from the file that {FILE} names only, not from the store"
    return None


def _of_file(path: Path) -> dict[str, Provider]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no JSON"
        raise InvalidProvider(f"{path}: {reason}") from None
    return parse(content, str(path), admits=lambda *_: None)
