"""A split survives a new version of the document as long as both parts are still there."""

from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.models import RubricVersion
from rubrics.operations import splits, statements
from rubrics.operations.resplits import places
from tests.rubrics.operations.test_carryover import CHANGED, follow, freeze

PARTS = {"Plans rotas", "checks  them", "knows SQL", "SQL"}
CUT = {
    "two parts": ("Plans rotas and checks  them", [11]),
    "three parts": ("Plans rotas, checks them, and knows SQL", [11, 24]),
    "something new between them": ("Plans rotas, drives, and checks them", []),
    "something new behind them": ("Plans rotas, checks them and sings", []),
    "one part alone": ("Plans rotas", []),
    "a part of a longer word": ("Plans rotas and checks themes", []),
}


@pytest.mark.parametrize(("text", "cuts"), CUT.values(), ids=CUT)
def test_a_text_is_cut_where_it_is_made_of_known_parts(text: str, cuts: list[int]) -> None:
    assert places(text, PARTS) == cuts


def test_both_parts_and_their_confirmation_come_along(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    whole = "Keeps promises to the crew"
    row = draft.statements.get(text=whole)
    splits.split_statement(statement=row, place=14, revision=0, by=recruiter, at=at)
    halves = list(draft.statements.filter(text__in=["Keeps promises", "to the crew"]))
    statements.confirm(version=draft, statements=halves, revision=1, by=recruiter, at=at)
    new = follow(freeze(draft, recruiter, at), at, CHANGED)
    kept = new.statements.filter(text__in=[whole, "Keeps promises", "to the crew"]).order_by("start")
    assert [(one.text, new.role_document.text[one.start : one.end], one.confirmed_by) for one in kept] == [
        ("Keeps promises", "Keeps promises", recruiter),
        ("to the crew", "to the crew", recruiter),
    ]
    behind = new.competencies.get(key="accountability")
    assert [span["text"] for span in behind.spans] == ["Keeps promises", "to the crew"]
