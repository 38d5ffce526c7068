from io import StringIO

import pytest
from django.core.management import call_command

from rubrics.models import Competency

pytestmark = pytest.mark.django_db


def test_the_library_is_loaded_once() -> None:
    out = StringIO()
    for _turn in range(2):
        call_command("load_library", stdout=out)
    assert Competency.objects.count() == 19
    assert out.getvalue().splitlines() == ["19 competencies were loaded.", "The library was up to date."]
