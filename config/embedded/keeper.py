"""The process that owns one server: `python -m config.embedded.keeper SERVICE HOME UID GID KEEPING`.

It starts the server, writes its URL, and stops it as soon as nobody holds the `users` lock any more. Locks
are
released by the kernel, so that users may end in any way, SIGKILL included. If the keeper itself is killed,
the server
dies with it on Linux; elsewhere the next keeper clears it away.
"""

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Protocol

from config.embedded import locks
from config.embedded.failures import CannotStart
from config.embedded.places import Account
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey

LOOK_EVERY = 0.2
SERVICES: dict[str, type[Postgres] | type[Valkey]] = {"postgres": Postgres, "valkey": Valkey}
READY = "ready"


class Server(Protocol):
    """What the keeper needs to know of a server."""

    def start(self) -> str:
        """Starts it and returns its URL once it answers."""

    def stop(self) -> None:
        """Ends it and waits for its end."""

    def clear_leftovers(self) -> None:
        """Ends one that outlived its keeper, and removes what was left half made."""

    def has_ended(self) -> bool:
        """Whether it is not running (any more)."""


class Told:
    """Remembers that somebody asked the keeper to stop."""

    def __init__(self) -> None:
        self.to_stop = False
        signal.signal(signal.SIGTERM, self._hear)
        # A key pressed at the terminal or a closed window is the users' business; the keeper goes when they
        # have gone.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.to_stop = True


def keep(server: Server, home: Path, told: Told) -> None:
    """Runs the server until nobody uses it, it ends by itself or we are told to stop; says `ready` on
    stdout."""
    url = home / "url"
    server.clear_leftovers()
    try:
        write_privately(url, server.start())
        _say(READY)
        while not (told.to_stop or server.has_ended() or _nobody_left(home)):
            time.sleep(LOOK_EVERY)
    finally:
        url.unlink(missing_ok=True)
        server.stop()


def write_privately(path: Path, text: str) -> None:
    """Writes the file whole or not at all, readable by its owner only."""
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    half.write_text(text)
    half.rename(path)


def _nobody_left(home: Path) -> bool:
    """Whether no user is left; if so both locks stay taken until this process ends, and nobody can join
    meanwhile."""
    door = locks.open_lock(home / "door")
    users = locks.open_lock(home / "users")
    if locks.take_now(door) and locks.take_now(users):
        return True
    os.close(users)
    os.close(door)
    return False


def _say(words: str) -> None:
    """Tells the starter, which may be gone already."""
    with contextlib.suppress(BrokenPipeError):
        print(words, flush=True)
    # Whoever reads our output would otherwise wait for the end of the keeper.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


def main(arguments: list[str]) -> int:
    """Keeps one server; 1 with a sentence on stdout if it cannot be started."""
    service, home, account = arguments[0], Path(arguments[1]), Account(int(arguments[2]), int(arguments[3]))
    told = Told()
    own = locks.open_lock(home / "keeper")
    if not locks.take_now(own):
        _say("Another keeper is at work already.")
        return 1
    os.ftruncate(own, 0)
    os.write(own, str(os.getpid()).encode())
    try:
        keep(SERVICES[service](home, account), home, told)
    except CannotStart as failure:
        _say(str(failure))
        return 1
    finally:
        if arguments[4] == "fresh":
            shutil.rmtree(home, ignore_errors=True)
            _remove_if_empty(home.parent)
    return 0


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
