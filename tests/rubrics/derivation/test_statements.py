"""Where statements are found, in which group, with which alternatives; and what is set aside."""

import pytest

from rubrics.derivation import derive
from rubrics.derivation.types import Statement
from rubrics.library import load

LIBRARY = load()


def found(text: str) -> tuple[Statement, ...]:
    return derive("# Clerk\n\n" + text, library=LIBRARY).statements


def grouped(text: str) -> list[tuple[str, str | None, str]]:
    return [(s.section, s.group, s.text) for s in found(text)]


def test_group_names_in_a_flattened_list_are_no_statements() -> None:
    text = (
        "## Requirements\n\n- Formal Background\n- Degree in law such as:\n"
        "- Civil Law\n- Maritime Law\n- Tools\n- Knows registers\n"
    )

    assert grouped(text) == [
        ("Requirements", "Formal Background", "Degree in law such as:"),
        ("Requirements", "Tools", "Knows registers"),
    ]
    assert [s.alternatives for s in found(text)] == [("Civil Law", "Maritime Law"), ()]


def test_items_below_a_name_stand_in_its_group() -> None:
    assert grouped("## Requirements\n\n- **Must have**\n  - patience\n- **Could have**\n  - French\n") == [
        ("Requirements", "Must have", "patience"),
        ("Requirements", "Could have", "French"),
    ]


def test_a_list_after_at_least_one_of_gives_one_statement_with_alternatives() -> None:
    text = "## Skills\n\nKnowledge of at least one of the following crafts:\n\n- weaving\n- dyeing\n"

    assert [(s.text, s.alternatives) for s in found(text)] == [
        ("Knowledge of at least one of the following crafts:", ("weaving", "dyeing"))
    ]


def test_an_item_of_full_sentences_is_as_many_statements() -> None:
    text = "## Requirements\n\n- Tact: Tact is essential at the counter. Applicants must also know the law.\n"

    assert grouped(text) == [
        ("Requirements", "Tact", "Tact is essential at the counter."),
        ("Requirements", "Tact", "Applicants must also know the law."),
    ]


def test_a_quality_alone_may_name_an_item() -> None:
    text = (
        "## Requirements\n\n- Experience: Clerks are expected to bring a year. Tact is considered an asset.\n"
    )

    assert [(s.group, s.text, s.necessity) for s in found(text)] == [
        ("Experience", "Clerks are expected to bring a year.", "must"),
        ("Experience", "Tact is considered an asset.", "preferred"),
    ]


def test_a_named_line_among_requirements_asks_in_its_first_sentence() -> None:
    text = (
        "## Requirements\n\nLicense: A class B permit. A copy is kept in the office.\n\nThe rest is taught.\n"
    )

    assert [s.text for s in found(text)] == ["License: A class B permit."]


def test_a_list_below_an_unknown_heading_is_known_by_its_items() -> None:
    asked = "## Three stars\n\n- Experience at a counter\n- Knowledge of tides\n- Rope\n"
    given = (
        "Requirements\n- Knows tides\n\nHarbour extras\n- 13th month and a pension\n- 30 days of holiday\n"
    )

    assert [s.text for s in found(asked)] == ["Experience at a counter", "Knowledge of tides", "Rope"]
    assert [s.text for s in found(given)] == ["Knows tides"]


def test_an_item_of_fragments_stays_one_statement() -> None:
    text = "## Requirements\n\n- **Files**. Experience of keeping files. Able to find them.\n"

    assert grouped(text) == [
        ("Requirements", "Files", "**Files**. Experience of keeping files. Able to find them.")
    ]


def test_what_is_asked_in_prose_is_found_and_what_describes_is_not() -> None:
    text = "The office is open all week. You must have worked at a counter. Every clerk has a desk.\n"

    assert [s.text for s in found(text)] == ["You must have worked at a counter."]


def test_what_is_not_asked_is_no_statement_unless_it_would_help() -> None:
    text = (
        "You are not expected to type. Shorthand is not required, but it would be helpful. No "
        "degree is needed.\n"
    )

    assert [(s.text, s.necessity) for s in found(text)] == [
        ("Shorthand is not required, but it would be helpful.", "preferred")
    ]


