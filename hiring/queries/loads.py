"""Everybody's load over time: interviews a week, in each person's own weeks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hiring.accounts.models import User
from hiring.models import Interviewer, PanelSeat
from hiring.permissions import interviewers_for
from hiring.planning.types import Interval

WEEKS_BACK, WEEKS_AHEAD = 7, 4
WEEK = timedelta(days=7)
# Zones differ by a day at most; what does not begin in a shown week is left out afterwards.
MARGIN = timedelta(days=2)


@dataclass(frozen=True)
class Week:
    """One week of one person: interviews that were held and that are booked."""

    monday: date
    held: int
    booked: int

    @property
    def total(self) -> int:
        """All interviews of the week."""
        return self.held + self.booked


@dataclass(frozen=True)
class PersonLoad:
    """One interviewer's weeks; `now` is the place of the present one."""

    profile: Interviewer
    weeks: tuple[Week, ...]
    now: int

    @property
    def present(self) -> Week:
        """The present week."""
        return self.weeks[self.now]

    @property
    def total(self) -> int:
        """All interviews of the shown weeks."""
        return sum(week.total for week in self.weeks)

    @property
    def is_full(self) -> bool:
        """Whether the present week is at its limit."""
        return self.present.total >= self.profile.week_limit


def loads(user: User, at: datetime) -> list[PersonLoad]:
    """The weeks of every active interviewer whom the user may see, by name."""
    profiles = list(
        interviewers_for(user).filter(active=True, person__is_active=True).select_related("person")
    )
    span = DateTimeTZRange(at - (WEEKS_BACK + 1) * WEEK - MARGIN, at + (WEEKS_AHEAD + 1) * WEEK + MARGIN)
    times: dict[int, list[Interval]] = {}
    rows = PanelSeat.objects.filter(
        person__in=[each.person_id for each in profiles], cancelled=False, during__overlap=span
    )
    for person, during in rows.values_list("person", "during"):
        times.setdefault(person, []).append(Interval(during.lower, during.upper))
    return [person_load(each, times.get(each.person_id, []), at) for each in profiles]


def person_load(profile: Interviewer, times: Iterable[Interval], at: datetime) -> PersonLoad:
    """The person's weeks around the moment, from Monday to Sunday where they live."""
    zone = ZoneInfo(profile.person.time_zone)
    this = monday_of(at, zone)
    held: Counter[date] = Counter()
    booked: Counter[date] = Counter()
    for each in times:
        (held if each.end <= at else booked)[monday_of(each.start, zone)] += 1
    mondays = [this + WEEK * number for number in range(-WEEKS_BACK, WEEKS_AHEAD + 1)]
    return PersonLoad(profile, tuple(Week(day, held[day], booked[day]) for day in mondays), WEEKS_BACK)


def monday_of(moment: datetime, zone: ZoneInfo) -> date:
    """The Monday of the local week."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
