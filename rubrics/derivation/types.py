"""What a derivation gives: frozen values with exact character spans into the canonical text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

RULE_VERSION = "5"

Kind = Literal[
    "technical",
    "soft",
    "credential",
    "experience",
    "leadership",
    "domain",
    "ethics",
    "research",
    "eligibility",
]
Necessity = Literal["must", "preferred"]
Treatment = Literal["interview", "verify", "informational"]
Strength = Literal["required", "preferred", "informational"]
Proposal = Literal["score", "merge", "drop"]


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of the canonical text."""

    start: int
    end: int


@dataclass(frozen=True)
class Years:
    """Years asked for: compared as ``>= minimum`` only; ``upper`` is quoted, never a cap (R-27)."""

    minimum: int
    upper: int | None
    counts: str
    start: int
    end: int


@dataclass(frozen=True)
class Degrees:
    """Degree levels and fields; ``equivalent`` opens another path, ``standard`` quotes it (R-26)."""

    levels: tuple[str, ...]
    fields: tuple[str, ...]
    equivalent: bool
    standard: str


@dataclass(frozen=True)
class Statement:
    """One requirement statement; ``text`` is the slice ``start:end`` of the canonical text."""

    text: str
    start: int
    end: int
    section: str
    group: str | None
    kind: Kind
    necessity: Necessity
    cue: str
    treatment: Treatment
    strength: Strength | None
    years: tuple[Years, ...] = ()
    degrees: Degrees | None = None
    tools: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class SoftSkill:
    """A named soft skill with its description; ``start:end`` covers title and description."""

    title: str
    description: str
    start: int
    end: int
    title_start: int
    title_end: int


@dataclass(frozen=True)
class CompetencyDraft:
    """A proposed competency with the places it came from.

    ``statements`` and ``soft_skills`` are indexes into the draft's tuples. ``primary_of`` names the
    double-barrelled heading that it was split from (R-23); the other part is in ``also_covers``.
    ``anchors`` are the five level texts for the draft's seniority, level 1 first; empty where there are none.
    """

    key: str
    name: str
    definition: str
    weight: float
    statements: tuple[int, ...]
    soft_skills: tuple[int, ...]
    spans: tuple[Span, ...]
    rules: tuple[str, ...]
    primary_of: str | None = None
    also_covers: tuple[str, ...] = ()
    proposed: Proposal = "score"
    merge_into: str | None = None
    reason: str = ""
    in_library: bool = True
    anchors: tuple[str, ...] = ()
    questions: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True)
class VerifyItem:
    """A requirement that is checked, never rated: degree, years, publications, licence, authorisation."""

    statement: int
    label: str
    strength: Strength
    kind: str
    warning: str = ""


@dataclass(frozen=True)
class QuotedSpan:
    """A span with the text it quotes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Doubt:
    """Statements that contradict each other; ``proposal`` is the preselected choice (R-30)."""

    kind: str
    topic: str
    sentence: str
    spans: tuple[QuotedSpan, ...]
    proposal: str


@dataclass(frozen=True)
class Ignored:
    """A part of the document that gives no requirement, and why."""

    start: int
    end: int
    heading: str
    reason: str


@dataclass(frozen=True)
class Account:
    """Requirement statements found = mapped + verified + dropped (R-34)."""

    found: int
    mapped: int
    verified: int
    dropped: int

    @property
    def balances(self) -> bool:
        """Whether every statement found has exactly one fate."""
        return self.found == self.mapped + self.verified + self.dropped


@dataclass(frozen=True)
class Title:
    """The role's title and where it stands; the span is None when it was put together from cues."""

    text: str
    start: int | None
    end: int | None
    rule: str


@dataclass(frozen=True)
class Dropped:
    """A statement that feeds no competency and is not verified, with the reason."""

    statement: int
    reason: str


@dataclass(frozen=True)
class RubricDraft:
    """Everything derived from one role document; a person confirms it before anything is scored."""

    title: Title | None
    text: str
    statements: tuple[Statement, ...]
    soft_skills: tuple[SoftSkill, ...]
    competencies: tuple[CompetencyDraft, ...]
    verify: tuple[VerifyItem, ...]
    doubts: tuple[Doubt, ...]
    ignored: tuple[Ignored, ...]
    dropped: tuple[Dropped, ...]
    account: Account
    notes: tuple[str, ...]
    seniority: str
    library_version: str
    rule_version: str = field(default=RULE_VERSION)

    def as_dict(self) -> dict[str, object]:
        """The draft as plain lists and dicts for JSON; ``title`` is the bare text or None."""
        plain = asdict(self)
        plain["title"] = self.title.text if self.title else None
        plain["title_origin"] = asdict(self.title) if self.title else None
        plain["account"]["balances"] = self.account.balances
        return plain
