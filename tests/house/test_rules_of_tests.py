"""The rules of the tests themselves, tried in runs of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import CHECKOUT

SKIPPED = "import pytest\n\n\ndef test_nothing():\n    pytest.skip('not today')\n"
GREEDY = "def test_with_database(db):\n    pass\n"
DEPRECATED = (
    "import warnings\n\n\ndef test_old():\n    warnings.warn('old', DeprecationWarning, stacklevel=1)\n"
)


@pytest.mark.parametrize(
    ("room", "text", "status", "words"),
    [
        ("house", SKIPPED, 1, "1 skipped"),
        ("house", DEPRECATED, 1, "DeprecationWarning: old"),
        ("rubrics/reading", GREEDY, 4, "asks for a database, which tests of the pure rooms may not."),
    ],
    ids=["skipping", "calling what is deprecated", "asking for a database in a pure room"],
)
def test_a_run_does_not_succeed_with_a_test(
    tmp_path: Path, room: str, text: str, status: int, words: str
) -> None:
    (tmp_path / "tests" / room).mkdir(parents=True)
    (tmp_path / "tests" / room / "test_tried.py").write_text(text)
    for name in ("config", "hiring", "rubrics", "pyproject.toml"):
        (tmp_path / name).symlink_to(CHECKOUT / name)
    for name in ("fixtures.py", "factories", "surroundings"):
        (tmp_path / "tests" / name).symlink_to(CHECKOUT / "tests" / name)
    # Copied, since it finds the rooms of the tests from its own place.
    shutil.copy(CHECKOUT / "tests" / "conftest.py", tmp_path / "tests")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "tests"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (result.returncode, words in result.stdout + result.stderr) == (status, True), result.stdout
