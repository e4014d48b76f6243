"""Any other provider: programs that list, show and stop its machines."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import IO, Any

from kaggle_store.errors import InvalidProvider, ProviderError
from kaggle_store.integrations.gpu.providers import (
    Machine,
    MachineState,
    check_instance_id,
    gone,
    parse,
    same,
)

TIMEOUT = 60.0
"""Seconds for a program."""
LARGEST_OUTPUT = 20_000_000
"""Bytes."""
NOT_FOUND = 4
"""The exit code of `status` and `stop` for a machine that the provider does not have."""
PLACEHOLDER = "{instance_id}"

_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "SYSTEMROOT")


class Command:
    """A provider that is reached by programs, each a list of words; no shell runs them.

    `{instance_id}` in a word is replaced. `list` prints a JSON array of machines, `status` one
    machine: objects with `instance_id`, `state` (running, stopped, gone) and, where they are known,
    `status`, `price_per_hour`, `total_cost_dollars`, `started_at`, `label`. Exit code 0 is
    success, 4 means that there is no such machine, any other an error whose text is on stderr.
    Programs get `environment`, and of this process's environment PATH, HOME and the like only. One
    that takes more than `timeout` seconds (default 60) is ended. Raises `InvalidProvider` for words
    that are no program.
    """

    def __init__(
        self,
        name: str,
        *,
        list: Sequence[str],  # noqa: A002 - the verb
        stop: Sequence[str],
        status: Sequence[str] | None = None,
        timeout: float = TIMEOUT,
        environment: Mapping[str, str] | None = None,
        ends_as: Sequence[MachineState] = ("gone", "stopped"),
    ) -> None:
        self.name = name
        """The value of `gpu_sessions.provider`."""
        self._words = {
            "list": _words(name, "list", list, has_placeholder=False),
            "stop": _words(name, "stop", stop, has_placeholder=True),
            "status": _words(name, "status", status, has_placeholder=True) if status else (),
        }
        self._timeout = timeout
        self._environment = dict(environment or {})
        self.longest_attempt = 6 * timeout
        """Seconds that looking, stopping and looking again may take."""
        self.ends_as = frozenset(ends_as)
        """The states that confirm the end of a machine."""

    def list(self) -> Sequence[Machine]:
        """Return the machines that the program `list` prints."""
        _, found = self._run("list", self._words["list"])
        if not isinstance(found, list):
            raise self._error("list", "it printed no JSON array")
        return [self._machine(each) for each in found]

    def status(self, instance_id: str) -> Machine:
        """Return what the program `status` prints; without one, the machine in the list."""
        words = self._filled("status", instance_id)
        if words:
            code, found = self._run("status", words)
            if code != NOT_FOUND:
                return same(self._machine(found), instance_id, self.name)
        listed = (each for each in self.list() if each.instance_id == instance_id)
        return next(listed, gone(instance_id))

    def stop(self, instance_id: str) -> None:
        """Run the program `stop`; its output is ignored."""
        self._run("stop", self._filled("stop", instance_id), has_output=False)

    def price(self, instance_id: str) -> Decimal | None:
        """Return the price in US dollars per hour that `status` states, or None."""
        return self.status(instance_id).price_per_hour

    def _filled(self, verb: str, instance_id: str) -> tuple[str, ...]:
        id = check_instance_id(instance_id)
        return tuple(word.replace(PLACEHOLDER, id) for word in self._words[verb])

    def _run(
        self, verb: str, words: tuple[str, ...], *, has_output: bool = True
    ) -> tuple[int, Any]:
        # Files, not pipes: a child of the program that keeps a pipe open would hold this process.
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            code = self._exit_code(verb, words, output, errors)
            if code == NOT_FOUND and verb != "list":
                return code, None
            if code:
                text = " ".join(_read(errors, 2000).split())
                raise self._error(verb, f"exit code {code}{': ' + text if text else ''}")
            return code, self._json(verb, output) if has_output else None

    def _exit_code(
        self, verb: str, words: tuple[str, ...], output: IO[bytes], errors: IO[bytes]
    ) -> int:
        environment = {key: os.environ[key] for key in _INHERITED if key in os.environ}
        try:
            return subprocess.run(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                timeout=self._timeout,
                env=environment | self._environment,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            raise self._error(verb, f"it ran for more than {self._timeout:g} seconds") from None
        except OSError as error:
            raise self._error(verb, f"{words[0]}: {error.strerror}") from error

    def _json(self, verb: str, output: IO[bytes]) -> Any:
        try:
            return json.loads(_read(output, LARGEST_OUTPUT))
        except (ValueError, RecursionError):
            raise self._error(verb, "it printed no JSON, or too much") from None

    def _machine(self, value: object) -> Machine:
        return parse(Machine, value, f"{self.name}: a machine")

    def _error(self, verb: str, text: str) -> ProviderError:
        for secret in self._environment.values():
            text = text.replace(secret, "***") if len(secret) > 3 else text
        return ProviderError(f"{self.name}: {verb}: {text}"[:900])


def _read(file: IO[bytes], size: int) -> str:
    file.seek(0)
    return file.read(size).decode(errors="replace")


def _words(name: str, verb: str, words: Sequence[str], *, has_placeholder: bool) -> tuple[str, ...]:
    if isinstance(words, str) or not words or not all(isinstance(each, str) for each in words):
        raise InvalidProvider(f"{name}.{verb}: it must be a list of words, such as ['gpu', 'list']")
    if PLACEHOLDER in words[0]:
        raise InvalidProvider(f"{name}.{verb}: the program itself cannot be {PLACEHOLDER}")
    if has_placeholder != any(PLACEHOLDER in word for word in words):
        wanted = "needs" if has_placeholder else "cannot have"
        raise InvalidProvider(f"{name}.{verb}: it {wanted} {PLACEHOLDER}")
    return tuple(words)
