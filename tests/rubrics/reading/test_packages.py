"""Packages that could harm are refused with a sentence."""

import io
import zipfile

import pytest

from rubrics.reading import packages
from rubrics.reading.types import UnreadableDocument
from tests.rubrics.reading.specimens import package, word


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        packages.check_parts(packages.opened(data))
    return str(refused.value)


def test_an_ordinary_file_is_opened() -> None:
    assert "word/document.xml" in packages.opened(word()).namelist()


def test_a_file_with_macros_is_refused() -> None:
    assert refusal(word(parts={"word/vbaProject.bin": "x"})) == packages.MACROS


def test_a_file_with_a_password_is_told_from_an_old_one() -> None:
    assert refusal(packages.OLE + "EncryptedPackage".encode("utf-16-le")) == packages.LOCKED
    assert refusal(packages.OLE + b"WordDocument") == packages.OLD


def test_a_part_that_grows_when_unpacked_is_refused_before_it_is_unpacked() -> None:
    bomb = word(parts={"word/theme.xml": "a" * (packages.MAX_PART_BYTES + 1)})

    assert (len(bomb) < 100_000, refusal(bomb)) == (True, packages.TOO_LARGE)


def test_too_many_parts_are_refused() -> None:
    assert refusal(package({f"{n}": "" for n in range(packages.MAX_PARTS + 1)})) == packages.TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(encoding: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding))

    assert refusal(held.getvalue()) == packages.DAMAGED


def test_what_is_no_package_is_refused() -> None:
    assert refusal(b"PK\x03\x04 and no more") == packages.DAMAGED


def test_a_part_whose_content_is_spoilt_is_refused() -> None:
    spoilt = bytearray(package({"a.xml": "<a>" + "word " * 200 + "</a>"}))
    spoilt[40:44] = b"\xff\xff\xff\xff"

    assert refusal(bytes(spoilt)) == packages.DAMAGED
