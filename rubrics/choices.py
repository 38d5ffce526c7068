"""The words of the rubric half, as enums, and the arrows between states. Plain Python: pure rooms may read them."""

from enum import StrEnum


class DocumentState(StrEnum):
    """Where a role document stands on its way to a rubric draft."""

    RECEIVED = "received"
    DERIVING = "deriving"
    DERIVED = "derived"
    NOTHING_FOUND = "nothing_found"
    FAILED = "failed"


class BatchState(StrEnum):
    """Whether role documents that came in together are still being worked on."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class ItemState(StrEnum):
    """What became of one file of many."""

    WAITING = "waiting"
    DERIVING = "deriving"
    DERIVED = "derived"
    ALREADY_THERE = "already_there"
    NOTHING_FOUND = "nothing_found"
    REFUSED = "refused"
    FAILED = "failed"


class VersionState(StrEnum):
    """A rubric version is edited as a draft and frozen by publication."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Treatment(StrEnum):
    """What becomes of a requirement."""

    INTERVIEW = "interview"
    VERIFY = "verify"
    INFORMATIONAL = "informational"


class Strength(StrEnum):
    """How firmly a verified requirement is asked for (R-25)."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    INFORMATIONAL = "informational"


class Necessity(StrEnum):
    """Must, unless the document marks the statement as preferred."""

    MUST = "must"
    PREFERRED = "preferred"


class StatementKind(StrEnum):
    """What a requirement statement asks for."""

    TECHNICAL = "technical"
    SOFT = "soft"
    CREDENTIAL = "credential"
    EXPERIENCE = "experience"
    LEADERSHIP = "leadership"
    DOMAIN = "domain"
    ETHICS = "ethics"
    RESEARCH = "research"
    ELIGIBILITY = "eligibility"


class StatementFate(StrEnum):
    """Found = mapped + verified + dropped (R-34)."""

    MAPPED = "mapped"
    VERIFIED = "verified"
    DROPPED = "dropped"


class Proposal(StrEnum):
    """What the draft does with a competency."""

    SCORE = "score"
    MERGE = "merge"
    DROP = "drop"


class Seniority(StrEnum):
    """Whose work the anchors speak of: one's own, a team's, several teams'."""

    INDIVIDUAL = "individual"
    LEAD = "lead"
    HEAD = "head"


class Family(StrEnum):
    """Which kind of interview can assess a competency."""

    BEHAVIOURAL = "behavioural"
    TECHNICAL = "technical"
    RESEARCH = "research"


class QuestionKind(StrEnum):
    """The kinds of question that predict (R-04)."""

    PAST_BEHAVIOUR = "past_behaviour"
    SITUATIONAL = "situational"
    WORK_SAMPLE = "work_sample"


DOCUMENT_ARROWS: dict[DocumentState, frozenset[DocumentState]] = {
    DocumentState.RECEIVED: frozenset({DocumentState.DERIVING}),
    DocumentState.DERIVING: frozenset(
        {DocumentState.DERIVED, DocumentState.NOTHING_FOUND, DocumentState.FAILED, DocumentState.DERIVING}
    ),
    DocumentState.DERIVED: frozenset({DocumentState.DERIVING}),
    DocumentState.NOTHING_FOUND: frozenset({DocumentState.DERIVING}),
    DocumentState.FAILED: frozenset({DocumentState.DERIVING}),
}

VERSION_ARROWS: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset({VersionState.PUBLISHED, VersionState.DISCARDED}),
    VersionState.PUBLISHED: frozenset(),
    VersionState.DISCARDED: frozenset(),
}

LEVELS = (1, 2, 3, 4, 5)
LEVEL_LABELS = {1: "No evidence", 2: "Partial", 3: "Meets", 4: "Above", 5: "Outstanding"}
# Levels are relative to what this role needs on the first day, never to other candidates.
LEVEL_MEANINGS = {
    1: "Asked and probed; the answer shows none of the behaviour, or the opposite",
    2: "Some of the behaviour, with gaps that matter in this role",
    3: "What the role needs, in usual situations, on their own",
    4: "Meets, and handles unusual, larger or conflicting cases",
    5: "Above, with lasting effect beyond own work, with evidence",
}


def options(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """Django choices from an enum: the value and its words."""
    return [(member.value, member.value.replace("_", " ").capitalize()) for member in enum]