def test_prose_asks_in_many_ways_and_wishes_in_others() -> None:
    text = (
        "We also expect a minimum of three years at sea. A steady hand is a must. We are looking for a "
        "person who plans ahead. If you can splice rope, so much the better. It would be great if you "
        "could also cook. Basic French would be nice, but it isn't necessary. The harbour is a must-see.\n"
    )

    assert [(s.text.split()[0], s.necessity) for s in found(text)] == [
        ("We", "must"),
        ("A", "must"),
        ("We", "must"),
        ("If", "preferred"),
        ("It", "preferred"),
        ("Basic", "preferred"),
    ]


def test_a_sentence_before_a_list_asks_something_by_itself() -> None:
    text = (
        "## Profile\n\nYou hold a degree in law\n\n- tact\n\nYou should show the following skills\n\n- rope\n"
    )

    assert [s.text for s in found(text)] == ["You hold a degree in law", "tact", "rope"]


def test_no_need_is_no_statement_and_a_wish_at_the_end_is_one() -> None:
    text = (
        "## Skills\n\nCharts Plus preferred. No knowledge of nets is needed. Good English is indispensable.\n"
    )

    assert [(s.text, s.necessity) for s in found(text)] == [
        ("Charts Plus preferred.", "preferred"),
        ("Good English is indispensable.", "must"),
    ]


def test_prose_speaks_of_the_person_in_many_ways() -> None:
    text = (
        "You are a trained clerk. The desk is old, and you know how to mend it. It goes without saying that you "
        "are kind. We attach importance to good manners. We are keen to hear from people who sing. They are "
        "expected to have a degree. If you've also sailed, we'll be thrilled. You don't need any French, although "
        "it would be useful.\n"
    )

    assert [s.necessity for s in found(text)] == ["must"] * 6 + ["preferred"] * 2


def test_a_section_about_the_person_takes_sentences_without_a_main_clause() -> None:
    assert [s.text for s in found("## Who you are\n\nSomeone who likes noise. The hall is old.\n")] == [
        "Someone who likes noise."
    ]


def test_another_role_in_contrast_is_left_out() -> None:
    assert found("By contrast, our judges must have a degree. They must have patience.\n") == ()


def test_conditions_pay_and_placeholders_in_a_list_are_set_aside_with_reasons() -> None:
    text = "## Requirements\n\n- [add one more]\n- Serve a trial period\n- Bonus of 8 % on top\n- Tact\n"
    draft = derive("# Clerk\n\n" + text, library=LIBRARY)

    assert [s.text for s in draft.statements] == ["Tact"]
    assert [i.reason for i in draft.ignored] == [
        "an unfilled place of a template",
        "a condition of employment, not a quality of the person",
        "pay, benefits and conditions",
    ]


def test_lists_for_the_application_are_left_out_of_a_requirements_section() -> None:
    text = (
        "## Qualifications\n\nFor each job on your resume, provide:\n\n- dates\n\nYou also need:\n\n- tact\n"
    )

    assert [s.text for s in found(text)] == ["tact"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Applicants must show in the supporting statement how they meet the essential criteria.",
        "Clerks who return after a break are welcome to apply.",
        "The council welcomes applications from clerks of any age.",
    ],
)
def test_who_may_apply_and_how_is_nothing_that_is_asked_of_the_person(sentence: str) -> None:
    assert [s.text for s in found(f"## Essential\n\n- tact\n\n{sentence}\n")] == ["tact"]


def test_duties_give_no_statement_and_are_named_as_ignored() -> None:
    draft = derive("# Clerk\n\n## Duties\n\n- Must keep the files\n", library=LIBRARY)

    assert draft.statements == ()
    assert [(i.heading, i.reason) for i in draft.ignored] == [
        ("Duties", "duties describe the work; they support questions and create no requirement")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Finally, you have run fairs with awkward guests.",
        "We do need someone who has looked after a crowd.",
        "A second language would help, as the port is busy.",
        "We imagine that you have worked with gulls for a while.",
        "We value people who keep their promises.",
        "We'd expect you to have mended a fair few nets.",
        "Radio tickets are handy but not needed.",
        "You will have dealt with the public on a busy quay.",
        "If you speak Welsh, tell us, it may tip the balance.",
        "It would help to know a sheet from a halyard.",
        "You do have to be at ease on water.",
    ],
)
def test_a_sentence_asks_in_many_ways(sentence: str) -> None:
    assert [s.text for s in found(f"## Who we look for\n\nThe port is old. {sentence}\n")] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "You don't have to be able to swim.",
        "We are looking for somebody who'll do it differently.",
        "The mayor is looking to appoint a clerk to join our happy port.",
        "The E criteria are essential, the D criteria are desirable.",
    ],
)
def test_what_is_free_or_speaks_of_the_list_asks_nothing(sentence: str) -> None:
    assert found(f"## Who we look for\n\nThe port is old. {sentence}\n") == ()


