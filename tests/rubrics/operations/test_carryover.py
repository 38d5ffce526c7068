from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from hiring.accounts.models import User
from rubrics.choices import Family, Necessity, QuestionKind, StatementKind, Strength, Treatment
from rubrics.derivation import types as derived
from rubrics.models import Doubt, RoleDocument, RubricVersion
from rubrics.operations import anchors, competencies, doubts, drafts, rubrics, statements
from rubrics.operations.carryover import continued
from rubrics.operations.standing import gather, standing
from tests.factories.rubrics import COMPETENCIES, TEXT

# The bus licence is asked for in other words, the traffic office is gone, and a line was added.
CHANGED = TEXT.replace("Holds a full bus licence", "Holds  a full\tbus licence").replace(
    "- Works with the city's traffic office\n", "- Plans for storms and floods\n"
)
KEYS = {sentence: key for key, _name, sentence in COMPETENCIES}


def rewritten(text: str, keys: Mapping[str, str], **more: Any) -> derived.RubricDraft:
    """A draft as the derivation gives it: each line behind the competency named by `keys`, the rest verified."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("- ")]
    made = tuple(
        derived.Statement(
            line, text.index(line), text.index(line) + len(line), "Requirements", None, "soft", "must", "",
            "interview" if line in keys else "verify", None if line in keys else "required",
        )
        for line in lines
    )  # fmt: skip
    proposed = tuple(
        derived.CompetencyDraft(
            key=key,
            name=key.title(),
            definition="As derived.",
            weight=1.0,
            statements=tuple(index for index, line in enumerate(lines) if keys.get(line) == key),
            soft_skills=(),
            spans=tuple(derived.Span(s.start, s.end) for s in made if keys.get(s.text) == key),
            rules=("cue-words",),
            anchors=tuple(f"Derived level {level}." for level in range(1, 6)),
            questions=({"key": f"{key}-1", "kind": "past_behaviour", "text": "Derived?"},),
        )
        for key in dict.fromkeys(keys.values())
    )
    checked = tuple(
        derived.VerifyItem(index, line, "required", "credential")
        for index, line in enumerate(lines)
        if line not in keys
    )
    account = derived.Account(len(lines), len(lines) - len(checked), len(checked), 0)
    values: dict[str, Any] = {"doubts": (), "ignored": (), "dropped": (), "notes": (), "soft_skills": ()}
    title = derived.Title("Depot manager", 0, 13, "title-heading")
    return derived.RubricDraft(
        title=title, text=text, statements=made, competencies=proposed, verify=checked, account=account,
        seniority="lead", library_version="other", **values | more,
    )  # fmt: skip


def follow(version: RubricVersion, at: datetime, text: str = CHANGED, **more: Any) -> RubricVersion:
    """The draft of the document's next version."""
    document = RoleDocument.objects.create(
        title="Depot manager",
        source_name="depot.txt",
        text=text,
        number=2,
        follows=version.role_document,
        received_at=at,
        state_changed_at=at,
    )
    keys = {**KEYS, "Plans for storms and floods": "time_management"}
    here = {line: key for line, key in keys.items() if line in text}
    draft = rewritten(text, here, **more)
    return drafts.store(document=document, draft=draft, library_digest="digest", at=at)


def freeze(version: RubricVersion, by: User, at: datetime) -> RubricVersion:
    RubricVersion.objects.filter(pk=version.pk).update(state="published", published_at=at, published_by=by)
    version.refresh_from_db()
    return version


def licence(version: RubricVersion) -> Any:
    return version.statements.get(text__startswith="Holds")


def doubt_of(version: RubricVersion) -> Doubt:
    return Doubt.objects.create(
        version=version,
        kind="number",
        topic="number of drivers",
        sentence="The document names 30 and 40 drivers.",
        proposal="thirty drivers",
    )


@pytest.fixture
def edit(recruiter: User, at: datetime) -> dict[str, Any]:
    return {"by": recruiter, "at": at}


