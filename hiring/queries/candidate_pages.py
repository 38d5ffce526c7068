"""What the candidate's page shows: options and interviews by local day, without anybody's name but the candidate's."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.choices import COUNTING_SEATS, ProposalState, SessionState
from hiring.models import CandidateLink, InterviewLoop, InterviewSession, Proposal, ProposalOption, TakenTime
from hiring.queries import candidate_links
from hiring.queries.options import movable
from rubrics.ledger.models import Event


@dataclass(frozen=True)
class Item:
    """One interview of a day, or the break before it."""

    start: datetime
    end: datetime
    name: str
    company: str = ""
    place: str = ""
    is_break: bool = False


@dataclass(frozen=True)
class Day:
    """One local day's run from the first interview to the end of the last."""

    date: date
    items: tuple[Item, ...]

    @property
    def start(self) -> datetime:
        """When the first interview begins."""
        return self.items[0].start

    @property
    def end(self) -> datetime:
        """When the last interview ends."""
        return self.items[-1].end


@dataclass(frozen=True)
class Card:
    """One option, day by day."""

    number: int
    days: tuple[Day, ...]


@dataclass(frozen=True)
class End:
    """When the last interview was cancelled, and whether the candidate did it."""

    at: datetime
    by_candidate: bool


@dataclass(frozen=True)
class Page:
    """Where the candidate stands: exactly one of the states, with what belongs to it."""

    state: str
    days: tuple[Day, ...]
    cards: tuple[Card, ...]
    held_until: datetime | None
    interviews: int
    minutes: int
    late: str
    ended: End | None = None

    @property
    def length(self) -> str:
        """How long the interviews are together, in hours and minutes."""
        hours, minutes = divmod(self.minutes, 60)
        words = [_("%(n)d h") % {"n": hours}] if hours else []
        return " ".join([*words, _("%(n)d min") % {"n": minutes}] if minutes else words)

    @property
    def lacks_place(self) -> bool:
        """Whether an interview with a time has no place yet."""
        return any(not item.place for day in self.days for item in day.items if not item.is_break)


def with_people(count: int) -> str:
    """How many people the candidate meets, in words; never who."""
    return ngettext("with one person", "with %(count)d people", count) % {"count": count} if count else ""


def by_day(items: Iterable[Item], zone: str) -> tuple[Day, ...]:
    """The interviews by local day, with the breaks between them."""
    place = ZoneInfo(zone)
    days: dict[date, list[Item]] = {}
    for item in sorted(items, key=lambda each: each.start):
        run = days.setdefault(item.start.astimezone(place).date(), [])
        if run and run[-1].end < item.start:
            run.append(Item(run[-1].end, item.start, _("Break"), is_break=True))
        run.append(item)
    return tuple(Day(day, tuple(run)) for day, run in days.items())


def cards(proposal: Proposal, zone: str) -> tuple[Card, ...]:
    """The options of an open proposal, from what is held for them."""
    held = TakenTime.objects.filter(option__proposal=proposal).select_related("session__planned")
    people = Counter((row.option_id, row.session_id) for row in held if row.person_id)
    items: dict[int, list[Item]] = {}
    for row in held:
        if row.candidate_id:
            company = with_people(people[row.option_id, row.session_id])
            item = Item(row.during.lower, row.during.upper, row.session.planned.name, company)
            items.setdefault(row.option_id, []).append(item)
    return tuple(Card(option.pk, by_day(items.get(option.pk, []), zone)) for option in proposal.options.all())


def booked(loop: InterviewLoop, zone: str) -> tuple[Day, ...]:
    """The loop's interviews that have a time."""
    counting = Count("seats", filter=Q(seats__cancelled=False, seats__kind__in=list(COUNTING_SEATS)))
    rows = (
        InterviewSession.objects.filter(loop=loop, during__isnull=False)
        .exclude(state=SessionState.CANCELLED)
        .select_related("planned")
        .annotate(people=counting)
    )
    return by_day(
        (
            Item(row.during.lower, row.during.upper, row.planned.name, with_people(row.people), row.place)
            for row in rows
        ),
        zone,
    )


def open_proposal(loop: InterviewLoop, at: datetime) -> Proposal | None:
    """What the candidate may choose from now."""
    return loop.proposals.filter(state=ProposalState.OPEN, held_until__gt=at).first()


def state(link: CandidateLink, proposal: Proposal | None, at: datetime) -> str:
    """What the page is about: choose, booked, cancelled, over, waiting, or times to be given."""
    if proposal is not None:
        return "choose"
    coming = movable(link.loop, at)
    if coming:
        if all(row.during is not None for row in coming):
            return "booked"
        return "waiting" if link.answered_at else "times"
    standing = link.loop.sessions.exclude(state=SessionState.CANCELLED)
    return "over" if standing.exists() else "cancelled"


def end(loop: InterviewLoop) -> End | None:
    """How the loop's interviews came to be cancelled, as the ledger knows; None where it does not."""
    sessions = [str(pk) for pk in loop.sessions.values_list("pk", flat=True)]
    last = (
        Event.objects.filter(
            kind="session.cancelled",
            subject_type=InterviewSession._meta.label_lower,
            subject_id__in=sessions,
        )
        .order_by("-number")
        .first()
    )
    return End(last.at, last.actor_id is None) if last is not None else None


def choose_by(proposal: Proposal) -> datetime:
    """Until when to choose: while the times are held, and before the first of them has come."""
    held = TakenTime.objects.filter(option__proposal=proposal).aggregate(first=Min("during__startswith"))
    first = held["first"]
    return min(proposal.held_until, first) if first is not None else proposal.held_until


def page(link: CandidateLink, zone: str, at: datetime) -> Page:
    """The page's content on the clock of `zone`."""
    proposal = open_proposal(link.loop, at)
    coming = movable(link.loop, at)
    now = state(link, proposal, at)
    return Page(
        state=now,
        days=booked(link.loop, zone),
        cards=cards(proposal, zone) if proposal is not None else (),
        held_until=choose_by(proposal) if proposal is not None else None,
        interviews=len(coming),
        minutes=sum(row.planned.minutes for row in coming),
        late=candidate_links.too_late(link.loop, at),
        ended=end(link.loop) if now == "cancelled" else None,
    )


def was_chosen(link: CandidateLink, number: int) -> bool:
    """Whether this option of the link's loop is the one that was chosen: a second press changes nothing."""
    return ProposalOption.objects.filter(pk=number, chosen=True, proposal__loop=link.loop_id).exists()
