"""One application as its page shows it: sessions, requirements, what is missing before a report is whole."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from hiring.accounts.models import User
from hiring.choices import SessionState, Stage
from hiring.models import Application, InterviewSession, PanelSeat, Scorecard, VerifiedRequirement
from hiring.permissions import blinding_scorecards, trackable_scorecards
from hiring.queries.comparisons import OPEN_SCORECARDS
from hiring.queries.reports import current_loop
from rubrics.models import Statement
from rubrics.queries import verified_statements

# The stages in their order, as steps of the page.
STEPS = (Stage.SCREEN, Stage.LOOP, Stage.DEBRIEF, Stage.DECIDED, Stage.HIRED)


@dataclass(frozen=True)
class Requirement:
    """A requirement that is verified, and what was found about this application, if anything."""

    statement: Statement
    found: VerifiedRequirement | None


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


def requirements(application: Application) -> list[Requirement]:
    """Every requirement that the requisition's rubric version verifies."""
    rows = application.verified.select_related("verified_by")
    found = {row.statement_id: row for row in rows}
    version = application.requisition.rubric_version
    return [Requirement(statement, found.get(statement.pk)) for statement in verified_statements(version)]


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
