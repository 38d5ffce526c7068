"""What a newcomer's machine is told when it lacks something."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

SCRIPT = CHECKOUT / ".ci" / "make-environment"
NO_PYTHON = (
    "Python 3.11 or newer is needed and was not found. Install it, or name one:"
    " make install PYTHON=/path/to/python3\n"
)
# Under `make test` this is a make within a make, which would talk about folders.
ALONE = {name: text for name, text in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs in which there is no Python that is new enough."""
    for name in ("python3.11", "python3", "python3.12", "python3.13", "python3.14", "python"):
        (tmp_path / name).write_text(OLD)
        (tmp_path / name).chmod(0o755)
    return tmp_path


def test_a_machine_without_a_new_python_gets_a_sentence(machine: Path, tmp_path: Path) -> None:
    result = subprocess.run(
        ["/bin/sh", SCRIPT], cwd=tmp_path, env={"PATH": str(machine)}, capture_output=True, text=True
    )
    assert (result.returncode, result.stderr) == (
        1,
        NO_PYTHON,
    )


def test_a_python_that_cannot_make_environments_gets_a_sentence(machine: Path, tmp_path: Path) -> None:
    (machine / "python3.11").write_text('#!/bin/sh\n[ "$1" = -c ]\n')
    result = subprocess.run(
        ["/bin/sh", SCRIPT], cwd=tmp_path, env={"PATH": str(machine)}, capture_output=True, text=True
    )
    assert (result.returncode, result.stderr) == (
        1,
        "python3.11 cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv\n",
    )


def test_every_target_of_the_makefile_is_explained() -> None:
    shown = subprocess.run(
        ["make", "help"], cwd=CHECKOUT, env=ALONE, capture_output=True, text=True, check=True
    ).stdout
    phony = next(
        line for line in (CHECKOUT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:")
    )
    targets = phony.removeprefix(".PHONY:").split()
    assert sorted(line.split()[1] for line in shown.splitlines()) == sorted(targets)


def test_backup_without_a_file_asks_for_one() -> None:
    result = subprocess.run(
        ["make", "backup"], cwd=CHECKOUT, env=ALONE | {"FILE": ""}, capture_output=True, text=True
    )
    assert (result.returncode, "Name the archive: make backup FILE=backup.tar.gz" in result.stderr) == (
        2,
        True,
    )
