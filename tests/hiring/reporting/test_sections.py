import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from hiring.reporting import wording
from hiring.reporting.contents import Quote
from hiring.reporting.facts import assemble
from hiring.reporting.sections import build
from hiring.reporting.types import MissingScorecard, Rater, Rating, Revision
from hiring.reporting.wording import Sentence

NEVER = re.compile(
    r"\b(winner|top|weak|strong|excellent|recommended|he|she|his|her|hers|him)\b|!", re.IGNORECASE
)


def sentences(value):
    """Every product sentence anywhere in the contents."""
    if isinstance(value, Sentence):
        return [value]
    if is_dataclass(value):
        return [found for field in fields(value) for found in sentences(getattr(value, field.name))]
    return [found for item in value for found in sentences(item)] if isinstance(value, tuple) else []


def quotes(value):
    """Every quotation anywhere in the contents."""
    if isinstance(value, Quote):
        return [value]
    if is_dataclass(value):
        return [found for field in fields(value) for found in quotes(getattr(value, field.name))]
    return [found for item in value for found in quotes(item)] if isinstance(value, tuple) else []


def only(facts, *cards):
    return replace(
        facts,
        raters=tuple(rater for rater in facts.raters if rater.id in cards),
        ratings=tuple(rating for rating in facts.ratings if rating.rater in cards),
        recommendations=(),
    )


def test_no_template_and_no_label_holds_a_word_that_judges():
    texts = [*wording.TEMPLATES.values(), *wording.LABELS.values()]

    assert [text for text in texts if NEVER.search(text)] == []


def test_each_sentence_names_a_known_template_and_each_source_is_a_fact(facts):
    ids = {rating.id for rating in facts.ratings} | {item.id for item in facts.requirements}
    ids |= {"excused-1", "irregularity-1", "irregularity-2"}
    found = sentences(build(assemble(facts)))

    assert {sentence.template for sentence in found} - set(wording.TEMPLATES) == {"irregularity"}
    assert {source for sentence in found for source in sentence.sources} - ids == set()


def test_each_quotation_is_word_for_word_in_the_facts(facts):
    evidence = [rating.evidence for rating in facts.ratings]
    sources = [source.text for competency in facts.competencies for source in competency.sources]
    others = ["Ill on the day.", "The saving was the team’s.", "Yes, for the research side of the role."]

    found = [quote.text for quote in quotes(build(assemble(facts)))]

    assert sorted(found) == sorted([*evidence, *sources, *others])


def test_the_first_sentence_gives_the_composite_with_its_range(facts):
    summary = build(assemble(facts)).summary

    assert summary.lede.text == (
        "Composite 3.6 on the 1–5 scale, between “Meets” and “Above”; the panel’s range is 3.0 to 4.2."
    )
    assert [sentence.text for sentence in summary.body] == [
        "From 17 ratings by 5 interviewers.",
        "All 7 competencies were assessed, each by at least 2 people.",
        (
            "The range is where the panel’s score would lie if other trained interviewers had been drawn; "
            "it is not a forecast of job performance."
        ),
        "With the later revisions the composite would be 3.5; the first ratings stand.",
    ]


def test_one_rater_gives_no_range_and_says_why(facts):
    summary = build(assemble(only(facts, "card-4"))).summary

    assert summary.lede.text == "The composite is incomplete: 5 of 7 competencies have a rating."
    assert (summary.strip.value, summary.strip.low) == (None, None)

    crossed = only(facts, "card-4")
    rest = [Rating(key, "card-4", key, 4, "A note on it.") for key in ("speech", "lead")]
    summary = build(assemble(replace(crossed, ratings=(*crossed.ratings, *rest)))).summary

    assert summary.lede.text.endswith("; no range can be given.")
    assert summary.body[-2].text == "One rater: uncertainty unknown."


