"""Ratings to be read: as they were first given, with their anchors and corrections."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from hiring.models import Rating, RatingRevision, Scorecard
from rubrics.choices import LEVEL_LABELS


class LevelWords(TypedDict):
    """A level with its name and anchor, or why it was not assessed."""

    level: int | None
    level_name: str
    anchor: str
    not_assessed: str


@dataclass(frozen=True)
class Given:
    """One rating to be read: as it was first given, and its corrections."""

    competency: str
    competency_id: int
    level: int | None
    level_name: str
    anchor: str
    not_assessed: str
    evidence: str
    corrections: list["Correction"]


@dataclass(frozen=True)
class Correction:
    """A revision of a rating; the first rating stays beside it."""

    number: int
    level: int | None
    level_name: str
    anchor: str
    not_assessed: str
    evidence: str
    reason: str
    made_at: datetime
    others_visible: bool


def given(card: Scorecard) -> list[Given]:
    """The ratings of a locked scorecard, to be read."""
    return [
        Given(
            competency=rating.competency.name,
            competency_id=rating.competency_id,
            evidence=rating.evidence,
            corrections=[correction(rating, revision) for revision in rating.revisions.all()],
            **level_words(rating, rating),
        )
        for rating in card.ratings.all()
    ]


def correction(rating: Rating, revision: RatingRevision) -> Correction:
    """A correction to be read."""
    return Correction(
        number=revision.number,
        evidence=revision.evidence,
        reason=revision.reason,
        made_at=revision.made_at,
        others_visible=revision.others_visible,
        **level_words(rating, revision),
    )


def level_words(rating: Rating, row: Rating | RatingRevision) -> LevelWords:
    """The level with its name and anchor, or the reason for not assessing."""
    anchors = {anchor.level: anchor.text for anchor in rating.competency.anchors.all()}
    return {
        "level": row.level,
        "level_name": LEVEL_LABELS.get(row.level or 0, ""),
        "anchor": anchors.get(row.level or 0, ""),
        "not_assessed": row.get_not_assessed_reason_display() if row.not_assessed_reason else "",
    }
