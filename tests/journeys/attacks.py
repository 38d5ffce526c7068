"""Ways to go round the operations: straight at the database, and from two connections at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import DatabaseError, connection, transaction


def sql(statement: str, *values: object) -> int:
    """Run one statement as the owner of the tables; returns how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.rowcount


def refused(statement: str, *values: object) -> str:
    """The first line of the database's refusal; fails where the database lets the statement through."""
    # Rows just written for a test must not stand in a truncation's way by themselves.
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        sql(statement, *values)
    return str(error.value).splitlines()[0]


def beside(first: Callable[[], object], second: Callable[[], object]) -> tuple[object, object]:
    """`second` runs on a connection of its own between the writes of `first` and its commit.

    Each gives what it returned or the database's refusal.
    """
    written, commit = Event(), Event()

    def one() -> object:
        with transaction.atomic():
            result = first()
            written.set()
            commit.wait(2)
        return result

    def two() -> object:
        written.wait(10)
        try:
            with transaction.atomic():
                return second()
        finally:
            commit.set()

    def on_own_connection(act: Callable[[], object]) -> object:
        try:
            return act()
        except DatabaseError as error:
            return str(error).splitlines()[0]
        finally:
            written.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = pool.submit(on_own_connection, one), pool.submit(on_own_connection, two)
        return both[0].result(30), both[1].result(30)
