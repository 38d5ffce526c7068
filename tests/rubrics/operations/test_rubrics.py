from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics.ledger.chain import verify
from rubrics.ledger.models import Event
from rubrics.models import Doubt, RubricVersion
from rubrics.operations import anchors, competencies, policy, rubrics, statements
from rubrics.operations.rubrics import PublicationRefused, problems
from tests.factories import make_published_version
from tests.factories.rubrics import add_competency, add_statement


@pytest.fixture
def ready(draft: RubricVersion, recruiter: User, at: datetime) -> RubricVersion:
    """The draft with nothing left to settle."""
    statements.confirm(version=draft, statements=draft.statements.all(), revision=0, by=recruiter, at=at)
    draft.refresh_from_db()
    return draft


def test_every_must_and_what_is_required_is_confirmed_by_a_person_first(draft: RubricVersion) -> None:
    assert problems(draft) == ["A person has to confirm 6 statements that are a must or required."]
    draft.statements.update(necessity="preferred")
    assert problems(draft) == ["A person has to confirm 1 statement that is a must or required."]
    draft.statements.update(strength="preferred")
    assert problems(draft) == []


def test_a_draft_with_everything_settled_has_no_problem(ready: RubricVersion) -> None:
    assert problems(ready) == []


def test_an_open_doubt_stands_against_publication(ready: RubricVersion) -> None:
    Doubt.objects.create(version=ready, kind="years", topic="years of driving", sentence="3 or 5?")
    assert problems(ready) == ["The document contradicts itself about years of driving: choose a reading."]


def test_fewer_than_five_competencies_need_a_reason(
    ready: RubricVersion, recruiter: User, at: datetime
) -> None:
    one = ready.competencies.get(key="collaboration")
    competencies.drop(competency=one, reason="Not on this job.", revision=1, by=recruiter, at=at)
    assert problems(ready) == ["4 competencies are scored and 5 are the least: give the reason, or add some."]
    rubrics.name(
        version=ready,
        role_title="Depot manager",
        few_reason="The job is that narrow.",
        revision=2,
        by=recruiter,
        at=at,
    )
    ready.refresh_from_db()
    assert problems(ready) == []


def test_more_than_eight_competencies_are_never_scored(ready: RubricVersion) -> None:
    for number in range(4):
        add_competency(ready, f"more_{number}", f"More {number}", "Depot manager", essential=True)
    ready.statements.update(necessity="preferred")
    assert problems(ready) == ["9 competencies are to be scored and at most 8 can be: merge or drop some."]


def test_a_proposed_merge_or_drop_waits_for_a_person(ready: RubricVersion) -> None:
    add_competency(ready, "overlap", "Overlap", "Depot manager", proposal="merge")
    add_competency(ready, "trait", "Trait", "Depot manager", proposal="drop", reason="No behaviour.")
    ready.statements.update(necessity="preferred")
    assert problems(ready) == [
        "“Overlap” is proposed for merging: merge it, score it or drop it with a reason.",
        "“Trait” is proposed for dropping: confirm that with a reason, or score it.",
    ]


@pytest.mark.parametrize("level", [1, 3, 5])
def test_the_levels_1_3_and_5_need_an_anchor(level: int, ready: RubricVersion) -> None:
    ready.competencies.get(key="collaboration").anchors.filter(level=level).delete()
    assert problems(ready) == [
        f"“Collaboration” has no anchor for level {level}: the levels 1, 3 and 5 are the least."
    ]


@pytest.mark.parametrize("level", [2, 4])
def test_the_levels_between_may_go_without(level: int, ready: RubricVersion) -> None:
    ready.competencies.get(key="collaboration").anchors.filter(level=level).delete()
    assert problems(ready) == []


@pytest.mark.parametrize("missing", ["past_behaviour", "situational"])
def test_both_kinds_of_question_are_asked_or_a_work_sample(missing: str, ready: RubricVersion) -> None:
    one = ready.competencies.get(key="collaboration")
    one.questions.filter(kind=missing).delete()
    assert problems(ready) == [
        "“Collaboration” needs a past-behaviour and a situational question, or a work sample."
    ]
    one.questions.update(kind="work_sample")
    assert problems(ready) == []


def test_a_mapped_statement_without_competency_breaks_the_account(ready: RubricVersion) -> None:
    add_statement(ready, "Depot manager", necessity="preferred")
    assert problems(ready) == [
        "“Depot manager” supports no competency: choose one, or drop it with a reason."
    ]