def test_lines_without_marks_may_end_with_full_stops() -> None:
    text = "Preferred Qualifications:\nMaster of ships.\nRadio certificate.\nPrior use of a sextant.\n"

    draft = derive(f"Harbour Clerk\n\nWe sell tea. We sell it to sailors.\n\n{text}", library=LIBRARY)

    assert [(s.text, s.necessity) for s in draft.statements] == [
        ("Master of ships.", "preferred"),
        ("Radio certificate.", "preferred"),
        ("Prior use of a sextant.", "preferred"),
    ]


def test_more_than_the_level_before_is_no_wish() -> None:
    text = "## Requirements\n\nEverything a clerk needs, plus:\n\n- knowledge of the tides\n"

    assert [(s.text, s.necessity) for s in found(text)] == [("knowledge of the tides", "must")]


@pytest.mark.parametrize(
    ("sentence", "necessity"),
    [
        ("It'd be lovely (but no deal breaker) if you had some experience of sound design.", "preferred"),
        ("It's a bonus if you've worked on a ferry.", "preferred"),
        ("Gaelic speakers, we'd be especially pleased to hear from you.", "preferred"),
        ("Carving would be a lovely extra.", "preferred"),
        ("A powerboat ticket helps.", "preferred"),
        ("So does Gaelic, though nobody will test you.", "preferred"),
        ("Anybody who has worked a winter on this coast will have what it takes.", "must"),
        ("We're after someone steady.", "must"),
        ("We would love a manager who can read a budget.", "preferred"),
        ("Being outdoors in January is not optional.", "must"),
        ("A CSCS card is useful for site visits.", "preferred"),
        ("At least five years at the bench please.", "must"),
        ("What matters as much as skill: turning up on time.", "must"),
        ("We also expect you to be well organised.", "must"),
        (
            "The successful candidate will be a solicitor, or a legal executive, with two years of experience.",
            "must",
        ),
    ],
)
def test_prose_asks_and_wishes_in_passing(sentence: str, necessity: str) -> None:
    assert [s.necessity for s in found(f"We build boats. {sentence}\n")] == [necessity]


@pytest.mark.parametrize("sentence", ["You don't need your own kit.", "You won't need a car."])
def test_what_nobody_needs_is_not_asked(sentence: str) -> None:
    assert found(f"## What you bring\n\n- {sentence}\n\n{sentence}\n") == ()


def test_who_needs_no_guidance_is_asked_to_work_alone() -> None:
    assert len(found("## What you bring\n\n- You don't need much supervision.\n")) == 1


@pytest.mark.parametrize(
    "lead", ["For each position, list:", "Please give in your letter:", "Write a short letter saying:"]
)
def test_what_an_application_is_to_say_is_no_requirement(lead: str) -> None:
    assert found(f"## Qualifications\n\n{lead}\n- the name of your employer\n- the hours per week\n") == ()


def test_a_list_inside_a_sentence_ends_with_words_that_ask_nothing() -> None:
    text = "## Who we want\n\n- patience\n\nIf you can also:\n- type fast\n\nso much the better.\n"

    assert [(s.text, s.necessity) for s in found(text)] == [("patience", "must"), ("type fast", "preferred")]


def test_what_is_needed_is_no_wish_below_graded_items() -> None:
    text = "## Requirements\n\n- A steady hand (E)\n- A boat (D)\n\nA full driving licence is needed in winter.\n"

    assert [s.necessity for s in found(text)] == ["must", "preferred", "must"]


def test_beside_a_sentence_that_asks_what_is_essential_is_asked_too() -> None:
    text = "Paediatric first aid is essential."

    assert found(f"{text} The woods are wide.\n") == ()
    assert [s.text for s in found(f"You must have led a room. {text}\n")] == [
        "You must have led a room.",
        text,
    ]
