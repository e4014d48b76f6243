"""What the data commands have in common: the verbs `list` and `show`, the store and its errors."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from kaggle_store.cli import _documents, _exit_codes, _listing, _options, _showing, output
from kaggle_store.cli._entities import Entity
from kaggle_store.cli._help import Verbs

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kaggle_store.client import KaggleStore

Action: TypeAlias = "Callable[[KaggleStore, argparse.Namespace], int]"
"""Carries out a verb and returns the exit code."""


def declare(parser: argparse.ArgumentParser, entity: Entity, examples: str) -> Verbs:
    """Declare `list` and `show`, and return the verbs to add others."""
    verbs = Verbs(parser, examples)
    some = f"list the {entity.open_word} {entity.plural}, or with --all every one"
    summary = some if entity.open else f"list {entity.plural}"
    _listing.declare(add_verb(verbs, "list", summary), entity)
    show = add_verb(verbs, "show", f"show one {entity.noun} with all its values")
    _showing.declare(show, entity)
    return verbs


def add_verb(verbs: Verbs, name: str, summary: str) -> argparse.ArgumentParser:
    """Declare a verb with the options that every verb has."""
    verb = verbs.add(name, summary)
    _options.as_service(verb)
    return verb


def declare_verb(verbs: Verbs, name: str, summary: str, entity: Entity) -> argparse.ArgumentParser:
    """Declare a verb that changes the row it names."""
    verb = add_verb(verbs, name, summary)
    _showing.key(verb, entity)
    verb.add_argument("--json", action="store_true", help="print the result as JSON")
    return verb


def run(entity: Entity, options: argparse.Namespace, actions: Mapping[str, Action]) -> int:
    """Carry out `list`, `show` or one of the actions."""
    shared: dict[str, Action] = {
        "list": lambda store, given: _listing.run(store, entity, given),
        "show": lambda store, given: _showing.run(store, entity, given),
    }
    # A list fails for the competition that it is filtered by.
    plural = "competitions" if options.verb == "list" else options.command.name
    every = " --all" if entity.open or plural == "competitions" else ""
    advice = f" (`kaggle-store {plural} list{every}` lists them)"
    return run_actions(options, {**shared, **actions}, advice)


def run_actions(
    options: argparse.Namespace, actions: Mapping[str, Action], not_found: str = ""
) -> int:
    """Carry out the verb; errors of the store are printed without codes.

    `not_found` is what follows the message that there is no such row.
    """
    from kaggle_store.cli import _identity
    from kaggle_store.errors import ApiError, InvalidInput

    try:
        identity = _identity.find(options)
        options.is_person = identity.person is not None
        with identity.open() as store:
            return actions[options.verb](store, options)
    except (ApiError, InvalidInput) as error:
        code = _exit_codes.exit_code(error)
        if code == 1:
            raise
        advice = not_found if code == _exit_codes.NOT_FOUND else ""
        output.error(options.command.name, _exit_codes.message(error) + advice)
        return code


def done(options: argparse.Namespace, row: BaseModel, sentence: str) -> int:
    """Print what a verb has done, or the row as JSON; return 0."""
    if options.json:
        _documents.print_json(_documents.plain_row(row, {}))
    else:
        output.line(sentence)
    return 0


def refuse(options: argparse.Namespace, sentence: str) -> int:
    """Print why a verb was not carried out, and return its exit code."""
    output.error(options.command.name, sentence)
    return _exit_codes.NOT_ALLOWED


def responder(options: argparse.Namespace) -> str | None:
    """Return who answers: None for a person, whose token says so, else `--by` or the OS user."""
    if options.is_person:
        return None
    import getpass

    return options.by or getpass.getuser()
