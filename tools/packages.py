"""Build the wheel and the source archive, and check them as a user gets them: `make packages`.

The wheel is installed into an empty environment, by an ordinary user even where root runs this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from kaggle_store.local.account import Account, server_account

ROOT = Path(__file__).parents[1]
CORE = {
    *("certifi", "h11", "httpcore", "platformdirs", "postgrest", "pydantic", "pyjwt"),
    *("python-dotenv", "typing-extensions"),
}
"""What the package needs without extras; each addition is a decision."""
WHEEL_BYTES = 1_200_000
"""The largest wheel without pictures."""
CORE_BYTES = 50_000_000
"""The largest installation without extras: every file of every distribution, compiled too."""
PICTURES = (".svg", ".png", ".ico", ".woff2")
PAGE_FILES = (".html", ".css", ".js", ".svg")
NEEDED = {
    *("kaggle_store/py.typed", "kaggle_store/_supabase/config.toml"),
    *("kaggle_store/_supabase/seed.sql", "kaggle_store/_supabase/members.sql"),
    *(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kaggle_store").rglob("*")
        if path.suffix in PAGE_FILES
    ),
}
IN_WHEEL = re.compile(r"kaggle_store/[^.]|kaggle_store-[\d.]+\.dist-info/")
TRY_OUT = """
import sys, kaggle_store
from kaggle_store.local import project_dir

for name in kaggle_store.__all__:
    getattr(kaggle_store, name)
assert "site-packages" in kaggle_store.__file__, kaggle_store.__file__
assert len(list((project_dir() / "migrations").glob("*.sql"))) == {migrations}
with kaggle_store.KaggleStore("http://localhost", "key") as store:
    print(store.competitions)
extras = {{"rich", "psycopg", "aiohttp", "fsspec", "pyarrow", "msgspec", "pytest"}}
extras |= {{"jinja2", "pygments", "starlette", "uvicorn", "vl_convert", "apprise"}}
assert not extras & set(sys.modules), extras & set(sys.modules)
"""
ADVICE = {
    ("--help",): "cli",
    ("doctor",): "cli",
    ("ui",): "ui",
    ("report", "a"): "report",
    ("notify", "status"): "notify",
}
"""Words of `kaggle-store`, and the extra that they name where it is not installed."""
TRY_REPORT = """
from kaggle_store.html.charts import Line, line_chart
from kaggle_store.html.code import highlight
from kaggle_store.report import make_report

assert "<path" in line_chart([Line("loss", [(0, 1.0), (1, 0.5)])], label="Loss")
assert '<i class=' in highlight("import kaggle_store")
"""
TRY_UI = """
import asyncio
import httpx
from kaggle_store.ui import static_files
from kaggle_store.ui.app import create_app
from kaggle_store.ui.people import PasswordSignIn
from kaggle_store.ui.site import Site

async def statuses(*paths):
    app = create_app(Site("http://127.0.0.1:9", PasswordSignIn("http://127.0.0.1:9", "key")))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8288") as client:
        return [(await client.get(path)).status_code for path in paths]

files = [f"/static/{static_files.VERSION}/{name}" for name in static_files.FILES]
assert set(asyncio.run(statuses("/sign-in", *files))) == {200}
"""
TRY_NOTIFY = """
from kaggle_store.integrations.notifications.sender import count_targets

assert count_targets("json://localhost") == 1
"""
INSTALLED_BYTES = """
from importlib.metadata import distributions

