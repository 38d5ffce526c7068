"""A test is found where its source would be: the path mirrors the path."""

from pathlib import Path

from tests.house.sources import APPS, CHECKOUT, files, name

# Tests of all files of a folder at once.
WHOLE = {"stylesheets": "css"}


def test_every_test_of_an_app_mirrors_a_source() -> None:
    tests = files(*(f"tests/{app}" for app in (*APPS, "templates")), suffix=".py")
    homeless = [name(path) for path in tests if path.name.startswith("test_") and not has_source(path)]
    assert homeless == []


def has_source(test: Path) -> bool:
    """Whether the folder has its twin, and in it (or as it) stands something by the test's name."""
    folder = CHECKOUT / test.parent.relative_to(CHECKOUT / "tests")
    subject = test.stem.removeprefix("test_")
    subject = {"main": "__main__", **WHOLE}.get(subject, subject)
    if folder.is_dir():
        return any(path.stem == subject for path in folder.rglob("*"))
    return folder.with_suffix(".py").exists()
