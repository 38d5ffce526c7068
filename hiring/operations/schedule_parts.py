"""Parts of a run of the automatic plan: dealt out, worked off by whichever worker takes them, heard of meanwhile."""

import time
from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.choices import OPEN_RUNS, ProposalState, RequisitionState, RunState, StopWish
from hiring.models import InterviewLoop, Qualification, SchedulePart, ScheduleRun, SeatPool
from hiring.operations import automatic
from hiring.operations.automatic import Arrangement, Assignment, Left
from hiring.permissions import can_plan
from hiring.planning.dealing import deal_loops, deal_people
from hiring.queries.pools import memberships

# Loops of a part: so many are planned together, exactly.
SIZE = 100
# So many loops are planned in steps, not seconds, while the coordinator waits.
AT_ONCE = 3
# Seconds for the search of a part: the more loops the more, within these.
SECONDS_EACH, SECONDS_LEAST, SECONDS_MOST = 1 / 3, 5.0, 30.0
# A part that was not heard of for so long has lost its message or its worker.
SILENT_AFTER = timedelta(minutes=2)
# A part that this many workers were lost at is too much for a worker: another one would be lost as well.
MOST_TAKES = 3
# Seconds between two words of a part at work, and points of its curve that are kept.
PAUSE, POINTS = 1.0, 60


