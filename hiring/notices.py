"""E-mails in words: what each kind of notice says, or that it need not be sent any more.

No rating, note, average or recommendation stands in an e-mail or its subject, and nobody hears of another's
scorecard while they owe one for the same candidate.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.accounts.models import User
from hiring.choices import NoticeState, ReportState, SessionState
from hiring.models import CandidateReport, Notice, PanelSeat
from hiring.permissions import can_manage_loop, can_see_report, manageable_loops
from hiring.queries import invitations, reminders
from rubrics.queries import current_policy


class NoticeKind(StrEnum):
    """Kinds of notices about interviews, scorecards and reports."""

    CALENDAR = "calendar"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    REPORT_READY = "report_ready"
    RECUSAL = "recusal"
    DECLINE = "decline"
    CANDIDATE_ANSWER = "candidate_answer"


# Nobody is disturbed by these at night; an interview that moves is told at once.
QUIET_KINDS = frozenset({NoticeKind.REMINDER, NoticeKind.ESCALATION, NoticeKind.REPORT_READY})


# Interviews for which somebody else can still be found.
ARRANGED = (SessionState.PLANNED, SessionState.SCHEDULED)


def is_quiet(person: User, at: datetime) -> bool:
    """Whether it is the night of the policy's quiet hours where the person lives."""
    policy = current_policy()
    start, end = policy["quiet_hours_start"], policy["quiet_hours_end"]
    hour = at.astimezone(ZoneInfo(person.time_zone)).hour
    return bool(start <= hour < end if start <= end else hour >= start or hour < end)


