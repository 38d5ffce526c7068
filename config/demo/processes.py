"""The worker, the schedule and the site as processes of the demo; they end with it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from config.demo.rubrics import StepFailed
from config.embedded.children import dies_with_parent, stop

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LOGS = CHECKOUT / "var" / "log"
CELERY = [sys.executable, "-m", "celery", "-A", "config"]


class Processes:
    """What the demo started."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a command with its output in var/log/NAME.log."""
        LOGS.mkdir(parents=True, exist_ok=True)
        with (LOGS / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=dict(os.environ),
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
        self.running.append(process)
        return process

    def start_workers(self) -> None:
        """A worker with two processes, and the schedule of the sweeps."""
        self.start("worker", [*CELERY, "worker", "--concurrency=2", "--loglevel=INFO"])
        self.start("beat", [*CELERY, "beat", "--loglevel=INFO", "--schedule", str(LOGS / "beat-schedule")])

    def start_site(self, port: int) -> subprocess.Popen[bytes]:
        """The site as in production, so that an error page is the product's own."""
        address = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
        os.environ["DEBUG"] = "0"
        return self.start("site", [sys.executable, "-m", "gunicorn", *address, "config.wsgi"])

    def watch(self) -> None:
        """Raise StepFailed when something that was started has ended."""
        for process in self.running:
            if process.poll() is not None:
                raise StepFailed(
                    f"A process of the demo ended with status {process.returncode}; see var/log/."
                )

    def stop(self) -> None:
        """End everything, the last one started first."""
        for process in reversed(self.running):
            stop(process, signal.SIGTERM)
