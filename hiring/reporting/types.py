"""What a candidate report rests on (`ReportFacts`) and what is worked out from it (`Report`).

All plain and frozen: text, whole numbers, decimals, dates. Facts are gathered by the caller; nothing here
asks a clock, a database or a random source, so the same facts give the same report to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Seat = Literal["lead", "second", "shadow", "reverse_shadow"]
NotAssessedReason = Literal["not_asked", "no_time", "interrupted", "recused"]
Strength = Literal["required", "preferred", "informational"]
CheckStatus = Literal["met", "equivalent", "not_met", "unknown"]
Tier = Literal["A", "B", "C", "one rater", "none"]


@dataclass(frozen=True, slots=True)
class Versions:
    """The version of everything the report was made with, as shown to people."""

    rubric: str
    plan: str
    policy: str
    formula: str
    template: str
    library: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the rating scale: 3, "Meets", "What the role needs …"."""

    value: int
    label: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an answer on `level` looks like for one competency."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceQuote:
    """A span of a role document: `start` and `end` are character offsets, end exclusive."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Competency:
    """A scored competency as the rubric version froze it. `weight` > 0, relative to the other weights."""

    key: str
    name: str
    definition: str
    weight: Decimal
    anchors: tuple[Anchor, ...]
    weight_reason: str = ""
    essential: bool = False
    short_name: str = ""
    sources: tuple[SourceQuote, ...] = ()
    justification: str = ""


@dataclass(frozen=True, slots=True)
class Rater:
    """One submitted scorecard: a person in one seat of one interview session.

    `id` names the scorecard in `Rating.rater` and `Recommendation.rater`; `person` names the interviewer,
    so that somebody who holds two seats counts as one rater. Left empty it means the same as `id`.
    """

    id: str
    display_name: str
    seat: Seat
    session_name: str
    session_date: date | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A later correction of a rating. `others_visible`: others' ratings could be read at that time."""

    level: int | None
    at: datetime
    by: str
    reason: str
    others_visible: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """A first rating, locked at submission, with its later revisions, oldest first.

    `level` None means not assessed and needs `not_assessed_reason`.
    """

    id: str
    rater: str
    competency: str
    level: int | None
    evidence: str
    not_assessed_reason: NotAssessedReason | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A rater's opinion, asked after the ratings were locked. Never part of the composite."""

    rater: str
    text: str


@dataclass(frozen=True, slots=True)
class VerifiedRequirement:
    """A requirement that is checked and never rated."""

    id: str
    label: str
    strength: Strength
    status: CheckStatus
    note: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    equivalence_standard: str = ""
    source: SourceQuote | None = None


@dataclass(frozen=True, slots=True)
class ExcusedScorecard:
    """A due scorecard that a coordinator excused, with the reason given."""

    rater_name: str
    seat: Seat
    session_name: str
    reason: str
    excused_by: str
    excused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MissingScorecard:
    """A due scorecard that is neither submitted nor excused. Any of these makes the report incomplete.

    An empty `rater_name` means that nobody holds the seat.
    """

    rater_name: str
    seat: Seat
    session_name: str


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Something that did not run as planned, in one or more whole sentences.

    `kind` groups the rows: `early_look`, `conduct` or `other`. Revisions are found from the ratings
    themselves.
    """

    kind: Literal["early_look", "conduct", "other"]
    sentence: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The settings the report was made under; shares and levels as decimals."""

    min_coverage: Decimal = Decimal("0.80")
    floor: Decimal = Decimal("2.5")
    min_raters: int = 2


@dataclass(frozen=True, slots=True)
class PooledVariances:
    """Variance components of the role family, in squared rating points; given only where tier A holds."""

    rater: Decimal
    dyad: Decimal
    residual: Decimal


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything one candidate report rests on.

    `frozen_at` is aware; it and other times are shown in `time_zone` (an IANA name). `report_number` is
    what people call the report, such as "0192-3".
    """

    report_number: str
    candidate: str
    requisition_number: str
    requisition_title: str
    role_title: str
    organisation: str
    frozen_at: datetime
    versions: Versions
    scale: tuple[Level, ...]
    competencies: tuple[Competency, ...]
    raters: tuple[Rater, ...]
    ratings: tuple[Rating, ...]
    recommendations: tuple[Recommendation, ...] = ()
    requirements: tuple[VerifiedRequirement, ...] = ()
    excused: tuple[ExcusedScorecard, ...] = ()
    missing: tuple[MissingScorecard, ...] = ()
    irregularities: tuple[Irregularity, ...] = ()
    thresholds: Thresholds = Thresholds()
    time_zone: str = "UTC"
    pooled: PooledVariances | None = None
    anchors_retranslated: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """The 95% interval of a composite. `low` and `high` are None where none can be given.

    `tier` says how it was found: A pooled components, B complete panel, C leaving out one rater at a time.
    """

    tier: Tier
    low: float | None
    high: float | None
    df: int | None
    wide: bool


@dataclass(frozen=True, slots=True)
class Composite:
    """A weighted mean of competency means over the rated competencies. `value` None: nothing was rated.

    `coverage` is the rated share of the weight. `leave_one_out` holds, per person, the composite without
    that person.
    """

    value: float | None
    coverage: float
    complete: bool
    raters: int
    interval: Interval
    leave_one_out: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the counted first ratings of one competency lie apart, in levels."""

    low: float
    high: float
    debrief_required: bool
    discuss: bool
    polarised: bool
    agreement_low: bool


@dataclass(frozen=True, slots=True)
class CompetencyResult:
    """One competency: its ratings, the mean of the counted first ones (None if nobody rated), its spread."""

    competency: Competency
    counted: tuple[Rating, ...]
    trainee: tuple[Rating, ...]
    not_assessed: tuple[Rating, ...]
    people: int
    mean: float | None
    spread: Spread | None
    below_floor: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The facts with all that follows from them. `digest` is the SHA-256 of the canonical facts, in hex."""

    facts: ReportFacts
    composite: Composite
    revised: Composite | None
    results: tuple[CompetencyResult, ...]
    incomplete: bool
    digest: str

    def rater(self, rater_id: str) -> Rater:
        """The scorecard with this id. Raises KeyError if the facts name none."""
        for rater in self.facts.raters:
            if rater.id == rater_id:
                return rater
        raise KeyError(rater_id)
