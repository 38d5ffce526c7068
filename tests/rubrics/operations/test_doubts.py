from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.derivation.years import topic, years_in
from rubrics.models import Doubt, RubricVersion, Statement
from rubrics.operations import doubts
from rubrics.operations.edits import EditRefused
from rubrics.operations.standing import gather, warnings


@pytest.fixture
def doubt(draft: RubricVersion) -> Doubt:
    return Doubt.objects.create(
        version=draft,
        kind="years",
        topic="years of driving",
        sentence="The document names 3 and 5 years.",
        spans=[{"start": 0, "end": 5, "text": "Depot"}],
        proposal="at least 3 years",
    )


def test_a_choice_is_kept_with_who_and_when(doubt: Doubt, recruiter: User, at: datetime) -> None:
    doubts.resolve(doubt=doubt, resolution="at least 3 years", revision=0, by=recruiter, at=at)
    doubt.refresh_from_db()
    assert (doubt.resolution, doubt.resolved_by, doubt.resolved_at) == ("at least 3 years", recruiter, at)


def test_an_empty_choice_is_refused(doubt: Doubt, recruiter: User, at: datetime) -> None:
    with pytest.raises(EditRefused, match="Choose one of the readings"):
        doubts.resolve(doubt=doubt, resolution=" ", revision=0, by=recruiter, at=at)


def place(statement: Statement) -> dict[str, object]:
    return {"start": statement.start, "end": statement.end, "text": statement.text}


