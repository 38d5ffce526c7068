"""The commands of the compose file and of the image, run by hand on this machine with the settings of
production."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from django.db import connection

from config.embedded.children import dies_with_parent, stop
from config.embedded.ports import free_port
from tests.house.sources import CHECKOUT

SERVICES: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())["services"]
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[str]:
    """An empty database of its own; the host part of its URL."""
    name = f"production_{worker_id}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    one = connection.settings_dict
    yield f"{one['HOST']}:{one['PORT']}/{name}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute(f"DROP ROLE IF EXISTS site_{name}")


@pytest.fixture(scope="module")
def environment(database: str, worker_id: str) -> dict[str, str]:
    """The variables of the compose file, with the servers of this test; the tables made by its own
    command."""
    one = connection.settings_dict
    role = f"site_production_{worker_id}"
    values = {
        "DATABASE_URL": f"postgresql://{role}:of-this-test@{database}",
        "REDIS_URL": re.sub(r"/\d+$", "/63", os.environ["REDIS_URL"]),
        "SECRET_KEY": "of-this-test",
        "ALLOWED_HOSTS": "hiring.example.org",
        "SITE_URL": "https://hiring.example.org",
        "EMAIL_URL": "smtp://127.0.0.1:1/",
        "DEFAULT_FROM_EMAIL": "hiring@example.org",
        "TIME_ZONE": "UTC",
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "PATH": f"{BIN}:{os.environ['PATH']}",
    }
    owner = f"postgresql://{one['USER']}:{quote(one['PASSWORD'])}@{database}"
    making = {"DATABASE_URL": owner, "APPLICATION_ROLE": role, "APPLICATION_PASSWORD": "of-this-test"}
    subprocess.run(SERVICES["migrate"]["command"], cwd=CHECKOUT, env=values | making, check=True)
    subprocess.run([*manage("collectstatic"), "--no-input", "-v0"], cwd=CHECKOUT, env=values, check=True)
    return values


@pytest.fixture(scope="module")
def site(environment: dict[str, str]) -> Iterator[int]:
    """The port of the site, started as the image starts it."""
    port = free_port()
    (line,) = re.findall(r"^CMD (\[.+\])", (CHECKOUT / "Dockerfile").read_text(), re.MULTILINE)
    command = [word.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for word in json.loads(line)]
    with running(command, environment):
        wait_until_well([*manage("healthy"), "site", f"--port={port}"], environment)
        yield port


def test_the_login_page_comes_by_https_with_strict_headers(site: int) -> None:
    status, headers, body = get(site, "/accounts/login/", scheme="https")
    assert (status, 'name="login"' in body) == (200, True)
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "script-src 'unsafe-inline'" not in headers["Content-Security-Policy"]


def test_styles_come_from_the_site_itself_and_may_be_kept_for_ever(site: int) -> None:
    _, _, body = get(site, "/accounts/login/", scheme="https")
    address = re.search(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', body)
    assert address is not None
    status, headers, _ = get(site, address[1], scheme="https")
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)


def test_whoever_comes_without_https_is_led_there(site: int) -> None:
    status, headers, _ = get(site, "/accounts/login/", scheme="http")
    assert (status, headers["Location"]) == (301, "https://hiring.example.org/accounts/login/")


def test_another_host_name_is_refused(site: int) -> None:
    assert get(site, "/accounts/login/", scheme="https", host="elsewhere.example.org")[0] == 400


@pytest.mark.worker
def test_the_worker_is_well_by_its_own_check(environment: dict[str, str]) -> None:
    name = "production@test"
    with running([*SERVICES["worker"]["command"], "-n", name], environment):
        wait_until_well([*manage("healthy"), "worker", f"--name={name}"], environment)


def test_the_schedule_is_well_by_its_own_check(environment: dict[str, str], tmp_path: Path) -> None:
    command = [
        word.replace("/tmp/schedule", str(tmp_path / "schedule")) for word in SERVICES["beat"]["command"]
    ]
    with running(command, environment):
        wait_until_well([*manage("healthy"), "schedule", f"--file={tmp_path / 'schedule'}"], environment)


@pytest.mark.parametrize(
    "missing", ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL"]
)
def test_a_missing_setting_stops_the_program_with_a_sentence(
    environment: dict[str, str], missing: str
) -> None:
    left = {name: value for name, value in environment.items() if name != missing}
    result = subprocess.run(manage("check"), cwd=CHECKOUT, env=left, capture_output=True, text=True)
    assert (result.returncode, result.stderr.startswith(f"The setting {missing} is missing: ")) == (1, True)
    assert "Traceback" not in result.stderr


def manage(command: str) -> list[str]:
    """One management command, as in the image."""
    return [sys.executable, "manage.py", command]


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """A process for the length of the block."""
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment,
        start_new_session=True,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )
    try:
        yield
    finally:
        stop(process, signal.SIGTERM)


def wait_until_well(check: list[str], environment: dict[str, str]) -> None:
    """Waits until the health check of the container says that all is well."""
    deadline = time.monotonic() + 240
    while (
        result := subprocess.run(check, cwd=CHECKOUT, env=environment, capture_output=True, text=True)
    ).returncode:
        assert time.monotonic() < deadline, result.stderr
        time.sleep(0.3)


def get(port: int, path: str, *, scheme: str, host: str = "hiring.example.org") -> tuple[int, Any, str]:
    """What a proxy gets: status, headers and text; redirects are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments: Any) -> None:
            return None

    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    request.add_header("Host", host)
    request.add_header("X-Forwarded-Proto", scheme)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()
