"""The ways out of what stays open, each as a sentence with the address of the page on which it is done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.http import urlencode

from hiring.accounts.models import User
from hiring.choices import LoopState
from hiring.models import Interviewer, InterviewKind, InterviewLoop, InterviewSession
from hiring.permissions import interviewers_for, manageable_loops
from hiring.planning.types import WayKind, WayOut
from hiring.queries.planning import kind_under

LIMITS = {WayKind.DAY_LIMIT: "day_limit", WayKind.WEEK_LIMIT: "week_limit"}
AS_TYPED = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Way:
    """What would help; `url` is where it is done, empty for who may not do it there."""

    sentence: str
    url: str = ""


@dataclass(frozen=True)
class Stuck:
    """An interview that stays open, with the sentences of what would help and the changes behind them."""

    session: InterviewSession
    sentences: tuple[str, ...]
    changes: tuple[Mapping[str, Any], ...]


def as_plain(way: WayOut) -> dict[str, Any]:
    """The change of a way out, for a row of the database; times in ISO format."""
    return {
        "kind": str(way.kind),
        "who": int(way.who),
        "amount": way.amount,
        "times": [[each.start.isoformat(), each.end.isoformat()] for each in way.times],
        "session_kind": way.session_kind,
    }


@dataclass(frozen=True)
class Pages:
    """What the user may open: profiles by person, newest loops by candidate; and kinds of interview by name."""

    profiles: Mapping[int, int]
    loops: Mapping[int, int]
    kinds: Mapping[str, int]

    def profile(self, person: int, values: Mapping[str, object], place: str = "") -> str:
        """The interviewer's form in the admin with the proposed values; empty for who may not open it."""
        if person not in self.profiles:
            return ""
        page = reverse("admin:hiring_interviewer_change", args=[self.profiles[person]])
        return f"{page}?{urlencode(values)}{place}"

    def loop(self, candidate: int) -> str:
        """The page of the candidate's loop; empty for who may not open it."""
        return reverse("loop", args=[self.loops[candidate]]) if candidate in self.loops else ""

    def kind(self, session: InterviewSession, name: str) -> object:
        """The number of the kind of interview that the planning room knows by this name."""
        rubric = session.loop.plan.rubric_version.rubric_id
        return next((pk for key, pk in self.kinds.items() if name in (key, kind_under(key, rubric))), "")


def pages(user: User, who: Collection[int]) -> Pages:
    """The pages of these people, interviewers and candidates, that the user may open."""
    profiles = interviewers_for(user).filter(person__in=who) if user.is_staff else Interviewer.objects.none()
    loops = manageable_loops(user).filter(state=LoopState.OPEN, application__candidate__in=who)
    return Pages(
        dict(profiles.values_list("person", "pk")),
        dict(loops.order_by("made_at", "pk").values_list("application__candidate", "pk")),
        dict(InterviewKind.objects.values_list("key", "pk")),
    )


def linked(stuck: Sequence[Stuck], user: User) -> list[tuple[Way, ...]]:
    """The ways out of each interview, with the addresses that the user may open."""
    known = pages(user, {change["who"] for each in stuck for change in each.changes})
    return [tuple(ways_of(each, known)) for each in stuck]


def ways_of(each: Stuck, known: Pages) -> list[Way]:
    """One interview's ways; sentences beyond the changes say that nothing was found."""
    changes = [*each.changes, *([{}] * len(each.sentences))]
    pairs = zip(each.sentences, changes, strict=False)
    return [Way(sentence, address(each.session, change, known)) for sentence, change in pairs]


def address(session: InterviewSession, change: Mapping[str, Any], known: Pages) -> str:
    """Where the change is made, filled in as far as its form allows."""
    kind, who = change.get("kind", ""), change.get("who", 0)
    if kind in LIMITS:
        return known.profile(who, {LIMITS[kind]: change["amount"]})
    if kind == WayKind.QUALIFY:
        proposal = {"kind": known.kind(session, change["session_kind"])}
        return known.profile(who, proposal, "#qualifications-group")
    if kind in (WayKind.HOURS, WayKind.MINUTES):
        return reverse("session_arrange", args=[session.pk]) + proposed(session, change)
    if kind == WayKind.WINDOW:
        return reverse("loop", args=[session.loop_id]) + proposed(session, change) + "#choice"
    if kind == WayKind.MOVE:
        return known.loop(who)
    if kind == WayKind.AGAIN:
        return reverse("loop", args=[session.loop_id])
    return ""


def proposed(session: InterviewSession, change: Mapping[str, Any]) -> str:
    """The proposed time on the clock of the requisition, as part of an address."""
    if not change["times"]:
        return ""
    zone = ZoneInfo(session.loop.application.requisition.time_zone)
    start, end = (datetime.fromisoformat(each).astimezone(zone) for each in change["times"][0])
    return "?" + urlencode({"starts": start.strftime(AS_TYPED), "ends": end.strftime(AS_TYPED)})


def of_loop(loop: InterviewLoop, left: Sequence[Any], user: User) -> list[Way]:
    """The ways out of the interviews of one loop that stayed open, each sentence once."""
    rows = loop.sessions.select_related(
        "loop__plan__rubric_version", "loop__application__requisition"
    ).in_bulk([each.session for each in left])
    stuck = [Stuck(rows[each.session], each.ways, each.changes) for each in left if each.session in rows]
    found = {way.sentence: way for ways in linked(stuck, user) for way in ways}
    return list(found.values())
