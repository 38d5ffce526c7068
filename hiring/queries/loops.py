"""A loop and its sessions as the coordinator's pages show them; nothing in it depends on scorecards."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.choices import COUNTING_SEATS, LoopState, SessionState
from hiring.models import InterviewLoop, InterviewSession, PanelSeat
from hiring.queries import training

RELATED = (
    "loop__application__requisition",
    "loop__application__candidate",
    "loop__plan",
    "planned__kind",
    "candidate",
)


@dataclass(frozen=True)
class Item:
    """One session of the loop with what it lacks, and whether it may be marked as held now.

    `untrained` are people (ids) who are to rate in it and have not finished the training for its kind (R-14).
    """

    session: InterviewSession
    seats: tuple[PanelSeat, ...]
    lacks: tuple[str, ...]
    is_over: bool
    untrained: frozenset[int] = frozenset()

    @property
    def lacks_words(self) -> str:
        """What it lacks as one piece of a sentence: "a time and 2 interviewers"."""
        return str(get_text_list(self.lacks, _("and")))

    @property
    def is_scheduled(self) -> bool:
        """Whether it has a time and somebody who sits in it; it may lack more people, or its room or link."""
        return self.session.during is not None and bool(self.seats)

    @property
    def is_plannable(self) -> bool:
        """Whether the automatic plan could help: it finds times and people, and no rooms."""
        return bool(set(self.lacks) - {no_place()})


def no_time() -> str:
    """How a missing time is named."""
    return _("a time")


def no_place() -> str:
    """How a missing room or link is named."""
    return _("a place or link")


def whole(sessions: QuerySet[InterviewSession]) -> QuerySet[InterviewSession]:
    """Sessions with their people and competencies."""
    seats = PanelSeat.objects.select_related("person").order_by("cancelled", "kind", "pk")
    return sessions.select_related(*RELATED).prefetch_related(
        Prefetch("seats", seats), "planned__competencies__competency"
    )


def items(loop: InterviewLoop, at: datetime) -> list[Item]:
    """The loop's sessions: those with a time by the calendar, then the others, cancelled ones last."""
    rows = list(whole(loop.sessions.all()))
    without_training = untrained(rows)
    found = [item(row, at, without_training) for row in rows]
    return sorted(
        found,
        key=lambda each: (
            each.session.state == SessionState.CANCELLED,
            each.session.during is None,
            each.session.during.lower.timestamp() if each.session.during else 0,
            each.session.planned.order,
        ),
    )


def item(
    row: InterviewSession, at: datetime, without_training: Collection[tuple[int, int]] | None = None
) -> Item:
    """One session with what it lacks."""
    seats = tuple(seat for seat in row.seats.all() if not seat.cancelled)
    found = untrained([row]) if without_training is None else without_training
    return Item(
        row,
        seats,
        lacking(row, seats),
        row.during is not None and row.during.lower <= at,
        frozenset(
            seat.person_id
            for seat in seats
            if seat.kind in COUNTING_SEATS and (row.planned.kind_id, seat.person_id) in found
        ),
    )


def untrained(rows: Iterable[InterviewSession]) -> set[tuple[int, int]]:
    """Kinds and people of the sessions to come where the training of who rates is not finished."""
    return training.untrained(
        (row.planned.kind_id, seat.person_id)
        for row in rows
        if row.state in (SessionState.PLANNED, SessionState.SCHEDULED)
        for seat in row.seats.all()
        if not seat.cancelled and seat.kind in COUNTING_SEATS
    )


def lacking(row: InterviewSession, seats: tuple[PanelSeat, ...]) -> tuple[str, ...]:
    """What a session to come still needs, in a few words each."""
    if row.state not in (SessionState.PLANNED, SessionState.SCHEDULED):
        return ()
    found = [] if row.during else [no_time()]
    missing = row.planned.seats - sum(seat.kind in COUNTING_SEATS for seat in seats)
    if missing > 0:
        found.append(
            ngettext("%(count)d interviewer", "%(count)d interviewers", missing) % {"count": missing}
        )
    if row.during and not row.place:
        found.append(no_place())
    return tuple(found)


def summary(found: list[Item]) -> tuple[str, str]:
    """The first sentence of a loop's page: what must be done, and what stands."""
    standing = [each for each in found if each.session.state != SessionState.CANCELLED]
    waiting = sum(not each.is_scheduled for each in standing)
    short = [each for each in standing if each.is_scheduled and each.lacks]
    held = sum(each.session.state == SessionState.HELD for each in standing)
    rest = _("%(held)d of %(total)d interviews held.") % {"held": held, "total": len(standing)}
    if waiting:
        first = ngettext(
            "%(count)d interview is not scheduled yet.",
            "%(count)d interviews are not scheduled yet.",
            waiting,
        )
        return " ".join([first % {"count": waiting}, *lacks_of(short)]), rest
    if not standing:
        return _("Every interview of the loop is cancelled."), ""
    if short:
        return " ".join([_("Every interview is scheduled."), *lacks_of(short)]), rest
    return _("Every interview is scheduled, with its people and its place or link."), rest


def lacks_of(found: list[Item]) -> list[str]:
    """The sentences for what scheduled interviews still lack: people, or a room or link."""
    people = sum(bool(set(each.lacks) - {no_place()}) for each in found)
    places = sum(no_place() in each.lacks for each in found)
    said = []
    if people:
        words = ngettext("%(count)d lacks an interviewer.", "%(count)d lack interviewers.", people)
        said.append(words % {"count": people})
    if places:
        words = ngettext(
            "%(count)d has no place or link yet.", "%(count)d have no place or link yet.", places
        )
        said.append(words % {"count": places})
    return said


def is_open(loop: InterviewLoop) -> bool:
    """Whether anything can still be scheduled in the loop."""
    return loop.state == LoopState.OPEN
