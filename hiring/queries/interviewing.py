"""What the interviewer's own page shows."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.models import Absence, BusyCalendar, Conflict, Interviewer, PanelSeat, Qualification
from hiring.permissions import calendars_for, recusable_seats


@dataclass(frozen=True)
class Calendar:
    """One calendar with where it comes from, as little as its owner needs to know it again."""

    row: BusyCalendar
    origin: str
    times: int


def calendars(user: User, at: datetime) -> list[Calendar]:
    """The person's own calendars, with how many busy times lie ahead."""
    rows = calendars_for(user).prefetch_related("times")
    return [
        Calendar(row, origin(row), sum(each.during.upper > at for each in row.times.all())) for row in rows
    ]


def origin(row: BusyCalendar) -> str:
    """The server of a feed, or that the calendar was uploaded; never the secret part of the address."""
    return (urlsplit(row.url).hostname or "") if row.is_feed else _("uploaded")


def pauses(profile: Interviewer, at: datetime) -> list[Absence]:
    """Pauses that are not over."""
    return list(profile.absences.filter(during__endswith__gt=at).order_by("during"))


def recusable(user: User, at: datetime) -> list[PanelSeat]:
    """The person's seats to come, one for each candidate."""
    rows = recusable_seats(user).select_related("session__planned", "session__candidate")
    found: dict[int, PanelSeat] = {}
    for seat in rows.order_by("during", "pk"):
        if seat.during is None or seat.during.lower > at:
            found.setdefault(seat.session.candidate_id, seat)
    return list(found.values())


def conflicts(profile: Interviewer) -> list[Conflict]:
    """What is noted for the person, by candidate; of others' notes only those on candidates they know of."""
    met = PanelSeat.objects.filter(person=profile.person, session__candidate=OuterRef("candidate"))
    rows = profile.conflicts.select_related("candidate").filter(Q(set_by=profile.person) | Exists(met))
    return list(rows.order_by("candidate__full_name", "pk"))


def qualifications(profile: Interviewer) -> list[Qualification]:
    """What the person may hold, from when and by whose word."""
    return list(profile.qualifications.select_related("kind", "rubric", "given_by"))
