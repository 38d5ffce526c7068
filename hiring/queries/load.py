"""Who fits into a session: qualification, independence, calendar; load in the person's own days."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from hiring.accounts.models import User
from hiring.choices import COUNTING_SEATS, ScorecardState, SeatKind
from hiring.models import (
    Absence,
    BusyTime,
    Conflict,
    Interviewer,
    InterviewSession,
    PanelSeat,
    Scorecard,
    ScorecardReading,
    TakenTime,
)
from hiring.permissions import is_blind
from hiring.queries import planning, pools, training

# When a candidate who is met by nobody yet may be asked to come without a question: hours, and the last day.
USUAL_HOURS = (7, 20)
FRIDAY = 4
# Whatever is in a week is within so long of each moment of that week.
AROUND = timedelta(days=8)


@dataclass(frozen=True)
class Load:
    """Interviews of one local day and of its week, Monday to Sunday, each against the person's limit."""

    day: int
    day_limit: int
    week: int
    week_limit: int

    @property
    def words(self) -> str:
        """Both counts in a few words."""
        return _("%(day)d of %(day_limit)d that day, %(week)d of %(week_limit)d that week") % {
            "day": self.day,
            "day_limit": self.day_limit,
            "week": self.week,
            "week_limit": self.week_limit,
        }


def midnight(day: date, zone: str) -> datetime:
    """The first moment of a local day."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def booked(person: User, first: date, days: int) -> QuerySet[TakenTime]:
    """The person's seats and holds that begin on one of `days` local days from `first`."""
    zone = person.time_zone
    return TakenTime.objects.filter(
        person=person,
        during__startswith__gte=midnight(first, zone),
        during__startswith__lt=midnight(first + timedelta(days=days), zone),
    )


def load(profile: Interviewer, moment: datetime, *, besides: InterviewSession | None = None) -> Load:
    """What the person holds around `moment`, the session `besides` left out."""
    day = moment.astimezone(ZoneInfo(profile.person.time_zone)).date()
    monday = day - timedelta(days=day.weekday())
    own = Q(seat__session=besides) if besides is not None else Q(pk__in=[])
    counts = [
        booked(profile.person, first, days).exclude(own).count() for first, days in ((day, 1), (monday, 7))
    ]
    return Load(counts[0], profile.day_limit, counts[1], profile.week_limit)


def loads(profiles: Collection[Interviewer], moment: datetime) -> dict[int, Load]:
    """What each of the people holds around `moment`, by the profile's number; one query for all of them."""
    near = Q(during__startswith__gt=moment - AROUND, during__startswith__lt=moment + AROUND)
    starts: dict[int, list[datetime]] = {}
    taken = TakenTime.objects.filter(near, person__in=[profile.person_id for profile in profiles])
    for person, during in taken.values_list("person", "during"):
        starts.setdefault(person or 0, []).append(during.lower)
    return {profile.pk: counted(profile, starts.get(profile.person_id, []), moment) for profile in profiles}


def counted(profile: Interviewer, starts: Collection[datetime], moment: datetime) -> Load:
    """How many of the moments lie on the person's local day of `moment`, and in its week."""
    zone = ZoneInfo(profile.person.time_zone)
    day = moment.astimezone(zone).date()
    monday = day - timedelta(days=day.weekday())
    days = [start.astimezone(zone).date() for start in starts]
    week = sum(monday <= each < monday + timedelta(days=7) for each in days)
    return Load(days.count(day), profile.day_limit, week, profile.week_limit)


def over_limit(profile: Interviewer, moment: datetime, *, besides: InterviewSession | None = None) -> str:
    """The sentence that refuses one more interview at `moment`; empty where both limits leave room."""
    return at_limit(profile, load(profile, moment, besides=besides))


def at_limit(profile: Interviewer, now: Load) -> str:
    """The sentence for who holds as many interviews as a limit allows; empty where both leave room."""
    values = {"name": profile.person, "n": now.week, "m": now.week_limit}
    if now.week >= now.week_limit:
        return _("%(name)s is at %(n)d of %(m)d interviews in that week.") % values
    values |= {"n": now.day, "m": now.day_limit}
    if now.day >= now.day_limit:
        return _("%(name)s is at %(n)d of %(m)d interviews on that day.") % values
    return ""


