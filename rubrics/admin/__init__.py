"""The rubric half in the admin site: documents, library, rubrics, policy and the ledger."""

from rubrics.admin import documents, ledger, library, policy, rubrics

__all__ = ["documents", "ledger", "library", "policy", "rubrics"]
