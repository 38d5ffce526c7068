"""The configuration as an installed app: its commands drive both halves."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, and the commands that drive both apps."""

    name = "config"
    verbose_name = "Configuration"
