"""The floor plan: which rooms there are, and who may know whom."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import APPS, CHECKOUT

ROOMS = {
    "config", "docs", "hiring", "requirements", "rubrics", "templates", "tests",
    "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "README.md", "docker-compose.yml", "manage.py",
    "pyproject.toml",
}  # fmt: skip
NO_ROOMS = ("utils", "helpers", "common", "misc")
LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
PLAN, RUBRICS, HIRING, PURE, ACROSS = (
    "config knows hiring, hiring knows rubrics, never back",
    "floors inside rubrics",
    "floors inside hiring",
    "the pure rooms stay free of the framework",
    "hiring reads rubrics only through models, queries, choices and ledger",
)
# What is written where, and the contract that it breaks.
VIOLATIONS = {
    "rubrics looks up at hiring": ("rubrics/models/wrong.py", "import hiring.roles\n", PLAN),
    "a pure room imports the framework inside a function": (
        "rubrics/derivation/wrong.py",
        "def now():\n    from django.utils import timezone\n    return timezone.now()\n",
        PURE,
    ),
    "a model calls an operation": ("hiring/models/wrong.py", "import hiring.operations\n", HIRING),
    "hiring calls an operation of rubrics": (
        "hiring/operations/wrong.py",
        "import rubrics.operations\n",
        ACROSS,
    ),
    "a room without a floor is added": ("rubrics/utils.py", "", RUBRICS),
}


def test_the_top_level_holds_the_rooms_of_the_plan_and_no_others() -> None:
    found = {path.name for path in CHECKOUT.iterdir() if not path.name.startswith(".")}
    assert found - ROOMS - {"var"} == set()


def test_nothing_is_called_by_a_name_that_means_nothing() -> None:
    named = [path for app in APPS for word in NO_ROOMS for path in (CHECKOUT / app).rglob(f"{word}*")]
    assert named == []


def test_the_contracts_of_the_floor_plan_are_kept() -> None:
    result = subprocess.run(LINT, cwd=CHECKOUT, capture_output=True, text=True)
    assert (result.returncode, "0 broken" in result.stdout) == (0, True), result.stdout


@pytest.mark.parametrize(("path", "text", "contract"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_deliberate_violation_breaks_its_contract(
    tmp_path: Path, path: str, text: str, contract: str
) -> None:
    for app in APPS:
        shutil.copytree(CHECKOUT / app, tmp_path / app, ignore=not_python)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / path).write_text(text)
    result = subprocess.run(LINT, cwd=tmp_path, capture_output=True, text=True)
    assert re.findall(r"^(.+) BROKEN", result.stdout, re.MULTILINE) == [contract]


def not_python(folder: str, names: list[str]) -> set[str]:
    """What need not be copied to look at imports."""
    return {one for one in names if not one.endswith(".py") and not Path(folder, one).is_dir()} | {
        "__pycache__"
    }
