"""A CV is what its content says, not what its name says."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hiring.accounts.models import User
from hiring.operations import cvs
from hiring.operations.cvs import CvRefused, kind_of
from rubrics.ledger.models import Event
from rubrics.models import StoredFile
from tests.factories import CandidateFactory
from tests.factories.rubrics import NOON

ODT = "application/vnd.oasis.opendocument.text"


def archive(**files: str) -> bytes:
    """A zip file; double underscores in names are slashes, single ones dots."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/").replace("_", ".").replace("TYPES", "[Content.Types]"), text)
    return buffer.getvalue()


def word(**more: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in {"[Content_Types].xml": "x", "word/document.xml": "x", **more}.items():
            made.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 and so on", "pdf"),
        (b"\r\n%PDF-1.4 with a start", "pdf"),
        (word(), "docx"),
        (word(**{"word/vbaProject.bin": "macro"}), None),
        (archive(mimetype=ODT, content_xml="x"), "odt"),
        (archive(mimetype="application/zip", content_xml="x"), None),
        (archive(anything_txt="x"), None),
        (b"PK\x03\x04 broken", None),
        ("Plain words, åpent.".encode(), "txt"),
        ("Plain words, åpent.".encode("cp1252"), "txt"),
        ("Plain words.".encode("utf-16"), "txt"),
        (b"MZ\x90\x00\x03", None),
        (b"\x89PNG\r\n\x1a\n\x00", None),
    ],
)
def test_kind_is_known_by_the_content(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


@pytest.mark.django_db
def test_cv_keeps_its_name_with_the_ending_of_its_content(recruiter: User) -> None:
    file = SimpleUploadedFile("../Min CV.exe", b"%PDF-1.7")

    row = cvs.attach(candidate=CandidateFactory(), file=file, by=recruiter, at=NOON)

    assert (row.cv_name, row.cv.read()) == ("Min CV.pdf", b"%PDF-1.7")
    assert Event.objects.get().data == {"bytes": 8, "type": "pdf"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (
            b"\x00\x01",
            "The file is no PDF, Word (docx), OpenDocument (odt) or plain text file, by its content.",
        ),
    ],
)
def test_refused_cv_leaves_the_one_before(recruiter: User, data: bytes, sentence: str) -> None:
    row = cvs.attach(
        candidate=CandidateFactory(), file=SimpleUploadedFile("a.txt", b"First."), by=recruiter, at=NOON
    )

    with pytest.raises(CvRefused) as refused:
        cvs.attach(candidate=row, file=SimpleUploadedFile("b.pdf", data), by=recruiter, at=NOON)

    row.refresh_from_db()
    assert (str(refused.value), row.cv_name, row.cv.read()) == (sentence, "a.txt", b"First.")


@pytest.mark.django_db
def test_removed_cv_is_gone(recruiter: User) -> None:
    row = cvs.attach(
        candidate=CandidateFactory(), file=SimpleUploadedFile("a.txt", b"First."), by=recruiter, at=NOON
    )

    cvs.remove(candidate=row, by=recruiter, at=NOON)

    row.refresh_from_db()
    assert (bool(row.cv), row.cv_name, StoredFile.objects.count()) == (False, "", 0)
