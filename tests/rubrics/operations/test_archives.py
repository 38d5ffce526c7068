import io
import struct
import zipfile
from pathlib import Path

import pytest

from rubrics.operations import archives
from rubrics.operations.archives import ArchiveRefused, Entry

pytestmark = pytest.mark.usefixtures("settings")


def packed(*files: tuple[str, bytes]) -> bytes:
    """A .zip archive with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        archives.from_zip(data)
    return str(refused.value)


def test_files_of_nested_folders_come_in_the_order_of_their_names() -> None:
    contents = archives.from_zip(packed(("b/two.txt", b"2"), ("a.txt", b"1"), ("b/c/three.md", b"3")))
    assert contents.entries == (Entry("a.txt", b"1"), Entry("b/c/three.md", b"3"), Entry("b/two.txt", b"2"))
    assert contents.note == ""


def test_hidden_files_are_left_out_and_counted() -> None:
    contents = archives.from_zip(
        packed(("a.txt", b"1"), ("__MACOSX/._a.txt", b"x"), (".git/config", b"x"), ("b/.DS_Store", b"x"))
    )
    assert (contents.entries, contents.note) == ((Entry("a.txt", b"1"),), "3 hidden files were left out.")


@pytest.mark.parametrize(
    "name", ["../outside.txt", "a/../../outside.txt", "/outside.txt", "C:\\outside.txt", "..\\outside.txt"]
)
def test_a_name_that_leads_out_is_refused_and_spoils_nothing(name: str) -> None:
    contents = archives.from_zip(packed((name, b"x"), ("z.txt", b"1")))
    sentence = "Its name leads out of the archive; pack the folder once more."
    assert set(contents.entries) == {Entry(name, None, sentence), Entry("z.txt", b"1")}


def test_a_name_that_cannot_be_shown_is_made_plain() -> None:
    contents = archives.from_zip(packed(("a\u202e\x07b.txt", b"1")))
    assert contents.entries == (Entry("a��b.txt", b"1"),)


def test_an_archive_in_the_archive_a_deep_file_and_a_large_one_are_refused_by_themselves() -> None:
    large = b"x" * (5 * 1024 * 1024 + 1)
    contents = archives.from_zip(
        packed(
            ("a.txt", b"1"), ("b.zip", packed(("c.txt", b"1"))), ("d/" * 8 + "e.txt", b"1"), ("f.txt", large)
        )
    )
    assert [entry.refusal for entry in contents.entries] == [
        "",
        "This is an archive inside the archive; import it by itself.",
        "It lies more than 8 folders deep; move it up and try again.",
        "This file is too large (5.0 MB); at most 5.0 MB can be read.",
    ]


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/hostname")
    assert [entry.refusal for entry in archives.from_zip(stream.getvalue()).entries] == [
        "This is a link to another file; put the file itself into the archive."
    ]


def test_a_damaged_file_spoils_no_other() -> None:
    data = packed(("a.txt", b"first"), ("b.txt", b"second"))
    at = data.index(b"a.txt") + len(b"a.txt")
    contents = archives.from_zip(data[:at] + b"\xff\xff" + data[at + 2 :])
    assert contents.entries == (
        Entry("a.txt", None, "This file is damaged within the archive; pack it once more."),
        Entry("b.txt", b"second"),
    )


def test_a_file_that_lies_about_its_size_gives_no_more_than_it_declares() -> None:
    data = bytearray(packed(("a.txt", b"x" * 1_000_000)))
    listed = data.index(b"PK\x01\x02")
    data[listed + 24 : listed + 28] = struct.pack("<I", 10)
    assert archives.from_zip(bytes(data)).entries == (
        Entry("a.txt", None, "This file is damaged within the archive; pack it once more."),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no archive", "This is no .zip archive, or it is damaged; pack the folder once more."),
        (packed(), "There is no file in it; put the role documents into it and try again."),
        (
            packed((".hidden", b"x")),
            "There is no file in it; put the role documents into it and try again.",
        ),
        (
            packed(*((f"{n}.txt", b"x") for n in range(501))),
            "There are more than 500 files in it; import them in parts.",
        ),
        (b"PK\x01\x02" * 20_001, "There are more than 500 files in it; import them in parts."),
        (
            packed(*((f"{n}.txt", bytes(4 * 1024 * 1024)) for n in range(16))),
            "The files grow beyond 60 MB when they are unpacked; import them in parts.",
        ),
    ],
    ids=["no archive", "empty", "only hidden", "501 files", "endless list", "64 MB of nothing"],
)
def test_an_archive_that_cannot_be_taken_in_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


def test_a_folder_is_looked_through_without_following_links(tmp_path: Path) -> None:
    (tmp_path / "roles" / "north").mkdir(parents=True)
    (tmp_path / "roles" / "north" / "one.txt").write_bytes(b"1")
    (tmp_path / "secret.txt").write_bytes(b"x")
    (tmp_path / "roles" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert archives.from_paths([tmp_path / "roles"]).entries == (Entry("roles/north/one.txt", b"1"),)


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveRefused, match=r"^There is no file or folder “.*missing”\.$"):
        archives.from_paths([tmp_path / "missing"])
