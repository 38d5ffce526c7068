"""Where the servers' data may lie, and as which account the servers run.

No permission of an existing folder is ever changed: where a private folder stands in the way, the data goes
to a
folder of its own under the system's temporary folder instead.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.embedded.failures import CannotStart

CHECKOUT = Path(__file__).resolve().parent.parent.parent
FRESH = "run-"
UNKNOWN_ACCOUNT = 65534


@dataclass(frozen=True)
class Account:
    """The user and group as which the servers run."""

    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """Arguments that make subprocess run a program as this account."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Makes the file or folder this account's."""
        if os.geteuid() != self.uid:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether this account may enter the folder or run the program; the kernel is asked, not the mode
        bits."""
        try:
            words = ["sh", "-c", 'test -x "$1"', "sh", str(path)]
            return subprocess.run(words, check=False, **self.popen()).returncode == 0
        except OSError as error:
            raise CannotStart(
                "PostgreSQL refuses to run as root, and this machine does not let root become another user"
                f" ({error}). Set DATABASE_URL and REDIS_URL to servers of your own."
            ) from error


def account_for(checkout: Path) -> Account:
    """Oneself; for root, whom PostgreSQL refuses, the checkout's owner or else the account `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owner = checkout.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return Account(UNKNOWN_ACCOUNT, UNKNOWN_ACCOUNT)
    return Account(nobody.pw_uid, nobody.pw_gid)


def choose_home(name: str, account: Account, checkout: Path = CHECKOUT) -> Path:
    """The folder for the data called `name`: under the checkout's `var/`, else under the temporary folder.

    Raises CannotStart if neither can be written by us and reached by the account.
    """
    for home in _candidates(name, checkout):
        if _make(home) and account.reaches(home):
            return home
    raise CannotStart(
        f"No folder was found for the servers' data: neither {checkout / 'var'} nor {tempfile.gettempdir()}"
        " can be written here and reached by the account that runs them."
        " Set DATABASE_URL and REDIS_URL to servers of your own."
    )


def siblings_left_behind(home: Path, at: float | None = None) -> Iterator[Path]:
    """Homes of fresh runs beside this one; very young ones are left out, for they may still be joining."""
    now = time.time() if at is None else at
    for other in home.parent.glob(f"{FRESH}*"):
        if other != home and now - other.stat().st_mtime > 60:
            yield other


def remove(home: Path) -> None:
    """Removes a folder of ours with everything in it."""
    shutil.rmtree(home, ignore_errors=True)


def runnable(root: Path, parts: list[Path], program: Path, home: Path, account: Account) -> Path:
    """The program itself, or its copy under `home` where a private folder hides it from the account.

    `parts` are the files and folders below `root` that the program needs; they keep their places to each
    other.
    """
    if account.reaches(program):
        return program
    copy = home / f"programs-{program.stat().st_mtime_ns}"
    if not copy.exists():
        half = home / "programs-half"
        shutil.rmtree(half, ignore_errors=True)
        for part in parts:
            _copy(part, half / part.relative_to(root))
        for path in [half, *half.rglob("*")]:
            path.chmod(path.stat().st_mode & stat.S_IRWXU | stat.S_IRUSR)
            account.own(path)
        half.rename(copy)
    return copy / program.relative_to(root)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)


def _candidates(name: str, checkout: Path) -> Iterator[Path]:
    yield checkout / "var" / "embedded" / name
    mark = hashlib.sha256(str(checkout).encode()).hexdigest()[:12]
    for temporary in dict.fromkeys([tempfile.gettempdir(), "/tmp", "/var/tmp"]):
        yield Path(temporary) / f"structured-hiring-{os.geteuid()}-{mark}" / name


def _make(home: Path) -> bool:
    """Makes the folder and the missing ones above it; False where that fails or somebody else owns it."""
    try:
        home.parent.parent.mkdir(exist_ok=True)
        for folder in (home.parent, home):
            # Others may pass through to what they own, as the servers' account must, and list nothing.
            folder.mkdir(mode=0o711, exist_ok=True)
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
                return False
    except OSError:
        return False
    return True
