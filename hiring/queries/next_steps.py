"""What comes next in a requisition: plan, candidates, loops, people, availability, times; one step at a time."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.choices import PlanState, RequisitionState, Stage
from hiring.models import Interviewer, LoopPlan, Qualification, Requisition
from hiring.permissions import can_manage_requisition, can_plan, may
from hiring.queries.applications import awaiting_loop
from hiring.queries.availability import Availability, availability
from hiring.roles import Permission


@dataclass(frozen=True)
class Step:
    """What comes next, the button that leads there, and where to."""

    sentence: str
    label: str
    url: str


def next_step(requisition: Requisition, user: User, at: datetime) -> Step | None:
    """The next step for who plans the requisition's loops; None for others, and where times are found for all."""
    if requisition.state != RequisitionState.OPEN or not can_plan(user, requisition):
        return None
    plan = requisition.plans.filter(state=PlanState.ACTIVE).first()
    if plan is None:
        return planning(requisition)
    found = availability(requisition, at)
    return (
        entering(requisition, user)
        or beginning(requisition)
        or (staffing(plan, user, at) if found.total else None)
        or asking(requisition, found)
    )


def planning(requisition: Requisition) -> Step:
    """To propose a plan, or to check the draft."""
    url = reverse("loop_plan", args=[requisition.pk])
    if requisition.plans.filter(state=PlanState.DRAFT).exists():
        return Step(_("The loop plan is a draft: check and activate it."), _("Check the loop plan"), url)
    return Step(_("There is no loop plan yet."), _("Propose a loop plan"), url)


def staffing(plan: LoopPlan, user: User, at: datetime) -> Step | None:
    """To qualify interviewers for the kinds of interview that too few may give."""
    if not (user.is_staff and may(user, Permission.MANAGE_LOOPS)):
        return None
    held = Qualification.objects.filter(
        Q(rubric__isnull=True) | Q(rubric=plan.rubric_version.rubric_id),
        interviewer__active=True,
        interviewer__person__is_active=True,
        since__lte=at.date(),
    )
    pairs = set(held.values_list("kind", "interviewer"))
    able = Counter(kind for kind, _person in pairs)
    sessions = list(plan.sessions.select_related("kind"))
    kinds = {each.kind_id for each in sessions}
    people, need = len({who for kind, who in pairs if kind in kinds}), sum(each.seats for each in sessions)
    short = {each.kind.name: each.kind_id for each in sessions if able[each.kind_id] < each.seats}
    if short:
        words = _("Too few interviewers may give: %(kinds)s.") % {"kinds": ", ".join(sorted(short))}
    elif people < need:
        values = {"need": need, "people": people}
        words = _("A loop needs %(need)d different people; %(people)d may give its interviews.") % values
        short = {each.kind.name: each.kind_id for each in sessions}
    else:
        return None
    if Interviewer.objects.filter(active=True).count() >= need:
        return Step(words, _("Qualify interviewers"), reverse("admin:hiring_interviewer_changelist"))
    kinds = urlencode({"kind": sorted(short.values())}, doseq=True)
    return Step(words, _("Add interviewers"), f"{reverse('admin:hiring_interviewer_add')}?{kinds}")


def entering(requisition: Requisition, user: User) -> Step | None:
    """To bring in the first candidates."""
    if requisition.applications.exclude(stage=Stage.WITHDRAWN).exists():
        return None
    url = import_url(requisition, user)
    return Step(_("Nobody has applied yet."), _("Import candidates"), url) if url else None


def import_url(requisition: Requisition, user: User) -> str:
    """Where the person imports candidates for the requisition; empty for who may not."""
    allowed = may(user, Permission.MANAGE_CANDIDATES) and can_manage_requisition(user, requisition)
    if not (user.is_staff and allowed and requisition.state == RequisitionState.OPEN):
        return ""
    return f"{reverse('admin:hiring_candidate_import_list')}?requisition={requisition.pk}"


def beginning(requisition: Requisition) -> Step | None:
    """To begin the loops of candidates who have none."""
    count = awaiting_loop(requisition).count()
    if not count:
        return None
    words = ngettext("%(count)d candidate has no loop yet.", "%(count)d candidates have no loop yet.", count)
    return Step(words % {"count": count}, _("Begin loops"), reverse("loop_starts", args=[requisition.pk]))


def asking(requisition: Requisition, found: Availability) -> Step | None:
    """To ask candidates when they can come, then to find times."""
    if not found.total:
        return None
    url = reverse("loop_schedule_begin", args=[requisition.pk])
    if found.unasked:
        words = ngettext(
            "%(count)d candidate was not asked yet when they can come.",
            "%(count)d candidates were not asked yet when they can come.",
            len(found.unasked),
        )
        return Step(words % {"count": len(found.unasked)}, _("Ask, or find times"), url)
    words = ngettext("%(count)d loop waits for times.", "%(count)d loops wait for times.", found.total) % {
        "count": found.total
    }
    if found.asked:
        open_answers = ngettext(
            "%(count)d candidate has not answered yet.",
            "%(count)d candidates have not answered yet.",
            found.asked,
        )
        words = f"{words} {open_answers % {'count': found.asked}}"
    return Step(words, _("Find times"), url)
