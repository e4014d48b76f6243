"""`kaggle-store login`: sign in, and keep the session for later commands."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from kaggle_store.cli import output
from kaggle_store.errors import KaggleStoreError, SettingsError, SignInError

if TYPE_CHECKING:
    from kaggle_store.settings import Project
    from kaggle_store.sign_in import SignedIn

DESCRIPTION = """\
Sign in to a project with e-mail address and password, or to the local stack by a name. Later
commands then act as you: the audit log names you, and you may do what your role allows. The
password is asked for and not stored; the session is kept in a file that only you can read."""

EXAMPLES = """\
kaggle-store login --email alice@example.org                      # the project of .env
kaggle-store login --url https://abc.supabase.co --key sb_publishable_… --email alice@example.org
kaggle-store login --local alice                                  # the local stack, no password
kaggle-store login --local alice --admin
pass show kaggle | kaggle-store login --email alice@example.org --password-stdin"""

KEY_VARIABLE = "SUPABASE_PUBLISHABLE_KEY"

EXIT_CODES = {1: "refused, or the project is out of reach"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the project and the person."""
    parser.add_argument(
        "--url", help="the project's URL (default: SUPABASE_URL or the local stack)"
    )
    parser.add_argument(
        "--key",
        metavar="KEY",
        help=f"the project's publishable key (default: {KEY_VARIABLE})",
    )
    person = parser.add_mutually_exclusive_group()
    person.add_argument("--email", metavar="ADDRESS", help="your e-mail address (default: asked)")
    person.add_argument("--local", metavar="NAME", help="your name on the local stack")
    parser.add_argument(
        "--admin", action="store_true", help="sign in as an admin; only with --local"
    )
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )


def run(options: argparse.Namespace) -> int:
    """Sign in, store the session, and say what the store allows."""
    from kaggle_store import sign_in
    from kaggle_store.settings import find_project

    project = find_project(options.url)
    if project is None:
        raise SettingsError(
            "which project? Give --url, set SUPABASE_URL, or start the local stack: kaggle-store up"
        )
    if options.admin and options.local is None:
        raise SignInError("--admin is for the local stack; a project's owner makes admins")
    person = sign_in.save(
        _local(project, options) if options.local is not None else _person(project, options)
    )
    output.line(f"Signed in to {person.url} as {person.name}.")
    _say_standing(person)
    return 0


def _local(project: Project, options: argparse.Namespace) -> SignedIn:
    from kaggle_store import sign_in

    if not project.is_loopback:
        raise SignInError(f"{project.url} is not a local stack: sign in with --email")
    return sign_in.local_person(project, options.local, is_admin=options.admin)


def _person(project: Project, options: argparse.Namespace) -> SignedIn:
    from kaggle_store import sign_in

    key = options.key or project.publishable_key
    if not key:
        raise SignInError(
            f"the publishable key of {project.url} is needed: set {KEY_VARIABLE}, or "
            "give --key; it is in the project's API settings and not secret"
        )
    if key.startswith("sb_secret_"):
        raise SignInError("that is a secret key; people sign in with the publishable key")
    email = options.email or _asked("E-mail address: ", options)
    return sign_in.sign_in(project.url, key, email, _password(email, options))


def _asked(prompt: str, options: argparse.Namespace) -> str:
    if options.password_stdin or not sys.stdin.isatty():
        raise SignInError("who signs in? Give --email, or --local on the local stack")
    return input(prompt).strip()


def _password(email: str, options: argparse.Namespace) -> str:
    if options.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass(output.clean(f"Password of {email}: "))
    else:
        raise SignInError("no terminal to ask for the password: use --password-stdin")
    if not password:
        raise SignInError("the password is empty")
    return password


def _say_standing(person: SignedIn) -> None:
    """Say what the store allows; being signed in does not depend on it."""
    from kaggle_store import sign_in

    try:
        with person.open(retry_for=0) as store:
            found = sign_in.standing(store)
    except KaggleStoreError as error:
        output.error("login", f"signed in, but the store did not answer: {error.message}")
        return
    if not found.is_member:
        output.line("You are not a member of the store yet; an admin can add you:")
        output.line(f"  kaggle-store members add {person.name}")
    elif found.is_admin:
        output.line("You are an admin of the store.")
