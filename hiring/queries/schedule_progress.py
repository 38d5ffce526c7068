"""How far a run of the automatic plan is, and how good its plan is known to be."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiring.choices import OPEN_RUNS, RunState
from hiring.models import SchedulePart, ScheduleRun

Point = tuple[float, float, float | None]


@dataclass(frozen=True)
class Progress:
    """A run with its parts, summed up; costs are in interviews of load (see the planning room's weights)."""

    run: ScheduleRun
    parts: tuple[SchedulePart, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.run.state in OPEN_RUNS

    @cached_property
    def found(self) -> int:
        """Interviews for which a place was found."""
        return sum(len(part.plan["assignments"]) for part in self.parts if part.plan)

    @cached_property
    def placed(self) -> int:
        """Interviews that are written."""
        return sum(part.placed for part in self.parts)

    @cached_property
    def seconds(self) -> float:
        """Seconds that were spent on the search, over all parts."""
        return sum(part.progress.get("seconds", 0) for part in self.parts)

    @cached_property
    def searching(self) -> bool:
        """Whether a part is still looked for."""
        return any(part.plan is None and part.state in OPEN_RUNS for part in self.parts)

    @cached_property
    def searched(self) -> bool:
        """Whether each part that has no plan yet knows it, and only asks what would help the rest."""
        waiting = [part for part in self.parts if part.plan is None and part.state in OPEN_RUNS]
        return bool(waiting) and all(part.progress.get("searched", False) for part in waiting)

    @property
    def trouble(self) -> str:
        """That parts broke off while others are at work; empty where none did."""
        broken = sum(part.state == RunState.FAILED for part in self.parts) if self.is_open else 0
        words = ngettext(
            "%(count)d part of it broke off; what the others find is booked.",
            "%(count)d parts of it broke off; what the others find is booked.",
            broken,
        )
        return words % {"count": broken} if broken else ""

    @property
    def value(self) -> float | None:
        """How much of `most` is done; None while nobody works."""
        if not self.parts:
            return None
        return self.seconds if self.searching else self.placed

    @property
    def most(self) -> float | None:
        """Seconds allowed during the search, then interviews to be written."""
        if not self.parts:
            return None
        return sum(part.seconds or 0 for part in self.parts) if self.searching else self.found

    @property
    def sentence(self) -> str:
        """What the run is at."""
        if not self.parts:
            return _("Waiting for a worker.")
        if self.run.stop == "discard":
            return _("Stopping; what is not booked yet is not booked.")
        if not self.searching:
            return _("Booking: %(placed)d of %(found)d interviews.") % {
                "placed": self.placed,
                "found": self.found,
            }
        if self.run.stop:
            return _("Stopping the search; the best plan so far is kept.")
        if self.searched:
            return _("The plan is found. Trying what would help the interviews that have no place in it.")
        words = ngettext(
            "Looking for the best times of %(loops)d loop: %(seconds)d of at most %(most)d seconds.",
            "Looking for the best times of %(loops)d loops: %(seconds)d of at most %(most)d seconds.",
            self.run.loops,
        )
        most = self.most or 0
        # Reading the calendars comes on top of what the search may take.
        return words % {"loops": self.run.loops, "seconds": min(self.seconds, most), "most": most}

    @property
    def curves(self) -> list[list[Point]]:
        """The course of each part that has one, up to now: seconds, best cost, bound."""
        return [
            [*((at, cost, bound) for at, cost, bound in points), (part.progress["seconds"], *points[-1][1:])]
            for part in self.parts
            if (points := part.progress.get("points"))
        ]

    @property
    def cost(self) -> float | None:
        """The cost of the best plan; None while a part has none."""
        lasts = [curve[-1] for curve in self.curves]
        return sum(cost for _at, cost, _bound in lasts) if lasts and len(lasts) == len(self.parts) else None

    @property
    def bound(self) -> float | None:
        """What no plan can cost less than; of several parts, no plan that deals people out as they do."""
        bounds = [curve[-1][2] for curve in self.curves]
        known = [bound for bound in bounds if bound is not None]
        return sum(known) if self.cost is not None and len(known) == len(self.parts) else None

    @property
    def gap(self) -> float | None:
        """How far above the bound the cost is, as a share of the bound; None where no bound is known."""
        if self.cost is None or not self.bound:
            return None
        return max(self.cost - self.bound, 0.0) / self.bound

    @property
    def quality(self) -> str:
        """Cost and gap in a sentence; empty while there is no plan."""
        if self.cost is None:
            return ""
        values = {"cost": f"{self.cost:,.0f}", "gap": f"{100 * (self.gap or 0):.1f}"}
        if self.gap is None:
            return _("The best plan costs %(cost)s.") % values
        if values["gap"] == "0.0":
            return _("The best plan costs %(cost)s; no plan can cost less.") % values
        return _("The best plan costs %(cost)s; at most %(gap)s %% of that could be saved.") % values


def progress(run: ScheduleRun) -> Progress:
    """The run with its parts."""
    return Progress(run, tuple(run.parts.all()))
