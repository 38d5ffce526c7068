"""Small requests with too few people and too little time, for property tests."""

from hypothesis import strategies as st

from hiring.planning.types import Interviewer, Placement, ScheduleRequest, ScheduleRules

from .examples import at, interviewer, loop, session, span

KINDS = ("screen", "depth", "panel")
hours = st.builds(
    lambda day, start, length: span(day, start, start + length),
    st.integers(0, 2),
    st.integers(9, 12),
    st.integers(1, 3),
)
mornings = st.builds(
    lambda day, start, length: span(day, start, start + length),
    st.integers(0, 1),
    st.integers(9, 12),
    st.integers(1, 3),
)
calendars = st.lists(hours, min_size=1, max_size=2).map(tuple)
limits = st.sampled_from((None, 0, 1, 2))


@st.composite
def people(draw: st.DrawFn) -> tuple[Interviewer, ...]:
    return tuple(
        interviewer(
            name,
            *draw(st.sets(st.sampled_from(KINDS), max_size=2)),
            availability=draw(calendars),
            busy=draw(st.lists(hours, max_size=1).map(tuple)),
            booked=draw(st.lists(hours, max_size=1).map(tuple)),
            day_limit=draw(limits),
            week_limit=draw(limits),
            conflicts=frozenset(draw(st.sampled_from(((), (), ("c0",))))),
        )
        for name in ("Ada", "Ben", "Cy", "Dee")[: draw(st.integers(1, 4))]
    )


@st.composite
def requests(draw: st.DrawFn) -> ScheduleRequest:
    """Up to three candidates with up to three sessions each; sometimes a session stands already."""
    sessions = st.builds(
        session,
        st.sampled_from(KINDS),
        st.just(60),
        seats=st.sampled_from((1, 1, 2)),
        order=st.integers(0, 1),
        scored=st.booleans(),
    )
    loops = tuple(
        loop(
            *draw(st.lists(sessions, min_size=1, max_size=3)),
            candidate=f"c{number}",
            windows=draw(calendars),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    kept = draw(st.sampled_from(((), (Placement("c0", 0, at(0, 9), at(0, 10), ("ada",)),))))
    rules = draw(
        st.builds(
            ScheduleRules,
            grid_minutes=st.just(30),
            gap_minutes=st.sampled_from((0, 30)),
            candidate_minutes_per_day=st.sampled_from((60, 120, 300)),
        )
    )
    return ScheduleRequest(loops, draw(people()), rules, kept)


@st.composite
def crowds(draw: st.DrawFn) -> ScheduleRequest:
    """Candidates who compete for few people in few hours."""
    staff = tuple(
        interviewer(
            name,
            *draw(st.sets(st.sampled_from(KINDS[1:]), min_size=1)),
            availability=(span(0, 9, 13), span(1, 9, 11)),
            day_limit=draw(st.sampled_from((None, 2, 3))),
        )
        for name in ("Ada", "Ben", "Cy")[: draw(st.integers(1, 3))]
    )
    sessions = st.builds(session, st.sampled_from(KINDS[1:]), st.sampled_from((30, 60)))
    loops = tuple(
        loop(
            *draw(st.lists(sessions, min_size=1, max_size=3)),
            candidate=f"c{number}",
            windows=draw(st.lists(mornings, min_size=1, max_size=2).map(tuple)),
        )
        for number in range(draw(st.integers(2, 5)))
    )
    most = draw(st.sampled_from((60, 90, 300)))
    return ScheduleRequest(loops, staff, ScheduleRules(grid_minutes=30, candidate_minutes_per_day=most))
