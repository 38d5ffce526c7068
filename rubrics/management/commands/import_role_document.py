"""Role documents from files, by the command line."""

import time
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from rubrics.choices import DocumentState
from rubrics.models import RoleDocument
from rubrics.operations import documents

RUNNING = (DocumentState.RECEIVED, DocumentState.DERIVING)


class Command(BaseCommand):
    help = "Take role documents in; the worker derives a rubric draft from each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--by", help="e-mail address of the person who takes them in")
        parser.add_argument("--wait", action="store_true", help="wait until every draft is derived")
        parser.add_argument("--timeout", type=float, default=300, help="seconds to wait at most (300)")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._person(options["by"])
        taken = [self._take_in(path, by) for path in options["files"]]
        received = [document for document in taken if document is not None]
        refused = len(taken) - len(received)
        failed = self._wait(received, options["timeout"]) if options["wait"] else 0
        if refused or failed:
            message = _("%(refused)s of %(all)s files were refused, %(failed)s failed.")
            raise CommandError(message % {"refused": refused, "all": len(taken), "failed": failed})

    def _person(self, email: str | None) -> Any:
        if email is None:
            return None
        person = get_user_model().objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(_("There is no person with the address %(email)s.") % {"email": email})
        return person

    def _take_in(self, path: Path, by: Any) -> RoleDocument | None:
        try:
            data = path.read_bytes()
            document = documents.receive(data=data, name=path.name, by=by, at=timezone.now())
        except documents.AlreadyThere as there:
            self.stdout.write(f"{path}: {there}")
            return there.document
        except (OSError, documents.DocumentRefused) as error:
            self.stderr.write(f"{path}: {error}")
            return None
        self.stdout.write(
            _("%(path)s: taken in as document %(number)s") % {"path": path, "number": document.pk}
        )
        return document

    def _wait(self, received: list[RoleDocument], timeout: float) -> int:
        """Print each document's end as it comes; gives how many failed or were not finished in time."""
        deadline = time.monotonic() + timeout
        waiting = {document.pk for document in received}
        failed = 0
        while waiting and time.monotonic() < deadline:
            for document in RoleDocument.objects.filter(pk__in=waiting).exclude(state__in=RUNNING):
                waiting.discard(document.pk)
                failed += document.state == DocumentState.FAILED
                self.stdout.write(f"{document}: {document.failure or document.progress_sentence}")
            if waiting:
                time.sleep(0.2)
        for document in RoleDocument.objects.filter(pk__in=waiting):
            self.stderr.write(_("%(title)s: not finished in time") % {"title": document})
        return failed + len(waiting)
