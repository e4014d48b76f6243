"""Programs that a reader of a page keeps running, and the form that the reader sends to one."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import httpx

SECONDS = 90
"""How long a program may take to print what the page shows."""


@dataclass
class Terminals:
    """One terminal for each program; what all of them print is in one folder."""

    folder: Path
    logs: Path
    environment: Mapping[str, str]
    _programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def open(self, command: str) -> None:
        """Start a program that keeps running."""
        self.logs.mkdir(exist_ok=True)
        with (self.logs / f"{len(self._programs)}.log").open("wb") as log:
            program = subprocess.Popen(
                ["bash", "-euc", f"exec {command}"],
                cwd=self.folder,
                env={**self.environment, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._programs.append(program)

    def printed(self) -> str:
        """Return what all programs have printed so far."""
        return "\n".join(log.read_text("utf-8") for log in sorted(self.logs.glob("*.log")))

    def wait_for(self, is_printed: Callable[[str], bool]) -> str:
        """Return what was printed, as soon as it is what the page shows."""
        end = time.monotonic() + SECONDS
        while not is_printed(printed := self.printed()):
            assert time.monotonic() < end, f"not printed in {SECONDS} s:\n{printed}"
            time.sleep(0.1)
        return printed

    def close(self) -> None:
        """End the programs, as Ctrl-C does."""
        for program in self._programs:
            program.send_signal(signal.SIGINT)
        for program in self._programs:
            program.wait(30)


def approve_first(printed: str) -> None:
    """Sign in with the printed address, open the first intervention, and press its button."""
    [address] = re.findall(r"^Sign in, once, with: (\S+)$", printed, re.MULTILINE)
    with httpx.Client(follow_redirects=True, headers={"sec-fetch-site": "same-origin"}) as browser:
        overview = browser.get(address).raise_for_status()
        link = re.findall(r'href="([^"]*inbox/[^"]+)"', overview.text)[0]
        page = browser.get(urljoin(str(overview.url), link)).raise_for_status()
        form = re.findall(r"<form class=.answer.*?</form>", page.text, re.DOTALL)[0]
        action = re.findall(r'action="([^"]+)"', form)[0]
        sent = browser.post(
            urljoin(str(page.url), unescape(action)), data={**_fields(form), "decision": "approve"}
        )
        sent.raise_for_status()
        assert "done=" in str(sent.url), sent.text


def _fields(form: str) -> dict[str, str]:
    tags = re.findall(r"<input[^>]*>", form)
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in tags]
    return {each["name"]: unescape(each.get("value", "")) for each in inputs}
