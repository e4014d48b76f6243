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
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from kaggle_store.local.account import Account, server_account

ROOT = Path(__file__).parents[1]
CORE = {
    *("certifi", "httpcore", "platformdirs", "postgrest", "pydantic", "pyjwt", "python-dotenv"),
    *("supabase", "typing-extensions"),
}
"""What the package needs without extras; each addition is a decision."""
NEEDED = {
    *("kaggle_store/py.typed", "kaggle_store/_supabase/config.toml"),
    *("kaggle_store/_supabase/seed.sql", "kaggle_store/_supabase/members.sql"),
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
assert not extras & set(sys.modules), extras & set(sys.modules)
"""


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


def installed_problems(wheel: Path, folder: Path) -> Iterator[str]:
    """Install the wheel as an ordinary user and yield what then does not work."""
    account, python = _user_and_python()
    account.own(folder)
    home = {"HOME": str(folder), "PIP_NO_CACHE_DIR": "1"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            list(map(str, command)), cwd=folder, capture_output=True, text=True,
            env=kept | home, **account.credentials(),
        )  # fmt: skip

    programs = folder / "venv" / "bin"
    migrations = len(list((ROOT / "supabase/migrations").glob("*.sql")))
    for command in (
        (python, "-m", "venv", folder / "venv"),
        (programs / "pip", "install", "--quiet", wheel),
        (programs / "pip", "check"),
        (programs / "python", "-W", "error", "-c", TRY_OUT.format(migrations=migrations)),
        (programs / "kaggle-store", "--version"),
    ):
        done = run(*command)
        if done.returncode:
            yield f"{' '.join(map(str, command))[:100]}: {done.stdout}{done.stderr}"
            return
    for words in (("--help",), ("doctor",)):
        done = run(programs / "kaggle-store", *words)
        if "pip install 'kaggle_store[cli]'" not in done.stdout + done.stderr:
            yield f"kaggle-store {words[0]} does not say how to get the extra: {done.stdout}"
    listed = run(programs / "pip", "list", "--format=freeze").stdout.split()
    print(f"The wheel was installed with {len(listed) - 1} other distributions.")


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
