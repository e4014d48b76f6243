"""What goes wrong with a local stack, said in one sentence with its remedy."""

from __future__ import annotations


class LocalStackError(Exception):
    """A local stack cannot start, stop or be found; the message says why and what to do."""
