from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HiringConfig(AppConfig):
    """Requisitions, loops, scorecards, reports and decisions."""

    name = "hiring"
    verbose_name = "Hiring"

    def ready(self) -> None:
        post_migrate.connect(write_first_rows, sender=self)


def write_first_rows(**kwargs: Any) -> None:
    """The roles as groups, and the catalogue of interview kinds."""
    from hiring.operations.catalogue import ensure_kinds
    from hiring.operations.people import sync_roles

    sync_roles()
    ensure_kinds()
