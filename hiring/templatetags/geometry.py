"""Where things stand in a chart: plain arithmetic in percent and pixels, no template."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hiring.reporting.charts import scale_position

LEVELS = (1, 2, 3, 4, 5)
DISC_STEP = 21.0
TICK_STEP = 6.0
BAR_HALF = 11.0
ROOMY = 0.12
LOAD_FLOOR = 88.0
LOAD_ROOM = 68.0
WEEKS_FLOOR = 56.0
WEEKS_ROOM = 48.0


def percent(value: float) -> str:
    """A place on the 1 to 5 scale as the horizontal place in a chart: 1 -> 10%, 5 -> 90%."""
    return f"{scale_position(value, len(LEVELS)):.1f}%"


@dataclass(frozen=True)
class Tick:
    """A mark under a heat-map cell: x in percent, shift in pixels beside its equals."""

    x: str
    shift: str


@dataclass(frozen=True)
class Disc:
    """A rating in the dot plot: x in percent, y and text_y in pixels."""

    x: str
    y: float
    text_y: float
    initials: str


@dataclass(frozen=True)
class DotRow:
    """The geometry of one row of the dot plot; heights in pixels."""

    height: int
    middle: float
    bar_top: float
    bar_bottom: float
    discs: tuple[Disc, ...]
    low: str
    high: str
    mean: str


def ticks(ratings: Sequence[int]) -> list[Tick]:
    """A tick for every rating, equal ratings side by side."""
    return [
        Tick(f"{4 + (level - 1) * 23}%", f"{-2.5 + TICK_STEP * (place - (count - 1) / 2):g}")
        for level in LEVELS
        for count in [sum(1 for rating in ratings if rating == level)]
        for place in range(count)
    ]


def dot_row(ratings: Sequence[tuple[str, int]], mean: float) -> DotRow:
    """Discs stacked on their level: ratings are (initials, 1..5)."""
    stacks: dict[int, list[str]] = defaultdict(list)
    for initials, level in ratings:
        stacks[level].append(initials)
    tallest = max(map(len, stacks.values()), default=1)
    height = max(52, round(tallest * DISC_STEP) + 10)
    middle = height / 2
    discs = []
    for level in sorted(stacks):
        for place, initials in enumerate(stacks[level]):
            y = middle + DISC_STEP * (place - (len(stacks[level]) - 1) / 2)
            discs.append(Disc(percent(level), y, round(y + 3.2, 1), initials))
    return DotRow(
        height=height,
        middle=middle,
        bar_top=middle - BAR_HALF,
        bar_bottom=middle + BAR_HALF,
        discs=tuple(discs),
        low=percent(min(stacks, default=1)),
        high=percent(max(stacks, default=1)),
        mean=percent(mean),
    )


@dataclass(frozen=True)
class Load:
    """The geometry of the week's load in pixels: a square's step and height, and the y of the limit line."""

    step: float
    square: float
    limit_y: float

    def y(self, place: int) -> float:
        """The top of the square at this place, the lowest being 0."""
        return round(LOAD_FLOOR - self.square - self.step * place, 1)


def load(tallest: int, limit: int) -> Load:
    """Squares as large as the tallest day and the limit allow."""
    step = LOAD_ROOM / max(tallest, limit, 2)
    return Load(round(step, 1), round(step * 26 / 34, 1), round(LOAD_FLOOR - step * limit + 2, 1))


@dataclass(frozen=True)
class Weeks:
    """The geometry of a chart of weeks in pixels: one interview's height, and the floor on which bars stand."""

    step: float
    floor: float = WEEKS_FLOOR

    def height(self, count: int) -> float:
        """The height of so many interviews."""
        return round(self.step * count, 1)

    def top(self, count: int) -> float:
        """The y of so many interviews."""
        return round(self.floor - self.step * count, 1)


def weeks(most: int) -> Weeks:
    """Bars as high as the most that any chart of the page shows."""
    return Weeks(WEEKS_ROOM / max(most, 2))


def segments(parts: Sequence[tuple[str, int]], now: int | None) -> list[dict[str, object]]:
    """A session's parts (name, minutes) along a bar; those before minute `now` are past."""
    total = sum(minutes for _name, minutes in parts) or 1
    drawn, start = [], 0
    for name, minutes in parts:
        end = start + minutes
        state = "" if now is None or start > now else "past" if end <= now else "cur"
        drawn.append(
            {
                "name": name,
                "minutes": minutes,
                "x": f"{100 * start / total:.2f}%",
                "width": f"{100 * minutes / total:.2f}%",
                "state": state,
                "roomy": minutes / total >= ROOMY,
            }
        )
        start = end
    return drawn


def curve(points: Sequence[tuple[float, float, float | None]]) -> list[tuple[str, str]]:
    """The steps of a search (second, cost, bound) as polylines of kind "cost" and "bound", 100 wide and 40 high.

    The least figure lies near the floor, the first cost near the ceiling; empty for fewer than two points.
    """
    if len(points) < 2:
        return []
    figures = [figure for _at, *both in points for figure in both if figure is not None]
    low, high, last = min(figures), max(figures), max(points[-1][0], 0.1)

    def place(at: float, figure: float) -> str:
        return f"{100 * at / last:.1f},{38 - 34 * (figure - low) / max(high - low, 1e-9):.1f}"

    # A plan stands until a better one is found: steps, not slopes.
    costs = [place(points[0][0], points[0][1])]
    for (_before, cost, _low), (at, better, _bound) in pairwise(points):
        costs += [place(at, cost), place(at, better)]
    bounds = [place(at, bound) for at, _cost, bound in points if bound is not None]
    return [("cost", " ".join(costs))] + ([("bound", " ".join(bounds))] if len(bounds) > 1 else [])