def test_publishing_freezes_the_version_under_a_name(
    ready: RubricVersion, recruiter: User, at: datetime
) -> None:
    published = rubrics.publish(version=ready, by=recruiter, at=at)
    event = Event.objects.get(kind="rubric.published")
    assert (published.state, published.published_by, published.published_at) == ("published", recruiter, at)
    assert event.data == {
        "rubric": published.rubric_id,
        "number": 1,
        "document": published.role_document_id,
        "content": published.content_sha256,
    }
    assert list(published.edits.values_list("before", flat=True)) == [None]
    assert verify() == []


def test_an_unsettled_draft_is_not_published_and_says_what_to_settle(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    with pytest.raises(PublicationRefused) as refused:
        rubrics.publish(version=draft, by=recruiter, at=at)
    assert str(refused.value) == "This draft cannot be published yet: 1 thing is to be settled first."
    assert refused.value.problems == ["A person has to confirm 6 statements that are a must or required."]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_only_the_draft_that_was_seen_is_published(
    ready: RubricVersion, recruiter: User, at: datetime
) -> None:
    with pytest.raises(PublicationRefused, match="The draft was changed after you had opened it"):
        rubrics.publish(version=ready, revision=0, by=recruiter, at=at)


def test_the_policy_may_ask_for_a_second_person(
    draft: RubricVersion,
    recruiter: User,
    administrator: User,
    at: datetime,
) -> None:
    strict = policy.change(values={"second_confirmation": True}, reason="Four eyes.", by=administrator, at=at)
    RubricVersion.objects.filter(pk=draft.pk).update(policy=strict)
    statements.confirm(version=draft, statements=draft.statements.all(), revision=0, by=recruiter, at=at)
    with pytest.raises(PublicationRefused) as refused:
        rubrics.publish(version=draft, by=recruiter, at=at)
    assert refused.value.problems == [
        "By the policy, somebody else than the publisher confirms the required requirements."
    ]
    assert rubrics.publish(version=draft, by=administrator, at=at).state == "published"


def test_revising_copies_everything_into_the_next_draft(recruiter: User, at: datetime) -> None:
    first = make_published_version()
    second = rubrics.revise(version=first, reason="The fleet is electric now.", by=recruiter, at=at)
    assert (second.number, second.state, second.revises, second.created_by) == (2, "draft", first, recruiter)
    assert rubrics.content_digest(second) == rubrics.content_digest(first)
    assert problems(second) == ["A person has to confirm 6 statements that are a must or required."]


def test_a_merge_is_copied_too(ready: RubricVersion, recruiter: User, at: datetime) -> None:
    one, into = ready.competencies.get(key="collaboration"), ready.competencies.get(key="communication")
    competencies.merge(competency=one, into=into, revision=1, by=recruiter, at=at)
    rubrics.name(
        version=ready, role_title="Depot manager", few_reason="Narrow.", revision=2, by=recruiter, at=at
    )
    published = rubrics.publish(version=ready, by=recruiter, at=at)
    second = rubrics.revise(version=published, reason="New.", by=recruiter, at=at)
    copied = second.competencies.get(key="collaboration")
    assert (copied.merge_into.key, copied.merge_into.version) == ("communication", second)


def test_a_draft_or_a_second_draft_is_not_revised(
    draft: RubricVersion, recruiter: User, at: datetime
) -> None:
    with pytest.raises(PublicationRefused, match=r"Only a published version can be revised\."):
        rubrics.revise(version=draft, reason="New.", by=recruiter, at=at)
    first = make_published_version()
    with pytest.raises(PublicationRefused, match="Give the reason for the revision"):
        rubrics.revise(version=first, reason="", by=recruiter, at=at)
    rubrics.revise(version=first, reason="New.", by=recruiter, at=at)
    with pytest.raises(PublicationRefused, match="is a draft already"):
        rubrics.revise(version=first, reason="New.", by=recruiter, at=at)


def test_a_discarded_draft_stays_readable_and_the_number_is_not_used_again(
    recruiter: User, at: datetime
) -> None:
    first = make_published_version()
    second = rubrics.revise(version=first, reason="New.", by=recruiter, at=at)
    rubrics.discard(version=second, reason="A mistake.", by=recruiter, at=at)
    third = rubrics.revise(version=first, reason="New.", by=recruiter, at=at)
    second.refresh_from_db()
    assert (second.state, second.competencies.count(), third.number) == ("discarded", 5, 3)


def test_the_digest_changes_with_what_is_printed(ready: RubricVersion, recruiter: User, at: datetime) -> None:
    before = rubrics.content_digest(ready)
    one = ready.competencies.get(key="collaboration")
    anchors.set_anchors(competency=one, texts={3: "Agreed roles."}, revision=1, by=recruiter, at=at)
    assert rubrics.content_digest(ready) != before
