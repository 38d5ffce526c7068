"""The rubric half in the admin site: documents, library, rubrics, policy and the ledger."""

from rubrics.admin import batches, documents, ledger, library, policy, rubrics

__all__ = ["batches", "documents", "ledger", "library", "policy", "rubrics"]
