"""`manage.py verify_ledger`: walk the chain and say whether it holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rubrics.ledger.chain import verify
from rubrics.ledger.models import Event


class Command(BaseCommand):
    """Ends with status 1 and a sentence for every break."""

    help = "Verify the hash chain of the ledger."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = verify()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"The ledger does not hold: {len(problems)} problem(s).")
        self.stdout.write(f"The ledger holds: {Event.objects.count()} events.")
