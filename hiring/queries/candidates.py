"""What is asked about candidates before they are added, moved or verified."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Lower

from hiring.accounts.models import User
from hiring.models import Application, Candidate, Requisition, VerifiedRequirement
from hiring.permissions import candidates_for
from rubrics.models import Statement
from rubrics.queries import verified_statements


@dataclass(frozen=True)
class Requirement:
    """A requirement to verify, with what was verified about it so far."""

    statement: Statement
    verified: VerifiedRequirement | None


def with_addresses(addresses: Iterable[str]) -> QuerySet[Candidate]:
    """Candidates with one of the addresses, whoever may see them; `address` is theirs in lower case."""
    wanted = [address.lower() for address in addresses]
    return Candidate.objects.annotate(address=Lower("email")).filter(address__in=wanted)


def by_email(
    addresses: Iterable[str], user: User | None, requisition: Requisition | None = None
) -> dict[str, int]:
    """Ids of candidates by address in lower case, of those whom the user may see (None: all).

    Where there are several, it is the one who has applied for the requisition.
    """
    rows = with_addresses(addresses)
    if user is not None:
        rows = rows.filter(pk__in=candidates_for(user).values("pk"))
    found = dict(rows.order_by("-apart").values_list("address", "pk"))
    if requisition is not None:
        found |= dict(rows.filter(applications__requisition=requisition).values_list("address", "pk"))
    return found


def next_apart(addresses: Iterable[str], besides: int | None = None) -> dict[str, int]:
    """By address in lower case, the number that sets one more candidate of a known address apart."""
    rows = with_addresses(addresses).exclude(pk=besides).order_by("apart")
    return {address: apart + 1 for address, apart in rows.values_list("address", "apart")}


def applied(requisition: Requisition, candidates: Iterable[int]) -> dict[int, str]:
    """Stages by candidate id of those who have applied for the requisition."""
    rows = requisition.applications.filter(candidate__in=list(candidates))
    return dict(rows.values_list("candidate_id", "stage"))


def requirements(application: Application) -> list[Requirement]:
    """The requirements that the requisition's rubric version verifies, in the document's order."""
    known = {row.statement_id: row for row in application.verified.select_related("verified_by")}
    statements: QuerySet[Statement] = verified_statements(application.requisition.rubric_version)
    return [Requirement(row, known.get(row.pk)) for row in statements.order_by("index")]
