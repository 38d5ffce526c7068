"""Reading what the rubric half holds."""

from collections.abc import Iterable

from django.db.models import QuerySet

from rubrics import library
from rubrics.choices import Proposal, StatementFate, Treatment, VersionState
from rubrics.models import (
    Competency,
    PolicyVersion,
    RoleDocument,
    RubricCompetency,
    RubricVersion,
    Statement,
)
from rubrics.reading.marks import shown


def current_policy() -> PolicyVersion:
    """The newest policy version; version 1 is made after every migration."""
    return PolicyVersion.objects.order_by("-number")[0]


def scored_competencies(version: RubricVersion) -> QuerySet[RubricCompetency]:
    """The competencies that are rated, with anchors and questions at hand, in their order."""
    return version.competencies.filter(proposal=Proposal.SCORE).prefetch_related("anchors", "questions")


def live_competencies(version: RubricVersion) -> QuerySet[RubricCompetency]:
    """Twin of `RubricCompetency.is_set_aside`: those for which statements count as mapped."""
    return version.competencies.exclude(proposal=Proposal.DROP, decided_at__isnull=False)


def verified_statements(version: RubricVersion) -> QuerySet[Statement]:
    """The requirements that are verified and never scored."""
    return version.statements.filter(treatment=Treatment.VERIFY, fate=StatementFate.VERIFIED)


def published_versions() -> QuerySet[RubricVersion]:
    """All published versions, newest first within a rubric."""
    return RubricVersion.objects.filter(state=VersionState.PUBLISHED).select_related(
        "rubric", "role_document"
    )


def is_stale(version: RubricVersion) -> bool:
    """Whether the role document that this version came from has a newer version."""
    return RoleDocument.objects.filter(follows_id=version.role_document_id).exists()


def predecessor(version: RubricVersion) -> RubricVersion | None:
    """The version that was made from the role document before, whose decisions a draft keeps.

    None where the document follows no other, and for a revision of a version of the same document.
    """
    document = version.role_document
    if document.follows_id is None:
        return None
    if version.revises is not None and version.revises.role_document_id == document.pk:
        return None
    before = version.rubric.versions.filter(number__lt=version.number).exclude(role_document=document)
    return before.select_related("role_document").order_by("-number").first()


def competency_names(competencies: Iterable[RubricCompetency]) -> dict[str, str]:
    """The names of these competencies and of the library's by their key, for words that may be keys."""
    return {
        **dict(Competency.objects.values_list("key", "name")),
        **{one.key: one.name for one in competencies},
    }


def account(version: RubricVersion) -> dict[str, int]:
    """Found = mapped + verified + dropped (R-34), counted from the rows."""
    fates = list(version.statements.values_list("fate", flat=True))
    return {
        "found": len(fates),
        "mapped": fates.count(StatementFate.MAPPED),
        "verified": fates.count(StatementFate.VERIFIED),
        "dropped": fates.count(StatementFate.DROPPED),
    }


def as_read(words: str) -> str:
    """Words of a role document as people read them, without marks of Markdown."""
    return shown(words)


def note_warnings(note: str) -> list[str]:
    """Sentences about words in an evidence note that touch a protected characteristic or health (R-10)."""
    return [warning.sentence for warning in library.lint_note(note)]
