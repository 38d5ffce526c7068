"""Tools named in a statement."""

import pytest

from rubrics.derivation.tools import tools_in


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Experience with registers (e.g., Oracle, PostgreSQL)", ("Oracle", "PostgreSQL")),
        ("Expertise in languages: Python, R, SQL", ("Python", "R", "SQL")),
        ("Knows tools such as Excel or LibreOffice.", ("Excel", "LibreOffice")),
        ("Some C++ and Rust, or C#", ("C++", "C#")),
        ("Tact (also on Mondays)", ()),
    ],
)
def test_tools_are_named_in_order_and_once(text: str, tools: tuple[str, ...]) -> None:
    assert tools_in(text) == tools
