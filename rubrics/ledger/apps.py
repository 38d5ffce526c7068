"""The app's name, and what it does when it is loaded."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The append-only event log under both apps."""

    name = "rubrics.ledger"
    label = "ledger"
    verbose_name = "Ledger"
