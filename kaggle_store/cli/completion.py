"""`kaggle-store completion`: print the code that completes commands and options in a shell."""

from __future__ import annotations

import argparse

DESCRIPTION = "Print the code that completes commands and options, to be evaluated by the shell."

EXAMPLES = """\
eval "$(kaggle-store completion bash)"     # in ~/.bashrc
eval "$(kaggle-store completion zsh)"      # in ~/.zshrc, after compinit
kaggle-store completion fish > ~/.config/fish/completions/kaggle-store.fish"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the shell."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell in use")


def run(options: argparse.Namespace) -> int:
    """Print the code."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["kaggle-store"], shell=options.shell), end="")
    return 0
