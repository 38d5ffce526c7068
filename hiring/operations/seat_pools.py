"""Which pool each seat of a planned session is for, written down and taken over from plan to plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hiring.models import LoopPlan, PlannedSession, Pool, SeatPool

# Pools by their number for each seat, None for a seat of anybody who is qualified.
Pools = Sequence[int | None]


def kept_in(session: PlannedSession) -> list[int | None]:
    """The pool of each seat of the session; empty where all are anybody's."""
    named = dict(session.seat_pools.values_list("place", "pool"))
    return [named.get(place) for place in range(session.seats)] if named else []


def write(session: PlannedSession, pools: Pools) -> None:
    """Say which pool each seat is for; seats that the session does not have are passed over."""
    session.seat_pools.all().delete()
    SeatPool.objects.bulk_create(
        SeatPool(session=session, place=place, pool_id=pool)
        for place, pool in enumerate(pools[: session.seats])
        if pool is not None
    )


def by_kind(plan: LoopPlan | None) -> dict[str, list[Pools]]:
    """The pools of the plan's sessions, for each kind of interview in the order of the loop."""
    found: dict[str, list[Pools]] = defaultdict(list)
    for row in plan.sessions.select_related("kind") if plan else ():
        found[row.kind.key].append(kept_in(row))
    return found


def take_over(plan: LoopPlan, pools: Mapping[str, Sequence[Pools]]) -> None:
    """Give the plan's sessions the pools of others, kind by kind in the order of the loop; unknown pools are none."""
    known = set(Pool.objects.values_list("pk", flat=True))
    rows: dict[str, list[PlannedSession]] = defaultdict(list)
    for row in plan.sessions.select_related("kind"):
        rows[row.kind.key].append(row)
    for kind, sessions in rows.items():
        for session, wanted in zip(sessions, pools.get(kind, ()), strict=False):
            if len(wanted) == session.seats:
                write(session, [pool if pool in known else None for pool in wanted])
