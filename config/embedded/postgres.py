"""One PostgreSQL: prepared once, listening on a free port of the loopback address, with a password."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from config.embedded import children, places, programs
from config.embedded.failures import CannotStart
from config.embedded.ports import free_port

NAME = "hiring"
# Enough for two parallel test runs, each with workers, a live server and a Celery worker.
MAX_CONNECTIONS = 200
# No socket files, whose paths may not exceed some hundred characters; nothing here has to survive a power
# cut.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": str(MAX_CONNECTIONS),
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# The built-in locale sorts alike on every machine.
INITDB = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


@dataclass
class Postgres:
    """A PostgreSQL whose cluster lies under `home`."""

    home: Path
    account: places.Account
    process: subprocess.Popen[bytes] | None = None

    @property
    def cluster(self) -> Path:
        """The folder with the data and its password, which are made and removed together."""
        return self.home / "cluster"

    def start(self) -> str:
        """Starts the server, its cluster made if missing, and returns its URL once it answers."""
        folder = self._programs()
        if not self.cluster.exists():
            self._prepare(folder)
        self._check_version(folder)
        for _ in range(5):
            port = free_port()
            if self._serve(folder, port):
                break
        else:
            raise CannotStart(f"PostgreSQL did not start; its last words: {self._last_words()}")
        password = (self.cluster / "password").read_text()
        self._make_database(folder, port, password)
        return f"postgresql://{NAME}:{password}@127.0.0.1:{port}/{NAME}"

    def stop(self) -> None:
        """Ends the server: first the fast shutdown, then the immediate one."""
        if self.process is not None:
            children.stop(self.process, signal.SIGINT, signal.SIGQUIT)

    def has_ended(self) -> bool:
        """Whether the server is not running (any more)."""
        return self.process is None or self.process.poll() is not None

    def clear_leftovers(self) -> None:
        """Ends a server that outlived its keeper, and removes what a crash left half made."""
        pid_file = self.cluster / "data" / "postmaster.pid"
        lines = pid_file.read_text().splitlines() if pid_file.exists() else []
        if lines and lines[0].strip().isdigit():
            children.end(int(lines[0]), str(self.cluster / "data"), signal.SIGQUIT)
            pid_file.unlink(missing_ok=True)
        shutil.rmtree(self.home / "cluster-half", ignore_errors=True)

    def _programs(self) -> Path:
        program = programs.postgres_folder() / "postgres"
        package = program.parent.parent.parent
        # The programs look for their libraries in a folder beside the package.
        parts = [program.parent.parent, package.with_name(f"{package.name}.libs")]
        return places.runnable(package.parent, parts, program, self.home, self.account).parent

    def _prepare(self, folder: Path) -> None:
        half = self.home / "cluster-half"
        for path in (half, half / "data"):
            path.mkdir(mode=0o700)
        password = half / "password"
        password.touch(mode=0o600)
        password.write_text(secrets.token_hex(16))
        for path in (half, half / "data", password):
            self.account.own(path)
        command: list[str | Path] = [
            folder / "initdb",
            "-D",
            half / "data",
            "-U",
            NAME,
            "--pwfile",
            password,
            "--no-sync",
            *INITDB,
        ]
        made = subprocess.run(
            command,
            capture_output=True,
            check=False,
            text=True,
            cwd=half,
            env=self._environment(),
            **self.account.popen(),
        )
        if made.returncode:
            raise CannotStart(
                f"PostgreSQL's cluster could not be made: {made.stderr.strip() or made.stdout.strip()}"
            )
        half.rename(self.cluster)

    def _check_version(self, folder: Path) -> None:
        found = (self.cluster / "data" / "PG_VERSION").read_text().strip()
        shown = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        ).stdout
        if f" {found}." not in shown:
            raise CannotStart(
                f"The data in {self.cluster} was made by PostgreSQL {found}, which is no longer installed."
                " Remove that folder to start anew."
            )

    def _serve(self, folder: Path, port: int) -> bool:
        data = self.cluster / "data"
        arguments = [text for name, value in SETTINGS.items() for text in ("-c", f"{name}={value}")]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [folder / "postgres", "-D", data, "-p", str(port), *arguments],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.cluster, env=self._environment(),
                start_new_session=True, preexec_fn=children.dies_with_parent(signal.SIGINT),
                **self.account.popen(),
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            if self._is_ready(self.process.pid):
                return True
            time.sleep(0.03)
        self.stop()
        return False

    def _is_ready(self, pid: int) -> bool:
        try:
            lines = (self.cluster / "data" / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _make_database(self, folder: Path, port: int, password: str) -> None:
        made = subprocess.run(
            [folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", NAME,
            NAME],
            capture_output=True,
            check=False, text=True, env=self._environment() | {"PGPASSWORD": password},
        )  # fmt: skip
        if made.returncode and "already exists" not in made.stderr:
            raise CannotStart(f"The database could not be made: {made.stderr.strip()}")

    def _last_words(self) -> str:
        return " / ".join((self.home / "log").read_text(errors="replace").splitlines()[-3:])

    def _environment(self) -> dict[str, str]:
        """No PG* variable of the person's own shell reaches the server; messages stay in English."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
