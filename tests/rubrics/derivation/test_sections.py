"""Headings decide what their sections hold."""

from rubrics.derivation.sections import sections
from rubrics.reading.blocks import split


def roles(text: str) -> list[tuple[str, str]]:
    return [(s.heading, s.role) for s in sections(text, split(text))]


def test_headings_are_known_by_their_words() -> None:
    text = (
        "# Clerk\n\n## What you'll do\n\n- a\n\n## You bring\n\n- b\n\n"
        "## Nice to have\n\n- c\n\n## What we offer\n\n- d\n"
    )

    assert roles(text) == [
        ("Clerk", "prose"),
        ("What you'll do", "duties"),
        ("You bring", "requirements"),
        ("Nice to have", "desirable"),
        ("What we offer", "noise"),
    ]


def test_a_section_inherits_from_the_one_above() -> None:
    text = (
        "# Clerk\n\n## Interview process\n\nx\n\n### Requirements of the panel\n\n"
        "- a\n\n## Qualifications\n\n### In the field\n\n- b\n"
    )

    assert roles(text)[2:] == [
        ("Requirements of the panel", "noise"),
        ("Qualifications", "requirements"),
        ("In the field", "requirements"),
    ]


def test_what_makes_one_stand_out_is_asked_where_nothing_else_is() -> None:
    text = "# Clerk\n\n## What makes you stand out\n\n- a\n"

    assert roles(text)[1] == ("What makes you stand out", "requirements")
    assert roles(text + "\n## Requirements\n\n- b\n")[1] == ("What makes you stand out", "desirable")


def test_the_title_of_the_document_rules_nothing_below() -> None:
    assert roles("# Interview process for clerks\n\nx\n\n## Requirements\n\n- a\n") == [
        ("Interview process for clerks", "prose"),
        ("Requirements", "requirements"),
    ]


def test_bare_headings_have_two_tiers_where_sections_are_introduced() -> None:
    text = (
        "Requirements\nClerks usually need this:\nSoft Skills\n- calm\nTechnical Skills\n- typing\n"
        "Key Responsibilities\nThe work is this:\nTechnical Expertise\n- keeps files\nSalary\n- much\n"
    )

    assert roles(text) == [
        ("Requirements", "requirements"),
        ("Soft Skills", "requirements"),
        ("Technical Skills", "requirements"),
        ("Key Responsibilities", "duties"),
        ("Technical Expertise", "duties"),
        ("Salary", "noise"),
    ]


def test_an_overview_that_repeats_requirements_is_set_aside() -> None:
    text = "Overview\nA clerk writes.\nQualifications\n- typing\nRequirements\nA clerk needs:\n- typing\n"

    assert [(s.heading, s.role, s.rule) for s in sections(text, split(text))] == [
        ("Overview", "noise", "overview-repeats"),
        ("Qualifications", "noise", "overview-repeats"),
        ("Requirements", "requirements", "heading-words"),
    ]


def test_a_known_line_with_a_colon_is_a_heading_in_a_text_without_marks() -> None:
    assert roles("We sell tea.\n\nYour profile:\n- patience\n\nWe offer:\n- tea\n") == [
        ("", "prose"),
        ("Your profile:", "requirements"),
        ("We offer:", "noise"),
    ]


def test_a_lone_heading_with_a_role_is_the_title() -> None:
    assert roles("# Clerk, Market Hall\n\nWe sell tea.\n") == [("Clerk, Market Hall", "prose")]


def test_grades_below_subjects_keep_their_subject() -> None:
    text = (
        "Clerk\n\nWe sell tea to sailors.\n\nSkills\nEssential criteria\nWrites by hand\n"
        "Desirable criteria\nSpeaks some French\n\nPersonal attributes\nEssential criteria\nPatient with gulls\n"
    )

    assert [(s.heading, s.role, s.parent) for s in sections(text, split(text)) if s.blocks][-3:] == [
        ("Essential criteria", "requirements", "Skills"),
        ("Desirable criteria", "desirable", "Skills"),
        ("Essential criteria", "requirements", "Personal attributes"),
    ]


def test_wishes_below_requirements_are_wishes_in_a_text_without_marks() -> None:
    text = (
        "Skills and Qualifications to Look For\nA clerk needs this:\nMust-Haves\n- typing\n- ink\n"
        "Nice-to-Haves\n- French\n"
    )

    assert roles(text)[-1] == ("Nice-to-Haves", "desirable")


def test_headings_in_capitals_stand_on_one_level_except_the_names_of_soft_skills() -> None:
    text = (
        "COOK\n\nSKILLS\nKnives\nFire\n\nON THE TABLE\nSoup\nBread\n\nSOFT SKILLS\n\nCALM\n\nNever shouts.\n"
    )

    found = {s.heading: s.role for s in sections(text, split(text))}

    assert [found[name] for name in ("SKILLS", "ON THE TABLE", "SOFT SKILLS", "CALM")] == [
        "requirements",
        found["ON THE TABLE"],
        "soft",
        "soft",
    ]
    assert found["ON THE TABLE"] != "requirements"