def test_the_draft_says_what_is_unchanged_new_and_gone(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    second = follow(freeze(draft, recruiter, at), at)
    found = continued(second)
    assert found is not None
    assert (found.before, found.unchanged, found.gone) == (
        draft,
        5,
        ("Works with the city's traffic office",),
    )
    assert [one.text for one in second.statements.filter(pk__in=found.new)] == ["Plans for storms and floods"]


def test_the_first_version_of_a_document_continues_nothing(draft: RubricVersion) -> None:
    assert continued(draft) is None


def test_decisions_about_a_statement_are_kept_where_its_text_is_the_same(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    statements.change(
        statement=licence(draft),
        kind=StatementKind.ELIGIBILITY,
        necessity=Necessity.PREFERRED,
        treatment=Treatment.VERIFY,
        strength=Strength.PREFERRED,
        label="Licence",
        equivalence_standard="Any class D licence.",
        revision=0,
        **edit,
    )
    crew = draft.statements.get(text="Keeps promises to the crew")
    competencies.drop(
        competency=draft.competencies.get(key="accountability"), reason="Trained here.", revision=1, **edit
    )
    second = follow(freeze(draft, recruiter, at), at)
    columns = (
        "kind", "necessity", "treatment", "strength", "label", "equivalence_standard", "fate", "drop_reason",
        "confirmed_by_id", "confirmed_at",
    )  # fmt: skip
    kept = {one.text: one for one in second.statements.all()}
    for old in (licence(draft), crew):
        old.refresh_from_db()
        new = kept["Holds  a full\tbus licence" if old.text.startswith("Holds") else old.text]
        assert [getattr(new, name) for name in columns] == [getattr(old, name) for name in columns]
    dropped = second.competencies.get(key="accountability")
    assert (dropped.proposal, dropped.reason, dropped.decided_by) == ("drop", "Trained here.", recruiter)


def test_decisions_about_a_competency_are_kept_where_its_key_is_the_same(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    one = draft.competencies.get(key="communication")
    competencies.change(
        competency=one, name="Plain talk", definition="Says it plainly.", family=Family.TECHNICAL,
        weight=Decimal(2), weight_reason="Most of the work.", essential=True, revision=0, **edit,
    )  # fmt: skip
    anchors.set_anchors(
        competency=one, texts={3: "Explains a delay so that it is understood."}, revision=1, **edit
    )
    anchors.save_question(
        competency=one, question=None, kind=QuestionKind.SITUATIONAL, text="A bus is late. What do you say?",
        probes=["And then?"], good_answer="Says why.", minutes=9, revision=2, **edit,
    )  # fmt: skip
    second = follow(freeze(draft, recruiter, at), at)
    columns = ("name", "definition", "family", "weight", "weight_reason", "essential")
    one.refresh_from_db()
    new = second.competencies.get(key="communication")
    assert [getattr(new, name) for name in columns] == [getattr(one, name) for name in columns]
    assert [anchor.text for anchor in new.anchors.all()] == [
        "Derived level 1.",
        "Derived level 2.",
        "Explains a delay so that it is understood.",
        "Derived level 4.",
        "Derived level 5.",
    ]
    assert [question.text for question in new.questions.all()] == [
        "Derived?",
        "A bus is late. What do you say?",
    ]


def test_what_people_merged_stays_merged_and_takes_new_statements_along(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    row, into = (draft.competencies.get(key=key) for key in ("time_management", "accountability"))
    competencies.merge(competency=row, into=into, reason="One duty.", revision=0, **edit)
    second = follow(freeze(draft, recruiter, at), at)
    merged, target = (second.competencies.get(key=key) for key in ("time_management", "accountability"))
    assert (merged.proposal, merged.merge_into, merged.reason, merged.decided_by) == (
        "merge",
        target,
        "One duty.",
        recruiter,
    )
    assert [one.text for one in target.statements.all()] == [
        "Keeps promises to the crew",
        "Plans shifts for forty drivers",
        "Plans for storms and floods",
    ]
    assert merged.statements.count() == 0


def test_a_competency_added_by_hand_comes_along_with_its_texts(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    competencies.add(version=draft, name="Night work", definition="", reason="Nights.", revision=0, **edit)
    row = draft.competencies.get(key="night_work")
    statements.assign(
        statement=draft.statements.get(text="Keeps promises to the crew"),
        competencies=[row, draft.competencies.get(key="accountability")],
        revision=1,
        **edit,
    )
    anchors.set_anchors(competency=row, texts={1: "Sleeps."}, revision=2, **edit)
    new = follow(freeze(draft, recruiter, at), at).competencies.get(key="night_work")
    start = CHANGED.index("Keeps promises")
    assert (new.added_by, new.added_reason, [one.text for one in new.anchors.all()]) == (
        recruiter,
        "Nights.",
        ["Sleeps."],
    )
    assert new.spans == [{"start": start, "end": start + 26, "text": "Keeps promises to the crew"}]


def test_a_statement_stays_behind_the_competency_that_a_person_chose(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    one = draft.statements.get(text="Plans shifts for forty drivers")
    both = [draft.competencies.get(key=key) for key in ("problem_solving", "time_management")]
    statements.assign(statement=one, competencies=both, revision=0, **edit)
    second = follow(freeze(draft, recruiter, at), at)
    kept = second.statements.get(text=one.text)
    assert sorted(kept.competencies.values_list("key", flat=True)) == ["problem_solving", "time_management"]


def test_a_settled_doubt_with_the_same_sentence_stays_settled(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    old = doubt_of(draft)
    doubts.resolve(doubt=old, resolution="thirty drivers", revision=0, **edit)
    again = derived.Doubt("number", "number of drivers", old.sentence, (), "thirty drivers")
    other = derived.Doubt("number", "number of buses", "The document names 3 and 4 buses.", (), "3 buses")
    second = follow(freeze(draft, recruiter, at), at, doubts=(again, other))
    assert list(second.doubts.values_list("topic", "resolution", "resolved_by")) == [
        ("number of drivers", "thirty drivers", recruiter.pk),
        ("number of buses", "", None),
    ]


def test_the_title_the_reason_and_the_seniority_set_by_a_person_are_kept(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    rubrics.name(version=draft, role_title="Depot lead", few_reason="A small depot.", revision=0, **edit)
    anchors.set_seniority(version=draft, seniority="head", revision=1, **edit)
    draft.refresh_from_db()
    second = follow(freeze(draft, recruiter, at), at)
    assert (second.role_title, second.few_reason, second.seniority) == (
        "Depot lead",
        "A small depot.",
        "head",
    )


def test_an_unchanged_document_needs_nothing_more_to_be_settled(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    statements.confirm(version=draft, statements=list(draft.statements.all()), revision=0, **edit)
    second = follow(freeze(draft, recruiter, at), at, text=TEXT + "\n")
    assert [problem.short for problem in standing(gather(second)) if "Questions" not in problem.short] == []


def test_the_decisions_of_a_draft_that_was_set_aside_are_kept_too(
    draft: RubricVersion, edit: dict[str, Any], recruiter: User, at: datetime
) -> None:
    statements.confirm(version=draft, statements=[licence(draft)], revision=0, **edit)
    draft.refresh_from_db()
    rubrics.discard(version=draft, reason="The document changes.", **edit)
    second = follow(draft, at)
    assert (licence(second).confirmed_by, second.revision) == (recruiter, 0)
