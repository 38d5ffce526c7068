"""A panel of five interviewers and seven competencies, all invented for these tests."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hiring.reporting import wording
from hiring.reporting.types import (
    Anchor,
    Competency,
    ExcusedScorecard,
    Irregularity,
    Level,
    Rater,
    Rating,
    Recommendation,
    ReportFacts,
    Revision,
    SourceQuote,
    VerifiedRequirement,
    Versions,
)

LEVELS = (
    Level(1, "No evidence", "Asked and probed; the answer shows none of it"),
    Level(2, "Partial", "Some of it, with gaps that matter in this role"),
    Level(3, "Meets", "What the role needs, in usual situations"),
    Level(4, "Above", "Meets, and handles unusual cases"),
    Level(5, "Outstanding", "Above, with lasting effect beyond own work"),
)
NAMES = {
    "rigour": "Intellectual rigour and flexibility",
    "solving": "Problem solving and critical thinking",
    "speech": "Communication",
    "lead": "Leadership and people development",
    "strategy": "Strategic thinking",
    "plan": "Project management",
    "value": "Business acumen",
}
RATERS = (
    Rater("card-1", "Ilse Varga", "lead", "Research talk", date(2026, 11, 23), "person-1"),
    Rater("card-2", "Bram Osei", "second", "Research talk", date(2026, 11, 23), "person-2"),
    Rater("card-3", "Noor Halabi", "lead", "Leading teams", date(2026, 11, 24), "person-3"),
    Rater("card-4", "Teodor Lind", "lead", "Strategy and portfolio", date(2026, 11, 24), "person-4"),
    Rater("card-5", "Mei Tanaka", "lead", "People and value", date(2026, 11, 25), "person-5"),
)
LEVELS_GIVEN = {
    "rigour": {"card-1": 4, "card-2": 3, "card-4": 4},
    "solving": {"card-1": 4, "card-2": 4, "card-4": 3},
    "speech": {"card-1": 3, "card-2": 3, "card-3": 4},
    "lead": {"card-3": 2, "card-5": 4},
    "strategy": {"card-4": 4, "card-1": 4},
    "plan": {"card-3": 4, "card-4": 4},
    "value": {"card-5": 4, "card-4": 3},
}
NOTES = (
    "Ran the planned ablation although the date had passed; it removed half the claimed gain, and said so.",
    "Named three controls for the speech result and showed the seed table. Did not say what would end it.",
    "Split the drop in users into three causes, tested two with logs, found the delayed label.",
    "Assigned the three streams alone each Monday; could not say what became of the two new leads.",
    "Set two signals that would reverse the bet; one fired and the plan changed within the week.",
)
REVISED = Revision(
    2, datetime(2026, 11, 25, 16, 40, tzinfo=UTC), "Teodor Lind", "The saving was the team’s.", True
)


def competencies() -> tuple[Competency, ...]:
    """Seven competencies of equal weight, each with five anchors."""
    return tuple(
        Competency(
            key=key,
            name=name,
            definition=f"What {name.lower()} means in this role.",
            weight=Decimal(1),
            anchors=tuple(
                Anchor(level, f"What an answer on level {level} did for {key}.") for level in range(1, 6)
            ),
            sources=(SourceQuote("role.md", 10, 32, f"You will need {key} here"),),
        )
        for key, name in NAMES.items()
    )


def ratings() -> tuple[Rating, ...]:
    """One rating per entry of LEVELS_GIVEN, with a note; one was revised later."""
    cells = [(key, card, level) for key, row in LEVELS_GIVEN.items() for card, level in row.items()]
    return tuple(
        Rating(
            id=f"{key}-{card}",
            rater=card,
            competency=key,
            level=level,
            evidence=f"{NOTES[index % len(NOTES)]} [{key} {card}]",
            revisions=(REVISED,) if (key, card) == ("value", "card-4") else (),
        )
        for index, (key, card, level) in enumerate(cells)
    )


def requirements() -> tuple[VerifiedRequirement, ...]:
    """One requirement of each result."""
    checked = {"checked_by": "Nadia Petrov", "checked_on": date(2026, 11, 12)}
    return (
        VerifiedRequirement("r1", "At least 10 years in model development", "required", "met", **checked),
        VerifiedRequirement(
            "r2", "At least 5 years managing teams", "required", "not_met", "Three years", **checked
        ),
        VerifiedRequirement(
            "r3",
            "Master’s degree or equivalent",
            "required",
            "equivalent",
            equivalence_standard="E-2",
            **checked,
        ),
        VerifiedRequirement("r4", "Published research", "preferred", "unknown"),
    )


@pytest.fixture
def facts() -> ReportFacts:
    """The whole panel, nothing missing."""
    return ReportFacts(
        report_number="0192-3",
        candidate="Tove Almgren",
        requisition_number="R-0142",
        requisition_title="Director of Machine Learning Research",
        role_title="Director of Machine Learning Research",
        organisation="Northmere",
        frozen_at=datetime(2026, 11, 26, 17, 4, tzinfo=UTC),
        versions=Versions("3", "2", "2026-11-02", "2.1", wording.TEMPLATE_VERSION, "1.0"),
        scale=LEVELS,
        competencies=competencies(),
        raters=RATERS,
        ratings=ratings(),
        recommendations=(Recommendation("card-1", "Yes, for the research side of the role."),),
        requirements=requirements(),
        excused=(ExcusedScorecard("Pia Roth", "second", "Leading teams", "Ill on the day.", "Nadia Petrov"),),
        irregularities=(
            Irregularity("early_look", "Helena Brandt, not an interviewer here, looked on 24 Nov, 09:30."),
            Irregularity("conduct", "Strategy and portfolio ran 8 minutes short."),
        ),
        time_zone="Europe/Berlin",
    )
