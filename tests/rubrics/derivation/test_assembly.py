"""A whole draft: right statements, exact spans, an account that balances, the same bytes again."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.derivation import RubricDraft, derive
from rubrics.library import load
from tests.rubrics.derivation import marked as documents

LIBRARY = load()
TITLES = {
    "archive_clerk.html": "Archive Clerk",
    "bike_mechanic.md": "Bike mechanic",
    "care_home_manager.txt": "Care Home Manager",
    "change_coach.md": "Change Coach",
    "community_lead.md": "Community Lead",
    "compost_blog.md": None,
    "data_steward.md": "Data steward",
    "delivery_manager.md": "Senior Delivery Manager",
    "ferry_captain.txt": "FERRY CAPTAIN",
    "field_biologist.md": "Field Biologist",
    "finance_officer.md": "Finance Officer",
    "garden_planner.md": "Garden Planner",
    "grants_lead.md": "Grants Lead",
    "grid_planner.txt": "Grid Planner",
    "job_family.md": "Billing Analyst",
    "lab_technician.txt": "Laboratory Technician (Water Quality)",
    "marine_lecturer.txt": "Lecturer in Marine Policy",
    "museum_educator.md": "museum educator",
    "platform_engineer.md": "Platform Engineer",
    "policy_adviser.md": "Policy adviser",
    "prose_baker.txt": "Baker for our night shift",
    "readme_note.md": None,
    "river_researcher.md": "River researcher",
    "robotics_tester.txt": "Robotics Test Engineer",
    "sales_rep.txt": "Field Sales Representative",
    "security_tester.md": "Security Tester",
    "senior_accountant.txt": "Senior Accountant",
    "station_agent.html": "Station Agent",
    "support_engineer.html": "Support Engineer",
    "ward_nurse.txt": "Ward Nurse",
    "warehouse_lead.txt": "Warehouse Operations Lead",
    "web_editor.md": "Web editor",
    "youth_worker.md": "Youth Worker",
}
WORDS = st.sampled_from(
    [
        "# Requirements\n",
        "## Pay\n",
        "- ",
        "  - ",
        "1. ",
        "Experience with Python",
        "must have",
        "degree",
        ", ideally",
        ".\n",
        "\n\n",
        ":\n",
        "**Skills:** ",
        "5 years",
        "You will",
        "Soft Skills\n",
        "(e.g., SQL)",
        "By doing this, ",
        "→",
        "”",
        "\xa0",
        "---\n",
        "title: Clerk\n",
        "{{ x }}",
        "<br>",
        "</p>",
        "[a](b)",
        "ÄÖ",
    ]
)


def draft_of(name: str) -> RubricDraft:
    document = documents.marked(name).document
    return derive(document.text, blocks=document.blocks, library=LIBRARY)


def test_every_document_of_the_tests_has_its_title_written_down() -> None:
    assert sorted(TITLES) == documents.names()


@pytest.mark.parametrize("name", documents.names())
def test_a_document_gives_exactly_its_marked_statements(name: str) -> None:
    found = [(documents.plain(s.text), s.necessity) for s in draft_of(name).statements]

    assert found == documents.marked(name).statements


@pytest.mark.parametrize(("name", "title"), sorted(TITLES.items()))
def test_a_document_gives_the_title_of_its_role(name: str, title: str | None) -> None:
    found = draft_of(name).title

    assert (found.text if found else None) == title


@pytest.mark.parametrize("name", documents.names())
def test_a_second_derivation_gives_the_same_bytes(name: str) -> None:
    first, second = (json.dumps(draft_of(name).as_dict(), ensure_ascii=False) for _ in range(2))

    assert first == second


def test_named_soft_skills_stand_beside_the_statements() -> None:
    found = [(s.title, s.description) for s in draft_of("robotics_tester.txt").soft_skills]

    assert found == [
        ("Communication", "Explain faults to people who did not see them."),
        ("Patience and Persistence", "Repeat a test until the cause is known."),
        ("Teamwork", "Share rigs and results."),
    ]


def test_a_text_that_asks_nothing_gives_a_note_and_no_competency() -> None:
    draft = derive("# Why compost matters\n\nTurn the heap.\n", library=LIBRARY)

    assert (draft.statements, draft.competencies, draft.notes) == (
        (),
        (),
        ("No requirement was found: nothing here asks something of a person. It may be no role document.",),
    )


def test_few_statements_are_said_and_never_filled_up() -> None:
    draft = derive(
        "# Clerk\n\n## Requirements\n\n- Fluent Python\n- Patience with visitors\n", library=LIBRARY
    )
    usual = "could be derived; five to eight are usual. Publish with a reason or add some by hand."

    assert draft.notes == (
        "Only 2 requirement statements, in 1 place: nothing was filled up.",
        f"Only {len(draft.competencies)} competencies {usual}",
    )


def test_lost_words_are_pointed_out() -> None:
    draft = draft_of("care_home_manager.txt")

    assert [note for note in draft.notes if note.startswith("Words")] == [
        "Words seem to be lost in 1 statement (links that were not copied); compare with the original page."
    ]


def test_at_most_eight_competencies_are_proposed_for_scoring_and_none_is_lost() -> None:
    draft = draft_of("warehouse_lead.txt")
    scored = [c for c in draft.competencies if c.proposed == "score"]
    told = [c for c in draft.competencies if c.proposed != "score" and not c.reason]

    assert (len(scored) <= 8, told) == (True, [])


def test_the_plain_form_carries_the_title_as_bare_text() -> None:
    plain = draft_of("finance_officer.md").as_dict()

    assert (plain["title"], plain["title_origin"]) == (
        "Finance Officer",
        {"text": "Finance Officer", "start": 2, "end": 17, "rule": "title-heading"},
    )


@pytest.mark.parametrize(
    "text",
    [
        "strong and " * 5_000,
        "5 years or " * 5_000,
        "must" + " " * 50_000 + "x",
        "The Harbour Clerk " * 3_000,
        "{% comment " * 5_000,
        "(e.g. " * 10_000,
        "".join(" " * (2 * n) + "- item\n" for n in range(300)),
    ],
    ids=lambda text: text[:12].strip(),
)
def test_a_text_made_to_be_slow_takes_no_longer_than_others(text: str) -> None:
    start = time.perf_counter()
    derive("# Clerk\n\n## Requirements\n\n- " + text, library=LIBRARY)

    assert time.perf_counter() - start < 5


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map("".join)))
def test_any_text_gives_a_draft_whose_spans_slice_and_whose_account_balances(text: str) -> None:
    draft = derive(text, library=LIBRARY)
    quoted = [span for doubt in draft.doubts for span in doubt.spans]

    assert [s.text for s in draft.statements] == [text[s.start : s.end] for s in draft.statements]
    assert [s.title for s in draft.soft_skills] == [
        text[s.title_start : s.title_end] for s in draft.soft_skills
    ]
    assert [q.text for q in quoted] == [text[q.start : q.end] for q in quoted]
    assert draft.account.balances
    assert sorted(i for c in draft.competencies for i in c.statements) == sorted(
        set(range(draft.account.found))
        - {d.statement for d in draft.dropped}
        - {i for i, s in enumerate(draft.statements) if s.treatment == "verify"}
    )
