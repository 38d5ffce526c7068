"""A scorecard's draft as a flat dict of form fields, and back."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from hiring.choices import NotAssessedReason
from hiring.models import Rating, Scorecard

NOT_ASSESSED = "na"
# Far above any honest note: it keeps a runaway client from filling the database.
LONGEST_TEXT = 20_000
TEXTS = ("note", "session_notes")


class DraftConflict(Exception):
    """The draft was saved elsewhere meanwhile; `scorecard` is the server's copy."""

    def __init__(self, scorecard: Scorecard) -> None:
        super().__init__("The draft was changed in another tab.")
        self.scorecard = scorecard


class DraftRefused(Exception):
    """What was typed cannot be stored as it is; the text says why. Nothing is cut off silently."""


def read(scorecard: Scorecard) -> dict[str, str]:
    """The draft as form fields: "rating-7", "reason-7", "note-7", "session_notes-7" for competency 7."""
    fields = {}
    for rating in scorecard.ratings.all():
        unassessed = NOT_ASSESSED if rating.not_assessed_reason or rating.reason_pending else ""
        fields[f"rating-{rating.competency_id}"] = str(rating.level) if rating.level else unassessed
        fields[f"reason-{rating.competency_id}"] = rating.not_assessed_reason
        fields[f"note-{rating.competency_id}"] = rating.evidence
        fields[f"session_notes-{rating.competency_id}"] = rating.notes
    return fields


def write(scorecard: Scorecard, fields: Mapping[str, str]) -> None:
    """Lay the given fields over the draft's ratings; unknown fields and values are left out.

    Raises DraftRefused for a text longer than LONGEST_TEXT.
    """
    clean = {name: storable(value) for name, value in fields.items()}
    ratings = list(scorecard.ratings.select_related("competency"))
    for rating in ratings:
        refuse_too_long(rating, clean)
        lay_over(rating, clean)
    Rating.objects.bulk_update(
        ratings, ["level", "not_assessed_reason", "reason_pending", "evidence", "notes"]
    )


def storable(text: str) -> str:
    """The text as the database can hold it: one kind of line end, no NUL, no half of a surrogate pair."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return lines.encode("utf-8", "replace").decode("utf-8")


def refuse_too_long(rating: Rating, fields: Mapping[str, str]) -> None:
    """Raise DraftRefused where a text of this rating is beyond what is stored."""
    for prefix in TEXTS:
        if len(fields.get(f"{prefix}-{rating.competency_id}", "")) > LONGEST_TEXT:
            raise DraftRefused(
                _("%(name)s: a text is longer than %(most)d characters. Shorten it first.")
                % {"name": rating.competency.name, "most": LONGEST_TEXT}
            )


def lay_over(rating: Rating, fields: Mapping[str, str]) -> None:
    """Change one rating by the fields that name its competency."""
    number = rating.competency_id
    chosen = fields.get(f"rating-{number}")
    reason = fields.get(f"reason-{number}", rating.not_assessed_reason)
    if chosen == "" and fields.get(f"reason-{number}"):
        # Whoever names a reason for not assessing, and no level, has not assessed.
        chosen = NOT_ASSESSED
    if chosen is None and (rating.not_assessed_reason or rating.reason_pending):
        chosen = NOT_ASSESSED
    if chosen is not None:
        choose(rating, chosen, reason)
    rating.evidence = fields.get(f"note-{number}", rating.evidence)
    rating.notes = fields.get(f"session_notes-{number}", rating.notes)


def choose(rating: Rating, chosen: str, reason: str) -> None:
    """Give the rating a level, nothing, or "not assessed"; anything else leaves it as it is.

    Not assessed is NULL with a reason (rule 6). A draft may lack the reason: that it does is kept, and the
    rating stays open.
    """
    if chosen == NOT_ASSESSED:
        known = reason if reason in list(NotAssessedReason) else ""
        rating.level, rating.not_assessed_reason, rating.reason_pending = None, known, not known
    elif chosen in {"", "1", "2", "3", "4", "5"}:
        rating.level, rating.not_assessed_reason = int(chosen) if chosen else None, ""
        rating.reason_pending = False


def keep_both(theirs: Mapping[str, str], mine: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Two copies of one draft as one, for a form sent without a script; and the names where they differed.

    Texts stand one after the other, the stored one first; of two ratings the one sent last stays. What is
    empty in one copy is taken from the other.
    """
    merged, differing = dict(theirs), []
    for name, stored in theirs.items():
        sent = storable(mine.get(name, stored))
        if sent == stored or not sent.strip():
            continue
        merged[name] = sent
        if stored.strip():
            differing.append(name)
            merged[name] = both(stored, sent) if name.split("-")[0] in TEXTS else sent
    return merged, differing


def both(stored: str, sent: str) -> str:
    """Both texts, one after the other; a text that already holds the other is enough."""
    if stored.strip() in sent:
        return sent
    if sent.strip() in stored:
        return stored
    return f"{stored.rstrip()}\n\n{sent.strip()}"
