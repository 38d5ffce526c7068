"""Checkouts of their own for the starter, so that these tests meet neither each other nor the developer's
data."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.embedded.ports import answers

SOURCE = Path(__file__).resolve().parents[3] / "config" / "embedded"
PACKAGES = Path(pytest.__file__).resolve().parent.parent
# Writes down what it was given, then waits to be ended.
WAITING = """
import json, os, pathlib, sys, time
words = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")} | {"pid": os.getpid()}
half = pathlib.Path(sys.argv[1] + ".half")
half.write_text(json.dumps(words))
half.rename(sys.argv[1])
time.sleep(600)
"""


def eventually(happened: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it happens within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    return happened()


def exists(pid: int) -> bool:
    """Whether a process of this number runs; one that waits to be collected by its parent does not."""
    shown = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat="], capture_output=True, text=True
    ).stdout.strip()
    return bool(shown) and not shown.startswith("Z")


@dataclass
class Run:
    """One starter with a command that waits."""

    process: subprocess.Popen[bytes]
    words: dict[str, str]

    def ports(self) -> list[int]:
        return [urlsplit(self.words[name]).port or 0 for name in ("DATABASE_URL", "REDIS_URL")]

    def serves(self) -> bool:
        return all(answers(port) for port in self.ports())

    def is_gone(self) -> bool:
        return not any(answers(port) for port in self.ports()) and not exists(int(self.words["pid"]))


@dataclass
class Checkout:
    """A copy of the starter alone, without anything that it would have to import."""

    folder: Path
    python: str = sys.executable
    account: dict[str, object] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    started: list[Run] = field(default_factory=list)

    def prepare(self) -> "Checkout":
        shutil.copytree(
            SOURCE, self.folder / "config" / "embedded", ignore=shutil.ignore_patterns("__pycache__")
        )
        (self.folder / "config" / "__init__.py").touch()
        return self

    def command(self, *words: str) -> list[str]:
        return [self.python, "-m", "config.embedded", *words]

    def surroundings(self, **more: str) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        return kept | {"PYTHONPATH": str(PACKAGES)} | self.environment | more

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs the starter to its end."""
        return subprocess.run(
            self.command(*words), cwd=self.folder, env=self.surroundings(**more), capture_output=True,
            text=True,
            timeout=120, **self.account,
        )  # fmt: skip

    def start(self, *options: str, before: tuple[str, ...] = ()) -> Run:
        """Starts the starter with a command that waits, and returns when that command runs."""
        notes = Path(tempfile.mkdtemp(dir=self.environment["TMPDIR"]))
        if self.account:
            os.chown(notes, int(str(self.account["user"])), int(str(self.account["group"])))
        waiting = [self.python, "-c", WAITING, str(notes / "words")]
        process = subprocess.Popen(
            [*before, *self.command(*options, "--", *waiting)], cwd=self.folder, env=self.surroundings(),
            start_new_session=True, **self.account,
        )  # fmt: skip
        assert eventually((notes / "words").exists, 120)
        run = Run(process, json.loads((notes / "words").read_text()))
        self.started.append(run)
        return run

    def processes(self) -> list[str]:
        """Command lines of the processes that name this checkout or its folder for temporary data."""
        shown = subprocess.run(
            ["ps", "-eo", "pid=,args="], capture_output=True, text=True
        ).stdout.splitlines()
        places = (str(self.folder), self.environment["TMPDIR"])
        return [line for line in shown if any(place in line for place in places)]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="embedded-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def make_checkout(open_folder: Path) -> Iterator[Callable[..., Checkout]]:
    """Makes checkouts by name; what they started ends with the test."""
    made: list[Checkout] = []

    def make(name: str = "checkout") -> Checkout:
        temporary = open_folder / "temporary"
        temporary.mkdir(exist_ok=True)
        made.append(Checkout(open_folder / name, environment={"TMPDIR": str(temporary)}).prepare())
        return made[-1]

    yield make
    for checkout in made:
        for run in checkout.started:
            run.process.terminate()
            run.process.wait(timeout=60)
        assert eventually(lambda checkout=checkout: checkout.processes() == [])


@pytest.fixture
def checkout(make_checkout: Callable[..., Checkout]) -> Checkout:
    """One checkout."""
    return make_checkout()
