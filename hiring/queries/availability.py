"""Which candidates have said when they can come, before times are found for their loops."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from hiring.models import CandidateLink, CandidateWindow, InterviewLoop, Requisition
from hiring.queries.schedules import open_loops


@dataclass(frozen=True)
class Silent:
    """A loop whose candidate has not said when they can come; `link` is out, or None where nobody asked."""

    loop: InterviewLoop
    link: CandidateLink | None


@dataclass(frozen=True)
class Availability:
    """The loops that wait for times, by whether their candidates have said when they can come."""

    answered: tuple[InterviewLoop, ...]
    silent: tuple[Silent, ...]

    @property
    def total(self) -> int:
        """How many loops wait for times."""
        return len(self.answered) + len(self.silent)

    @property
    def unasked(self) -> tuple[InterviewLoop, ...]:
        """Those loops whose candidates were not asked, or whose link has expired."""
        return tuple(each.loop for each in self.silent if each.link is None)

    @property
    def asked(self) -> int:
        """How many have a link and have not answered."""
        return len(self.silent) - len(self.unasked)


def waiting(requisition: Requisition, *, answered_only: bool = False) -> QuerySet[InterviewLoop]:
    """The requisition's loops that lack a time or people; with `answered_only` those whose candidates answered."""
    loops = open_loops(InterviewLoop.objects.filter(application__requisition=requisition))
    return loops.filter(has_answered()) if answered_only else loops


def has_answered() -> Exists:
    """Whether a loop's candidate has said when they can come."""
    return Exists(CandidateWindow.objects.filter(candidate=OuterRef("application__candidate")))


def availability(requisition: Requisition, at: datetime) -> Availability:
    """The requisition's loops that wait for times, by name."""
    links = CandidateLink.objects.filter(revoked_at__isnull=True, expires_at__gt=at).order_by("-pk")
    rows = (
        waiting(requisition)
        .annotate(answered=has_answered())
        .select_related("application__candidate")
        .prefetch_related(Prefetch("links", links, to_attr="good_links"))
        .order_by("application__candidate__full_name", "pk")
    )
    return sorted_out(rows)


def sorted_out(rows: Iterable[InterviewLoop]) -> Availability:
    """Those who answered, and the others with the link that they have."""
    answered, silent = [], []
    for row in rows:
        if row.answered:  # type: ignore[attr-defined]
            answered.append(row)
        else:
            silent.append(Silent(row, next(iter(row.good_links), None)))  # type: ignore[attr-defined]
    return Availability(tuple(answered), tuple(silent))