def test_a_minimum_of_years_is_applied_to_the_statements_of_the_doubt(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one, other = list(draft.statements.all())[:2]
    years = {"minimum": 5, "upper": 7, "counts": "years of driving"}
    Statement.objects.filter(pk=one.pk).update(
        text="5 to 7 years of driving", details={"years": [{**years, "counts": "driving"}], "tools": ["Bus"]}
    )
    topic = years_topic("5 to 7 years of driving")
    doubt = Doubt.objects.create(
        version=draft, kind="years", topic=topic, sentence="3 and 5.", spans=[place(one), place(other)]
    )
    doubts.resolve(doubt=doubt, resolution="at least 3 years", revision=0, by=recruiter, at=at)
    one.refresh_from_db()
    assert one.details == {
        "years": [{"minimum": 3, "upper": 7, "counts": "driving", "was": 5}],
        "tools": ["Bus"],
    }
    assert draft.edits.get().sentence == f"settled the doubt about {topic} (1 statement follows)"


def test_years_in_words_of_ones_own_that_name_two_figures_change_nothing(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one = draft.statements.all()[0]
    details = {"years": [{"minimum": 5, "upper": None, "counts": "driving"}]}
    Statement.objects.filter(pk=one.pk).update(text="5 years of driving", details=details)
    doubt = Doubt.objects.create(
        version=draft,
        kind="years",
        topic=years_topic("5 years of driving"),
        sentence="3 and 5.",
        spans=[place(one)],
    )
    resolution = "3 years of driving, or 5 years of shunting"
    doubts.resolve(doubt=doubt, resolution=resolution, revision=0, by=recruiter, at=at)
    one.refresh_from_db()
    assert one.details == details


def test_a_lowest_degree_is_applied_to_the_statements_of_the_doubt(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    one = draft.statements.all()[0]
    degrees = {"levels": ["master"], "fields": ["law"], "equivalent": False}
    Statement.objects.filter(pk=one.pk).update(details={"degrees": degrees})
    doubt = Doubt.objects.create(
        version=draft, kind="degree", topic="education", sentence="Two.", spans=[place(one)]
    )
    resolution = "a bachelor's degree, with a written standard of equivalence"
    doubts.resolve(doubt=doubt, resolution=resolution, revision=0, by=recruiter, at=at)
    one.refresh_from_db()
    assert one.details == {
        "degrees": {**degrees, "levels": ["bachelor"], "equivalent": True, "was": ["master"]}
    }


TEN = "Ten years of driving buses"


def ten_years(licence: Statement) -> Doubt:
    """The licence as a requirement of ten years, in a doubt with eight years elsewhere."""
    years = {"minimum": 10, "upper": None, "counts": "driving buses"}
    licence.text, licence.details, licence.label = (
        TEN,
        {"years": [years]},
        "At least 10 years of driving buses",
    )
    licence.save()
    topic = years_topic(TEN)
    return Doubt.objects.create(
        version=licence.version, kind="years", topic=topic, sentence="8 and 10.", spans=[place(licence)]
    )


@pytest.mark.parametrize(
    ("resolution", "label"),
    [
        ("at least 8 years", "At least 8 years of driving buses"),
        ("at least 1 year", "At least 1 year of driving buses"),
        ("at least 10 years", "At least 10 years of driving buses"),
        ("0-2 years of driving", "No minimum of years: driving buses"),
        ("8 years, or 6 years with trams", "8 years, or 6 years with trams"),
        ("Whoever drives well", "Whoever drives well"),
    ],
)
def test_the_choice_is_the_requirements_label_and_the_quote_stays(
    resolution: str, label: str, licence: Statement, recruiter: User, at: datetime
) -> None:
    doubts.resolve(doubt=ten_years(licence), resolution=resolution, revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.label, licence.text) == (label, TEN)


def test_another_choice_later_is_followed_as_well(licence: Statement, recruiter: User, at: datetime) -> None:
    doubt = ten_years(licence)
    labels = []
    for revision, resolution in enumerate(["at least 8 years", "As the depot says", "at least 10 years"]):
        doubts.resolve(doubt=doubt, resolution=resolution, revision=revision, by=recruiter, at=at)
        licence.refresh_from_db()
        labels.append(licence.label)
    assert labels == [
        "At least 8 years of driving buses",
        "As the depot says",
        "At least 10 years of driving buses",
    ]
    assert licence.details == {"years": [{"minimum": 10, "upper": None, "counts": "driving buses"}]}


@pytest.mark.parametrize(
    ("standard", "elsewhere", "written", "label"),
    [
        (
            "ten years at a depot",
            "",
            "ten years at a depot",
            "Bachelor's degree in law, or ten years at a depot",
        ),
        (
            "",
            "PhD in law (or equivalent experience)",
            "equivalent experience",
            "Bachelor's degree in law, or equivalent experience",
        ),
        ("", "PhD in law", "", "Bachelor's degree in law, or an equivalent by a written standard"),
    ],
)
def test_a_degree_with_an_equivalent_takes_the_written_standard_or_asks_for_it(
    standard: str, elsewhere: str, written: str, label: str, licence: Statement, recruiter: User, at: datetime
) -> None:
    licence.details = {"degrees": {"levels": ["master"], "fields": ["law"], "equivalent": False}}
    licence.confirmed_by, licence.confirmed_at = recruiter, at
    licence.save()
    spans = [place(licence), {"start": 0, "end": 5, "text": elsewhere}]
    doubt = Doubt.objects.create(
        version=licence.version, kind="degree", topic="education", sentence="Two.", spans=spans
    )
    resolution = "a bachelor's degree, with a written standard of equivalence"
    doubts.resolve(doubt=doubt, resolution=resolution, standard=standard, revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.equivalence_standard, licence.label) == (written, label)
    asked = [one.place for one in warnings(gather(licence.version)) if one.place.startswith("s")]
    assert asked == ([] if written else [f"s{licence.index}"])


def test_must_or_preferred_is_applied_with_its_strength(
    draft: RubricVersion, licence: Statement, recruiter: User, at: datetime
) -> None:
    doubt = Doubt.objects.create(
        version=draft, kind="necessity", topic="licence", sentence="Both.", spans=[place(licence)]
    )
    doubts.resolve(doubt=doubt, resolution="preferred", revision=0, by=recruiter, at=at)
    licence.refresh_from_db()
    assert (licence.necessity, licence.strength) == ("preferred", "preferred")


def years_topic(text: str) -> str:
    return topic(years_in(text, 0, len(text))[0])
