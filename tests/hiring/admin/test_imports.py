"""A CSV file is shown row by row before anything is added; broken rows come back as a file."""

import csv
import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hiring.accounts.models import User
from hiring.models import Application, Candidate, Requisition
from tests.factories import CandidateFactory, RequisitionFactory

pytestmark = pytest.mark.django_db
LIST = """Name;E-mail;Phone;Shoe size
Ann One;ann@example.net;+47 1;38
;bea@example.net;;39
Cid Three;not an address;;40
Dag Four;known@example.net;;41
Eli Five;ANN@example.net;;42
Fay "the, first";fay@example.net;;43
"""


@pytest.fixture
def client(recruiter: User, signed_in: Callable[[User], Client]) -> Client:
    """The recruiter's."""
    return signed_in(recruiter)


def previewed(client: Client, data: bytes, requisition: Requisition | None = None) -> object:
    """The preview of a file."""
    url = reverse("admin:hiring_candidate_import_list")
    return client.post(
        url,
        {
            "step": "preview",
            "file": SimpleUploadedFile("list.csv", data),
            "requisition": requisition.pk if requisition else "",
        },
    )


def test_preview_says_what_becomes_of_every_row_and_adds_nothing(
    client: Client, requisition: Requisition
) -> None:
    CandidateFactory(email="known@example.net")

    page = previewed(client, LIST.encode("cp1252"), requisition)

    rows = page.context["listed"].rows  # type: ignore[attr-defined]
    assert [(row.line, row.fate, row.sentence) for row in rows] == [
        (2, "add", ""),
        (3, "broken", "The name is missing."),
        (4, "broken", "E-mail address: Enter a valid email address."),
        (5, "apply", "The e-mail address is known: only the application is added."),
        (6, "broken", "The same e-mail address stands in line 2."),
        (7, "add", ""),
    ]
    assert page.context["listed"].ignored == ("Shoe size",)  # type: ignore[attr-defined]
    assert Candidate.objects.count() == 1


def test_confirming_adds_the_good_rows_and_shows_the_broken_ones(
    client: Client, requisition: Requisition
) -> None:
    CandidateFactory(full_name="Dag Known", email="known@example.net")
    text = previewed(client, LIST.encode()).context["text"]  # type: ignore[attr-defined]
    url = reverse("admin:hiring_candidate_import_list")

    page = client.post(url, {"step": "confirm", "text": text, "requisition": requisition.pk})

    names = list(Candidate.objects.order_by("full_name").values_list("full_name", "time_zone"))
    assert names == [
        ("Ann One", "Europe/Oslo"),
        ("Dag Known", "Europe/Oslo"),
        ('Fay "the, first"', "Europe/Oslo"),
    ]
    assert Application.objects.filter(requisition=requisition).count() == 3
    assert [row.line for row in page.context["rest"]] == [3, 4, 6]


def test_broken_rows_are_downloaded_as_they_were_with_what_is_wrong(client: Client) -> None:
    text = previewed(client, LIST.encode()).context["text"]  # type: ignore[attr-defined]
    url = reverse("admin:hiring_candidate_import_list")

    file = client.post(url, {"step": "broken", "text": text, "requisition": ""})

    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert rows == [
        ["Name", "E-mail", "Phone", "Shoe size", "What is wrong"],
        ["", "bea@example.net", "", "39", "The name is missing."],
        ["Cid Three", "not an address", "", "40", "E-mail address: Enter a valid email address."],
        ["Eli Five", "ANN@example.net", "", "42", "The same e-mail address stands in line 2."],
    ]
    assert file["Content-Disposition"] == 'attachment; filename="broken_rows.csv"'


HEADERLESS = "The first line has to name the columns “Name” and “E-mail”; it reads: Ann, ann@example.net."
WORKBOOK = "This is a workbook, not a CSV file: save the sheet as “CSV UTF-8” and try again."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 a workbook", WORKBOOK),
        (b"Name,Mail\x01\x02", "This is no CSV file: it holds binary data."),
        (b"Name,E-mail\n" + b"x" * 6 * 1024 * 1024, "The file has more than 5 MB: split it into several."),
        (b"Ann,ann@example.net\n", HEADERLESS),
    ],
)
def test_file_that_is_no_list_is_refused_with_a_sentence(
    client: Client, requisition: Requisition, data: bytes, sentence: str
) -> None:
    page = previewed(client, data, requisition)

    form = page.context["form"]  # type: ignore[attr-defined]
    assert (form.errors, form["requisition"].value()) == ({"file": [sentence]}, str(requisition.pk))


def test_list_goes_into_no_hidden_requisition(client: Client, recruiter: User, manager: User) -> None:
    secret = RequisitionFactory(confidential=True, team={manager: "hiring_manager"})

    page = client.post(
        reverse("admin:hiring_candidate_import_list"),
        {"step": "confirm", "text": LIST, "requisition": secret.pk},
    )

    assert (page.status_code, Candidate.objects.count(), Application.objects.count()) == (200, 0, 0)


def test_compliance_imports_nothing(compliance: User, signed_in: Callable[[User], Client]) -> None:
    page = signed_in(compliance).get(reverse("admin:hiring_candidate_import_list"))

    assert page.status_code == 404
