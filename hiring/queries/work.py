"""What waits for a person in the admin. Counts keep to what the person may see, and to blindness."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.choices import (
    RELEASED_SCORECARDS,
    LoopState,
    PlanState,
    RequisitionState,
    SessionState,
    Stage,
)
from hiring.models import InterviewLoop, InterviewSession, LoopPlan
from hiring.permissions import (
    applications_for,
    can_manage_people,
    manageable_loops,
    may,
    people_for,
    requisitions_for,
    trackable_scorecards,
)
from hiring.roles import Permission
from rubrics.choices import DocumentState, VersionState
from rubrics.permissions import can_manage_rubrics, documents_for, versions_for


@dataclass(frozen=True)
class Task:
    """One kind of work: a sentence with its count, and the admin list in which it is found."""

    sentence: str
    page: str
    query: str = ""

    @property
    def url(self) -> str:
        """The address of the admin list, or nothing where there is no such page."""
        try:
            url = reverse(f"admin:{self.page}_changelist")
        except NoReverseMatch:
            return ""
        return f"{url}?{self.query}" if self.query else url


def waiting(user: User, at: datetime) -> list[Task]:
    """Everything that waits for the user, in the order of the work."""
    found: list[Task] = []
    if can_manage_rubrics(user):
        found += rubric_work(user)
    if may(user, Permission.MANAGE_LOOPS):
        found += loop_work(user)
    if may(user, Permission.EXCUSE_SCORECARDS):
        found += scorecard_work(user, at)
    if can_manage_people(user):
        found += people_work(user)
    return found


def rubric_work(user: User) -> Iterator[Task]:
    """Documents that failed and drafts to review."""
    failed = documents_for(user).filter(state=DocumentState.FAILED).count()
    drafts = versions_for(user).filter(state=VersionState.DRAFT).count()
    if failed:
        sentence = ngettext(
            "%d role document could not be read", "%d role documents could not be read", failed
        )
        yield Task(sentence % failed, "rubrics_roledocument", "state__exact=failed")
    if drafts:
        sentence = ngettext("%d rubric draft to review", "%d rubric drafts to review", drafts)
        yield Task(sentence % drafts, "rubrics_rubric")


def loop_work(user: User) -> Iterator[Task]:
    """Requisitions without a plan, applications without a loop, interviews that are not scheduled."""
    active = LoopPlan.objects.filter(requisition=OuterRef("pk"), state=PlanState.ACTIVE)
    at_work = requisitions_for(user).filter(state=RequisitionState.OPEN)
    unplanned = at_work.filter(~Exists(active)).count()
    if unplanned:
        sentence = ngettext(
            "%d requisition without an active loop plan",
            "%d requisitions without an active loop plan",
            unplanned,
        )
        yield Task(sentence % unplanned, "hiring_requisition", "state__exact=open")
    begun = InterviewLoop.objects.filter(application=OuterRef("pk"), state=LoopState.OPEN)
    idle = applications_for(user).filter(requisition__in=at_work.filter(Exists(active)), stage=Stage.SCREEN)
    loops = idle.filter(~Exists(begun)).count()
    if loops:
        sentence = ngettext("%d application without a loop", "%d applications without a loop", loops)
        yield Task(sentence % loops, "hiring_application", "stage__exact=screen")
    timeless = InterviewSession.objects.filter(
        loop__in=manageable_loops(user).filter(state=LoopState.OPEN), state=SessionState.PLANNED
    ).count()
    if timeless:
        sentence = ngettext("%d interview not scheduled yet", "%d interviews not scheduled yet", timeless)
        yield Task(sentence % timeless, "hiring_interviewsession", "state__exact=planned")


def scorecard_work(user: User, at: datetime) -> Iterator[Task]:
    """Late scorecards of others, as far as the user may know whether they are in."""
    late = (
        trackable_scorecards(user)
        .filter(due_at__lt=at, seat__cancelled=False)
        .exclude(state__in=RELEASED_SCORECARDS)
        .exclude(author=user)
        .count()
    )
    if late:
        sentence = ngettext("%d scorecard is late", "%d scorecards are late", late)
        yield Task(sentence % late, "hiring_scorecard")


def people_work(user: User) -> Iterator[Task]:
    """Invitations that nobody has followed yet."""
    invited = people_for(user).filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX).count()
    if invited:
        sentence = ngettext(
            "%d invited person has not set a password", "%d invited people have not set a password", invited
        )
        yield Task(sentence % invited, "accounts_user")
