"""Every page for every role: who sees it, and that a stranger finds nothing."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Candidate, InterviewKind, Requisition
from tests.factories import ApplicationFactory, CandidateFactory, InterviewerFactory, RequisitionFactory

pytestmark = pytest.mark.django_db
STAFF = ("Rita Recruiter", "Cora Coordinator", "Carl Compliance", "Adam Administrator")
OUTSIDE = {"Mona Manager": 404, "Ina Interviewer": 404, "Stig Stranger": 404}


def seen(*statuses: int) -> dict[str, int]:
    """Statuses of the four roles that may open the admin; all others find nothing."""
    return dict(zip(STAFF, statuses, strict=True)) | OUTSIDE


@pytest.mark.parametrize(
    ("page", "statuses"),
    [
        ("accounts_user_changelist", (200, 200, 404, 200)),
        ("accounts_user_add", (404, 404, 404, 200)),
        ("hiring_requisition_changelist", (200, 200, 200, 404)),
        ("hiring_requisition_add", (200, 404, 404, 404)),
        ("hiring_candidate_changelist", (200, 200, 200, 404)),
        ("hiring_candidate_add", (200, 200, 404, 404)),
        ("hiring_application_changelist", (200, 200, 200, 404)),
        ("hiring_application_add", (200, 200, 404, 404)),
        ("hiring_interviewer_changelist", (200, 200, 404, 404)),
        ("hiring_interviewer_add", (200, 200, 404, 404)),
        ("hiring_interviewkind_changelist", (200, 200, 404, 404)),
        ("hiring_interviewkind_add", (200, 200, 404, 404)),
    ],
)
def test_list_and_new_page_open_for_the_roles_that_have_them(
    answers: Callable[[str], dict[str, int]], page: str, statuses: tuple[int, ...]
) -> None:
    assert answers(reverse(f"admin:{page}")) == seen(*statuses)


def test_row_opens_for_those_who_may_see_it(
    answers: Callable[[str], dict[str, int]], application: Application, interviewer: User
) -> None:
    profile = InterviewerFactory(person=interviewer)
    rows = [
        application.requisition,
        application.candidate,
        application,
        profile,
        InterviewKind.objects.all()[0],
    ]

    found = {row._meta.model_name: answers(url_of(row)) for row in rows}  # type: ignore[union-attr]

    assert found == {
        "requisition": seen(200, 200, 200, 404),
        "candidate": seen(200, 200, 200, 404),
        "application": seen(200, 200, 200, 404),
        "interviewer": seen(200, 200, 404, 404),
        "interviewkind": seen(200, 200, 404, 404),
    }


def url_of(row: object, page: str = "change") -> str:
    meta = row._meta  # type: ignore[attr-defined]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[row.pk])  # type: ignore[attr-defined]


@pytest.fixture
def secret(manager: User) -> Application:
    """An application for a confidential requisition of which only the manager knows."""
    requisition = RequisitionFactory(
        title="Secret successor", reference="SEC-1", confidential=True, team={manager: "hiring_manager"}
    )
    candidate = CandidateFactory(full_name="Quiet Candidate", email="quiet@example.net")
    return ApplicationFactory(requisition=requisition, candidate=candidate)


def test_confidential_requisition_exists_for_nobody_outside_its_team(
    answers: Callable[[str], dict[str, int]], secret: Application
) -> None:
    rows = [secret, secret.requisition, secret.candidate]

    found = [answers(url_of(row)) for row in rows]

    assert found == [seen(404, 404, 404, 404)] * 3


@pytest.mark.parametrize("term", ["secret", "SEC-1", "quiet", "example.net"])
def test_lists_searches_and_autocompletes_do_not_know_the_confidential_one(
    recruiter: User,
    coordinator: User,
    compliance: User,
    signed_in: Callable[[User], Client],
    secret: Application,
    term: str,
) -> None:
    fields = [("application", "requisition"), ("application", "candidate"), ("conflict", "candidate")]
    pages = [f"{reverse(f'admin:hiring_{model}_changelist')}?q={term}" for model in
             ("requisition", "candidate", "application")]  # fmt: skip
    pages += [
        f"{reverse('admin:autocomplete')}?app_label=hiring&model_name={model}&field_name={field}&term={term}"
        for model, field in fields
    ]
    people = [recruiter, coordinator, compliance]

    texts = [signed_in(person).get(page).content.decode() for person in people for page in pages]

    told = [
        name for text in texts for name in ("Secret successor", "Quiet Candidate", "quiet@") if name in text
    ]
    assert told == []


def test_filter_of_applications_names_visible_requisitions_only(
    recruiter: User, signed_in: Callable[[User], Client], secret: Application, application: Application
) -> None:
    text = signed_in(recruiter).get(reverse("admin:hiring_application_changelist")).content.decode()

    assert ("Depot manager (DEP-1)" in text, "SEC-1" in text) == (True, False)


def test_application_for_a_hidden_requisition_cannot_be_added(
    recruiter: User, signed_in: Callable[[User], Client], secret: Application, application: Application
) -> None:
    client = signed_in(recruiter)
    page = client.post(
        reverse("admin:hiring_application_add"),
        {"candidate": application.candidate_id, "requisition": secret.requisition_id},
    )

    assert (page.status_code, Application.objects.count()) == (200, 2)
    assert "Secret" not in page.content.decode()


def test_team_member_sees_the_confidential_requisition(
    recruiter: User, signed_in: Callable[[User], Client], secret: Application
) -> None:
    secret.requisition.members.create(person=recruiter, role="recruiter")

    assert signed_in(recruiter).get(url_of(secret.requisition)).status_code == 200


def test_nothing_is_deleted_and_no_page_says_who_changed_what(
    recruiter: User, signed_in: Callable[[User], Client], application: Application
) -> None:
    client = signed_in(recruiter)
    rows = [application, application.requisition, application.candidate]

    statuses = [client.get(url_of(row, page)).status_code for row in rows for page in ("delete", "history")]

    assert statuses == [404] * 6


def test_admin_keeps_no_log_of_its_own(
    recruiter: User, signed_in: Callable[[User], Client], requisition: Requisition
) -> None:
    signed_in(recruiter).post(
        reverse("admin:hiring_candidate_add"),
        {"full_name": "Nora New", "email": "nora@example.net", "time_zone": "UTC"},
    )

    index = signed_in(recruiter).get(reverse("admin:index")).content.decode()
    assert (Candidate.objects.count(), LogEntry.objects.count(), "Nora" in index) == (1, 0, False)


def test_compliance_reads_and_changes_nothing(
    compliance: User, signed_in: Callable[[User], Client], requisition: Requisition
) -> None:
    page = signed_in(compliance).post(url_of(requisition), {"title": "Another title"})

    requisition.refresh_from_db()
    assert (page.status_code, requisition.title) == (403, "Depot manager")


def test_rating_or_count_stands_nowhere_in_the_application(
    recruiter: User, signed_in: Callable[[User], Client], scorecards: object, application: Application
) -> None:
    pages = [
        url_of(application),
        reverse("admin:hiring_application_changelist"),
        url_of(application.candidate),
    ]

    texts = [signed_in(recruiter).get(page).content.decode().lower() for page in pages]

    assert [
        word for text in texts for word in ("rating", "scorecards", "average") if f" {word}" in text
    ] == []


def test_tokens_groups_and_addresses_have_no_page_even_for_a_superuser(
    administrator: User, signed_in: Callable[[User], Client]
) -> None:
    administrator.is_superuser = True
    administrator.save()

    statuses = [
        signed_in(administrator).get(f"/admin/{path}/").status_code
        for path in ("auth/group", "knox/authtoken", "account/emailaddress", "mfa/authenticator")
    ]

    assert statuses == [404] * 4


@pytest.mark.parametrize(
    "asked",
    [
        "accounts/user/?password__startswith=m",
        "accounts/user/?team_requisitions={requisition}",
        "accounts/user/?scorecards__isnull=False",
        "hiring/candidate/?applications={application}",
        "hiring/application/?scorecards__isnull=True",
        "hiring/application/?decisions__outcome=hire",
        "hiring/application/?reports=1",
        "hiring/requisition/?applications__candidate__full_name__startswith=Q",
    ],
)
def test_list_answers_no_question_but_its_own_filters(
    recruiter: User, signed_in: Callable[[User], Client], secret: Application, asked: str
) -> None:
    url = "/admin/" + asked.format(requisition=secret.requisition_id, application=secret.pk)

    assert signed_in(recruiter).get(url).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        "requisition/?state__exact=open",
        "application/?stage__exact=loop",
        "application/?requisition__id__exact={requisition}",
        "candidate/?added_at__year=2026",
        "interviewer/?active__exact=1",
    ],
)
def test_filters_that_a_list_shows_work(
    recruiter: User, signed_in: Callable[[User], Client], application: Application, asked: str
) -> None:
    url = "/admin/hiring/" + asked.format(requisition=application.requisition_id)

    assert signed_in(recruiter).get(url).status_code == 200


def test_autocomplete_finds_what_the_person_may_see(
    recruiter: User, signed_in: Callable[[User], Client], application: Application
) -> None:
    url = f"{reverse('admin:autocomplete')}?app_label=hiring&model_name=application&field_name="
    client = signed_in(recruiter)

    found = [client.get(f"{url}{name}&term={term}").json()["results"] for name, term in
             (("requisition", "depot"), ("candidate", "kim"))]  # fmt: skip

    assert [[row["text"] for row in rows] for rows in found] == [["Depot manager (DEP-1)"], ["Kim Candidate"]]


def test_a_year_that_no_calendar_has_is_no_filter(
    coordinator: User, signed_in: Callable[[User], Client]
) -> None:
    url = reverse("admin:hiring_candidate_changelist")

    answer = signed_in(coordinator).get(url, {"added_at__year": "9" * 20})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{url}?e=1")
