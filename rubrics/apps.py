"""The app's name, and what it does when it is loaded."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RubricsConfig(AppConfig):
    """Role documents, the competency library and rubrics."""

    name = "rubrics"
    verbose_name = "Rubrics"

    def ready(self) -> None:
        """Write the first rows after every migration."""
        post_migrate.connect(write_first_rows, sender=self)


def write_first_rows(**kwargs: Any) -> None:
    """Policy version 1, without which nothing can be begun."""
    from rubrics.operations.policy import ensure_first

    ensure_first()
