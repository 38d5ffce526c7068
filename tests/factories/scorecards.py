"""Scorecards as far as a test wants them, through the operations that people use."""

from datetime import datetime

from hiring.accounts.models import User
from hiring.models import Scorecard
from hiring.operations import scorecards

EVIDENCE = "Counted the delays of each line with the crew and moved two shifts, which ended them."


def fields_of(card: Scorecard, level: int = 4, evidence: str = EVIDENCE) -> dict[str, str]:
    """The form fields that complete the scorecard, each competency at `level`."""
    fields = {}
    for rating in card.ratings.all():
        fields[f"rating-{rating.competency_id}"] = str(level)
        fields[f"note-{rating.competency_id}"] = evidence
    return fields


def fill(card: Scorecard, person: User, at: datetime, level: int = 4, evidence: str = EVIDENCE) -> Scorecard:
    """The draft with every rating and its evidence saved."""
    card.refresh_from_db()
    return scorecards.save_draft(
        scorecard=card,
        base_revision=card.revision,
        fields=fields_of(card, level, evidence),
        device="computer",
        by=person,
        at=at,
    )


def lock(card: Scorecard, person: User, at: datetime, level: int = 4, evidence: str = EVIDENCE) -> Scorecard:
    """The scorecard with its ratings locked."""
    return scorecards.lock_ratings(scorecard=fill(card, person, at, level, evidence), by=person, at=at)


def submit(
    card: Scorecard, person: User, at: datetime, level: int = 4, evidence: str = EVIDENCE
) -> Scorecard:
    """The scorecard submitted, recommending the candidate."""
    locked = lock(card, person, at, level, evidence)
    return scorecards.submit(scorecard=locked, recommendation="for", reason="", by=person, at=at)
