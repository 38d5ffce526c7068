"""Loop templates with the names of their interviews, and the plans that can be taken over."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from hiring.accounts.models import User
from hiring.choices import PlanState
from hiring.models import InterviewKind, LoopPlan, LoopTemplate, Requisition
from hiring.permissions import plans_for


@dataclass(frozen=True)
class Described:
    """A template, its interviews in words, and how many plans were made from it."""

    template: LoopTemplate
    interviews: tuple[tuple[str, int], ...]
    plans: int

    @property
    def minutes(self) -> int:
        """The candidate's minutes."""
        return sum(minutes for _name, minutes in self.interviews)


def templates() -> list[Described]:
    """All templates, those that are offered first."""
    names = dict(InterviewKind.objects.values_list("key", "name"))
    rows = LoopTemplate.objects.select_related("saved_by").annotate(count=Count("plans"))
    return [
        Described(
            row,
            tuple((names.get(each["kind"], each["kind"]), each["minutes"]) for each in row.interviews),
            row.count,
        )
        for row in rows.order_by("-active", "family", "name")
    ]


def offered_templates() -> QuerySet[LoopTemplate]:
    """The templates that a plan may be begun with."""
    return LoopTemplate.objects.filter(active=True)


def others(requisition: Requisition, viewer: User) -> QuerySet[LoopPlan]:
    """The active plans of other requisitions that the viewer may see, the newest requisition first."""
    return (
        plans_for(viewer)
        .filter(state=PlanState.ACTIVE)
        .exclude(requisition=requisition)
        .select_related("requisition")
        .order_by("-requisition__opened_at", "-pk")[:50]
    )
