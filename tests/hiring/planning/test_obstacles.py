"""What is named stands in the way, and none of it can be spared: both are tried again with the scheduler."""

from dataclasses import replace

from hypothesis import given, settings

from hiring.planning.obstacles import Obstacles
from hiring.planning.schedule import schedule
from hiring.planning.trials import Case, Rule, Trials
from hiring.planning.types import ScheduleRequest

from .examples import interviewer, loop, session, span
from .scarce import requests

ADA, BEN = interviewer("Ada", "depth", week_limit=0), interviewer("Ben", "depth", week_limit=0)
DEPTH = loop(session("depth"), windows=(span(0, 9, 12),))


def obstacles(request: ScheduleRequest, most: int = 1000) -> list[tuple[Case, Obstacles]]:
    """Those of every session that is out."""
    result = schedule(request)
    cases = [Case(request, result.placements, each.candidate, each.session) for each in result.unplaced]
    return [(case, Obstacles(case, Trials(most))) for case in cases]


def test_limits_of_both_people_stand_in_the_way_and_who_may_give_it() -> None:
    ((_, search),) = obstacles(ScheduleRequest((DEPTH,), (ADA, BEN)))

    assert search.find()
    assert search.rules == (Rule("week", "ada"), Rule("week", "ben"), Rule("qualified"))
    assert search.minimal


def test_the_limit_of_somebody_who_cannot_come_anyway_is_not_in_the_way() -> None:
    barred = replace(BEN, conflicts=frozenset({"c1"}))
    ((_, search),) = obstacles(ScheduleRequest((DEPTH,), (ADA, barred)))

    search.find()

    assert search.rules == (Rule("week", "ada"), Rule("qualified"))


def test_the_rules_of_another_session_are_tried_first() -> None:
    request = ScheduleRequest((DEPTH,), (ADA, BEN))
    ((_, search),) = obstacles(request, most=4)

    search.find((Rule("week", "ada"), Rule("week", "ben"), Rule("qualified")))

    assert (search.minimal, search.trials.left) == (True, 0)


def test_a_search_that_is_cut_short_says_so() -> None:
    ((_, search),) = obstacles(ScheduleRequest((DEPTH,), (ADA, BEN)), most=6)

    assert search.find()
    assert not search.minimal


@settings(max_examples=16, deadline=None, derandomize=True)
@given(requests())
def test_every_named_rule_is_needed(request: ScheduleRequest) -> None:
    for case, search in obstacles(request):
        if not search.find():
            assert schedule(case.question()).unplaced == ()
            continue
        assert search.minimal
        assert schedule(case.question(search.rules)).unplaced != ()
        for rule in search.rules:
            rest = [each for each in search.rules if each != rule]
            assert schedule(case.question(rest)).unplaced == ()