def deal(run: ScheduleRun, loops: QuerySet[InterviewLoop], at: datetime) -> None:
    """Deal the loops and the interviewers out into parts of at most `SIZE` loops; one part asks everybody.

    A loop goes to a part that has members of every pool that it needs, if there is one.
    """
    numbers = list(loops.order_by("plan", "pk").values_list("pk", "plan"))
    count = max(1, -(-len(numbers) // SIZE))
    cards = dealt_people() if count > 1 else {}
    people, kinds, needs = list(cards), list(cards.values()), needs_of(plan for _loop, plan in numbers)
    crews = deal_people(kinds, count)
    parts = deal_loops(
        [needs[plan] for _loop, plan in numbers], [[kinds[who] for who in crew] for crew in crews]
    )
    SchedulePart.objects.bulk_create(
        SchedulePart(
            run=run,
            number=number,
            loops=[numbers[place][0] for place in part],
            people=[people[who] for who in crew] if count > 1 else None,
            seconds=seconds_for(len(part)),
            alive_at=at,
        )
        for number, (part, crew) in enumerate(zip(parts, crews, strict=True))
    )


def dealt_people() -> dict[int, list[Hashable]]:
    """Interviewers with what they may hold, alone and in each pool; alike ones follow each other, as cards sorted."""
    held = Qualification.objects.filter(interviewer__active=True, interviewer__person__is_active=True)
    rows = held.order_by("interviewer__person", "kind", "rubric").values_list(
        "interviewer__person", "kind", "rubric"
    )
    kinds = {
        person: [(kind, rubric or 0) for _person, kind, rubric in group]
        for person, group in groupby(rows, key=lambda row: row[0])
    }
    belongs = memberships(kinds)
    return {
        person: [*kinds[person], *in_pools({kind for kind, _rubric in kinds[person]}, belongs[person])]
        for person in sorted(kinds, key=lambda person: (kinds[person], sorted(belongs[person]), person))
    }


def in_pools(kinds: Iterable[int], pools: Collection[str]) -> list[tuple[str, int]]:
    """Kinds of interview within each of the pools, as what distinguishes people and what loops need."""
    return [(pool, kind) for kind in sorted(kinds) for pool in sorted(pools)]


def needs_of(plans: Iterable[int]) -> dict[int, Counter[Hashable]]:
    """For each plan how many people of which pool it needs for which kind of interview; nobody comes twice."""
    found: dict[int, Counter[Hashable]] = {plan: Counter() for plan in plans}
    rows = SeatPool.objects.filter(session__plan__in=found)
    for plan, pool, kind in rows.values_list("session__plan", "pool__name", "session__kind"):
        found[plan][pool, kind] += 1
    return found


def seconds_for(count: int) -> float | None:
    """Seconds that the search for so many loops may take; None where steps are enough."""
    return None if count <= AT_ONCE else min(max(count * SECONDS_EACH, SECONDS_LEAST), SECONDS_MOST)


def last(run: ScheduleRun, loops: QuerySet[InterviewLoop], at: datetime) -> SchedulePart | None:
    """One more part for what the others left open, in which everybody may be asked; None where nothing is open.

    It is no larger than the others: for more loops it is one of several, which come one after the other.
    """
    parts = list(run.parts.all())
    tried = {number for part in parts if part.people is None for number in part.loops}
    untried = {number for part in parts for number in part.loops} - tried
    numbers = list(loops.filter(pk__in=untried).order_by("plan", "pk").values_list("pk", flat=True))
    if not numbers:
        return None
    numbers = numbers[:: -(-len(numbers) // SIZE)]
    return SchedulePart.objects.create(
        run=run,
        number=run.parts.count(),
        loops=numbers,
        seconds=seconds_for(len(numbers)),
        alive_at=at,
    )


def is_free(part: SchedulePart, at: datetime) -> bool:
    """Whether nobody works at the part, though there is something to do."""
    if part.state == RunState.RUNNING:
        return at - part.alive_at >= SILENT_AFTER
    return part.state == RunState.QUEUED


@transaction.atomic
def take(part_id: int, at: datetime) -> SchedulePart | None:
    """The part marked as running; None where it is gone, over, or somebody else's, and where its run is over.

    A part at which too many workers were lost is marked as failed instead.
    """
    rows = SchedulePart.objects.select_for_update(of=("self",)).select_related("run__asked_by")
    part = rows.filter(pk=part_id, run__state=RunState.RUNNING).first()
    if part is None or not is_free(part, at):
        return None
    if part.takes >= MOST_TAKES:
        part.state, part.alive_at = RunState.FAILED, at
        part.failure = _("A part of the automatic plan was begun %(count)d times and never came to its end.")
        part.failure %= {"count": part.takes}
    else:
        # What a lost worker has written is counted anew.
        part.state, part.alive_at, part.placed = RunState.RUNNING, at, 0
        part.takes += 1
    part.save(update_fields=["state", "alive_at", "placed", "takes", "failure"])
    return part


def fail(part: SchedulePart, failure: str) -> None:
    """Say that the part broke off, unless another worker has taken it over."""
    own = SchedulePart.objects.filter(pk=part.pk, alive_at=part.alive_at)
    own.update(state=RunState.FAILED, failure=failure)


def hindrance(run: ScheduleRun) -> str:
    """Why nothing more may be booked for the run, whatever was found; empty while it may."""
    if run.requisition.state != RequisitionState.OPEN:
        return _("The requisition is not open any more.")
    if not can_plan(run.asked_by, run.requisition):
        return _("%(name)s, who began the automatic plan, does not schedule interviews here any more.") % {
            "name": run.asked_by
        }
    return ""


def work(part: SchedulePart, at: datetime) -> None:
    """Find places for the part's loops and write them; a part whose worker was lost goes on where that one was."""
    watch = Watch(part)
    rows = InterviewLoop.objects.filter(pk__in=part.loops).exclude(proposals__state=ProposalState.OPEN)
    loops = list(
        rows.select_related("application__candidate", "application__requisition", "plan").order_by("pk")
    )
    first, *others = automatic.batches(loops) or [[]]
    if part.plan is None and watch.wish is None:
        search = automatic.Search(part.seconds, watch.better, watch.should_stop, watch.found)
        arrangement = automatic.find(first, at, search, part.people)
        part.plan = as_json(arrangement)
        watch.say()
    if part.plan is not None and watch.goes_on_writing():
        outcomes = [settle(first, from_json(part.plan), watch, at)]
        # A candidate with two open loops: the second sees where the first has its times, and asks the same people.
        outcomes += [
            settle(batch, automatic.find(batch, at, people=part.people), watch, at)
            for batch in others
            if watch.goes_on_writing()
        ]
        part.left = [left_json(each) for one in outcomes for each in one.left]
    state = RunState.FAILED if watch.failure else RunState.DONE
    watch.keep(state=state, left=part.left, failure=watch.failure)


def settle(loops: list[InterviewLoop], found: Arrangement, watch: "Watch", at: datetime) -> automatic.Outcome:
    """Write what was found for the loops, with a word on how far it is now and then."""
    part, before = watch.part, watch.part.placed

    def on_written(count: int) -> bool:
        part.placed = before + count
        return watch.goes_on_writing()

    outcome = automatic.settle(
        loops, found, by=part.run.asked_by, at=at, people=part.people, on_written=on_written
    )
    part.placed = before + outcome.placed
    return outcome


class Watch:
    """Tells the part's row how far it is, and hears whether the run shall stop; once a second, not at each step."""

    def __init__(self, part: SchedulePart) -> None:
        self.part, self.failure = part, ""
        self.wish: StopWish | None = None
        self.points: list[list[float | None]] = []
        self.searched: float | None = None
        self.began = self.said = time.monotonic()
        self.hear()

    def better(self, cost: float, bound: float | None, seconds: float) -> None:
        """Keep a point of the curve, or a newer one for the same moment."""
        point = [round(seconds, 1), round(cost, 2), None if bound is None else round(bound, 2)]
        if self.points and self.points[-1][0] == point[0]:
            self.points.pop()
        self.points.append(point)

    def found(self) -> None:
        """Say that the search is over, though its plan is not written yet."""
        self.searched = round(time.monotonic() - self.began, 1)
        self.say()

    def should_stop(self) -> bool:
        """Whether the search shall end; says now and then how far the part is."""
        if time.monotonic() - self.said >= PAUSE:
            self.say()
        return self.wish is not None

    def goes_on_writing(self) -> bool:
        """Whether what was found is wanted; says now and then how far the part is."""
        self.should_stop()
        return self.wish != StopWish.DISCARD

    def say(self) -> None:
        """Write down how far the part is, and read what is asked of the run."""
        part = self.part
        self.said = time.monotonic()
        if self.points:
            seconds = round(self.said - self.began, 1) if self.searched is None else self.searched
            part.progress = {"seconds": seconds, "points": thin(self.points)}
            part.progress |= {} if self.searched is None else {"searched": True}
        if self.keep():
            self.hear()
        else:
            self.wish = StopWish.DISCARD

    def hear(self) -> None:
        """Whether the run shall stop, be it that somebody wishes so or that nothing more may be booked for it."""
        # The asker is read anew each time: what they may do is kept with the object.
        run = ScheduleRun.objects.select_related("requisition", "asked_by").get(pk=self.part.run_id)
        self.failure = hindrance(run)
        if self.failure or run.state not in OPEN_RUNS:
            self.wish = StopWish.DISCARD
        elif run.stop:
            self.wish = StopWish(run.stop)

    def keep(self, **fields: Any) -> bool:
        """Write the part's row; False where it was silent for so long that another worker has taken it over."""
        part, heard = self.part, self.part.alive_at
        part.alive_at = timezone.now()
        own = SchedulePart.objects.filter(pk=part.pk, alive_at=heard)
        fields |= {"progress": part.progress, "plan": part.plan, "placed": part.placed}
        return own.update(**fields, alive_at=part.alive_at) == 1


def thin(points: list[list[float | None]]) -> list[list[float | None]]:
    """At most `POINTS` of the points, the last one always among them."""
    step = -(-len(points) // POINTS)
    return points[::-1][::step][::-1] if step else []


def as_json(found: Arrangement) -> dict[str, Any]:
    """An arrangement for the row; times in ISO format."""
    return {
        "assignments": [
            asdict(each) | {"start": each.start.isoformat(), "end": each.end.isoformat()}
            for each in found.assignments
        ],
        "left": [left_json(each) for each in found.left],
    }


def left_json(left: Left) -> dict[str, Any]:
    """A session that stays open, for the row."""
    return {
        "session": left.session,
        "reasons": list(left.reasons),
        "ways": list(left.ways),
        "changes": list(left.changes),
    }


def left_from(stored: dict[str, Any]) -> Left:
    """A session that stays open, from the row; older rows know no changes."""
    texts = (tuple(stored["reasons"]), tuple(stored["ways"]))
    return Left(stored["session"], *texts, tuple(stored.get("changes", ())))


def from_json(stored: dict[str, Any]) -> Arrangement:
    """The arrangement in a row."""
    return Arrangement(
        tuple(
            Assignment(
                each["session"],
                datetime.fromisoformat(each["start"]),
                datetime.fromisoformat(each["end"]),
                tuple(each["people"]),
            )
            for each in stored["assignments"]
        ),
        tuple(left_from(each) for each in stored["left"]),
    )