def test_two_raters_show_their_two_values_instead_of_a_range(facts):
    cards = only(facts, "card-1", "card-2")
    keys = [competency.key for competency in facts.competencies]
    ratings = [
        Rating(f"{card}{key}", card, key, level, "A note.")
        for card, level in (("card-1", 4), ("card-2", 3))
        for key in keys
    ]

    summary = build(assemble(replace(cards, ratings=tuple(ratings)))).summary

    assert summary.lede.text == (
        "Composite 3.5 on the 1–5 scale, between “Meets” and “Above”; no range can be given."
    )
    assert summary.body[-1].text == (
        "Two raters: Ilse Varga alone gives 4.0, Bram Osei alone 3.0; a range would cover the scale."
    )


def test_a_competency_with_one_rater_leaves_the_range_not_estimable(facts):
    fewer = replace(facts, ratings=tuple(r for r in facts.ratings if r.id != "lead-card-5"))
    contents = build(assemble(fewer))

    assert contents.summary.lede.text.endswith("; no range can be given.")
    assert "basis.single" in [sentence.template for sentence in contents.summary.body]
    assert "range.lone" in [sentence.template for sentence in contents.summary.body]
    assert contents.rows[3].flag_text == "1 rater"


def test_a_panel_that_disagrees_is_named_with_its_ratings(facts):
    (entry,) = build(assemble(facts)).disagreements

    assert (entry.key, entry.required) == ("lead", True)
    assert [sentence.text for sentence in entry.sentences] == [
        "Noor Halabi rated 2 and Mei Tanaka 4.",
        "Ratings stand on both sides of “Meets”.",
        "The mean of 3.0 is nobody’s rating.",
        "Read the notes side by side before using it.",
    ]


def test_a_minority_view_is_named(facts):
    extra = tuple(
        Rating(f"m{card}", card, "value", level, "A note.") for card, level in (("card-1", 4), ("card-2", 1))
    )
    entries = build(assemble(replace(facts, ratings=(*facts.ratings, *extra)))).disagreements

    minority = [s.text for e in entries for s in e.sentences if s.template == "spread.minority"]

    assert minority == ["Bram Osei rated 1; the median of the 4 ratings is 3.5."]


def test_what_was_not_assessed_is_blank_and_in_plain_words(facts):
    kept = tuple(rating for rating in facts.ratings if rating.competency != "plan")
    missing = Rating("n1", "card-3", "plan", None, "", "no_time")
    contents = build(assemble(replace(facts, ratings=(*kept, missing))))
    row = contents.rows[5]
    note = contents.evidence[5].notes[0]

    assert (row.mean, row.mean_text, row.discs, row.flag) == (None, "", (), "unrated")
    assert (note.level, note.level_name, note.note) == (None, "Not assessed", None)
    assert [remark.sentence.text for remark in contents.gaps[0].remarks][:2] == [
        "Project management has no rating.",
        "Noor Halabi did not assess Project management: no time.",
    ]


def test_evidence_stands_with_level_anchor_author_and_seat(facts):
    note = build(assemble(facts)).evidence[0].notes[1]

    assert (note.level, note.level_name, note.rater, note.role) == (
        3,
        "Meets",
        "Bram Osei",
        "Research talk, second",
    )
    assert note.anchor == "What an answer on level 3 did for rigour."
    assert note.note.source == "rigour-card-2"


def test_a_revision_says_who_when_and_whether_others_were_visible(facts):
    rows = {gap.label: gap.remarks for gap in build(assemble(facts)).gaps}

    assert [(r.sentence.text, r.quote.text, r.after.text) for r in rows["Revisions"]] == [
        (
            (
                "Teodor Lind, Business acumen, 3 to 2 on Wed 25 Nov 2026, 17:40, "
                "after others’ ratings were visible."
            ),
            "The saving was the team’s.",
            "The composite uses the first rating, 3.",
        )
    ]


def test_a_revision_to_not_assessed_is_said_in_words(facts):
    at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    gone = Revision(None, at, "Ilse Varga", "Mixed up two candidates.", False)
    first, *others = facts.ratings
    changed = replace(facts, ratings=(replace(first, revisions=(gone,)), *others))
    rows = {gap.label: gap.remarks for gap in build(assemble(changed)).gaps}

    assert rows["Revisions"][0].sentence.text == (
        "Ilse Varga, Intellectual rigour and flexibility, 4 to not assessed on Wed 25 Nov 2026, 09:00, "
        "before others’ ratings were visible."
    )


