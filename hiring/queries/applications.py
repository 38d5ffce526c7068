"""One application as its page shows it: interviews, and what is missing before a report is whole."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from hiring.accounts.models import User
from hiring.choices import LOOP_STAGES, LoopState, SessionState, Stage
from hiring.models import Application, InterviewLoop, InterviewSession, PanelSeat, Requisition, Scorecard
from hiring.permissions import blinding_scorecards, trackable_scorecards
from hiring.queries.comparisons import OPEN_SCORECARDS
from hiring.queries.reports import current_loop

# The stages in their order, as steps of the page.
STEPS = (Stage.SCREEN, Stage.LOOP, Stage.DEBRIEF, Stage.DECIDED, Stage.HIRED)


def sessions(application: Application) -> QuerySet[InterviewSession]:
    """The sessions of the current loop that stand, in the order of the plan, with their seats."""
    seats = PanelSeat.objects.filter(cancelled=False).select_related("person")
    return (
        InterviewSession.objects.filter(loop=current_loop(application))
        .exclude(state=SessionState.CANCELLED)
        .select_related("planned")
        .prefetch_related(Prefetch("seats", seats))
        .order_by("planned__order", "pk")
    )


def awaiting_loop(requisition: Requisition) -> QuerySet[Application]:
    """The requisition's applications whose loop can be begun and is not."""
    open_loops = InterviewLoop.objects.filter(application=OuterRef("pk"), state=LoopState.OPEN)
    return (
        Application.objects.filter(~Exists(open_loops), requisition=requisition, stage__in=LOOP_STAGES)
        .select_related("candidate")
        .order_by("candidate__full_name", "pk")
    )


def open_scorecards(application: Application, viewer: User) -> QuerySet[Scorecard]:
    """The scorecards of this application that are still due, as far as the viewer may track them."""
    return (
        trackable_scorecards(viewer)
        .filter(application=application, seat__cancelled=False, state__in=OPEN_SCORECARDS)
        .select_related("author", "seat__session__planned")
        .order_by("due_at", "author__full_name", "pk")
    )


def own_open(application: Application, viewer: User) -> Scorecard | None:
    """The viewer's scorecard that hides the candidate's ratings from them, the first one due."""
    return (
        blinding_scorecards(viewer)
        .filter(application__candidate_id=application.candidate_id)
        .select_related("seat__session__planned")
        .order_by("due_at", "pk")
        .first()
    )
