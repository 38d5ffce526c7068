"""Joining a kept server, starting its keeper where there is none, and leaving it again.

Whoever uses a server holds its `users` lock. The `door` lock lets one person at a time join or leave.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config.embedded import keeper, locks, places
from config.embedded.failures import CannotStart
from config.embedded.ports import answers

PATIENCE = 120.0


@dataclass(frozen=True)
class Membership:
    """One use of one server, until `leave`."""

    home: Path
    url: str
    users: int


def join(service: str, home: Path, account: places.Account, fresh: bool) -> Membership:
    """Uses the server kept in `home`, starting it if nobody keeps it; CannotStart with a sentence if it
    cannot be."""
    home.mkdir(mode=0o711, exist_ok=True)
    with locks.alone(home / "door"):
        users = locks.share(home / "users")
        try:
            return Membership(home, _url(service, home, account, fresh), users)
        except BaseException:
            os.close(users)
            raise


def leave(membership: Membership) -> None:
    """Ends the use; whoever leaves last waits until the server has stopped."""
    with locks.alone(membership.home / "door"):
        if locks.take_now(membership.users):
            _stop_keeper(membership.home)
        os.close(membership.users)


def clear_away(home: Path) -> None:
    """Removes what a fresh run left behind when its keeper was killed; leaves alone what is still in use."""
    account = places.account_for(places.CHECKOUT)
    for service, kind in keeper.SERVICES.items():
        place = home / service
        if not place.is_dir():
            continue
        if locks.is_held(place / "keeper") or locks.is_held(place / "users"):
            return
        kind(place, account).clear_leftovers()
    places.remove(home)


def _url(service: str, home: Path, account: places.Account, fresh: bool) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not locks.is_held(home / "keeper"):
            _start_keeper(service, home, account, fresh)
        try:
            url = (home / "url").read_text()
        except FileNotFoundError:
            url = ""
        if url and answers(urlsplit(url).port or 0):
            return url
        # The keeper is on its way out; another one can start when it has gone.
        time.sleep(0.1)
    raise CannotStart(
        f"The {service} server did not answer within {PATIENCE:.0f} seconds; see {home / 'log'}."
    )


def _start_keeper(service: str, home: Path, account: places.Account, fresh: bool) -> None:
    (home / "url").unlink(missing_ok=True)
    keeping = "fresh" if fresh else "lasting"
    arguments = [service, str(home), str(account.uid), str(account.gid), keeping]
    with (home / "keeper.log").open("ab") as log:
        started = subprocess.Popen(
            [sys.executable, "-m", "config.embedded.keeper", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True,
            cwd=places.CHECKOUT,
        )  # fmt: skip
    words = started.stdout.readline().decode().strip() if started.stdout else ""
    if words != keeper.READY:
        raise CannotStart(words or f"The {service} server could not be started; see {home / 'keeper.log'}.")


def _stop_keeper(home: Path) -> None:
    """Tells the keeper to stop its server, and waits until it has ended."""
    # An open lock can be asked even when a fresh keeper has removed the file already.
    keeper_lock = locks.open_lock(home / "keeper")
    try:
        if locks.take_now(keeper_lock):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(int((home / "keeper").read_text()), signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while not locks.take_now(keeper_lock) and time.monotonic() < deadline:
            time.sleep(0.03)
    finally:
        os.close(keeper_lock)
