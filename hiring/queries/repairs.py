"""A repair as its page shows it: what would change and what cannot be mended, with the rows behind the numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hiring.accounts.models import User
from hiring.choices import RepairState
from hiring.models import InterviewSession, Repair, Requisition
from hiring.queries import broken
from hiring.queries.broken import Broken

UNDER_WAY = (RepairState.QUEUED, RepairState.RUNNING)


@dataclass(frozen=True)
class Line:
    """One interview before and after, and who leaves, comes and stays."""

    session: InterviewSession
    before: tuple[datetime, datetime]
    after: tuple[datetime, datetime]
    leaving: tuple[User, ...]
    coming: tuple[User, ...]
    staying: tuple[User, ...]
    why: tuple[str, ...]

    @property
    def is_new_time(self) -> bool:
        """Whether it gets another time."""
        return self.before != self.after


@dataclass(frozen=True)
class Stuck:
    """An interview that cannot be mended, what is wrong with it, and what stands in the way."""

    session: InterviewSession
    why: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The latest repair, if it matters still, beside what no longer holds now.

    `is_current` is false once an interview of the proposal has changed; `since` broke after it was made.
    """

    repair: Repair | None
    broken: tuple[Broken, ...]
    lines: tuple[Line, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    since: tuple[Broken, ...] = ()
    is_current: bool = True

    @property
    def is_open(self) -> bool:
        """Whether there is a proposal to answer."""
        return self.repair is not None and self.repair.state == RepairState.OPEN

    @property
    def is_under_way(self) -> bool:
        """Whether one is being worked out."""
        return self.repair is not None and self.repair.state in UNDER_WAY


def page(requisition: Requisition, at: datetime) -> Page:
    """The requisition's latest repair as it stands now."""
    row = requisition.repairs.select_related("asked_by", "closed_by").first()
    found = tuple(broken.of_requisition(requisition, at))
    if row is None or row.state != RepairState.OPEN:
        return Page(row, found)
    sessions = rows_of([*row.moves, *row.left])
    people = User.objects.in_bulk(
        {who for each in row.moves for side in ("before", "after") for who in each[side]["people"]}
    )
    known = {each["session"] for each in [*row.moves, *row.left]}
    return Page(
        row,
        found,
        lines=tuple(line(each, sessions[each["session"]], people) for each in row.moves),
        stuck=tuple(
            Stuck(sessions[each["session"]], tuple(each["why"]), tuple(each["reasons"])) for each in row.left
        ),
        since=tuple(each for each in found if each.session.pk not in known),
        is_current=all(sessions[each["session"]].sequence == each["sequence"] for each in row.moves),
    )


def rows_of(stored: Iterable[Mapping[str, Any]]) -> dict[int, InterviewSession]:
    """The interviews of a repair; they are never deleted."""
    rows = InterviewSession.objects.filter(pk__in=[each["session"] for each in stored])
    return {row.pk: row for row in rows.select_related("planned", "candidate", "loop")}


def line(stored: Mapping[str, Any], session: InterviewSession, people: Mapping[int, User]) -> Line:
    """One stored move with its rows."""
    before, after = stored["before"], stored["after"]
    return Line(
        session=session,
        before=span(before),
        after=span(after),
        leaving=tuple(people[who] for who in before["people"] if who not in after["people"]),
        coming=tuple(people[who] for who in after["people"] if who not in before["people"]),
        staying=tuple(people[who] for who in before["people"] if who in after["people"]),
        why=tuple(stored["why"]),
    )


def span(stored: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """Start and end of a stored placement."""
    return datetime.fromisoformat(stored["start"]), datetime.fromisoformat(stored["end"])
