"""`kaggle-store logout`: end the session with a project."""

from __future__ import annotations

import argparse

from kaggle_store.cli import output
from kaggle_store.errors import SignInError, TransportError

DESCRIPTION = """\
End your session: the server revokes it, and it is removed from this machine, also when the server
is out of reach. Your sessions on other machines go on."""

EXAMPLES = """\
kaggle-store logout
kaggle-store logout --url https://abc.supabase.co"""

EXIT_CODES = {1: "removed from this machine only: the server was not told"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the project."""
    parser.add_argument("--url", help="the project's URL (default: as for the other commands)")


def run(options: argparse.Namespace) -> int:
    """Revoke and remove the session; return 1 if the server could not be told."""
    from kaggle_store import sign_in

    url = sign_in.signed_in_url(options.url)
    if url is None:
        output.line("You are not signed in.")
        return 0
    try:
        sign_in.sign_out(url)
    except (SignInError, TransportError) as error:
        why = error.message
        output.error("logout", f"removed from this machine, but the server was not told: {why}")
        return 1
    output.line(f"Signed out of {url}.")
    return 0
