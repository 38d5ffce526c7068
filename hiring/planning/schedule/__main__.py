"""Solve a problem in a file: `python -m hiring.planning.schedule INSTANCE.json --seconds 10 --seed 1`."""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from hiring.planning.improvement import Effort
from hiring.planning.instance import read_problem, write_plan
from hiring.planning.partition import solve_in_parts
from hiring.planning.solution import solve

MARGIN = 0.3
"""Seconds kept for starting the program and for writing."""

HUGE = 600
"""From so many candidates a problem is solved in parts, on two cores."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the plan as JSON; the best cost goes to the error stream as it falls, with the seconds it took."""
    begin = time.monotonic() - age()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    problem = read_problem(json.loads(options.instance.read_text()))
    left = options.seconds - MARGIN - (time.monotonic() - begin)
    if len(problem.candidates) > HUGE:
        plan = solve_in_parts(problem, options.seed, left)
    else:
        plan = solve(problem, options.seed, Effort(seconds=left, on_progress=_say))
    print(json.dumps(write_plan(plan)))
    return 0


def age() -> float:
    """Seconds since this process began; where the system does not tell, those it has computed."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        born = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - born
    except (OSError, AttributeError):
        return time.process_time()


def _say(cost: int, bound: float | None, seconds: float) -> None:
    known = "" if bound is None else f", at least {bound:.1f}"
    print(f"{seconds:.2f} s: cost {cost}{known}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