own = [each for each in distributions() if each.name not in ("pip", "setuptools")]
files = [file.locate() for each in own for file in each.files or ()]
print(sum(file.stat().st_size for file in files if file.exists()))
"""
EXTRAS = {"report": TRY_REPORT, "ui": TRY_UI, "notify": TRY_NOTIFY}
"""Extras that are installed alone, and a program that needs each."""


def build(folder: Path) -> tuple[Path, Path, Path]:
    """Return the source archive, the wheel that is built from it, and one from the checkout."""
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist", ROOT)
    wheel_only = ("--wheel", "--outdir", folder / "direct")
    _run(sys.executable, "-m", "build", "--no-isolation", *wheel_only, ROOT)
    [sdist], [wheel] = (folder / "dist").glob("*.tar.gz"), (folder / "dist").glob("*.whl")
    return sdist, wheel, folder / "direct" / wheel.name


def wheel_problems(files: dict[str, bytes]) -> Iterator[str]:
    """Yield the problems of the files in the wheel."""
    yield from (f"the wheel has {name}" for name in files if not IN_WHEEL.match(name))
    migrations = {
        f"kaggle_store/_supabase/migrations/{path.name}"
        for path in (ROOT / "supabase/migrations").glob("*.sql")
    }
    yield from (f"the wheel lacks {name}" for name in sorted((NEEDED | migrations) - files.keys()))
    if not [name for name in files if name.endswith(".dist-info/licenses/LICENSE")]:
        yield "the wheel lacks the license"


def size_problems(what: str, size: int, most: int) -> Iterator[str]:
    """Yield a problem if a size in bytes is above its limit."""
    if size > most:
        yield f"{what} has {size:,} bytes, more than {most:,}"


def metadata_problems(metadata: Message) -> Iterator[str]:
    """Yield the problems of the metadata in the wheel."""
    needs = [str(each) for each in metadata.get_all("Requires-Dist", [])]
    core = {
        re.split(r"[\W]", each.replace("-", "_"))[0] for each in needs if "extra ==" not in each
    }
    if (found := {name.replace("_", "-").lower() for name in core}) != CORE:
        yield f"the core requires {sorted(found)}, not {sorted(CORE)}"
    if metadata["License-Expression"] != "MIT" or not metadata["Requires-Python"]:
        yield "the metadata lacks the license or the versions of Python"


def sdist_problems(files: dict[str, bytes]) -> Iterator[str]:
    """Yield files of the source archive that the repository does not have."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    tracked = set(listed.stdout.split("\n"))
    if listed.returncode == 0:
        extra = sorted({name.partition("/")[2] for name in files} - tracked - {"PKG-INFO"})
        yield from (f"the source archive has {name}, which git does not know" for name in extra)


def traces(files: dict[str, bytes]) -> Iterator[str]:
    """Yield files that name a folder of this machine, or an index that pip uses here."""
    config = [sys.executable, "-m", "pip", "config", "list"]
    settings = subprocess.run(config, capture_output=True, text=True, check=True).stdout
    indexes = {url.rstrip("/") for url in re.findall(r"(?:https?|file)://[^\s']+", settings)}
    for word in {str(ROOT), f"{Path.home()}/", *indexes}:
        yield from (
            f"{name} contains {word}" for name, text in files.items() if word.encode() in text
        )


@dataclass(frozen=True)
class Guest:
    """An ordinary user with a folder of its own."""

    account: Account
    python: str
    folder: Path

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command without the settings of this Python."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            list(map(str, command)), cwd=self.folder, capture_output=True, text=True,
            env=kept | {"HOME": str(self.folder), "PIP_NO_CACHE_DIR": "1"},
            **self.account.credentials(),
        )  # fmt: skip

    def failure(self, commands: Iterable[Sequence[str | Path]]) -> str | None:
        """Run commands up to the first that fails, and return that with its output."""
        for command in commands:
            done = self.run(*command)
            if done.returncode:
                return f"{' '.join(map(str, command))[:100]}: {done.stdout}{done.stderr}"
        return None

    def install(self, name: str, wheel: str | Path, program: str) -> str | None:
        """Install into an environment of this name, and run a program there."""
        programs = self.folder / name / "bin"
        return self.failure(
            (
                (self.python, "-m", "venv", self.folder / name),
                (programs / "pip", "install", "--quiet", wheel),
                (programs / "pip", "check"),
                (programs / "python", "-W", "error", "-c", program),
                (programs / "kaggle-store", "--version"),
            )
        )


