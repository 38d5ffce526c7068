"""The lint of the whole library finds what breaks a rule, and nothing in the shipped library."""

from dataclasses import replace
from types import MappingProxyType

from rubrics.library import Competency, Finding, Library, Merge, lint, load
from rubrics.library.types import SENIORITIES


def with_one(**changes: object) -> Library:
    """The shipped library with its first competency, communication, changed."""
    library = load()
    first, *others = library.competencies
    return replace(library, competencies=(replace(first, **changes), *others))  # type: ignore[arg-type]


def communication() -> Competency:
    return load().competency("communication")


def with_level_three(text: str) -> Library:
    anchors = dict(communication().anchors)
    one, two, _, four, five = anchors["lead"]
    return with_one(anchors=MappingProxyType(anchors | {"lead": (one, two, text, four, five)}))


def with_first_question(**changes: object) -> Library:
    first, *others = communication().questions
    return with_one(questions=(replace(first, **changes), *others))  # type: ignore[arg-type]


def test_the_shipped_library_is_clean() -> None:
    assert lint(load()) == []


def test_two_interviews_need_not_repeat_a_question() -> None:
    fewest = min(
        len(competency.questions_for(seniority))
        for competency in load().competencies
        for seniority in SENIORITIES
    )

    assert fewest == 4


def test_every_technical_question_with_a_placeholder_has_a_wording_without() -> None:
    questions = load().competency("technical_proficiency").questions

    assert [question.key for question in questions if "{skill}" not in question.text] == []
    assert [question.key for question in questions if "{" in question.fallback or not question.fallback] == []


def test_a_missing_middle_level_is_found() -> None:
    assert lint(with_level_three("")) == [
        Finding("communication/lead", "levels", "Level 3 has no anchor."),
    ]


def test_a_missing_seniority_lacks_all_mandatory_levels() -> None:
    anchors = {name: texts for name, texts in communication().anchors.items() if name != "head"}

    findings = lint(with_one(anchors=MappingProxyType(anchors)))

    assert findings == [
        Finding("communication/head", "levels", f"Level {level} has no anchor.") for level in (1, 3, 5)
    ]


def test_a_banned_word_in_an_anchor_is_found_with_its_seniority() -> None:
    assert lint(with_level_three("Gave an excellent talk to the board; decision taken.")) == [
        Finding(
            "communication/lead",
            "banned-word",
            "The word 'excellent' judges; say what was done and what came of it.",
        ),
    ]


def test_anchors_copied_from_one_seniority_to_another_are_found() -> None:
    anchors = dict(communication().anchors)
    library = with_one(anchors=MappingProxyType(anchors | {"head": anchors["lead"]}))

    findings = lint(library)

    assert [(finding.key, finding.rule) for finding in findings] == [
        ("communication", "levels-alike"),
        *((text.lower(), "duplicate") for text in anchors["lead"]),
    ]


def test_a_single_probe_is_too_few_and_five_are_too_many() -> None:
    for number in (1, 5):
        library = with_first_question(probes=tuple(f"What came {i}th?" for i in range(number)))

        sentence = f"There are {number} probes; two to four are asked for."
        assert lint(library) == [Finding("communication-1", "probes", sentence)]


def test_a_competency_needs_more_than_one_kind_of_question() -> None:
    library = with_one(questions=tuple(q for q in communication().questions if q.kind == "past_behaviour"))

    assert [(finding.key, finding.sentence) for finding in lint(library)] == [
        (f"communication/{seniority}", sentence)
        for seniority in SENIORITIES
        for sentence in (
            "There are 2 questions; 3 are the least.",
            "It needs a past-behaviour and a situational question, or a work sample.",
        )
    ]


def test_a_question_on_private_life_is_found_in_text_probe_and_fallback() -> None:
    library = with_first_question(
        text="Do you plan to have children?",
        probes=("Are you married?", "What came of it?"),
        fallback="How old are you?",
    )

    assert (
        lint(library)
        == [
            Finding("communication-1", "question-topic", "The question asks about private life."),
        ]
        * 3
    )


def test_a_placeholder_needs_a_fallback_and_a_fallback_has_none() -> None:
    without = with_first_question(text="Tell me about {skill}.")
    within = with_first_question(text="Tell me about {skill}.", fallback="Tell me about {task}.")

    assert [finding.sentence for finding in lint(without)] == ["A text with a placeholder needs a fallback."]
    assert [finding.sentence for finding in lint(within)] == ["The fallback holds a placeholder."]


def test_values_outside_the_lists_are_found() -> None:
    library = with_one(
        family="social",
        kinds=("soft", "magic"),
        steps=("detail", "luck", "scale"),
        cues=("Communication",),
        merge_with=(Merge("charm", "It is alike."),),
        definition="",
    )

    assert lint(library) == [
        Finding("communication", "value", sentence)
        for sentence in (
            "The family 'social' is unknown.",
            "The statement kind 'magic' is unknown.",
            "The dimension 'luck' is unknown.",
            "It would merge with 'charm', which is not here.",
            "The cue 'Communication' is not lower-case.",
            "Each of the four steps between the levels needs its dimension.",
            "The definition is empty.",
        )
    ]


def test_question_values_outside_the_lists_are_found() -> None:
    library = with_first_question(kind="trick", minutes=0, good_answer="", seniority=("chief",))

    assert [finding.sentence for finding in lint(library)] == [
        "The question's kind is unknown.",
        "The minutes have to be between 2 and 60.",
        "What an answer shows is missing.",
        "The seniority 'chief' is unknown.",
    ]


def test_a_cue_of_two_competencies_is_found() -> None:
    library = with_one(cues=("teamwork",))

    assert lint(library) == [Finding("teamwork", "duplicate", "Two competencies have the cue 'teamwork'.")]


def test_an_unknown_treatment_is_found() -> None:
    library = load()
    first, *others = library.not_scored
    library = replace(library, not_scored=(replace(first, treatment="rate"), *others))

    assert lint(library) == [Finding("education", "value", "The treatment 'rate' is unknown.")]
