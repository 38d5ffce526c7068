from datetime import datetime

import pytest

from hiring.accounts.models import User
from rubrics import library as files
from rubrics.ledger.models import Event
from rubrics.models import Competency
from rubrics.operations import library

pytestmark = pytest.mark.django_db


def test_the_rows_give_back_the_library_of_the_files(at: datetime) -> None:
    library.load_files(by=None, at=at)
    shipped, rows = files.load(), library.library_from_rows()
    assert rows.competencies == shipped.competencies
    assert (rows.version, rows.not_scored) == (shipped.version, shipped.not_scored)


def test_loading_twice_writes_nothing_the_second_time(at: datetime) -> None:
    assert len(library.load_files(by=None, at=at)) == 19
    assert library.load_files(by=None, at=at) == []
    assert Event.objects.filter(kind="library.loaded").count() == 1


def test_an_edited_entry_keeps_its_text_when_the_files_are_loaded(recruiter: User, at: datetime) -> None:
    library.load_files(by=None, at=at)
    entry = Competency.objects.get(key="communication")
    entry.name = "Talking and writing"
    entry.save()
    library.mark_edited(competency=entry, by=recruiter, at=at)
    Competency.objects.update(library_version="older")
    written = library.load_files(by=None, at=at)
    entry.refresh_from_db()
    assert (len(written), entry.name) == (18, "Talking and writing")
    assert library.library_from_rows().version == f"{files.load().version} edited"


def test_an_entry_that_is_not_offered_is_left_out_and_nobody_merges_with_it(at: datetime) -> None:
    library.load_files(by=None, at=at)
    Competency.objects.filter(key="collaboration").update(active=False)
    rows = library.library_from_rows()
    merges = {merge.key for entry in rows.competencies for merge in entry.merge_with}
    assert "collaboration" not in {entry.key for entry in rows.competencies} | merges


def test_an_empty_table_is_filled_from_the_files_when_it_is_asked_for(at: datetime) -> None:
    assert len(library.library_from_rows().competencies) == 19