def address(name: str, *args: object) -> str:
    """The full address of one of our pages."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def local(moment: datetime, person: User) -> str:
    """A moment on the person's own clock, with the zone's name."""
    there = moment.astimezone(ZoneInfo(person.time_zone))
    return f"{date_format(there, 'l j F Y, H:i')} ({person.time_zone})"


def mail(person: User, subject: str, template: str, context: dict[str, object]) -> EmailMessage:
    """One message to one person."""
    body = render_to_string(
        f"emails/{template}.txt", {"person": person, "organisation": settings.ORGANISATION, **context}
    )
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[person.email])


def calendar_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """The invitation or its cancellation, as things are now; None where the calendar is right already."""
    seat = (
        PanelSeat.objects.select_related(
            "session__planned", "session__candidate", "session__loop__application__requisition"
        )
        .filter(pk=rows[-1].context["seat"])
        .first()
    )
    if seat is None:
        return None
    session = seat.session
    stands = not seat.cancelled and invitations.stands_for(session, person)
    told = Notice.objects.filter(
        person=person, kind=NoticeKind.CALENDAR, context__seat=seat.pk, state=NoticeState.SENT
    ).order_by("-pk")
    last = told.first()
    if not stands and (last is None or last.context.get("method") == "CANCEL"):
        return None
    rows[-1].context["method"] = "REQUEST" if stands else "CANCEL"
    write = invitations.invitation if stands else invitations.withdrawal
    names = {"interview": session.planned.name, "candidate": session.candidate.full_name}
    if stands:
        names["time"] = local(session.during.lower, person)
        subject = _("Interview: %(candidate)s, %(interview)s, %(time)s") % names
    else:
        subject = _("Cancelled: interview %(interview)s with %(candidate)s") % names
    context = {
        "session": session,
        "seat": seat,
        "stands": stands,
        "changed": last is not None and last.context.get("method") == "REQUEST",
        "starts": local(session.during.lower, person) if session.during else "",
        "ends": local(session.during.upper, person) if session.during else "",
        "link": address("session", session.pk),
    }
    message = mail(person, subject, "calendar", context)
    body = write(session, to=person, at=at).decode()
    method = rows[-1].context["method"]
    message.attach("invitation.ics", body, f"text/calendar; charset=utf-8; method={method}")
    return message


def reminder_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """One digest of the scorecards that the person owes now; None where all are in."""
    cards = list(reminders.remindable(at).filter(author=person))
    if not cards:
        return None
    subject = ngettext(
        "%(count)d scorecard waits for you", "%(count)d scorecards wait for you", len(cards)
    ) % {"count": len(cards)}
    lines = [
        {
            "card": card,
            "ended": local(card.seat.during.upper, person),
            "link": address("scorecard", card.pk),
        }
        for card in cards
    ]
    return mail(person, subject, "reminder", {"lines": lines, "count": len(lines)})


def escalation_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """One digest of scorecards that did not come; None where they came, or where the person may not know."""
    ids = [row.context["scorecard"] for row in rows]
    cards = [card for card in reminders.overdue(at).filter(pk__in=ids) if reminders.may_be_told(person, card)]
    if not cards:
        return None
    subject = ngettext("%(count)d scorecard is late", "%(count)d scorecards are late", len(cards)) % {
        "count": len(cards)
    }
    lines = [
        {
            "card": card,
            "ended": local(card.seat.during.upper, person),
            "link": address("scorecard_excuse", card.pk),
        }
        for card in cards
    ]
    return mail(person, subject, "escalation", {"lines": lines, "count": len(lines)})


def report_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """That a report can be opened, without a word of what it says; None where the person may not."""
    report = (
        CandidateReport.objects.select_related("application__candidate", "application__requisition")
        .filter(pk=rows[-1].context["report"], state=ReportState.READY)
        .first()
    )
    if report is None or not can_see_report(person, report):
        return None
    requisition = report.application.requisition
    subject = _("A candidate report is ready: %(reference)s") % {"reference": requisition.reference}
    context = {"report": report, "link": address("candidate_report", report.application_id)}
    return mail(person, subject, "report_ready", context)


def given_up(person: User, rows: Sequence[Notice]) -> PanelSeat | None:
    """The seat that a notice tells of; None where the person cannot see to its interview now."""
    seats = PanelSeat.objects.filter(pk=rows[-1].context["seat"], session__state__in=ARRANGED)
    seat = seats.select_related(
        "person", "session__planned", "session__candidate", "session__loop__application"
    ).first()
    return seat if seat is not None and can_manage_loop(person, seat.session.loop) else None


def recusal_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """That somebody stepped back from an interview and a seat is empty; None where it cannot be seen to now."""
    seat = given_up(person, rows)
    if seat is None:
        return None
    names = {"name": seat.person, "interview": seat.session.planned.name, "candidate": seat.session.candidate}
    subject = _("%(name)s steps back: %(interview)s with %(candidate)s") % names
    context = {
        "seat": seat,
        "starts": local(seat.session.during.lower, person) if seat.session.during else "",
        "link": address("session_arrange", seat.session_id),
    }
    return mail(person, subject, "recusal", context)


def decline_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """That somebody cannot come to an interview; None where it cannot be seen to now."""
    seat = given_up(person, rows)
    if seat is None:
        return None
    names = {"name": seat.person, "interview": seat.session.planned.name, "candidate": seat.session.candidate}
    subject = _("%(name)s cannot come: %(interview)s with %(candidate)s") % names
    context = {
        "seat": seat,
        "starts": local(seat.session.during.lower, person) if seat.session.during else "",
        "repair": address("repair", seat.session.loop.application.requisition_id),
        "link": address("session_arrange", seat.session_id),
    }
    return mail(person, subject, "decline", context)


def answers() -> dict[str, tuple[str, str]]:
    """What a candidate did on their page: the subject of the e-mail, and what follows from it."""
    return {
        "times": (
            _("%(candidate)s has said when interviews fit"),
            _("The times are on the loop's page; the automatic plan keeps to them."),
        ),
        "none": (
            _("%(candidate)s has said when interviews fit, and nothing was found"),
            _("No complete set of times and people fits: please arrange the interviews by hand."),
        ),
        "chosen": (
            _("%(candidate)s has chosen the interview times"),
            _("Everybody in the interviews is told. Check that each interview has its place."),
        ),
        "changed": (
            _("%(candidate)s has chosen other interview times"),
            _("Everybody in the interviews, and who was in them, is told. Check the places."),
        ),
        "cancelled": (
            _("%(candidate)s has cancelled the interviews"),
            _("Everybody is told. Plan the interviews again, or withdraw the application."),
        ),
    }


def answer_message(person: User, rows: Sequence[Notice], at: datetime) -> EmailMessage | None:
    """What a candidate did on their page; None where the person no longer arranges the loop."""
    loop = (
        manageable_loops(person)
        .select_related("application__candidate", "application__requisition")
        .filter(pk=rows[-1].context["loop"])
        .first()
    )
    if loop is None:
        return None
    subject, follows = answers()[rows[-1].context["did"]]
    subject %= {"candidate": loop.application.candidate}
    context = {"subject": subject, "follows": follows, "loop": loop, "link": address("loop", loop.pk)}
    return mail(person, subject, "candidate_answer", context)


MESSAGES: dict[str, Callable[[User, Sequence[Notice], datetime], EmailMessage | None]] = {
    NoticeKind.CALENDAR: calendar_message,
    NoticeKind.REMINDER: reminder_message,
    NoticeKind.ESCALATION: escalation_message,
    NoticeKind.REPORT_READY: report_message,
    NoticeKind.RECUSAL: recusal_message,
    NoticeKind.DECLINE: decline_message,
    NoticeKind.CANDIDATE_ANSWER: answer_message,
}
