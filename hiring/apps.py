from django.apps import AppConfig


class HiringConfig(AppConfig):
    """Requisitions, loops, scorecards, reports and decisions."""

    name = "hiring"
    verbose_name = "Hiring"
