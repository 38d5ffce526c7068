"""The checker of schedules finds each rule that a changed schedule breaks."""

from dataclasses import replace
from typing import Any

import pytest

from hiring.planning.audit import check_schedule
from hiring.planning.types import Placement, Schedule, ScheduleRequest, ScheduleRules, Unplaced

from .examples import at, interviewer, loop, session, span

KINDS = ("screen", "depth")
ADA, BEN = interviewer("Ada", *KINDS), interviewer("Ben", *KINDS)
LOOP = loop(session("screen", 30, order=0), session("depth"))
SCREEN = Placement("c1", 0, at(0, 9), at(0, 9, 30), ("ada",))
DEPTH = Placement("c1", 1, at(0, 10), at(0, 11), ("ben",))
REQUEST = ScheduleRequest((LOOP,), (ADA, BEN), ScheduleRules(gap_minutes=30))


def broken(
    request: ScheduleRequest, *placements: Placement, unplaced: tuple[Unplaced, ...] = ()
) -> list[str]:
    return [violation.rule for violation in check_schedule(request, Schedule(placements, unplaced))]


def test_a_schedule_that_keeps_every_rule_has_no_violation() -> None:
    assert broken(REQUEST, SCREEN, DEPTH) == []


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"candidate": "c2"}, ["complete", "unknown"]),
        ({"session": 7}, ["complete", "unknown"]),
        ({"end": at(0, 10, 45)}, ["length"]),
        ({"start": at(0, 10, 5), "end": at(0, 11, 5)}, ["grid"]),
        ({"start": at(0, 17), "end": at(0, 18)}, ["window", "available"]),
        ({"interviewers": ()}, ["seats"]),
        ({"interviewers": ("ben", "ben")}, ["seats"]),
        ({"interviewers": ("zoe",)}, ["interviewer"]),
        ({"interviewers": ("ada",)}, ["same_person"]),
        ({"start": at(0, 9, 45), "end": at(0, 10, 45)}, ["candidate_twice"]),
        ({"start": at(0, 9), "end": at(0, 10), "interviewers": ("ada",)}, [
            "double_booked", "same_person", "candidate_twice", "order",
        ]),
    ],
)  # fmt: skip
def test_each_change_of_a_placement_is_found(changes: dict[str, Any], rules: list[str]) -> None:
    assert broken(REQUEST, SCREEN, replace(DEPTH, **changes)) == rules


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"qualified": frozenset({"screen"})}, ["qualified"]),
        ({"conflicts": frozenset({"c1"})}, ["conflict"]),
        ({"availability": (span(0, 9, 10),)}, ["available"]),
        ({"busy": (span(0, 10, 12),)}, ["busy"]),
        ({"booked": (span(0, 8, 9),), "day_limit": 1}, ["day_limit"]),
        ({"booked": (span(4, 8, 9),), "week_limit": 1}, ["week_limit"]),
        ({"booked": (span(7, 8, 9),), "day_limit": 1, "week_limit": 1}, []),
    ],
)
def test_each_rule_about_interviewers_is_kept(changes: dict[str, Any], rules: list[str]) -> None:
    request = replace(REQUEST, interviewers=(ADA, replace(BEN, **changes)))

    assert broken(request, SCREEN, DEPTH) == rules


def test_buffers_apply_to_busy_times_and_between_interviews() -> None:
    rules = ScheduleRules(buffer_minutes=15)
    other = loop(session("depth"), candidate="c2")
    request = ScheduleRequest((LOOP, other), (ADA, replace(BEN, busy=(span(0, 9, 10),))), rules)
    next_door = Placement("c2", 0, at(0, 11), at(0, 12), ("ben",))

    assert broken(request, SCREEN, DEPTH, next_door) == ["busy", "double_booked"]


@pytest.mark.parametrize(
    ("own", "rules"),
    [(0, []), (15, []), (30, ["double_booked"]), (45, ["double_booked"])],
)
def test_the_pause_between_two_interviews_is_the_longer_of_the_shared_and_the_own(
    own: int, rules: list[str]
) -> None:
    other = loop(session("depth"), candidate="c2")
    ben = replace(BEN, buffer_minutes=own)
    request = ScheduleRequest((LOOP, other), (ADA, ben), ScheduleRules(buffer_minutes=15))
    a_quarter_later = Placement("c2", 0, at(0, 11, 15), at(0, 12, 15), ("ben",))

    assert broken(request, SCREEN, DEPTH, a_quarter_later) == rules


def test_rules_about_the_candidate_are_kept() -> None:
    busy = replace(REQUEST, loops=(replace(LOOP, busy=(span(0, 10, 11),)),))
    late = replace(REQUEST, not_before=at(0, 9, 15))
    short = replace(REQUEST, rules=ScheduleRules(candidate_minutes_per_day=60))

    assert broken(busy, SCREEN, DEPTH) == ["candidate_busy"]
    assert broken(late, SCREEN, DEPTH) == ["not_before"]
    assert broken(short, SCREEN, DEPTH) == ["candidate_day", "candidate_day"]


def test_a_later_session_waits_for_the_screen() -> None:
    out = Unplaced("c1", 0, ("Nobody is free.",))

    assert broken(REQUEST, DEPTH, unplaced=(out,)) == ["order"]


def test_every_session_is_accounted_for_once_and_with_a_reason() -> None:
    silent = Unplaced("c1", 1, ())

    assert broken(REQUEST, SCREEN) == ["complete"]
    assert broken(REQUEST, SCREEN, unplaced=(silent,)) == ["reasons"]
    assert broken(REQUEST, SCREEN, DEPTH, unplaced=(replace(silent, reasons=("Late.",)),)) == ["complete"]


def test_kept_placements_must_be_there_and_are_not_questioned() -> None:
    odd = replace(DEPTH, start=at(0, 20, 1), end=at(0, 21, 1))
    request = replace(REQUEST, kept=(odd,))

    assert broken(request, SCREEN, odd) == []
    assert broken(request, SCREEN, DEPTH) == ["kept"]


def test_windows_that_touch_count_as_one() -> None:
    touching = replace(LOOP, windows=(span(0, 9, 10), at_half_past_ten(), span(0, 10, 12)))

    assert (
        broken(replace(REQUEST, loops=(touching,)), SCREEN, replace(DEPTH, start=at(0, 10), end=at(0, 11)))
        == []
    )


def at_half_past_ten() -> Any:
    return replace(span(0, 10, 11), start=at(0, 10, 30))
