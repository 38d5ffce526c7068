"""A candidate's interviews as calendar entries: when, where and how long; nothing about who rates what."""

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Event

from hiring.choices import COUNTING_SEATS, NoticeState, SessionState
from hiring.models import CandidateNotice, InterviewSession
from hiring.queries.invitations import address, calendar

KIND = "calendar"


def stands(session: InterviewSession) -> bool:
    """Whether the candidate is expected at a set time."""
    return session.during is not None and session.state in (SessionState.SCHEDULED, SessionState.HELD)


def facts(session: InterviewSession) -> dict[str, str]:
    """What the candidate's calendar shows of the interview; empty where it takes no time."""
    if not stands(session):
        return {}
    return {
        "start": session.during.lower.isoformat(),
        "end": session.during.upper.isoformat(),
        "place": session.place,
        "name": session.planned.name,
    }


def told(session: InterviewSession) -> dict[str, object] | None:
    """What the candidate's calendar was last told of the interview, None where nothing."""
    rows = CandidateNotice.objects.filter(
        loop=session.loop_id, kind=KIND, context__session=session.pk, state=NoticeState.SENT
    )
    last = rows.order_by("-pk").first()
    return last.context if last is not None else None


def entry(session: InterviewSession, *, at: datetime, last: dict[str, str] | None = None) -> bytes:
    """The invitation, its update, or its cancellation with the times that were told last.

    The UID stays the same for the life of the interview; a higher SEQUENCE replaces what was sent before.
    """
    now = facts(session)
    shown = now or last or {}
    zone = ZoneInfo(session.candidate.time_zone)
    found = Event()
    found.add("uid", f"session-{session.pk}-candidate@{urlsplit(settings.SITE_URL).hostname}")
    found.add("sequence", session.sequence)
    found.add("dtstamp", at)
    for name, key in (("dtstart", "start"), ("dtend", "end")):
        if key in shown:
            found.add(name, datetime.fromisoformat(shown[key]).astimezone(zone))
    found.add("summary", _("Interview: %(interview)s") % {"interview": session.planned.name})
    if shown.get("place"):
        found.add("location", shown["place"])
    found.add("description", description(session))
    found.add("status", "CONFIRMED" if now else "CANCELLED")
    found.add("organizer", address(settings.DEFAULT_FROM_EMAIL, settings.ORGANISATION))
    guest = address(session.candidate.email, session.candidate.full_name)
    guest.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    found.add("attendee", guest, encode=False)
    return calendar("REQUEST" if now else "CANCEL", found, at)


def description(session: InterviewSession) -> str:
    """The role, how many people come, and what was arranged."""
    lines = [session.loop.application.requisition.title, company(session)]
    if session.candidate.arrangements:
        lines.append(_("Arranged: %(what)s") % {"what": session.candidate.arrangements})
    return "\n".join(line for line in lines if line)


def company(session: InterviewSession) -> str:
    """How many people the candidate meets, where that is known; never who."""
    count = session.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS)).count()
    return (
        ngettext("With %(count)d person.", "With %(count)d people.", count) % {"count": count}
        if count
        else ""
    )