def unavailable(profile: Interviewer, session: InterviewSession) -> str:
    """The sentence for who is in another interview or close to one, away, busy or at a limit at that time."""
    if session.during is None:
        return ""
    values = {"name": profile.person}
    held = PanelSeat.objects.filter(person=profile.person, cancelled=False).exclude(session=session)
    if held.filter(during__overlap=session.during).exists():
        return _("%(name)s has another interview at that time.") % values
    if profile.buffer_minutes and held.filter(during__overlap=with_buffer(profile, session)).exists():
        values["n"] = profile.buffer_minutes
        return _("%(name)s has another interview less than %(n)d minutes before or after it.") % values
    if TakenTime.objects.filter(
        person=profile.person, option__isnull=False, during__overlap=session.during
    ).exists():
        return _("%(name)s is held at that time until a candidate has chosen.") % values
    if Absence.objects.filter(interviewer=profile, during__overlap=session.during).exists():
        return _("%(name)s is away at that time.") % values
    if BusyTime.objects.filter(calendar__interviewer=profile, during__overlap=session.during).exists():
        return _("%(name)s is busy at that time, by their own calendar.") % values
    return over_limit(profile, session.during.lower, besides=session)


def with_buffer(profile: Interviewer, session: InterviewSession) -> DateTimeTZRange:
    """The session's time with the pause that the person wants before and after it."""
    pause = timedelta(minutes=profile.buffer_minutes)
    return DateTimeTZRange(session.during.lower - pause, session.during.upper + pause)


def outside_hours(profile: Interviewer, session: InterviewSession) -> bool:
    """Whether the session lies outside the person's weekly hours, where any are known; a hint, no rule."""
    return outside(planning.week(profile.hours.all()), profile, session)


def outside_wishes(profile: Interviewer, session: InterviewSession) -> bool:
    """Whether the session lies outside the hours that the person prefers, where any are known; a wish."""
    return outside(planning.week(profile.preferred_hours.all()), profile, session)


def outside(hours: list[planning.WorkingHours], profile: Interviewer, session: InterviewSession) -> bool:
    """Whether the session lies outside these hours of the person's week; False without a time or hours."""
    if session.during is None or not hours:
        return False
    span = planning.interval(session.during)
    first, last = span.start.date() - timedelta(days=1), span.end.date() + timedelta(days=1)
    open_hours = planning.working_intervals(hours, profile.person.time_zone, first, last)
    return not any(each.contains(span) for each in open_hours)


def doubts(session: InterviewSession, at: datetime) -> list[str]:
    """What is unusual about the session's time, a sentence each: it is over, or outside somebody's hours."""
    if session.during is None:
        return []
    found = [_("That time is in the past.")] if session.during.lower < at else []
    seats = session.seats.filter(cancelled=False).select_related("person__interviewer").order_by("pk")
    for seat in seats:
        profile = getattr(seat.person, "interviewer", None)
        if profile is not None and outside_hours(profile, session):
            found.append(_("It is outside the working hours of %(name)s.") % {"name": seat.person})
    if not seats and is_odd(session):
        found.append(_("It is outside the usual working hours, Monday to Friday from 7 to 20 o’clock."))
    return found


def is_odd(session: InterviewSession) -> bool:
    """Whether the time is none at which people usually work where the requisition is."""
    zone = ZoneInfo(session.loop.application.requisition.time_zone)
    start, end = session.during.lower.astimezone(zone), session.during.upper.astimezone(zone)
    latest = start.replace(hour=USUAL_HOURS[1], minute=0, second=0, microsecond=0)
    return start.weekday() > FRIDAY or start.hour < USUAL_HOURS[0] or end > latest


def dependent(profile: Interviewer, session: InterviewSession) -> str:
    """The sentence for a person whose rating of this candidate would not be independent.

    A conflict of interest and having read others' ratings are told alike: whoever reads it may still be blind, and
    must not learn from it that somebody has rated the candidate.
    """
    values = {"name": profile.person}
    if is_kept_out(profile, session):
        return _("%(name)s has to stay out of this candidate's interviews.") % values
    seats = PanelSeat.objects.filter(session__loop=session.loop_id, person=profile.person, cancelled=False)
    if seats.filter(session=session).exists():
        return _("%(name)s sits in this session already.") % values
    if seats.exists():
        return _("%(name)s already sits in this candidate's loop: ratings would not be independent.") % values
    return ""


def is_kept_out(profile: Interviewer, session: InterviewSession) -> bool:
    """Whether the person has a conflict of interest with the candidate, or has read others' ratings of them."""
    return (
        Conflict.objects.filter(interviewer=profile, candidate=session.candidate_id).exists()
        or ScorecardReading.objects.filter(
            application__candidate=session.candidate_id, reader=profile.person
        ).exists()
    )


