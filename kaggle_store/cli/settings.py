"""`kaggle-store settings`: list, show, set and reveal the settings that the modules share."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from kaggle_store.cli import _data, _documents, _fields, output
from kaggle_store.cli._entities import Entity, Field, Look, Option, Source
from kaggle_store.cli._exit_codes import WITH_VERBS, exit_code
from kaggle_store.models.enums import ConfigType

if TYPE_CHECKING:
    from kaggle_store.client import KaggleStore
    from kaggle_store.models import Configuration

__all__ = ["DESCRIPTION", "EXAMPLES", "EXIT_CODES", "arguments", "exit_code", "run"]

DESCRIPTION = """\
List the settings that the modules share, show one, set it. The value of an encrypted or sensitive
setting is printed by `reveal` only, which records who has read it and why."""

EXAMPLES = """\
kaggle-store settings list --type gpu
kaggle-store settings show gpu.max_hourly_rate
kaggle-store settings set gpu.max_hourly_rate 1.50
kaggle-store settings set kaggle.users '["alice", "bob"]' --type api --description "who submits"
kaggle-store settings set kaggle.token --encrypted          # asks for the value, or reads stdin
kaggle-store settings reveal kaggle.token --reason "rotate the key"    # prints the value alone"""

EXIT_CODES = WITH_VERBS

_LONGEST = 60
"""Characters of a value in the list."""


def _masked(row: Configuration) -> Mapping[str, object]:
    if not (row.is_encrypted or row.is_sensitive):
        return {}
    kind = "encrypted" if row.is_encrypted else "sensitive"
    return {"config_value": f"({kind}: kaggle-store settings reveal {row.config_key} --reason …)"}


def _value(row: Configuration, _: Look) -> object:
    if row.is_encrypted or row.is_sensitive:
        return output.styled("encrypted" if row.is_encrypted else "sensitive", "dim")
    text = _documents.as_line(row.config_value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _find(store: KaggleStore, key: str) -> Configuration:
    return store.configurations.get(key)


ENTITY = Entity(
    noun="setting",
    plural="settings",
    resource="configurations",
    empty="kaggle-store settings set KEY VALUE makes one",
    all=Source("list", "Configuration", ("config_key",)),
    options=(Option("--type", "config_type", "TYPE", "only of this type", get_args(ConfigType)),),
    fields=(
        _fields.text("config_key", "key"),
        _fields.text("config_type", "type", rank=2),
        Field("value", _value),
        _fields.when("updated_at", "changed", rank=1),
        _fields.text("description", rank=3),
    ),
    lead=("config_key", "config_value"),
    find=_find,
    key="KEY",
    key_help="the setting's name, such as gpu.max_hourly_rate",
    parse_key=str,
    masked=_masked,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = _data.declare(parser, ENTITY, EXAMPLES)
    _declare_set(_data.declare_verb(verbs, "set", "set the value of a setting", ENTITY))
    reveal = _data.add_verb(
        verbs, "reveal", "print the decrypted value; who reads it and why is recorded"
    )
    reveal.add_argument("key", metavar="KEY", help=ENTITY.key_help)
    reveal.add_argument("--reason", required=True, metavar="TEXT", help="why you need it")
    reveal.add_argument("--json", action="store_true", help="print the result as JSON")


def _declare_set(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "value",
        nargs="?",
        metavar="VALUE",
        help="JSON, else text (default: asked for without echo, or read from stdin, as text)",
    )
    verb.add_argument("--text", action="store_true", help="VALUE is text, also where it is JSON")
    verb.add_argument("--type", choices=get_args(ConfigType), help="what it is about")
    verb.add_argument("--description", metavar="TEXT", help="what it is for")
    for name, about in (("encrypted", "encrypt it"), ("sensitive", "hide it from non-admins")):
        verb.add_argument(
            f"--{name}", action=argparse.BooleanOptionalAction, help=f"{about} (default: as before)"
        )


def run(options: argparse.Namespace) -> int:
    """Carry out the verb."""
    return _data.run(ENTITY, options, {"set": _set, "reveal": _reveal})


def _set(store: KaggleStore, options: argparse.Namespace) -> int:
    row = store.configurations.set(
        options.key,
        _given_value(options),
        type=options.type,
        description=options.description,
        encrypted=options.encrypted,
        sensitive=options.sensitive,
    )
    if options.json:
        _documents.print_json(_documents.plain_row(row, _masked(row)))
    else:
        output.line(f"{row.config_key} is set{' and encrypted' if row.is_encrypted else ''}.")
    return 0


def _given_value(options: argparse.Namespace) -> Any:
    if options.value is None:
        return _read_value(options.key)
    if options.text or options.encrypted:
        return options.value
    try:
        return json.loads(options.value)
    except ValueError:
        return options.value


def _read_value(key: str) -> str:
    """Return a text that the shell's history does not keep."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(f"{output.clean(key)}: ")
    return sys.stdin.read().removesuffix("\n")


def _reveal(store: KaggleStore, options: argparse.Namespace) -> int:
    value = store.configurations.reveal(options.key, reason=options.reason)
    if options.json or not isinstance(value, str):
        _documents.print_json(value)
    elif sys.stdout.isatty():
        for line in value.split("\n"):
            output.line(line)
    else:
        print(value)
    return 0
