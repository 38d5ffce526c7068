"""What is asked about candidates before they are added, moved or verified."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Lower

from hiring.models import Application, Candidate, Requisition, VerifiedRequirement
from rubrics.models import Statement
from rubrics.queries import verified_statements


@dataclass(frozen=True)
class Requirement:
    """A requirement to verify, with what was verified about it so far."""

    statement: Statement
    verified: VerifiedRequirement | None


def by_email(addresses: Iterable[str]) -> dict[str, int]:
    """Ids of known candidates by address in lower case, whoever may see them: an address is one person."""
    wanted = [address.lower() for address in addresses]
    rows = Candidate.objects.annotate(address=Lower("email")).filter(address__in=wanted)
    return dict(rows.values_list("address", "pk"))


def applied(requisition: Requisition, candidates: Iterable[int]) -> dict[int, str]:
    """Stages by candidate id of those who have applied for the requisition."""
    rows = requisition.applications.filter(candidate__in=list(candidates))
    return dict(rows.values_list("candidate_id", "stage"))


def requirements(application: Application) -> list[Requirement]:
    """The requirements that the requisition's rubric version verifies, in the document's order."""
    known = {row.statement_id: row for row in application.verified.select_related("verified_by")}
    statements: QuerySet[Statement] = verified_statements(application.requisition.rubric_version)
    return [Requirement(row, known.get(row.pk)) for row in statements.order_by("index")]
