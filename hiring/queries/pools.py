"""Pools: whose seats a planned session has, who belongs to which pool, and who fits into the seats that are left."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from hiring.choices import COUNTING_SEATS, LoopState, PlanState, SessionState
from hiring.models import Interviewer, InterviewSession, LoopPlan, PanelSeat, PlannedSession, Pool, PoolMember
from hiring.planning.pools import left_open, matched, wanted

# People by their numbers, with the names of the pools that each belongs to.
Memberships = Mapping[int, frozenset[str]]


def pools_of(planned: PlannedSession) -> tuple[str, ...]:
    """The name of the pool of each seat, the lead's first; empty for a seat of anybody who is qualified."""
    named = {row.place: row.pool.name for row in planned.seat_pools.all()}
    return tuple(named.get(place, "") for place in range(planned.seats)) if named else ()


def pools_of_profile(profile: Interviewer) -> frozenset[str]:
    """The names of the pools that the person belongs to."""
    return frozenset(row.pool.name for row in profile.pools.all())


def memberships(people: Iterable[int]) -> Memberships:
    """The pools of each of the people."""
    found: dict[int, frozenset[str]] = dict.fromkeys(people, frozenset())
    rows = PoolMember.objects.filter(interviewer__person__in=found)
    for person, name in rows.values_list("interviewer__person", "pool__name"):
        found[person] |= {name}
    return found


def in_words(names: Iterable[str], joint: str) -> str:
    """Names of pools in quotation marks, each once: “Backend” or “Product”."""
    return str(get_text_list([f"“{name}”" for name in dict.fromkeys(names)], joint))


def in_need_of(planned: PlannedSession) -> str:
    """The sentence for whom the session's seats are for; empty where they are anybody's."""
    pools = pools_of(planned)
    return _("It needs %(people)s.") % {"people": wanted(pools)} if pools else ""


# --- who fits -------------------------------------------------------------------------------------------------


def misfit(
    profile: Interviewer,
    session: InterviewSession,
    besides: PanelSeat | None = None,
    known: Memberships | None = None,
) -> str:
    """The sentence for who belongs to none of the pools that a seat is left for; empty for who fits.

    Who sits there stays, but for who holds the seat `besides`; `known` are the pools of everybody concerned.
    """
    pools = pools_of(session.planned)
    if not pools:
        return ""
    present = [
        seat.person_id
        for seat in session.seats.all()
        if not seat.cancelled and seat.kind in COUNTING_SEATS and seat != besides
    ]
    belongs = memberships([*present, profile.person_id]) if known is None else known
    people = [belongs.get(who, frozenset()) for who in (*present, profile.person_id)]
    if matched(people, pools)[-1] is not None:
        return ""
    left = left_open(people[:-1], pools)
    if not left:
        return ""
    return _("%(name)s is not in the pool %(pools)s, of which “%(session)s” still needs somebody.") % {
        "name": profile.person,
        "pools": in_words(left, _("or")),
        "session": session.planned.name,
    }


def strangers(planned: PlannedSession, profiles: Iterable[Interviewer]) -> dict[int, str]:
    """Those of the people for whom the session has no seat any more, with the sentence; the first ones stay."""
    pools, people = pools_of(planned), list(profiles)
    if not pools:
        return {}
    belongs = [pools_of_profile(each) for each in people]
    seats = matched(belongs, pools)
    sentence = _("%(name)s is not in the pool %(pools)s any more.")
    named = in_words(left_open(belongs, pools), _("or"))
    return {
        each.person_id: sentence % {"name": each.person, "pools": named}
        for each, seat in zip(people, seats, strict=True)
        if seat is None
    }


# --- the pools themselves -------------------------------------------------------------------------------------


def counted(rows: QuerySet[Pool], plans: QuerySet[LoopPlan]) -> QuerySet[Pool]:
    """Pools with the number of their active members, and of those of the plans that are in use and name them."""
    active = Q(members__interviewer__active=True, members__interviewer__person__is_active=True)
    named = Q(seats__session__plan__in=plans.filter(state=PlanState.ACTIVE))
    return rows.annotate(
        people=Count("members", filter=active, distinct=True),
        plans=Count("seats__session__plan", filter=named, distinct=True),
    )


def coming(pool: Pool, people: Iterable[int], sessions: QuerySet[InterviewSession]) -> int:
    """How many of the interviews to come that need the pool have one of the people in a counting seat."""
    rows = sessions.filter(
        loop__state=LoopState.OPEN,
        state__in=[SessionState.PLANNED, SessionState.SCHEDULED],
        planned__seat_pools__pool=pool,
        seats__person__in=list(people),
        seats__cancelled=False,
        seats__kind__in=list(COUNTING_SEATS),
    )
    return rows.distinct().count()
