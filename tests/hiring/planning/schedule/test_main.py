"""The program reads a file, prints a plan, and says on the error stream how it gets on."""

import json
from pathlib import Path

import pytest

from hiring.planning.instance import read_problem
from hiring.planning.problem import Plan, Seating
from hiring.planning.schedule.__main__ import age, main
from tests.hiring.planning.instances import company
from tests.hiring.planning.rules import broken, cost


def test_a_file_becomes_a_plan_that_keeps_the_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = company(3, 10)
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(data))

    status = main([str(path), "--seconds", str(age() + 0.6), "--seed", "2"])

    told = capsys.readouterr()
    rows = json.loads(told.out)["assignments"]
    plan = Plan(tuple(Seating(c, j, start, (who,)) for c, j, who, start in rows))
    problem = read_problem(data)
    assert (status, broken(problem, plan)) == (0, [])
    assert f"cost {cost(problem, plan)}" in told.err
