"""The command that reads one file apart."""

import json
import subprocess
import sys

from rubrics.reading.confinement import ROOT
from tests.rubrics.reading.specimens import paragraph, word


def run(*arguments: str, data: bytes = b"") -> tuple[int, str]:
    command = [sys.executable, "-m", "rubrics.reading", *arguments]
    done = subprocess.run(command, cwd=ROOT, input=data, capture_output=True)
    return done.returncode, (done.stdout or done.stderr).decode()


def test_it_prints_text_and_places_as_json() -> None:
    status, printed = run("docx", data=word(paragraph("Tact")))

    assert (status, json.loads(printed)) == (0, {"text": "Tact\n", "places": [[0, "paragraph 1"]]})


def test_without_a_kind_it_names_those_there_are() -> None:
    assert run() == (2, "Name one of pdf, docx, odt.\n")
