"""Several commands that live and end together."""

import signal
import subprocess
import sys
from pathlib import Path

from config.embedded.together import split
from tests.config.embedded.conftest import eventually, exists

TOGETHER = [sys.executable, "-m", "config.embedded.together"]


def test_commands_stand_between_double_hyphens() -> None:
    assert split(["--", "one", "-x", "--", "two"]) == [["one", "-x"], ["two"]]


def test_the_end_of_one_command_ends_the_others_and_gives_the_status(tmp_path: Path) -> None:
    result = subprocess.run(
        [*TOGETHER, "--", *waiting(tmp_path / "pid"), "--", *ending(tmp_path / "pid")], timeout=60
    )
    assert result.returncode == 3
    assert not exists(int((tmp_path / "pid").read_text()))


def test_a_signal_ends_every_command_with_what_it_started(tmp_path: Path) -> None:
    words = [*TOGETHER, "--", *waiting(tmp_path / "one"), "--", *waiting(tmp_path / "two")]
    together = subprocess.Popen(words)
    assert eventually(lambda: (tmp_path / "one").exists() and (tmp_path / "two").exists())
    together.send_signal(signal.SIGTERM)
    assert together.wait(timeout=60) == 128 + signal.SIGTERM
    pids = [int((tmp_path / name).read_text()) for name in ("one", "two")]
    assert eventually(lambda: not any(exists(pid) for pid in pids))


def waiting(note: Path) -> list[str]:
    """A command that starts another one, notes its number and waits."""
    return ["sh", "-c", 'sleep 600 & echo $! > "$1.half"; mv "$1.half" "$1"; wait', "sh", str(note)]


def ending(note: Path) -> list[str]:
    """A command that ends with 3 as soon as the note is there."""
    return ["sh", "-c", 'while [ ! -e "$1" ]; do sleep 0.1; done; exit 3', "sh", str(note)]
