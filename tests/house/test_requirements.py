"""Locked requirements: every package with hashes, no address of where it came from, nothing forgotten."""

import re
import tomllib

import pytest

from tests.house.sources import CHECKOUT, files, name

LOCKS = ["base.txt", "dev.txt", "uv.txt"]
# Starting lines of packages in a lock, such as `django==5.2.1 \`.
PACKAGE = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_has_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (CHECKOUT / "requirements" / lock).read_text().strip())
    assert [entry for entry in entries if not PACKAGE.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_address(lock: str) -> None:
    assert re.findall(r"\S*://\S*|^-\S+", (CHECKOUT / "requirements" / lock).read_text(), re.MULTILINE) == []


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    asked = {"base.txt": project["project"]["dependencies"]}
    asked["dev.txt"] = asked["base.txt"] + project["dependency-groups"]["dev"]
    missing = {lock: wanted(names) - locked(lock).keys() for lock, names in asked.items()}
    assert missing == {"base.txt": set(), "dev.txt": set()}


def test_development_has_the_versions_of_production() -> None:
    base, dev = locked("base.txt"), locked("dev.txt")
    assert {package: dev.get(package) for package in base} == base


def test_production_has_no_servers_from_wheels_and_no_test_tools() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    found = wanted(project["dependency-groups"]["dev"]) & locked("base.txt").keys()
    # The schema of the API is written as YAML, so that this one comes with it.
    assert found == {"pyyaml"}


def test_the_index_of_locks_is_complete() -> None:
    assert [name(path) for path in files("requirements")] == [f"requirements/{lock}" for lock in LOCKS]


def wanted(lines: list[str]) -> set[str]:
    """The packages of requirement lines, without extras and versions."""
    return {re.split(r"[\[<>=~! ;]", line)[0].lower() for line in lines}


def locked(lock: str) -> dict[str, str]:
    """Versions by package."""
    return dict(PACKAGE.findall((CHECKOUT / "requirements" / lock).read_text()))
