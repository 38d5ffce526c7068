"""Invented companies with people and candidates to be scheduled, in the exchange format of `instance`."""

import random
from typing import Any

DAY = 48
ZONES = (-16, -10, 0, 2, 11)
"""Pacific, Atlantic, London, Berlin and Delhi, in half hours from UTC."""
SKILLS = (0.3, 0.4, 0.25, 0.15, 0.2, 0.35, 0.12, 0.1)
"""The share of people who may give each kind of interview; the first kind is the short screen."""
LEADING = 6


def company(
    candidates: int, people: int, weeks: int = 1, *, seed: int = 1, sessions: int = 5, broad: float = 1.2
) -> dict[str, Any]:
    """A company of so many people who see so many candidates; `broad` multiplies what people may give."""
    draw = random.Random(f"{candidates}/{people}/{weeks}/{seed}")
    interviewers = [_interviewer(draw, number, weeks, broad) for number in range(people)]
    for kind in range(len(SKILLS)):
        able = [each for each in interviewers if kind in each["quals"]]
        for each in draw.sample(interviewers, min(people, max(0, 3 - len(able)))):
            each["quals"] = sorted({*each["quals"], kind})
    rows = [_candidate(draw, number, weeks, sessions) for number in range(candidates)]
    return {
        "weeks": weeks,
        "horizon": (7 * weeks + 1) * DAY,
        "interviewers": interviewers,
        "candidates": rows,
        "coi": sorted(
            [row["id"], person] for row in rows for person in draw.sample(range(people), min(people, 4))
        ),
    }


def weekdays(weeks: int) -> list[int]:
    return [day for day in range(7 * weeks) if day % 7 < 5]


def hours(zone: int, day: int, first: int, last: int) -> int:
    """The mask of local half hours of a day that lie after the beginning of time."""
    return sum(1 << slot for slot in range(day * DAY + first - zone, day * DAY + last - zone) if slot >= 0)


def _interviewer(draw: random.Random, number: int, weeks: int, broad: float) -> dict[str, Any]:
    zone, busy, free = draw.choice(ZONES), draw.uniform(0.3, 0.6), 0
    for day in weekdays(weeks):
        if draw.random() < 0.05:
            continue
        free |= hours(zone, day, 18, 34) & ~hours(zone, day, 24, 26)
        for slot in range(18, 34, 2):
            if draw.random() < busy:
                free &= ~hours(zone, day, slot, slot + draw.choice((1, 2, 2)))
    gives = [kind for kind, share in enumerate(SKILLS) if draw.random() < share * broad]
    learns = draw.choice([kind for kind in range(len(SKILLS)) if kind not in gives] or [-1])
    trainee = learns >= 0 and draw.random() < 0.2
    return {
        "id": number,
        "tz": zone,
        "free": hex(free),
        "quals": gives or [draw.randrange(LEADING)],
        "weekly": draw.choice((2, 3, 3, 4)),
        "past": draw.choice((0, 0, 1, 2, 3)),
        "trainee_for": learns if trainee else -1,
        "shadow_need": 2 if trainee else 0,
    }


def _candidate(draw: random.Random, number: int, weeks: int, sessions: int) -> dict[str, Any]:
    zone, free = draw.choice(ZONES), 0
    for day in draw.sample(weekdays(weeks), draw.choice((3, 4, 5))):
        first, last = draw.choice(((17, 35), (17, 35), (16, 25), (25, 36)))
        free |= hours(zone, day, first, last) & ~hours(zone, day, 24, 26)
    kinds = sorted(draw.sample(range(len(SKILLS)), min(sessions, len(SKILLS))))
    return {
        "id": number,
        "tz": zone,
        "free": hex(free),
        "loop": [[kind, 1 if kind == 0 else draw.choice((2, 2, 2, 3))] for kind in kinds],
        "max_per_day": draw.choice((3, 5)),
        "max_days": 2,
    }
