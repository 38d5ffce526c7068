"""Charts as inline SVG: percentages for x, pixels for y, classes instead of styles, a title that says it all.

The classes are those of the stylesheet (`big`, `dp`, `ticks`, `strip`, `cov`); colours and type live there.
All text is escaped. The PDF draws the same data itself, from `scale_position`.
"""

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from hiring.reporting.contents import CompetencyRow, Disc, IntervalStrip
from hiring.reporting.wording import count, listed, number

MARGIN, SPAN = 10.0, 80.0
DISC_RADIUS, DISC_STEP = 9.5, 21.0
LEAST_HEIGHT = 52.0


def scale_position(value: float, levels: int) -> float:
    """Where a value from 1 to `levels` stands on the axis, in per cent of its width."""
    return round(MARGIN + SPAN * (value - 1) / (levels - 1), 2)


def tint(mean: float, levels: int = 5) -> int:
    """Step 1 to 5 of the data ramp for a mean; halves go up (2.5 is step 3)."""
    step = int((mean - 1) * 4 / (levels - 1) + 1.5)
    return min(5, max(1, step))


def interval_strip(strip: IntervalStrip) -> str:
    """The composite on its scale with its interval: a mark and a bar, a mark alone, or the empty axis."""
    levels = len(strip.levels)
    parts = [_line("ax", MARGIN, MARGIN + SPAN, 30, 30)]
    for value, name in enumerate(strip.levels, start=1):
        x = scale_position(value, levels)
        parts.append(_line("tk", x, x, 24, 36))
        parts.append(_text(x, 56, f'{value}<tspan class="w"> {escape(name)}</tspan>'))
    if strip.value is not None:
        parts += _interval_marks(strip, strip.value, levels)
    return _svg("big", 76, strip.label, parts)


def dot_plot(row: CompetencyRow) -> str:
    """One competency: a disc per counted first rating, stacked on its level, range line and mean bar."""
    stacks: dict[int, list[Disc]] = defaultdict(list)
    for disc in row.discs:
        stacks[disc.level].append(disc)
    tallest = max((len(stack) for stack in stacks.values()), default=1)
    height = max(LEAST_HEIGHT, tallest * DISC_STEP + 10)
    parts = _grid(row.levels, height)
    if len(stacks) > 1:
        ends = (scale_position(min(stacks), row.levels), scale_position(max(stacks), row.levels))
        parts.append(_line("r", *ends, height / 2, height / 2))
    if row.mean is not None:
        x = scale_position(row.mean, row.levels)
        parts.append(_line("m", x, x, height / 2 - 11, height / 2 + 11))
    for level in sorted(stacks):
        parts += _stack(scale_position(level, row.levels), stacks[level], height)
    return _svg("dp", height, dot_plot_label(row), parts)


def dot_plot_label(row: CompetencyRow) -> str:
    """ "Communication: Ana Ruiz 3, Li Wei 4; mean 3.5"; what the dot plot says, in words."""
    if not row.discs:
        return f"{row.name}: not assessed"
    ratings = ", ".join(f"{disc.name} {disc.level}" for disc in row.discs)
    return f"{row.name}: {ratings}; mean {row.mean_text}"


def heat_cell(name: str, ratings: Sequence[int], mean: float | None, levels: int = 5) -> str:
    """A heat-map cell: tint by mean, the mean with one decimal, a tick per rating. No rating: a dash."""
    if mean is None or not ratings:
        dash = '<text class="v" x="50%" y="26" text-anchor="middle">–</text>'
        return _svg("heatcell heatcell--none", 44, f"{name}: not assessed", [dash])
    values = listed(str(rating) for rating in ratings)
    label = f"{name}: mean {number(mean)} of {count(len(ratings), 'rating')}, {values}"
    parts = [
        '<rect class="bg" x="0" y="0" width="100%" height="44"/>',
        f'<text class="v" x="8%" y="20">{number(mean)}</text>',
        '<line class="l" x1="8%" x2="92%" y1="35" y2="35"/>',
        *_ticks(ratings, levels),
    ]
    return _svg(f"heatcell heatcell--{tint(mean, levels)}", 44, label, parts)


def coverage_bar(share: float, label: str) -> str:
    """The rated share of the weight, 0 to 1, as a bar in a frame."""
    width = round(100 * min(1.0, max(0.0, share)), 2)
    bar = f'<rect class="on" x="0" y="2" width="{width:g}%" height="8"/>' if width else ""
    return _svg("cov", 12, label, ['<rect class="off" x="0" y="2" width="100%" height="8"/>', bar])


def _interval_marks(strip: IntervalStrip, value: float, levels: int) -> list[str]:
    x = scale_position(value, levels)
    marks = [_line("pt", x, x, 18, 42), _text(x, 12, number(value), "v")]
    if strip.low is None or strip.high is None:
        return marks
    low, high = scale_position(strip.low, levels), scale_position(strip.high, levels)
    ends = [(low, strip.low), (high, strip.high)]
    # Numbers closer than this would print over each other; the sentence above the strip has them anyway.
    labels = [_text(at, 12, number(end)) for at, end in ends if abs(at - x) >= 6]
    return [_line("iv", low, high, 30, 30), *marks, *labels]


def _grid(levels: int, height: float) -> list[str]:
    middle = (levels + 1) / 2
    positions = [(level, scale_position(level, levels)) for level in range(1, levels + 1)]
    return [_line("g3" if level == middle else "g", x, x, 0, height) for level, x in positions]


def _stack(x: float, discs: Sequence[Disc], height: float) -> list[str]:
    top = height / 2 - (len(discs) - 1) * DISC_STEP / 2
    parts = []
    for index, disc in enumerate(discs):
        y = top + index * DISC_STEP
        parts.append(f'<circle cx="{x:g}%" cy="{y:g}" r="{DISC_RADIUS:g}"/>')
        parts.append(f'<text x="{x:g}%" y="{y + 3.2:g}">{escape(disc.initials)}</text>')
    return parts


def _ticks(ratings: Sequence[int], levels: int) -> list[str]:
    ticks = []
    for level in sorted(set(ratings)):
        x = round(8 + 84 * (level - 1) / (levels - 1), 2)
        amount = ratings.count(level)
        for index in range(amount):
            shift = index * 6 - (amount * 6 - 1) / 2
            place = f'x="{x:g}%" y="32" width="5" height="6" transform="translate({shift:g} 0)"'
            ticks.append(f'<rect class="p" {place}/>')
    return ticks


def _svg(classes: str, height: float, label: str, parts: Sequence[str]) -> str:
    body = "".join(parts)
    return f'<svg class="{classes}" height="{height:g}" role="img"><title>{escape(label)}</title>{body}</svg>'


def _line(classes: str, x1: float, x2: float, y1: float, y2: float) -> str:
    return f'<line class="{classes}" x1="{x1:g}%" x2="{x2:g}%" y1="{y1:g}" y2="{y2:g}"/>'


def _text(x: float, y: float, content: str, classes: str = "") -> str:
    attribute = f' class="{classes}"' if classes else ""
    return f'<text{attribute} x="{x:g}%" y="{y:g}" text-anchor="middle">{content}</text>'
