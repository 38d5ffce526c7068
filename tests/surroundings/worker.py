"""A real Celery worker process on the test's own database and Redis number."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from config.celery import app
from config.embedded.children import dies_with_parent, stop

CHECKOUT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=1", "--loglevel=INFO"]


class Worker:
    """A worker that can be killed and started again, as machines do."""

    def __init__(self, name: str, log: Path) -> None:
        self.name = f"{name}@test"
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the worker and waits until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "-n", self.name],
                cwd=CHECKOUT,
                env=os.environ | surroundings(),
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
        deadline = time.monotonic() + 180
        while not app.control.ping(destination=[self.name], timeout=0.5):
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            assert time.monotonic() < deadline, self.log.read_text(errors="replace")

    def stop(self) -> None:
        """Ends the worker after its current task."""
        if self.process is not None:
            stop(self.process, signal.SIGTERM)

    def kill(self) -> None:
        """Ends the worker and its children in the middle of whatever they do."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def surroundings() -> dict[str, str]:
    """The variables that lead another process to this test's database and Redis number."""
    one = connection.settings_dict
    login = f"{quote(one['USER'])}:{quote(one['PASSWORD'])}"
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"postgresql://{login}@{one['HOST']}:{one['PORT']}/{one['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
    }


@pytest.fixture(scope="session")
def _worker(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    name = os.environ.get("PYTEST_XDIST_WORKER", "single")
    worker = Worker(name, tmp_path_factory.mktemp("worker") / "log")
    worker.start()
    yield worker
    worker.stop()


@pytest.fixture
def celery_worker(_worker: Worker, transactional_db: None) -> Worker:
    """The running worker; it is started again where the test before killed it."""
    if _worker.process is None or _worker.process.poll() is not None:
        _worker.start()
    return _worker