def installed_problems(wheel: Path, folder: Path) -> Iterator[str]:
    """Install the wheel as an ordinary user, without and with extras, and yield what fails."""
    guest = Guest(*_user_and_python(), folder)
    guest.account.own(folder)
    migrations = len(list((ROOT / "supabase/migrations").glob("*.sql")))
    if failure := guest.install("venv", wheel, TRY_OUT.format(migrations=migrations)):
        yield failure
        return
    yield from unhelpful_commands(guest, folder / "venv" / "bin")
    listed = guest.run(folder / "venv" / "bin" / "pip", "list", "--format=freeze").stdout.split()
    print(f"The wheel was installed with {len(listed) - 1} other distributions.")
    size = int(guest.run(folder / "venv" / "bin" / "python", "-c", INSTALLED_BYTES).stdout)
    yield from size_problems("the installed core", size, CORE_BYTES)
    for extra, program in EXTRAS.items():
        if failure := guest.install(extra, f"{wheel}[{extra}]", program):
            yield f"{extra}: {failure}"


def unhelpful_commands(guest: Guest, programs: Path) -> Iterator[str]:
    """Yield what does not name the extra that it lacks, in an environment without extras."""
    tried: dict[tuple[str | Path, ...], str] = {
        (programs / "kaggle-store", *words): extra for words, extra in ADVICE.items()
    }
    tried[programs / "python", "-c", "import kaggle_store.report"] = "report"
    for command, extra in tried.items():
        done = guest.run(*command)
        if f"pip install 'kaggle_store[{extra}]'" not in done.stdout + done.stderr:
            words = " ".join(map(str, command[1:]))
            yield f"{words!r} does not say how to get {extra}: {done.stdout}{done.stderr}"


def _user_and_python() -> tuple[Account, str]:
    """Return an ordinary user and a Python that it can run; the caller's own if there is none."""
    account = server_account()
    base = f"{sys.base_prefix}/bin/python3"
    for python in (base, "/usr/bin/python3", "/usr/local/bin/python3"):
        if Path(python).exists() and account.reaches(Path(python)):
            return account, python
    print("No Python is readable by an ordinary user, so root tries the packages.")
    return Account(name="root"), base


def _run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command[1:4]))} failed:\n{done.stdout}{done.stderr}")


def _wheel_files(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _bytes_without_pictures(wheel: Path) -> int:
    with zipfile.ZipFile(wheel) as archive:
        pictures = [each for each in archive.infolist() if each.filename.endswith(PICTURES)]
    return wheel.stat().st_size - sum(each.compress_size for each in pictures)


def _sdist_files(sdist: Path) -> dict[str, bytes]:
    with tarfile.open(sdist) as archive:
        members = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
        return {name: file.read() for name, file in members.items() if file}


def problems(folder: Path) -> Iterator[str]:
    """Build and check both packages; yield one sentence for each problem."""
    sdist, wheel, direct = build(folder)
    _run(sys.executable, "-m", "twine", "check", "--strict", sdist, wheel)
    in_wheel, in_sdist = _wheel_files(wheel), _sdist_files(sdist)
    [metadata] = [text for name, text in in_wheel.items() if name.endswith("/METADATA")]
    yield from wheel_problems(in_wheel)
    yield from size_problems(
        "the wheel without pictures", _bytes_without_pictures(wheel), WHEEL_BYTES
    )
    yield from metadata_problems(BytesParser().parsebytes(metadata))
    yield from sdist_problems(in_sdist)
    yield from traces(in_wheel | in_sdist)
    if wheel.read_bytes() != direct.read_bytes():
        yield "the wheel from the source archive differs from that of the checkout"
    yield from installed_problems(wheel, folder)


def main() -> int:
    """Print the problems and return 1; else copy the packages to the given folder, and return 0."""
    with tempfile.TemporaryDirectory(prefix="kaggle-store-packages-") as name:
        found = list(problems(Path(name)))
        if sys.argv[1:] and not found:
            shutil.copytree(Path(name, "dist"), sys.argv[1], dirs_exist_ok=True)
    print("\n".join(found) or "The wheel and the source archive are fine.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
