"""PostgreSQL's own client programs, run on the database of the settings."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from config.embedded import programs
from config.embedded.failures import CannotStart

DEBIAN = Path("/usr/lib/postgresql")


class ClientFailed(Exception):
    """A client program is missing or failed."""


def server_major() -> int:
    """The major version of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def run(program: str, *arguments: str) -> None:
    """Run the program; the password goes by the environment, where nobody else reads it. ClientFailed says
    why."""
    one = connection.settings_dict
    login = {
        "PGHOST": one["HOST"], "PGPORT": one["PORT"], "PGUSER": one["USER"], "PGPASSWORD": one["PASSWORD"],
        "PGDATABASE": one["NAME"], "PGSSLMODE": one["OPTIONS"].get("sslmode"),
    }  # fmt: skip
    done = subprocess.run(
        [find(program), *arguments],
        env=os.environ | {name: str(value) for name, value in login.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ClientFailed(
            _("%(program)s failed: %(why)s") % {"program": program, "why": done.stderr.strip()}
        )


def find(name: str) -> Path:
    """The program in a version that fits the server: an older one refuses to work with it."""
    wanted = server_major()
    for path in _candidates(name):
        shown = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.search(r"\(PostgreSQL\) (\d+)", shown)
        if version and int(version[1]) >= wanted:
            return path
    raise ClientFailed(
        _("%(program)s of PostgreSQL %(version)s or newer is needed; install PostgreSQL's client programs.")
        % {"program": name, "version": wanted}
    )


def _candidates(name: str) -> list[Path]:
    on_path = shutil.which(name)
    found = [Path(on_path)] if on_path else []
    found += sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True)
    with suppress(CannotStart):
        found.append(programs.postgres_folder() / name)
    return found