def unfit(person: User, session: InterviewSession, kind: str, at: datetime) -> str:
    """The first rule that keeps the person out of such a seat, as a sentence; empty for a fit person."""
    profile: Interviewer | None = getattr(person, "interviewer", None)
    if not person.is_active or profile is None or not profile.active:
        return _("%(name)s takes no interviews at present.") % {"name": person}
    if kind in COUNTING_SEATS:
        sentence = unqualified(profile, session, at) or pools.misfit(profile, session)
        if sentence:
            return sentence
    return dependent(profile, session) or unavailable(profile, session)


def unqualified(profile: Interviewer, session: InterviewSession, at: datetime) -> str:
    """The sentence for who may not hold this kind of interview under this rubric; empty for who may."""
    held = rubrics_of(profile, session, at)
    version = session.loop.plan.rubric_version
    if held & {None, version.rubric_id}:
        return ""
    values = {"name": profile.person, "kind": session.planned.kind, "rubric": version.rubric}
    if held:
        return _("%(name)s is qualified for “%(kind)s”, but not under the rubric “%(rubric)s”.") % values
    return _("%(name)s is not qualified for “%(kind)s”.") % values


def rubrics_of(profile: Interviewer, session: InterviewSession, at: datetime) -> set[int | None]:
    """The rubrics under which the person may hold the session's kind of interview; None stands for any."""
    today = at.astimezone(ZoneInfo(profile.person.time_zone)).date()
    return {
        each.rubric_id
        for each in profile.qualifications.all()
        if each.kind_id == session.planned.kind_id and each.since <= today
    }


def owes_one_too() -> str:
    """The sentence for who would learn of ratings by what they ask for."""
    return _("You owe a scorecard for this candidate yourself: until it is in, ask a colleague to do this.")


def cannot_leave(seat: PanelSeat, session: InterviewSession, by: User) -> str:
    """The sentence for a seat that its person may not be taken out of; who is blind learns nothing by it."""
    if seat.person_id != by.pk and is_blind(by, session.candidate):
        # The next sentence would tell whose scorecard is in.
        return owes_one_too()
    if Scorecard.objects.filter(seat=seat, state=ScorecardState.SUBMITTED).exists():
        return _("The scorecard of this seat is submitted: the seat stays.")
    return ""


def no_room(session: InterviewSession, kind: str) -> str:
    """The sentence for a seat that the session does not have; trainees always find a chair."""
    if kind not in COUNTING_SEATS:
        return ""
    taken = session.seats.filter(cancelled=False, kind__in=list(COUNTING_SEATS)).count()
    if taken >= session.planned.seats:
        return _("All seats of “%(name)s” are taken: its plan has %(count)d.") % {
            "name": session.planned.name,
            "count": session.planned.seats,
        }
    return ""


@dataclass(frozen=True)
class Offer:
    """One interviewer for one session: fit, or the reason why not. `load` is None while there is no time."""

    person: User
    reason: str
    load: Load | None
    off_hours: bool
    off_wishes: bool = False
    untrained: bool = False
    """Whether they have not finished the training for this kind of interview: a warning, no refusal (R-14)."""

    @property
    def fit(self) -> bool:
        """Whether the person may be given the seat."""
        return not self.reason


def offers(session: InterviewSession, kind: str, at: datetime) -> list[Offer]:
    """Every active interviewer for the seat: the fit ones, least load first, then the others by name."""
    rows = Interviewer.objects.filter(active=True, person__is_active=True).select_related("person")
    profiles = list(rows.prefetch_related("hours", "preferred_hours"))
    prefetch_related_objects([session.planned], "seat_pools__pool")
    interview = session.planned.kind_id
    rating = profiles if kind in COUNTING_SEATS else []
    lacking = training.untrained((interview, profile.person_id) for profile in rating)
    found = [
        replace(offer(profile, session, kind, at), untrained=(interview, profile.person_id) in lacking)
        for profile in profiles
    ]
    return sorted(
        found,
        key=lambda each: (
            not each.fit,
            each.off_hours,
            each.load.week if each.load else 0,
            each.off_wishes,
            str(each.person),
            each.person.pk,
        ),
    )


def offer(profile: Interviewer, session: InterviewSession, kind: str, at: datetime) -> Offer:
    """One person's offer."""
    return Offer(
        person=profile.person,
        reason=unfit(profile.person, session, kind, at),
        load=load(profile, session.during.lower) if session.during else None,
        off_hours=outside_hours(profile, session),
        off_wishes=outside_wishes(profile, session),
    )


def next_kind(session: InterviewSession) -> str:
    """The seat that is to be filled next: lead, then second, then trainees."""
    taken = set(session.seats.filter(cancelled=False).values_list("kind", flat=True))
    if SeatKind.LEAD not in taken:
        return SeatKind.LEAD
    return SeatKind.SHADOW if no_room(session, SeatKind.SECOND) else SeatKind.SECOND