def test_what_is_missing_names_the_person_or_the_empty_seat(facts):
    missing = (
        MissingScorecard("Rolf Amsel", "lead", "Research talk"),
        MissingScorecard("", "second", "People"),
    )
    contents = build(assemble(replace(facts, missing=missing)))
    rows = {gap.label: gap.remarks for gap in contents.gaps}

    assert contents.summary.body[1].text == "2 scorecards are not in: Rolf Amsel and People."
    assert [remark.sentence.text for remark in rows["Scorecards"]][:2] == [
        "The scorecard of Rolf Amsel (Research talk, lead) is neither submitted nor excused.",
        "Nobody holds the seat “second” of People.",
    ]


def test_requirements_keep_their_result_and_are_counted(facts):
    section = build(assemble(facts)).requirements

    assert section.summary.text == "4 requirements: 1 met, 1 equivalent, 1 not met and 1 unknown."
    assert [row.status_text for row in section.rows] == ["Met", "Not met", "Equivalent", "Unknown"]


def test_unequal_weights_are_shown_with_their_reason(facts):
    first, *others = facts.competencies
    heavier = replace(first, weight=Decimal(2), weight_reason="Most of the role is this.")
    contents = build(assemble(replace(facts, competencies=(heavier, *others))))

    assert [sentence.text for sentence in contents.evidence[0].weight] == ["Weight: 25% of the composite."]
    assert contents.evidence[0].weight_reason.text == "Most of the role is this."
    assert [s.text for s in contents.limits.sentences][:2] == [
        "The composite is the weighted mean of competency means, formula 2.1.",
        "The weights and their reasons stand beside the evidence.",
    ]


def test_an_essential_competency_below_the_floor_is_said_beside_the_composite(facts):
    competencies = tuple(replace(c, essential=c.key == "lead") for c in facts.competencies)
    ratings = tuple(replace(r, level=2) if r.id == "lead-card-5" else r for r in facts.ratings)
    contents = build(assemble(replace(facts, competencies=competencies, ratings=ratings)))

    assert contents.summary.body[-1].text == (
        "Leadership and people development is essential and has a mean of 2.00, below the floor of 2.5."
    )


def test_the_decision_is_empty(facts):
    assert build(assemble(facts)).decision.template == "decision.empty"


def test_people_with_equal_initials_get_different_discs(facts):
    first, second, *others = facts.raters
    twins = (replace(first, display_name="Ida Voss"), replace(second, display_name="Ivo Varn"), *others)

    legend = build(assemble(replace(facts, raters=twins))).legend

    assert [(entry.initials, entry.name) for entry in legend[:2]] == [("IV", "Ida Voss"), ("IV2", "Ivo Varn")]


def test_a_trainee_is_named_and_not_counted(facts):
    trainee = Rater("card-9", "Ola Brandt", "reverse_shadow", "Research talk")
    rating = Rating("x", "card-9", "rigour", 1, "A trainee’s note.")
    contents = build(
        assemble(replace(facts, raters=(*facts.raters, trainee), ratings=(*facts.ratings, rating)))
    )
    rows = {gap.label: gap.remarks for gap in contents.gaps}

    assert [remark.sentence.text for remark in rows["Trainees"]] == [
        "Ola Brandt held the seat “reverse shadow”; these ratings are shown and not counted."
    ]
    assert [note.rating for note in contents.evidence[0].not_counted] == ["x"]
    assert [disc.rating for disc in contents.rows[0].discs] == [
        "rigour-card-1",
        "rigour-card-2",
        "rigour-card-4",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(3.25, "3.2"), (3.35, "3.4"), (3.45, "3.4"), (3.96, "4.0"), (2.5, "2.5")]
)
def test_numbers_are_rounded_half_to_even(value, text):
    assert wording.number(value) == text


def test_a_share_just_below_the_whole_is_not_called_the_whole():
    assert [wording.share(0.999), wording.share(1.0), wording.share(0.8)] == ["over 99%", "100%", "80%"]


def test_a_right_to_left_name_is_isolated_in_a_sentence():
    assert wording.phrase("spread.ratings", who="דוד לוי") == "\u2068דוד לוי\u2069."
