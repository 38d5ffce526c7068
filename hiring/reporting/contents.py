"""What stands in a report, section by section, as plain data: one source for page, PDF and workbook.

Product sentences are `Sentence`s (template id and sources); what a person or a document said is a `Quote`.
"""

from __future__ import annotations

from dataclasses import dataclass

from hiring.reporting.types import CheckStatus
from hiring.reporting.wording import Sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a person or a document, exactly as written, and the id of the fact that holds them."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Title:
    """The head of the report; `line` names the report, its time and zone, rubric and plan."""

    candidate: str
    requisition: str
    requisition_number: str
    organisation: str
    role: str
    line: str
    foot: str


@dataclass(frozen=True, slots=True)
class IntervalStrip:
    """A composite on its scale. `value` None: nothing to draw; `low` None: the dot alone."""

    levels: tuple[str, ...]
    value: float | None
    low: float | None
    high: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sentence, then what it rests on."""

    lede: Sentence
    body: tuple[Sentence, ...]
    strip: IntervalStrip


@dataclass(frozen=True, slots=True)
class Disc:
    """One counted first rating in the dot plot."""

    rating: str
    initials: str
    name: str
    level: int


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One line of the dot plot. `flag` is "" or the name of a state: debrief, discuss, unrated, single."""

    key: str
    name: str
    short_name: str
    discs: tuple[Disc, ...]
    levels: int
    mean: float | None
    mean_text: str
    flag: str
    flag_text: str


@dataclass(frozen=True, slots=True)
class Legend:
    """Who stands behind initials."""

    initials: str
    name: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One competency on which ratings lie apart, or on which one rating stands alone."""

    key: str
    required: bool
    heading: Sentence
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A verified requirement: never rated, never averaged."""

    id: str
    label: str
    strength: str
    status: CheckStatus
    status_text: str
    checked: str
    note: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Requirements:
    """Counts in a sentence, then every row, required ones first."""

    summary: Sentence
    rows: tuple[RequirementRow, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence with the words of a person that belong to it, if any, and what follows from it."""

    sentence: Sentence
    quote: Quote | None = None
    after: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A row of gaps and irregularities: a label and its remarks."""

    label: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """One rating with its anchor and the note behind it. `level` None: not assessed."""

    rating: str
    level: int | None
    level_name: str
    rater: str
    initials: str
    role: str
    anchor: str
    note: Quote | None
    remarks: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was written about one competency."""

    key: str
    name: str
    definition: str
    mean_text: str
    mean_note: Sentence
    flag: str
    flag_text: str
    weight: tuple[Sentence, ...]
    weight_reason: Quote | None
    notes: tuple[EvidenceNote, ...]
    not_counted: tuple[EvidenceNote, ...]
    sources: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A recommendation of one interviewer, in their words."""

    rater: str
    role: str
    text: Quote


@dataclass(frozen=True, slots=True)
class Limits:
    """How the report was made, what it cannot say, how to use it."""

    sentences: tuple[Sentence, ...]
    inputs: Sentence
    versions: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole report in its order."""

    incomplete: bool
    title: Title
    summary: Summary
    rows: tuple[CompetencyRow, ...]
    legend: tuple[Legend, ...]
    disagreements: tuple[Disagreement, ...]
    agreement: Sentence | None
    requirements: Requirements
    gaps: tuple[Gap, ...]
    evidence: tuple[Evidence, ...]
    opinions: tuple[Opinion, ...]
    opinions_note: Sentence
    decision: Sentence
    limits: Limits
