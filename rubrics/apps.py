from django.apps import AppConfig


class RubricsConfig(AppConfig):
    """Role documents, the competency library and rubrics."""

    name = "rubrics"
    verbose_name = "Rubrics"
