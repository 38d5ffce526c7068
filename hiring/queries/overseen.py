"""The requisitions that a person oversees, with what is missing in each, as far as they may know (rule 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.choices import (
    LoopState,
    PlanState,
    ReportState,
    RequisitionState,
    ScorecardState,
    SessionState,
    Stage,
)
from hiring.models import Application, InterviewLoop, InterviewSession, Requisition
from hiring.permissions import (
    OVERSEEING_TEAM_ROLES,
    rated_applications,
    requisitions_for,
    trackable_scorecards,
)

OPEN_STATES = (ScorecardState.DRAFT, ScorecardState.RATINGS_LOCKED)


@dataclass(frozen=True)
class Overseen:
    """A requisition with what is missing in it, as sentences; `late` marks what is overdue."""

    requisition: Requisition
    in_loop: int
    lacking: list[str]
    late: int


def overseen(user: User, at: datetime) -> list[Overseen]:
    """The requisitions on whose team the user oversees, with what is missing in each."""
    rows = list(
        requisitions_for(user)
        .filter(
            state__in=(RequisitionState.OPEN, RequisitionState.ON_HOLD),
            members__person_id=user.pk,
            members__role__in=OVERSEEING_TEAM_ROLES,
        )
        .distinct()
        .annotate(
            in_loop=Count("applications", filter=Q(applications__stage=Stage.LOOP), distinct=True),
            plans_active=Count("plans", filter=Q(plans__state=PlanState.ACTIVE), distinct=True),
        )
    )
    still = open_scorecards(user, rows, at)
    waiting, timeless, ended = undecided(user, rows), without_time(rows), all_cancelled(rows)
    return [
        Overseen(
            row,
            row.in_loop,
            [
                *lacking(still.get(row.pk), waiting.get(row.pk, 0)),
                *arranging(row.plans_active > 0, timeless.get(row.pk, 0), ended.get(row.pk, 0)),
            ],
            late,
        )
        for row in rows
        for late in [still.get(row.pk, {"late": 0})["late"]]
    ]


def open_scorecards(user: User, rows: Sequence[Requisition], at: datetime) -> dict[int, dict[str, int]]:
    """By requisition: how many scorecards of past interviews are open and late, as far as they may know."""
    counted = (
        trackable_scorecards(user)
        .filter(
            application__requisition__in=rows,
            state__in=OPEN_STATES,
            seat__cancelled=False,
            seat__during__endswith__lte=at,
        )
        .values("application__requisition")
        .annotate(still=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at)))
        .order_by()
    )
    return {row["application__requisition"]: {"still": row["still"], "late": row["late"]} for row in counted}


def undecided(user: User, rows: Sequence[Requisition]) -> dict[int, int]:
    """By requisition: how many candidates have a report and no decision, as far as they may see it."""
    waiting = rated_applications(user).filter(
        requisition__in=rows, stage=Stage.DEBRIEF, reports__state=ReportState.READY, decisions__isnull=True
    )
    counted = (
        Application.objects.filter(pk__in=waiting).values("requisition").annotate(n=Count("pk")).order_by()
    )
    return {row["requisition"]: row["n"] for row in counted}


def without_time(rows: Sequence[Requisition]) -> dict[int, int]:
    """By requisition: how many interviews of open loops have no time."""
    open_ones = InterviewSession.objects.filter(
        loop__application__requisition__in=rows, loop__state=LoopState.OPEN, state=SessionState.PLANNED
    )
    counted = open_ones.values("loop__application__requisition").annotate(n=Count("pk")).order_by()
    return {row["loop__application__requisition"]: row["n"] for row in counted}


def all_cancelled(rows: Sequence[Requisition]) -> dict[int, int]:
    """By requisition: how many open loops have nothing but cancelled interviews, as after a candidate's cancelling."""
    standing = InterviewSession.objects.filter(loop=OuterRef("pk")).exclude(state=SessionState.CANCELLED)
    loops = InterviewLoop.objects.filter(
        ~Exists(standing), application__requisition__in=rows, state=LoopState.OPEN
    )
    counted = loops.values("application__requisition").annotate(n=Count("pk")).order_by()
    return {row["application__requisition"]: row["n"] for row in counted}


def arranging(has_plan: bool, timeless: int, ended: int) -> list[str]:
    """What is to be arranged in a requisition, as short sentences."""
    found = [] if has_plan else [_("No active loop plan yet")]
    if timeless:
        words = ngettext(
            "%(count)d interview not scheduled yet", "%(count)d interviews not scheduled yet", timeless
        )
        found.append(words % {"count": timeless})
    if ended:
        words = ngettext(
            "%(count)d candidate whose interviews are all cancelled",
            "%(count)d candidates whose interviews are all cancelled",
            ended,
        )
        found.append(words % {"count": ended})
    return found


def lacking(still: dict[str, int] | None, waiting: int) -> list[str]:
    """What is missing in a requisition's ratings, as short sentences."""
    found = []
    if still:
        count = still["still"]
        words = ngettext("%(count)d scorecard open", "%(count)d scorecards open", count) % {"count": count}
        late = _(", %(late)d late") % {"late": still["late"]} if still["late"] else ""
        found.append(words + late)
    if waiting:
        words = ngettext(
            "%(count)d candidate awaits a decision", "%(count)d candidates await a decision", waiting
        )
        found.append(words % {"count": waiting})
    return found
