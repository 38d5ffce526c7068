from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from hiring.reporting.facts import ReportFactsError, assemble, canonical, digest
from hiring.reporting.snapshot import plain, restore
from hiring.reporting.types import MissingScorecard, Rater, Rating, ReportFacts


def without(facts: ReportFacts, *competencies: str) -> ReportFacts:
    return replace(facts, ratings=tuple(r for r in facts.ratings if r.competency not in competencies))


def test_equal_facts_have_equal_canonical_bytes_and_one_changed_letter_does_not(facts):
    assert canonical(facts) == canonical(restore(plain(facts)))
    assert digest(facts) != digest(replace(facts, candidate="Tove Almgrem"))


def test_the_composite_is_the_mean_of_competency_means_of_first_ratings(facts):
    means = (11 / 3, 11 / 3, 10 / 3, 3, 4, 4, 3.5)

    report = assemble(facts)

    assert report.composite.value == pytest.approx(sum(means) / 7)
    assert [result.mean for result in report.results] == pytest.approx(list(means))


def test_a_later_revision_makes_a_second_line_and_leaves_the_composite(facts):
    report = assemble(facts)
    unrevised = assemble(replace(facts, ratings=tuple(replace(r, revisions=()) for r in facts.ratings)))

    assert report.composite == unrevised.composite
    assert report.revised.value == pytest.approx(report.composite.value - 0.5 / 7)
    assert unrevised.revised is None


def test_a_rating_not_given_changes_no_mean(facts):
    extra = Rating("x", "card-2", "lead", None, "", "no_time")

    report = assemble(replace(facts, ratings=(*facts.ratings, extra)))

    assert report.composite == assemble(facts).composite
    assert report.results[3].mean == 3.0
    assert report.results[3].not_assessed == (extra,)


def test_a_trainees_rating_is_kept_beside_and_moves_nothing(facts):
    trainee = Rater("card-9", "Ola Brandt", "shadow", "Research talk")
    rating = Rating("x", "card-9", "rigour", 1, "Saw the talk and wrote this note about it.")

    report = assemble(replace(facts, raters=(*facts.raters, trainee), ratings=(*facts.ratings, rating)))

    assert report.composite == assemble(facts).composite
    assert report.results[0].trainee == (rating,)


def test_a_person_in_two_seats_is_one_rater(facts):
    second_seat = Rater("card-6", "Mei Tanaka", "second", "Strategy and portfolio", None, "person-5")
    rating = Rating("x", "card-6", "value", 2, "Rated the same competency again in another session.")

    report = assemble(replace(facts, raters=(*facts.raters, second_seat), ratings=(*facts.ratings, rating)))

    assert report.composite.raters == 5
    assert report.results[6].mean == 3.0  # 3 by one person, 4 and 2 by the other


def test_coverage_below_the_minimum_makes_the_composite_incomplete(facts):
    report = assemble(without(facts, "plan", "value"))

    assert report.composite.complete is False
    assert report.composite.coverage == pytest.approx(5 / 7)
    assert report.incomplete is True


def test_an_essential_competency_without_a_rating_makes_the_composite_incomplete(facts):
    first, *others = facts.competencies
    essential = replace(facts, competencies=(replace(first, essential=True), *others))

    assert assemble(without(essential, "rigour")).composite.complete is False
    assert assemble(without(facts, "rigour")).composite.complete is True


def test_a_scorecard_that_is_not_in_makes_the_report_incomplete(facts):
    missing = MissingScorecard("Rolf Amsel", "lead", "Research talk")

    report = assemble(replace(facts, missing=(missing,)))

    assert report.incomplete is True
    assert report.composite.complete is True


def test_two_ratings_two_levels_apart_require_a_debrief(facts):
    report = assemble(facts)

    assert [result.competency.key for result in report.results if result.spread.debrief_required] == ["lead"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"competencies": ()}, "A report needs at least one competency."),
        (
            {"frozen_at": datetime(2026, 1, 1)},  # noqa: DTZ001
            "The time at which the facts were frozen has no time zone.",
        ),
        ({"scale": ()}, "The levels of the rating scale must run 1, 2, 3 and so on."),
        ({"raters": ()}, "Rating rigour-card-1 names a scorecard that is not part of the report."),
    ],
)
def test_facts_that_contradict_themselves_are_refused_with_a_sentence(facts, change, sentence):
    with pytest.raises(ReportFactsError) as refusal:
        assemble(replace(facts, **change))

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"level": 6}, "Rating rigour-card-1 has a level that is not on the scale."),
        ({"level": 0}, "Rating rigour-card-1 has a level that is not on the scale."),
        ({"level": None}, "Rating rigour-card-1 is not assessed and gives no reason."),
        ({"evidence": " "}, "Rating rigour-card-1 has no evidence note."),
        ({"evidence": "\x00"}, "Rating rigour-card-1 has no evidence note."),
        ({"id": "lead-card-3"}, "The rating lead-card-3 appears twice."),
    ],
)
def test_a_rating_that_breaks_a_rule_is_refused_with_a_sentence(facts, change, sentence):
    first, *others = facts.ratings

    with pytest.raises(ReportFactsError) as refusal:
        assemble(replace(facts, ratings=(replace(first, **change), *others)))

    assert str(refusal.value) == sentence


def test_facts_of_another_template_version_are_not_rebuilt(facts):
    older = replace(facts, versions=replace(facts.versions, template="0.9"))

    with pytest.raises(ReportFactsError, match=r"name report template 0\.9"):
        assemble(older)


def test_weights_that_are_not_positive_are_refused(facts):
    first, *others = facts.competencies

    with pytest.raises(ReportFactsError, match="must be greater than zero"):
        assemble(replace(facts, competencies=(replace(first, weight=Decimal(0)), *others)))
