"""What two writers at once may run into, tried again: the database picks one of them and refuses the other."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, OperationalError

T = TypeVar("T")

TIMES = 4
# Refusals that another attempt can mend: an excluded overlap, a deadlock, a conflict of transactions.
PASSING = frozenset({"23P01", "23505", "40P01", "40001"})


def passes(error: Exception) -> bool:
    """Whether the refusal comes from another writer, so that a new attempt sees what that one wrote."""
    return getattr(error.__cause__, "sqlstate", "") in PASSING


def again(act: Callable[[], T]) -> T:
    """What `act` returns; it is called anew, each time with a fresh look, while others are in the way.

    `act` opens its own transaction. Raises the last refusal when all attempts met one.
    """
    for _attempt in range(TIMES - 1):
        try:
            return act()
        except (IntegrityError, OperationalError) as error:
            if not passes(error):
                raise
    return act()
