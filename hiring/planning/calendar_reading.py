"""Calendars are read in a process of their own, with bounds on time and memory.

A calendar whose repetitions never end costs that process and nothing else; it knows no settings and no secrets.
`python -m hiring.planning.calendar_reading FIRST LAST ZONE HOST` reads a calendar from standard input.
"""

import json
import os
import resource
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hiring.planning.calendars import CalendarUnreadable, Unreadable, busy_times
from hiring.planning.types import Interval

# Less than the patience of a web server with its workers.
SECONDS = 20
CPU_SECONDS = 10
MEMORY_BYTES = 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]


def read_apart(
    content: bytes,
    *,
    first: datetime,
    last: datetime,
    time_zone: str,
    own_host: str = "",
    cpu_seconds: int = CPU_SECONDS,
) -> tuple[Interval, ...]:
    """What `calendars.busy_times` finds. Raises CalendarUnreadable, also where time or memory ran out."""
    asked = [first.isoformat(), last.isoformat(), time_zone, own_host, str(cpu_seconds)]
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "hiring.planning.calendar_reading", *asked],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={"PATH": os.defpath, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CalendarUnreadable(Unreadable.TOO_INVOLVED) from error
    if done.returncode:
        raise CalendarUnreadable(Unreadable.TOO_INVOLVED)
    answer = json.loads(done.stdout)
    if "why" in answer:
        raise CalendarUnreadable(Unreadable(answer["why"]))
    return tuple(
        Interval(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in answer["busy"]
    )


def answer(content: bytes, first: str, last: str, time_zone: str, own_host: str) -> dict[str, object]:
    """What the confined process says: `busy` times, or `why` there are none."""
    try:
        found = busy_times(
            content,
            first=datetime.fromisoformat(first),
            last=datetime.fromisoformat(last),
            time_zone=time_zone,
            own_host=own_host,
        )
    except CalendarUnreadable as error:
        return {"why": error.why}
    except (MemoryError, RecursionError):
        return {"why": Unreadable.TOO_INVOLVED}
    return {"busy": [[each.start.isoformat(), each.end.isoformat()] for each in found]}


def bound(cpu_seconds: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, cpu_seconds)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def main() -> int:
    """0 with JSON on standard output."""
    *asked, cpu_seconds = sys.argv[1:]
    bound(int(cpu_seconds))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), *asked)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
