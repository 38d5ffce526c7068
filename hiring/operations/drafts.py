"""A scorecard's draft as a flat dict of form fields, and back."""

from collections.abc import Mapping

from hiring.choices import NotAssessedReason
from hiring.models import Rating, Scorecard

NOT_ASSESSED = "na"
# Far above any honest note: it keeps a runaway client from filling the database.
LONGEST_TEXT = 20_000


class DraftConflict(Exception):
    """The draft was saved elsewhere meanwhile; `scorecard` is the server's copy."""

    def __init__(self, scorecard: Scorecard) -> None:
        super().__init__("The draft was changed in another tab.")
        self.scorecard = scorecard


def read(scorecard: Scorecard) -> dict[str, str]:
    """The draft as form fields: "rating-7", "reason-7", "note-7", "session_notes-7" for competency 7."""
    fields = {}
    for rating in scorecard.ratings.all():
        chosen = str(rating.level) if rating.level else (NOT_ASSESSED if rating.not_assessed_reason else "")
        fields[f"rating-{rating.competency_id}"] = chosen
        fields[f"reason-{rating.competency_id}"] = rating.not_assessed_reason
        fields[f"note-{rating.competency_id}"] = rating.evidence
        fields[f"session_notes-{rating.competency_id}"] = rating.notes
    return fields


def write(scorecard: Scorecard, fields: Mapping[str, str]) -> None:
    """Lay the given fields over the draft's ratings; unknown fields and values are left out."""
    for rating in scorecard.ratings.all():
        lay_over(rating, fields)
        rating.save(update_fields=["level", "not_assessed_reason", "evidence", "notes"])


def lay_over(rating: Rating, fields: Mapping[str, str]) -> None:
    """Change one rating by the fields that name its competency."""
    number = rating.competency_id
    chosen = fields.get(f"rating-{number}")
    reason = fields.get(f"reason-{number}", rating.not_assessed_reason)
    if chosen == NOT_ASSESSED or (chosen is None and rating.not_assessed_reason):
        # Not assessed is NULL with a reason (rule 6); without a known reason the rating stays open.
        rating.level = None
        rating.not_assessed_reason = reason if reason in list(NotAssessedReason) else ""
    elif chosen is not None and chosen in {"1", "2", "3", "4", "5"}:
        rating.level, rating.not_assessed_reason = int(chosen), ""
    elif chosen == "":
        rating.level, rating.not_assessed_reason = None, ""
    rating.evidence = fields.get(f"note-{number}", rating.evidence)[:LONGEST_TEXT]
    rating.notes = fields.get(f"session_notes-{number}", rating.notes)[:LONGEST_TEXT]
