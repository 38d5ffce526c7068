"""The app's name, and what it does when it is loaded."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The user model, at the bottom of the hiring app."""

    name = "hiring.accounts"
    label = "accounts"
    verbose_name = "People"
