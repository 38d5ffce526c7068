"""`manage.py healthy site|worker|schedule`: for the health checks of containers."""

import socket
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from config import health


class Command(BaseCommand):
    help = "Ends with 0 where the process on this machine is well, with 1 where it is not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", choices=["site", "worker", "schedule"])
        parser.add_argument("--port", type=int, default=8000, help="where the site listens")
        parser.add_argument("--name", default=f"celery@{socket.gethostname()}", help="the worker's name")
        parser.add_argument("--file", type=Path, default=Path("/tmp/schedule"), help="the schedule's file")  # noqa: S108 - a container's own

    def handle(self, *args: Any, **options: Any) -> None:
        well = {
            "site": lambda: health.site_is_well(options["port"]),
            "worker": lambda: health.worker_is_well(options["name"]),
            "schedule": lambda: health.schedule_is_well(options["file"]),
        }[options["process"]]
        if not well():
            raise CommandError(_("The %(process)s does not answer.") % {"process": options["process"]})
