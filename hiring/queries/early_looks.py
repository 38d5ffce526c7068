"""Looks at ratings while scorecards are still due: which those are, and what a report says of them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, RELEASED_SCORECARDS, LoopState, ScorecardState, SessionState
from hiring.models import Application, InterviewSession, PanelSeat, ReportOpening, Scorecard, ScorecardReading
from hiring.reporting.wording import moment


def without_early(user: User, cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """The scorecards but for those of others whose panel is not whole yet.

    Panel fellows who have handed in their own keep theirs: for them it is no early look.
    """
    still = Scorecard.objects.filter(
        application_id=OuterRef("application_id"), seat__cancelled=False, seat__kind__in=COUNTING_SEATS
    ).exclude(state__in=RELEASED_SCORECARDS)
    empty = (
        InterviewSession.objects.filter(
            loop__application_id=OuterRef("application_id"),
            loop__state=LoopState.OPEN,
            planned__kind__scored=True,
        )
        .exclude(state=SessionState.CANCELLED)
        .filter(~Exists(PanelSeat.objects.filter(session_id=OuterRef("pk"), cancelled=False)))
    )
    fellow = Scorecard.objects.filter(
        author_id=user.pk, application_id=OuterRef("application_id"), state=ScorecardState.SUBMITTED
    )
    whole = ~Exists(still) & ~Exists(empty)
    return cards.filter(Q(author_id=user.pk) | Exists(fellow) | whole)


def early_readings(application: Application, cards: list[Scorecard]) -> list[str]:
    """Who read ratings while scorecards were still due, and how many were in then; `cards` are the loop's.

    Whoever had handed in their own before reading is left out, and so is who opened an early report: that
    is said of the report.
    """
    readings = ScorecardReading.objects.filter(application=application).select_related("reader")
    openings = dict(
        ReportOpening.objects.filter(report__application=application)
        .order_by("-opened_at", "-pk")
        .values_list("person_id", "opened_at")
    )
    zone, found = application.requisition.time_zone, []
    for reading in readings.order_by("first_read_at", "pk"):
        when, own = reading.first_read_at, [card for card in cards if card.author_id == reading.reader_id]
        opened = openings.get(reading.reader_id)
        # Who sat on the panel is named by their own scorecard, if they read before it was in.
        if any(card.submitted_at for card in own) or (opened is not None and opened <= when):
            continue
        submitted, due = standing(cards, when)
        if submitted and submitted < due:
            found.append(
                f"{reading.reader.full_name} first read ratings of this candidate on {moment(when, zone)}, "
                f"when {submitted} of {due} scorecards were in."
            )
    return found


def standing(cards: list[Scorecard], when: datetime) -> tuple[int, int]:
    """How many counting scorecards were in at that time, and how many were due, the excused left out."""
    due = [
        card
        for card in cards
        if card.seat.kind in COUNTING_SEATS
        and card.seat.given_at <= when
        and not (card.excused_at and card.excused_at <= when)
    ]
    return sum(1 for card in due if card.submitted_at and card.submitted_at <= when), len(due)
