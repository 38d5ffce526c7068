"""One Valkey: nothing on disk (the rows in PostgreSQL are the truth), a free port, a password."""

import os
import secrets
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from config.embedded import children, places, programs
from config.embedded.failures import CannotStart
from config.embedded.ports import free_port

# One number per parallel test worker, with room for many.
DATABASES = 64


@dataclass
class Valkey:
    """A Valkey whose log lies under `home`."""

    home: Path
    account: places.Account
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Starts the server and returns its URL once it answers."""
        found = programs.valkey_program()
        program = places.runnable(found.parent, [found], found, self.home, self.account)
        password = secrets.token_hex(16)
        for _ in range(5):
            port = free_port()
            if self._serve(program, port, password):
                (self.home / "pid").write_text(f"{self.process.pid if self.process else 0} {port}")
                return f"redis://:{password}@127.0.0.1:{port}/0"
        words = " / ".join((self.home / "log").read_text(errors="replace").splitlines()[-3:])
        raise CannotStart(f"Valkey did not start; its last words: {words}")

    def stop(self) -> None:
        """Ends the server."""
        if self.process is not None:
            children.stop(self.process, signal.SIGTERM)

    def has_ended(self) -> bool:
        """Whether the server is not running (any more)."""
        return self.process is None or self.process.poll() is not None

    def clear_leftovers(self) -> None:
        """Ends a server that outlived its keeper."""
        try:
            pid, port = (self.home / "pid").read_text().split()
        except (OSError, ValueError):
            return
        children.end(int(pid), f"valkey-server 127.0.0.1:{port}", signal.SIGTERM)
        (self.home / "pid").unlink()

    def _serve(self, program: Path, port: int, password: str) -> bool:
        lines = [
            "bind 127.0.0.1", f"port {port}", f"requirepass {password}", f"databases {DATABASES}",
            'save ""', "appendonly no", "daemonize no", "loglevel notice",
        ]  # fmt: skip
        with (self.home / "log").open("ab") as log:
            # The settings come by a pipe: on the command line everybody could read the password.
            self.process = subprocess.Popen(
                [program, "-"], stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=self.home,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}, start_new_session=True,
                preexec_fn=children.dies_with_parent(signal.SIGTERM), **self.account.popen(),
            )  # fmt: skip
        if self.process.stdin is not None:
            self.process.stdin.write("\n".join(lines).encode())
            self.process.stdin.close()
        deadline = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < deadline:
            if _greets(port, password):
                return True
            time.sleep(0.03)
        self.stop()
        return False


def _greets(port: int, password: str) -> bool:
    """Whether a Valkey with this password answers: another program may have taken the port in between."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as link:
            link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return link.recv(64).startswith(b"+OK")
    except OSError:
        return False
