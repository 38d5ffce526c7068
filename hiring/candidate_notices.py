"""E-mails to candidates in words. They name the role, the interviews and their times, and nobody else.

Nothing in them tells of ratings, competencies, interviewers or other candidates.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.models import Candidate, CandidateLink, CandidateNotice, InterviewSession
from hiring.notices import address
from hiring.queries import candidate_links
from hiring.queries.candidate_invitations import entry, facts, told
from rubrics.queries import current_policy


class CandidateNoticeKind(StrEnum):
    """Kinds of notices to candidates."""

    LINK = "link"
    CALENDAR = "calendar"


def on_clock(moment: datetime, candidate: Candidate) -> str:
    """A moment on the candidate's own clock."""
    return date_format(moment.astimezone(ZoneInfo(candidate.time_zone)), "l j F Y, H:i")


def page(link: CandidateLink | None, at: datetime) -> str:
    """The address of the candidate's page; empty where there is no good link."""
    if link is None or not candidate_links.is_good(link, at):
        return ""
    token = candidate_links.token_of(link)
    return address("choose_times", token) if token else ""


def mail(candidate: Candidate, subject: str, template: str, context: dict[str, object]) -> EmailMessage:
    """One message to the candidate."""
    values = {"candidate": candidate, "organisation": settings.ORGANISATION, **context}
    body = render_to_string(f"emails/{template}.txt", values)
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[candidate.email])


def link_message(rows: Sequence[CandidateNotice], at: datetime) -> EmailMessage | None:
    """The link to the candidate's page; None where it is no longer good."""
    links = CandidateLink.objects.select_related(
        "loop__application__candidate", "loop__application__requisition"
    )
    link = links.filter(pk=rows[-1].context["link"]).first()
    where = page(link, at)
    if link is None or not where:
        return None
    application = link.loop.application
    subject = _("Your interviews for %(role)s") % {"role": application.requisition.title}
    context = {
        "role": application.requisition.title,
        "link": where,
        "until": on_clock(link.expires_at, application.candidate),
        "zone": application.candidate.time_zone,
    }
    return mail(application.candidate, subject, "candidate_link", context)


def calendar_message(rows: Sequence[CandidateNotice], at: datetime) -> EmailMessage | None:
    """The loop's new, changed and cancelled times in one e-mail, a calendar file for each interview.

    Rows of what the calendar knows already are marked as dropped; None where all are.
    """
    newest = {row.context["session"]: row for row in rows}
    changes = []
    for row in rows:
        found = change(row, at) if newest[row.context["session"]] is row else None
        if found is None:
            row.context["dropped"] = True
        else:
            changes.append(found)
    if not changes:
        return None
    changes.sort(key=lambda each: each["at"])
    session: InterviewSession = changes[0]["session"]
    candidate, role = session.candidate, session.loop.application.requisition.title
    standing = [each for each in changes if each["stands"]]
    context = {
        "role": role,
        "changes": changes,
        "zone": candidate.time_zone,
        "link": page(candidate_links.standing(session.loop), at),
        "hours": current_policy()["change_until_hours"],
        "standing": standing,
    }
    message = mail(candidate, subject(role, standing, candidate), "candidate_calendar", context)
    for each in changes:
        method = "REQUEST" if each["stands"] else "CANCEL"
        name = f"interview-{each['session'].pk}.ics"
        message.attach(name, each["body"].decode(), f"text/calendar; charset=utf-8; method={method}")
    return message


def subject(role: str, standing: Sequence[dict[str, Any]], candidate: Candidate) -> str:
    """What the e-mail is about: how many interviews, and when the first one is."""
    if not standing:
        return _("Cancelled: interviews for %(role)s") % {"role": role}
    words = ngettext(
        "%(count)d interview for %(role)s, %(time)s",
        "%(count)d interviews for %(role)s, from %(time)s",
        len(standing),
    )
    return words % {"count": len(standing), "role": role, "time": on_clock(standing[0]["at"], candidate)}


def change(row: CandidateNotice, at: datetime) -> dict[str, Any] | None:
    """What an interview's row has to tell now, with its calendar file; None where that was told already."""
    session = InterviewSession.objects.select_related(
        "planned", "candidate", "loop__application__requisition"
    ).get(pk=row.context["session"])
    before = dict((told(session) or {}).get("facts", {}))
    now = facts(session)
    if now == before:
        return None
    row.context["facts"] = now
    shown = now or before
    start, end = (datetime.fromisoformat(shown[key]) for key in ("start", "end"))
    return {
        "session": session,
        "stands": bool(now),
        "changed": bool(before),
        "at": start,
        "starts": on_clock(start, session.candidate),
        "ends": date_format(end.astimezone(ZoneInfo(session.candidate.time_zone)), "H:i"),
        "body": entry(session, at=at, last=before),
    }


MESSAGES: dict[str, Callable[[Sequence[CandidateNotice], datetime], EmailMessage | None]] = {
    CandidateNoticeKind.LINK: link_message,
    CandidateNoticeKind.CALENDAR: calendar_message,
}
