"""`kaggle-store ui`: serve the web pages."""

from __future__ import annotations

import argparse
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kaggle_store.cli import _options, output
from kaggle_store.errors import SettingsError
from kaggle_store.project_url import is_loopback
from kaggle_store.running_stack import find_running_stack
from kaggle_store.settings import PUBLISHABLE_KEY_NAMES, URL_NAMES, Project, Settings, find_project

if TYPE_CHECKING:
    from kaggle_store.ui.people import LocalSignIn, PasswordSignIn

DESCRIPTION = """\
Serve web pages: an overview, executions, competitions, GPU machines, metrics and the inbox, where
people answer interventions. Everyone signs in and acts as themselves: on the local stack with the
address that is printed, elsewhere with their account of the project. Ends with Ctrl-C."""

EXAMPLES = """\
kaggle-store ui                        # the local stack, or the project of SUPABASE_URL
kaggle-store ui --open                 # and open it in the browser
kaggle-store ui --read-only --port 80  # for a screen on the wall
kaggle-store ui --root-path https://team.example.org/kaggle    # behind a proxy"""

MISSING = (
    f"no store to show: run `kaggle-store up`, or set {URL_NAMES[0]} and {PUBLISHABLE_KEY_NAMES[0]}"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where the pages are served, and what people may do there."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)"
    )
    parser.add_argument(
        "--port", type=_options.port, help="port (default: 8288, or a free one if that is taken)"
    )
    parser.add_argument(
        "--root-path",
        type=root_path,
        default="/",
        metavar="PATH",
        help="path or whole URL below which a proxy shows the pages; https makes cookies secure",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="accept requests for this host name too; may be repeated",
    )
    parser.add_argument(
        "--read-only", action="store_true", help="show everything, and refuse answers"
    )
    parser.add_argument("--open", action="store_true", help="open the pages in the browser")


def root_path(text: str) -> str:
    """Return a path such as `/kaggle`, or a URL."""
    parts = urlsplit(text)
    is_url = parts.scheme in {"http", "https"} and parts.hostname
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    if not (is_url or is_path) or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a path such as /kaggle nor a URL")
    return text.rstrip("/")


@dataclass(frozen=True)
class Served:
    """Where the pages are, for people."""

    url: str
    first_visit: str | None
    """The address that signs in once; None where people have accounts."""


def run(options: argparse.Namespace) -> int:
    """Serve the pages until a signal ends the program."""
    from kaggle_store.ui.app import create_app
    from kaggle_store.ui.server import Server, listen
    from kaggle_store.ui.site import Site

    project = find_project()
    if project is None:
        raise SettingsError(MISSING)
    sign_in = _sign_in(project)
    listener = listen(options.host, options.port)
    port = listener.getsockname()[1]
    site = Site(
        project.url,
        sign_in,
        root=options.root_path,
        hosts=(options.host, *options.allow_host),
        read_only=options.read_only,
        cookie=f"kaggle-store-{port}",
    )
    _announce(options, project, _served(options, port, sign_in))
    Server(create_app(site)).run([listener])
    return 0


def _sign_in(project: Project) -> LocalSignIn | PasswordSignIn:
    from kaggle_store.ui.people import LocalSignIn, LocalStackKeys, PasswordSignIn

    if project.publishable_key is None:
        raise SettingsError(
            f"no publishable key of {project.url}: set {PUBLISHABLE_KEY_NAMES[0]} to the one in "
            "the project's API settings; people sign in with it"
        )
    if project.jwt_secret is None:
        return PasswordSignIn(project.url, project.publishable_key)
    stack = find_running_stack()
    secret_key = stack.secret_key if stack and stack.url == project.url else Settings.load().key
    keys = LocalStackKeys(project.url, project.publishable_key, secret_key, project.jwt_secret)
    return LocalSignIn(keys)


def _served(
    options: argparse.Namespace, port: int, sign_in: LocalSignIn | PasswordSignIn
) -> Served:
    from kaggle_store.ui.people import LocalSignIn

    host = f"[{options.host}]" if ":" in options.host else options.host
    root = options.root_path
    url = root if "://" in root else f"http://{host}:{port}{root}"
    token = sign_in.new_token() if isinstance(sign_in, LocalSignIn) else None
    return Served(url, f"{url}/sign-in?token={token}" if token else None)


def _announce(options: argparse.Namespace, project: Project, served: Served) -> None:
    output.line(f"The pages of {project.url} ({project.source}): {served.url}")
    if served.first_visit:
        output.line(f"Sign in, once, with: {served.first_visit}")
    if not is_loopback(options.host) and not options.root_path.startswith("https://"):
        output.line(
            "Others can reach this port, and the network can read what it sends: put it behind a "
            "proxy with https, and give its address as --root-path."
        )
    if options.open:
        webbrowser.open(served.first_visit or served.url)
