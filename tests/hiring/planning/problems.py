"""Small problems with every rule in them, for property tests."""

from hypothesis import strategies as st

from hiring.planning.problem import (
    Candidate,
    Day,
    Limit,
    Need,
    Person,
    Problem,
    Seating,
    Session,
    Weights,
    span,
)

DAY, DAYS = 12, 3
HORIZON = DAY * DAYS
masks = st.one_of(st.just(0), st.just((1 << HORIZON) - 1), st.integers(0, (1 << HORIZON) - 1))
kinds = st.integers(0, 2)

people = st.builds(
    Person,
    free=masks,
    kinds=st.frozensets(kinds),
    limits=st.sampled_from(
        ((), (Limit((1 << HORIZON) - 1, 2),), (Limit(span(0, DAY), 1), Limit(span(DAY, DAY), 0)))
    ),
    past=st.integers(0, 3),
    rest=st.integers(0, 2),
    shadows=st.frozensets(kinds, max_size=1),
    shadow_need=st.integers(0, 2),
    preferred=st.one_of(st.none(), masks),
)


@st.composite
def loops(draw: st.DrawFn) -> tuple[Session, ...]:
    """Up to four sessions; some wait for the first, some need a panel or only start every third slot."""
    screen = draw(st.booleans())
    return tuple(
        Session(
            kind=draw(kinds),
            length=draw(st.integers(1, 3)),
            needs=draw(
                st.one_of(
                    st.builds(Need, kinds, st.integers(1, 2)).map(lambda need: (need,)),
                    st.builds(lambda one, two: (Need(one), Need(two)), kinds, kinds),
                )
            ),
            starts=draw(st.sampled_from((None, sum(1 << slot for slot in range(0, HORIZON, 3))))),
            after=(0,) if screen and number else (),
            rank=draw(st.integers(0, 2)),
        )
        for number in range(draw(st.integers(0, 4)))
    )


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    days, free = [], draw(masks)
    for number in range(DAYS):
        standing: tuple[tuple[int, int], ...] = ()
        if draw(st.integers(0, 4)) == 0:
            start = number * DAY + draw(st.integers(0, DAY - 2))
            standing = ((start, start + 2),)
            free &= ~span(start, 2)
        days.append(Day(span(number * DAY, DAY), draw(st.integers(0, 4)), draw(st.integers(2, 9)), standing))
    return Candidate(
        free=free,
        days=tuple(days),
        sessions=draw(loops()),
        max_days=draw(st.integers(1, 3)),
        gap=0 if any(day.standing for day in days) else draw(st.integers(0, 1)),
        conflicts=draw(st.frozensets(st.integers(0, 4), max_size=2)),
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 4) -> Problem:
    crew = tuple(draw(st.lists(people, max_size=6)))
    coming = tuple(draw(st.lists(candidates(), max_size=most)))
    wanted = [
        Seating(
            i, j, draw(st.integers(0, HORIZON - 1)), tuple(draw(st.permutations(range(len(crew)))))[:seats]
        )
        for i, candidate in enumerate(coming)
        for j, session in enumerate(candidate.sessions)
        if (seats := sum(need.count for need in session.needs)) <= len(crew) and draw(st.booleans())
    ]
    weights = draw(st.sampled_from((Weights(), Weights(inversion=7, late=1, move=5, load=3, wish=4))))
    unseen = draw(st.dictionaries(kinds, st.integers(1, 9), max_size=2))
    return Problem(crew, coming, HORIZON, 30, weights, tuple(wanted), unseen)
