"""The candidate's page: opened by its link alone, it tells nothing of anybody else and loses nothing typed."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.models import User
from hiring.models import Absence, Application, CandidateLink, InterviewLoop, TakenTime
from hiring.operations import candidate_links, proposals, scheduling
from tests.factories import ApplicationFactory, CandidateFactory
from tests.factories.arrangements import begin_loop, staffed_loop

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
NOTHING = "This link opens nothing"


@pytest.fixture
def loop(application: Application) -> InterviewLoop:
    return staffed_loop(application)


@pytest.fixture
def made(loop: InterviewLoop, coordinator: User) -> tuple[CandidateLink, str]:
    link, token = candidate_links.make(loop=loop, by=coordinator, at=timezone.now())
    return link, reverse("choose_times", args=[token])


@pytest.fixture
def url(made: tuple[CandidateLink, str]) -> str:
    return made[1]


@pytest.fixture
def options(url: str, loop: InterviewLoop, coordinator: User) -> list[int]:
    """The numbers of the options that are offered on the page."""
    found = proposals.offer(loop=loop, made_by=coordinator, by=coordinator, at=timezone.now())
    assert found is not None
    return [option.pk for option in found.options.all()]


def text(content: bytes) -> str:
    """The words of a page, without its time zones, which hold half the atlas."""
    page = re.sub(r"<select.*?</select>", "", content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=3)


# --- who gets in ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["recruiter", "coordinator", "manager", "compliance", "administrator", "interviewer", "stranger"]
)
def test_the_page_is_the_same_for_whoever_has_the_link(
    url: str, who: str, request: pytest.FixtureRequest, signed_in: SignIn, client: Client
) -> None:
    person = request.getfixturevalue(who)

    here, there = client.get(url), signed_in(person).get(url)

    assert (here.status_code, text(there.content)) == (200, text(here.content))


def test_unknown_expired_and_revoked_links_read_alike(
    made: tuple[CandidateLink, str], coordinator: User, client: Client
) -> None:
    link, url = made
    CandidateLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    expired = client.get(url)
    CandidateLink.objects.filter(pk=link.pk).update(expires_at=tomorrow())
    candidate_links.revoke(link=link, by=coordinator, at=timezone.now())
    revoked = client.get(url)
    unknown = [client.get(reverse("choose_times", args=[token])) for token in ("x", "0" * 43, str(link.pk))]

    statuses = [each.status_code for each in (expired, revoked, *unknown)]
    assert statuses == [410, 410, 404, 404, 404]
    assert len({each.content for each in (expired, revoked, *unknown)}) == 1
    assert NOTHING in text(revoked.content)


@pytest.mark.parametrize("act", ["times", "book", "change", "keep", "cancel", "zone"])
def test_a_revoked_link_does_nothing(
    made: tuple[CandidateLink, str], options: list[int], coordinator: User, client: Client, act: str
) -> None:
    link, url = made
    candidate_links.revoke(link=link, by=coordinator, at=timezone.now())
    before = list(TakenTime.objects.values_list("pk", flat=True))

    answer = client.post(url, {"act": act, "option": options[0], "zone": "Europe/Oslo"})

    assert (answer.status_code, list(TakenTime.objects.values_list("pk", flat=True))) == (410, before)


def test_the_page_sets_no_cookie_and_tells_its_address_to_nobody(url: str, client: Client) -> None:
    answer = client.get(url)

    assert dict(answer.cookies) == {}
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_guessing_is_slowed_down(client: Client, db: None) -> None:

    codes = [client.get(reverse("choose_times", args=[f"guess{n}"])).status_code for n in range(61)]

    assert codes == [404] * 60 + [429]


def test_the_first_opening_is_kept(made: tuple[CandidateLink, str], client: Client) -> None:
    link, url = made

    client.get(url)

    link.refresh_from_db()
    assert link.used_at is not None


# --- what it tells --------------------------------------------------------------------------------------------


def test_nobody_but_the_candidate_is_named(
    url: str, options: list[int], application: Application, client: Client
) -> None:
    ApplicationFactory(
        requisition=application.requisition, candidate=CandidateFactory(full_name="Olga Other")
    )

    page = client.get(url).content

    names = ["Ann One", "Ann", "Bo Two", "Cy Three", "Cora", "Rita", "Mona", "Olga", "DEP-1"]
    assert [word for word in names if re.search(rf"\b{word}\b", page.decode())] == []
    inner = ["Communication", "Problem solving", "Accountability", "corecard", "ecommend", "omposite"]
    assert [word for word in inner if word in text(page)] == []
    assert text(page).count("with one person") == 6


def test_options_show_each_day_s_run_on_the_chosen_clock(
    url: str, options: list[int], client: Client
) -> None:
    answer = client.post(url, {"act": "zone", "zone": "Asia/Kolkata"})

    first = TakenTime.objects.filter(option=options[0], candidate__isnull=False).earliest("during")
    local = first.during.lower + timedelta(hours=5, minutes=30)
    assert f"{local:%H:%M}" in text(answer.content)
    assert answer.content.decode().count('type="radio"') == 3


# --- giving times ---------------------------------------------------------------------------------------------


def test_ticked_and_written_times_are_kept_on_the_candidate_s_clock(
    url: str, loop: InterviewLoop, client: Client
) -> None:
    page = client.get(url).content.decode()
    part = re.search(r'name="part" value="(\S+) 08:00"', page)
    assert part is not None
    own = (timezone.now() + timedelta(days=20)).date()

    answer = client.post(
        url,
        {"act": "times", "zone": "Asia/Kolkata", "arrangements": "Captions", "part": f"{part[1]} 08:00",
         "day-0": own.isoformat(), "from-0": "09:00", "to-0": "10:00"},
    )  # fmt: skip

    windows = [row.during for row in loop.application.candidate.windows.order_by("during")]
    assert answer.status_code == 302
    assert [f"{each.lower:%Y-%m-%d %H:%M} {each.upper:%H:%M}" for each in windows] == [
        f"{part[1]} 02:30 06:30",
        f"{own} 03:30 04:30",
    ]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose at least one time at which you can come."),
        ({"day-0": "2030-01-01"}, "Write each other time with its day, from and to."),
        ({"day-0": "x", "from-0": "y", "to-0": "z"}, "Write each other time with its day, from and to."),
        ({"day-0": "2098-01-02", "from-0": "10:00", "to-0": "09:00"}, "An other time ends before it starts."),
        ({"day-0": "1999-01-02", "from-0": "10:00", "to-0": "11:00"}, "Choose a day that is still to come."),
        ({"day-0": "0001-01-02", "from-0": "10:00", "to-0": "11:00"}, "Choose a day that is still to come."),
        ({"zone": "Moon/Crater"}, "Select a valid choice. Moon/Crater is not one of the available choices."),
        (
            {"zone": "Europe/Berlin", "day-0": "2097-03-31", "from-0": "02:30", "to-0": "04:00"},
            "The clocks go forward then: that time does not exist in Europe/Berlin.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    url: str, client: Client, sent: dict[str, str], sentence: str
) -> None:
    typed = {"act": "times", "zone": "Europe/Oslo", "arrangements": "Sign language", **sent}

    answer = client.post(url, typed)

    page = answer.content.decode()
    assert (answer.status_code, sentence in text(answer.content)) == (422, True)
    assert "Sign language" in page
    assert [value for name, value in sent.items() if "-" in name and f'value="{value}"' not in page] == []


# --- choosing -------------------------------------------------------------------------------------------------


def book(client: Client, url: str, option: int) -> object:
    sent = {"act": "book", "option": option, "zone": "Europe/Oslo", "arrangements": "Captions"}
    return client.post(url, sent)


def test_a_choice_books_the_whole_loop(
    url: str, options: list[int], loop: InterviewLoop, client: Client
) -> None:
    answer = book(client, url, options[1])

    page = text(client.get(answer.headers["Location"]).content)  # type: ignore[attr-defined]
    assert loop.sessions.filter(during__isnull=True).count() == 0
    assert "These times are booked. We send them to you for your calendar." in page


def test_the_same_choice_twice_books_once(
    url: str, options: list[int], loop: InterviewLoop, client: Client
) -> None:
    first, second = book(client, url, options[0]), book(client, url, options[0])

    assert (first.status_code, second.headers["Location"]) == (302, f"{url}?done=booked")  # type: ignore[attr-defined]
    assert set(loop.sessions.values_list("sequence", flat=True)) == {2}


def test_a_lost_option_is_said_with_fresh_ones_and_nothing_typed_is_lost(
    url: str, options: list[int], loop: InterviewLoop, client: Client
) -> None:
    held = TakenTime.objects.filter(option=options[0], person__isnull=False).first()
    assert held is not None
    Absence.objects.create(interviewer=held.person.interviewer, during=held.during)

    answer = book(client, url, options[0])

    page = answer.content.decode()  # type: ignore[attr-defined]
    fresh = [int(number) for number in re.findall(r'name="option" value="(\d+)"', page)]
    said = "These times were taken meanwhile. Here are fresh ones; nothing has been booked yet."
    assert (answer.status_code, said in page, "Captions" in page) == (409, True, True)  # type: ignore[attr-defined]
    assert set(fresh).isdisjoint(options)
    assert loop.sessions.filter(during__isnull=False).count() == 0


def test_an_option_of_another_loop_is_none_of_theirs(
    url: str, options: list[int], application: Application, coordinator: User, client: Client
) -> None:
    other = begin_loop(ApplicationFactory(requisition=application.requisition))
    theirs = proposals.offer(loop=other, made_by=coordinator, by=coordinator, at=timezone.now())
    assert theirs is not None

    answer = book(client, url, theirs.options.first().pk)

    assert (answer.status_code, other.sessions.filter(during__isnull=False).count()) == (409, 0)  # type: ignore[attr-defined]


@pytest.mark.parametrize("option", ["", "x", "0", "9" * 30])
def test_no_option_is_asked_for(url: str, options: list[int], client: Client, option: str) -> None:
    answer = client.post(url, {"act": "book", "option": option, "zone": "Europe/Oslo"})

    assert answer.status_code in {409, 422}
    assert TakenTime.objects.filter(option__isnull=True).count() == 0


# --- changing and cancelling ----------------------------------------------------------------------------------


def test_other_times_leave_the_present_ones_until_the_choice(
    url: str, options: list[int], loop: InterviewLoop, client: Client
) -> None:
    book(client, url, options[2])
    before = sorted(row.during.lower for row in loop.sessions.all())

    answer = client.post(url, {"act": "change", "zone": "Europe/Oslo"}, follow=True)

    assert "Your present ones stand until you have chosen." in text(answer.content)
    assert sorted(row.during.lower for row in loop.sessions.all()) == before
    client.post(url, {"act": "keep", "zone": "Europe/Oslo"})
    assert TakenTime.objects.filter(option__isnull=False).count() == 0


def test_cancelling_asks_first(url: str, options: list[int], loop: InterviewLoop, client: Client) -> None:
    book(client, url, options[2])

    asked = client.get(url, {"show": "cancel"})
    done = client.post(url, {"act": "cancel", "zone": "Europe/Oslo"}, follow=True)

    assert "Shall we cancel all 2 interviews?" in text(asked.content)
    assert "Your interviews are cancelled." in text(done.content)
    assert set(loop.sessions.values_list("state", flat=True)) == {"cancelled"}


def test_whoever_is_only_asked_for_times_gives_them_to_change(
    loop: InterviewLoop, coordinator: User, client: Client
) -> None:
    _link, token = candidate_links.make(loop=loop, offers=False, by=coordinator, at=timezone.now())

    answer = client.post(reverse("choose_times", args=[token]), {"act": "change", "zone": "Europe/Oslo"})

    assert (answer.status_code, answer.headers["Location"].endswith("show=times")) == (302, True)


def test_too_late_is_said_and_nothing_changes(
    url: str, options: list[int], loop: InterviewLoop, client: Client
) -> None:
    book(client, url, options[2])
    start = timezone.now() + timedelta(hours=23)
    session = loop.sessions.first()
    loop.sessions.filter(pk=session.pk).update(during=(start, start + timedelta(hours=1)))

    answers = [client.post(url, {"act": act, "zone": "Europe/Oslo"}) for act in ("change", "cancel")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "It is too late to change or cancel here" in text(answers[0].content)
    assert loop.sessions.filter(state="scheduled").count() == 2


def test_who_cancelled_reads_when_and_may_say_anew_when_they_can_come(
    url: str, options: list[int], loop: InterviewLoop, client: Client
) -> None:
    book(client, url, options[2])
    client.post(url, {"act": "cancel", "zone": "Europe/Oslo"})

    ended = text(client.get(url).content)
    asked = text(client.get(url, {"show": "times"}).content)
    day = tomorrow() + timedelta(days=7 - tomorrow().weekday())
    client.post(url, {"act": "times", "zone": "Europe/Oslo", "part": f"{day:%Y-%m-%d} 08:00"})
    told = text(client.get(url).content)

    assert "You cancelled your interviews on" in ended
    assert "Say when you can come" in ended
    assert "When can you come?" in asked
    assert "You have told us since when you can come." in told
    assert set(loop.sessions.values_list("state", flat=True)) == {"cancelled"}


def test_who_was_cancelled_reads_that_we_did_it(
    url: str, loop: InterviewLoop, coordinator: User, client: Client
) -> None:
    for session in loop.sessions.all():
        scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=timezone.now())

    page = text(client.get(url).content)

    assert "We cancelled your interviews on" in page
    assert ("Ill." in page, coordinator.full_name in page) == (False, False)


def test_who_has_changed_too_often_is_led_to_a_person(
    url: str, made: tuple[CandidateLink, str], loop: InterviewLoop, coordinator: User, client: Client
) -> None:
    for session in loop.sessions.all():
        scheduling.cancel_session(session=session, reason="Ill.", by=coordinator, at=timezone.now())
    CandidateLink.objects.filter(pk=made[0].pk).update(changes=99)

    page = text(client.get(url).content)

    assert "If you would still like to come, answer our e-mail" in page
    assert "Say when you can come" not in page
