"""What a candidate does: times given, chosen, changed and cancelled by the rule; the coordinator hears of each."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hiring.accounts.models import User
from hiring.choices import SessionState
from hiring.models import Application, CandidateLink, InterviewLoop, Notice, Proposal
from hiring.notices import NoticeKind
from hiring.operations import candidate_answers, candidate_links, proposals
from hiring.planning.types import Interval
from rubrics.operations import policy
from tests.factories import ApplicationFactory
from tests.factories.arrangements import begin_loop, staffed_loop
from tests.factories.rubrics import NOON
from tests.journeys.attacks import beside

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Thursday 5 March 2026, 9 to 12 o'clock UTC.
MORNING = Interval(NOON.replace(day=5, hour=9), NOON.replace(day=5, hour=12))


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.fixture
def link(loop: InterviewLoop, coordinator: User) -> CandidateLink:
    return candidate_links.make(loop=loop, by=coordinator, at=NOON)[0]


def give(link: CandidateLink, *windows: Interval) -> Proposal | None:
    return candidate_answers.give_times(
        link=link, windows=windows, zone="Europe/Berlin", arrangements="Captions", at=NOON
    )


def book(link: CandidateLink, proposal: Proposal | None, place: int = -1, at: datetime = NOON) -> None:
    assert proposal is not None
    number = list(proposal.options.all())[place].pk
    candidate_answers.book(link=link, number=number, zone="Europe/Berlin", arrangements="", at=at)


def offer(link: CandidateLink, at: datetime = NOON) -> Proposal | None:
    return candidate_answers.fresh_options(link=link, at=at)


def heard(person: User) -> list[str]:
    """What the person was told the candidate did, in order."""
    rows = Notice.objects.filter(person=person, kind=NoticeKind.CANDIDATE_ANSWER).order_by("pk")
    return [row.context["did"] for row in rows]


def test_given_times_bind_what_is_offered(link: CandidateLink, coordinator: User) -> None:
    proposal = give(link, MORNING)

    candidate = link.loop.application.candidate
    candidate.refresh_from_db()
    assert proposal is not None
    held = [row.during for option in proposal.options.all() for row in option.holds.all()]
    assert min(each.lower for each in held) >= MORNING.start
    assert max(each.upper for each in held) <= MORNING.end
    assert (candidate.time_zone, candidate.arrangements) == ("Europe/Berlin", "Captions")
    assert heard(coordinator) == ["times"]


def test_given_times_in_which_nothing_fits_are_kept_and_told(link: CandidateLink, coordinator: User) -> None:
    proposal = give(link, Interval(MORNING.start, MORNING.start + HOUR))

    assert (proposal, link.loop.application.candidate.windows.count()) == (None, 1)
    assert heard(coordinator) == ["none"]


def test_a_link_that_only_asks_offers_nothing(loop: InterviewLoop, coordinator: User) -> None:
    link, _token = candidate_links.make(loop=loop, offers=False, by=coordinator, at=NOON)

    assert (give(link, MORNING), Proposal.objects.count(), heard(coordinator)) == (None, 0, ["times"])


def test_times_that_are_over_are_no_answer(link: CandidateLink) -> None:
    with pytest.raises(candidate_answers.AnswerRefused):
        give(link, Interval(NOON - 2 * HOUR, NOON - HOUR))

    assert link.loop.application.candidate.windows.count() == 0


def test_nobody_takes_an_option_of_another_loop(
    link: CandidateLink, application: Application, coordinator: User
) -> None:
    other = begin_loop(ApplicationFactory(requisition=application.requisition))
    theirs = proposals.offer(loop=other, made_by=coordinator, by=coordinator, at=NOON)

    with pytest.raises(proposals.OptionLost):
        book(link, theirs)

    assert other.sessions.filter(during__isnull=False).count() == 0


def test_a_first_choice_is_no_change_and_the_next_ones_are(link: CandidateLink, coordinator: User) -> None:
    book(link, offer(link))
    book(link, offer(link))

    link.refresh_from_db()
    assert (link.changes, heard(coordinator)) == (1, ["chosen", "changed"])


def test_after_the_most_changes_times_are_changed_no_more(link: CandidateLink) -> None:
    for _ in range(3):
        book(link, offer(link))

    with pytest.raises(candidate_answers.AnswerRefused) as refused:
        offer(link)

    assert str(refused.value) == (
        "Times can be changed here 2 times at most. Please answer our e-mail, and a person will help you."
    )


def test_a_new_link_does_not_reset_the_count(link: CandidateLink, coordinator: User) -> None:
    for _ in range(3):
        book(link, offer(link))
    fresh, _token = candidate_links.make(loop=link.loop, by=coordinator, at=NOON)

    with pytest.raises(candidate_answers.AnswerRefused):
        candidate_answers.cancel(link=fresh, at=NOON)


def test_cancelling_frees_everybody_until_a_day_before(link: CandidateLink, coordinator: User) -> None:
    book(link, offer(link))
    first = min(row.during.lower for row in link.loop.sessions.all())

    with pytest.raises(candidate_answers.AnswerRefused):
        candidate_answers.cancel(link=link, at=first - 24 * HOUR)
    count = candidate_answers.cancel(link=link, at=first - 24 * HOUR - timedelta(seconds=1))

    states = set(link.loop.sessions.values_list("state", flat=True))
    assert (count, states, heard(coordinator)) == (2, {SessionState.CANCELLED}, ["chosen", "cancelled"])


def test_the_policy_sets_the_rule(link: CandidateLink, administrator: User) -> None:
    policy.change(values={"change_until_hours": 1}, reason="Kinder.", by=administrator, at=NOON)
    book(link, offer(link))
    first = min(row.during.lower for row in link.loop.sessions.all())

    assert candidate_answers.cancel(link=link, at=first - 2 * HOUR) == 2


def test_there_is_nothing_to_cancel_before_times_are_set(link: CandidateLink) -> None:
    with pytest.raises(candidate_answers.AnswerRefused):
        candidate_answers.cancel(link=link, at=NOON)

    assert set(link.loop.sessions.values_list("state", flat=True)) == {SessionState.PLANNED}


def test_times_are_not_held_again_and_again(link: CandidateLink) -> None:
    for turn in range(candidate_answers.OFFERS_A_DAY):
        last = offer(link, NOON + timedelta(minutes=turn))

    with pytest.raises(candidate_answers.AnswerRefused, match="Choose one of these, or ask us"):
        offer(link, NOON + timedelta(hours=1))

    assert last is not None
    last.refresh_from_db()
    assert last.state == "open"
    assert offer(link, NOON + timedelta(days=2)) is not None


def test_times_given_too_often_are_kept_but_nothing_more_is_held(link: CandidateLink) -> None:
    for turn in range(candidate_answers.OFFERS_A_DAY):
        offer(link, NOON + timedelta(minutes=turn))

    assert give(link, MORNING) is None
    assert link.loop.application.candidate.windows.count() == 1


# --- links that are ended, and candidates who never stop ----------------------------------------------------------


def revoke(link: CandidateLink) -> None:
    candidate_links.revoke(link=link, by=link.made_by, at=NOON)


def close(link: CandidateLink) -> None:
    InterviewLoop.objects.filter(pk=link.loop_id).update(state="cancelled")


@pytest.mark.parametrize("end", [revoke, close])
def test_page_that_stayed_open_changes_nothing_once_its_link_is_ended(
    link: CandidateLink, end: Callable[[CandidateLink], None]
) -> None:
    proposal = give(link, MORNING)
    opened = CandidateLink.objects.select_related("loop__application__candidate").get(pk=link.pk)
    end(link)
    answers: list[Callable[[], object]] = [
        lambda: book(opened, proposal),
        lambda: give(opened, MORNING),
        lambda: offer(opened),
        lambda: candidate_answers.cancel(link=opened, at=NOON),
    ]

    for answer in answers:
        with pytest.raises(candidate_answers.AnswerRefused, match="This link was ended meanwhile"):
            answer()

    assert set(link.loop.sessions.values_list("state", flat=True)) == {SessionState.PLANNED}


def test_times_given_without_end_are_refused_so_that_nobody_drowns_in_mail(
    link: CandidateLink, coordinator: User
) -> None:
    link.offers = False
    minutes = [NOON + timedelta(minutes=number) for number in range(candidate_answers.TIMES_A_DAY + 1)]
    given = {"link": link, "windows": [MORNING], "zone": "UTC", "arrangements": ""}
    for at in minutes[:-1]:
        candidate_answers.give_times(**given, at=at)  # type: ignore[arg-type]

    with pytest.raises(candidate_answers.AnswerRefused, match="20 times since yesterday"):
        candidate_answers.give_times(**given, at=minutes[-1])  # type: ignore[arg-type]

    assert len(heard(coordinator)) == candidate_answers.TIMES_A_DAY
    candidate_answers.give_times(**given, at=NOON + timedelta(days=1, minutes=1))  # type: ignore[arg-type]


def told(answer: Callable[[], object]) -> object:
    """What it returned, or the sentence that refused it."""
    try:
        return answer()
    except candidate_answers.AnswerRefused as refused:
        return str(refused)


@pytest.mark.django_db(transaction=True)
def test_option_that_is_picked_while_the_link_is_revoked_is_not_booked(link: CandidateLink) -> None:
    proposal = give(link, MORNING)

    _revoked, said = beside(lambda: revoke(link), lambda: told(lambda: book(link, proposal)))

    assert said == "This link was ended meanwhile; nothing was changed. Please answer our e-mail."
    assert set(link.loop.sessions.values_list("state", flat=True)) == {SessionState.PLANNED}


@pytest.mark.django_db(transaction=True)
def test_who_cancels_twice_at_once_has_cancelled_once(link: CandidateLink, coordinator: User) -> None:
    book(link, give(link, MORNING))

    def cancel() -> object:
        return told(lambda: candidate_answers.cancel(link=link, at=NOON))

    assert beside(cancel, cancel) == (2, "There is no interview to cancel.")
    link.refresh_from_db()
    assert (link.changes, heard(coordinator)) == (1, ["times", "chosen", "cancelled"])
