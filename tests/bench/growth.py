"""How the time of planning grows with the number of candidates: `python -m tests.bench.growth`.

Invented companies with five interviewers for two candidates, solved in the engine's parts one after the other, with as
many steps for each candidate everywhere. Seconds are computing time (CPU), dealing into parts and putting together
included, reading not. Writes docs/scheduling_growth.svg and prints a table in Markdown.
"""

import math
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem
from hiring.planning.partition import merge, split
from hiring.planning.solution import solve
from tests.hiring.planning.instances import company

COUNTS = (30, 60, 120, 300, 600, 1500)
STEPS = 4
"""Steps of improvement for each candidate."""

CHART = Path(__file__).resolve().parents[2] / "docs" / "scheduling_growth.svg"
TITLE = "Computing time of planning by number of candidates, beside n log n"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 70, 20, 50, 60
STYLE = """
  svg { --paper: #ffffff; --ink: #1f2328; --rule: #d0d7de; --ours: #0550ae; --beside: #9a3412 }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --ink: #e6edf3; --rule: #30363d; --ours: #79c0ff; --beside: #ffa657 }
  }
  rect { fill: var(--paper) } text { fill: var(--ink); font: 13px sans-serif }
  .rule { stroke: var(--rule) } .ours { stroke: var(--ours); fill: none; stroke-width: 2 } circle { fill: var(--ours) }
  .beside { stroke: var(--beside); fill: none; stroke-width: 2; stroke-dasharray: 6 5 }
"""


class Measured(NamedTuple):
    """Seconds of computing for a company with so many candidates and interviews without a place."""

    candidates: int
    seconds: float
    left_out: int

    @property
    def law(self) -> float:
        """What n log n says, up to a factor."""
        return self.candidates * math.log(self.candidates)


def main() -> None:
    """Measure, print and draw."""
    found = []
    print("| candidates | interviewers | seconds | seconds / (n log n), in millionths | left out |")
    print("|---:|---:|---:|---:|---:|")
    for count in COUNTS:
        found.append(each := measured(count))
        per = 1e6 * each.seconds / each.law
        print(f"| {count} | {people(count)} | {each.seconds:.2f} | {per:.0f} | {each.left_out} |", flush=True)
    CHART.write_text(chart(found))


def people(candidates: int) -> int:
    """Interviewers of a company."""
    return candidates * 5 // 2


def measured(candidates: int) -> Measured:
    """Solve a company of so many candidates."""
    problem = read_problem(company(candidates, people(candidates), 2))
    begin = time.process_time()
    parts = split(problem)
    plans = [solve(part.problem, 1, Effort(steps=STEPS * len(part.candidates))) for part in parts]
    plan = merge(parts, plans)
    seconds = time.process_time() - begin
    wanted = sum(len(candidate.sessions) for candidate in problem.candidates)
    return Measured(candidates, seconds, wanted - len(plan.seatings))


def chart(found: Sequence[Measured]) -> str:
    """The figures as a chart with both axes in powers of ten, and n log n through the second of them."""
    scale = found[1].seconds / found[1].law
    law = [scale * each.law for each in found]
    low = math.floor(math.log10(min(*law, *(each.seconds for each in found))))
    high = math.ceil(math.log10(max(*law, *(each.seconds for each in found))))
    counts = [each.candidates for each in found]
    across = [
        _between(math.log(n), math.log(counts[0]), math.log(counts[-1]), LEFT, WIDTH - RIGHT) for n in counts
    ]

    def up(seconds: float) -> float:
        return _between(math.log10(seconds), low, high, HEIGHT - BOTTOM, TOP)

    ours = [up(each.seconds) for each in found]
    marks = [(f"{10**power:g}", up(10**power)) for power in range(low, high + 1)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{TITLE}">',
            f"<style>{STYLE}</style>",
            f'<rect width="{WIDTH}" height="{HEIGHT}"/>',
            *(f'<path class="rule" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>' for _, y in marks),
            *(_text(LEFT - 8, y + 4, mark, "end") for mark, y in marks),
            *(_text(x, HEIGHT - BOTTOM + 20, str(n), "middle") for x, n in zip(across, counts, strict=True)),
            _line("beside", across, [up(each) for each in law]),
            _line("ours", across, ours),
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in zip(across, ours, strict=True)),
            _text(
                LEFT - 50,
                24,
                "Computing time in seconds: measured (line with dots), n log n (dashed)",
                "start",
            ),
            _text((LEFT + WIDTH) / 2, HEIGHT - 14, "candidates, 2.5 interviewers each", "middle"),
            "</svg>\n",
        ]
    )


def _between(value: float, low: float, high: float, first: float, last: float) -> float:
    return first + (value - low) / (high - low) * (last - first)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def _line(kind: str, across: Iterable[float], up: Iterable[float]) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, up, strict=True))
    return f'<polyline class="{kind}" points="{points}"/>'


if __name__ == "__main__":
    main()
