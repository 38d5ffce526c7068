import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from hiring.reporting.facts import assemble, canonical
from hiring.reporting.pdf import render_pdf
from hiring.reporting.types import MissingScorecard, Rating, VerifiedRequirement

REBUILD = """
import hashlib, json, sys
from hiring.reporting.facts import assemble
from hiring.reporting.pdf import render_pdf
from hiring.reporting.snapshot import restore
facts = restore(json.loads(sys.stdin.buffer.read()))
print(hashlib.sha256(render_pdf(assemble(facts))).hexdigest())
"""
MARKUP = '#panic("no") *bold* _it_ $x^2$ @ref <label> \\ `raw` #import "x" [a] // c /* d */ = h'


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_the_same_facts_give_the_same_bytes_in_another_process(facts):
    here = sha256(render_pdf(assemble(facts))).hexdigest()

    elsewhere = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", REBUILD]
    run = subprocess.run(command, input=canonical(facts), stdout=subprocess.PIPE, check=True, env=elsewhere)

    assert run.stdout.decode().strip() == here


def test_page_one_is_the_summary_and_evidence_starts_on_page_two(facts):
    first, second, *_ = pages(render_pdf(assemble(facts)))

    assert first.startswith("Tove Almgren Director of Machine Learning Research (R-0142) · Northmere")
    for part in ("Composite 3.6", "By competency", "debrief required", "Verified requirements", "Revisions"):
        assert part in first
    assert "[rigour card-1]" not in first
    assert "[rigour card-1]" in second


def test_every_evidence_note_and_anchor_is_in_the_text(facts):
    text = squeezed("".join(pages(render_pdf(assemble(facts)))))

    assert [rating.id for rating in facts.ratings if squeezed(rating.evidence) not in text] == []
    assert squeezed("What an answer on level 2 did for lead.") in text


def test_every_page_has_its_number_the_versions_and_the_digest(facts):
    report = assemble(facts)
    texts = pages(render_pdf(report))
    total = len(texts)

    for number, text in enumerate(texts, start=1):
        assert f"{number} / {total}" in text
        assert f"template 1.0, library 1.0, facts {report.digest[:16]}" in text
    assert squeezed(report.digest) in squeezed(texts[-1])


def test_an_incomplete_report_says_so_on_each_page_and_a_complete_one_on_none(facts):
    missing = replace(facts, missing=(MissingScorecard("Rolf Amsel", "lead", "Research talk"),))

    assert ["Incomplete" in text for text in pages(render_pdf(assemble(missing)))] == [True, True, True]
    assert ["Incomplete" in text for text in pages(render_pdf(assemble(facts)))] == [False, False, False]


def test_a_competency_nobody_rated_shows_a_dash_and_no_number(facts):
    kept = tuple(r for r in facts.ratings if r.competency != "plan")
    rating = Rating("n1", "card-3", "plan", None, "", "no_time")
    first, *rest = pages(render_pdf(assemble(replace(facts, ratings=(*kept, rating)))))

    assert "Project management – Not assessed" in first
    assert "Project management No rating, so no mean. Not assessed" in " ".join(rest)
    assert "0.0" not in first


def test_what_people_wrote_is_never_read_as_markup(facts):
    first, *others = facts.ratings
    odd = replace(
        facts, candidate=MARKUP, requisition_title=MARKUP, ratings=(replace(first, evidence=MARKUP), *others)
    )
    text = squeezed("".join(pages(render_pdf(assemble(odd)))))

    assert text.count(squeezed(MARKUP)) >= 3


def test_names_in_other_scripts_are_drawn_with_letters(facts):
    names = ("王小明", "山田太郎", "김철수", "Łukasz Żółć", "Đặng Ngọc")
    raters = tuple(replace(rater, display_name=name) for rater, name in zip(facts.raters, names, strict=True))
    reader = PdfReader(BytesIO(render_pdf(assemble(replace(facts, raters=raters)))))
    text = "".join(page.extract_text() for page in reader.pages)

    assert [name for name in names if squeezed(name) not in squeezed(text)] == []


def test_many_requirements_keep_the_summary_on_page_one_and_follow_in_full(facts):
    many = tuple(
        VerifiedRequirement(
            f"q{n}", f"Requirement number {n} with a label of ordinary length", "required", "unknown"
        )
        for n in range(30)
    )
    first, second, *rest = pages(render_pdf(assemble(replace(facts, requirements=many))))

    assert "30 requirements: 30 unknown." in first
    assert "Gaps and irregularities" in first
    assert "Evidence" in second
    assert "Requirement number 29 with a label of ordinary length" in " ".join(rest)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300), name=st.text(max_size=60))
def test_any_text_can_be_printed(facts, text, name):
    first, *others = facts.ratings
    rater, *raters = facts.raters
    odd = replace(
        facts,
        candidate=name,
        raters=(replace(rater, display_name=name, session_name=text), *raters),
        ratings=(replace(first, evidence=f"Note: {text}"), *others),
        organisation=text,
    )

    assert render_pdf(assemble(odd)).startswith(b"%PDF")


@pytest.mark.parametrize("length", [5_000, 40_000])
def test_a_very_long_note_runs_over_pages_without_loss(facts, length):
    first, *others = facts.ratings
    note = "word " * (length // 5) + "end-of-note"
    texts = pages(render_pdf(assemble(replace(facts, ratings=(replace(first, evidence=note), *others)))))

    assert sum(text.count("word") for text in texts) == length // 5
    assert "end-of-note" in " ".join(texts)
