"""Crosses in columns that only spaces set apart."""

from rubrics.derivation import derive
from rubrics.derivation.ticks import is_head, ticked

TABLE = """Ferry Planner

Person specification

                                   Essential   Desirable
Experience of timetables               X
Knowledge of tides                                 X
Patience
Skill with charts                      x
"""


def test_a_cross_belongs_to_the_nearest_head_above_it() -> None:
    assert [(s.text, s.necessity) for s in derive(TABLE).statements] == [
        ("Experience of timetables", "must"),
        ("Knowledge of tides", "preferred"),
        ("Skill with charts", "must"),
    ]


def test_without_heads_a_cross_says_nothing() -> None:
    assert ticked("Experience of timetables    X", 0, 29) is None
    assert not is_head("Essential skills and desirable ones")
    assert is_head("Criteria      Essential   Desirable")
