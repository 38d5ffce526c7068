"""The library is read from its files, whole or not at all."""

import shutil
from pathlib import Path

import pytest

from rubrics.library import LibraryError, load
from rubrics.library.loader import SHIPPED

COMPETENCIES = [
    "communication",
    "problem_solving",
    "adaptability",
    "leadership",
    "emotional_intelligence",
    "time_management",
    "business_acumen",
    "strategic_thinking",
    "intellectual_rigor",
    "project_management",
    "collaboration",
    "creativity",
    "ethics_bias",
    "technical_proficiency",
    "research_methodology",
    "continuous_learning",
    "accountability",
    "frustration_tolerance",
    "human_centered_design",
]
NOT_SCORED = {
    "education": "verify",
    "years_experience": "verify",
    "track_record": "evidence",
    "publications": "verify",
    "credential": "verify",
    "work_authorisation": "verify",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "library"))


def message(folder: Path) -> str:
    with pytest.raises(LibraryError) as caught:
        load(folder)
    return str(caught.value)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_library_holds_the_nineteen_competencies_in_their_order() -> None:
    assert [competency.key for competency in load().competencies] == COMPETENCIES


def test_the_shipped_library_names_the_six_kinds_that_are_never_scored() -> None:
    assert {kind.key: kind.treatment for kind in load().not_scored} == NOT_SCORED


def test_a_competency_is_read_with_all_its_fields() -> None:
    communication = load().competency("communication")

    question = communication.questions[3]
    assert (communication.name, communication.family, communication.kinds) == (
        "Communication",
        "behavioural",
        ("soft",),
    )
    assert {seniority: len(texts) for seniority, texts in communication.anchors.items()} == {
        "individual": 5,
        "lead": 5,
        "head": 5,
    }
    assert [merge.key for merge in communication.merge_with] == ["collaboration"]
    assert (question.key, question.kind, question.minutes, question.seniority, len(question.probes)) == (
        "communication-4",
        "work_sample",
        15,
        ("individual",),
        3,
    )


def test_questions_are_chosen_by_seniority() -> None:
    communication = load().competency("communication")

    keys = {
        seniority: [question.key[-1] for question in communication.questions_for(seniority)]
        for seniority in ("individual", "lead", "head")
    }

    assert keys == {
        "individual": ["1", "2", "3", "4"],
        "lead": ["1", "2", "3", "5"],
        "head": ["1", "2", "3", "5"],
    }


def test_an_unknown_competency_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load().competency("charisma")


def test_the_digest_is_the_same_for_the_same_files_in_another_folder(folder: Path) -> None:
    assert load(folder) == load()


def test_the_digest_changes_with_any_file(folder: Path) -> None:
    replace(folder / "creativity.toml", "No idea of their own", "Not one idea of their own")

    assert load(folder).digest != load().digest


def test_line_ends_of_another_platform_change_nothing_but_the_digest(folder: Path) -> None:
    path = folder / "creativity.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert load(folder).competencies == load().competencies


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "creativity.toml").unlink()

    assert message(folder) == "The library file creativity.toml is missing."


def test_a_missing_folder_is_reported_by_its_first_file(tmp_path: Path) -> None:
    assert message(tmp_path / "nowhere") == "The library file library.toml is missing."


def test_a_file_without_a_place_in_the_order_is_named(folder: Path) -> None:
    shutil.copy(folder / "creativity.toml", folder / "charm.toml")

    assert message(folder) == "library.toml does not name charm, though there is a file."


def test_a_key_named_twice_is_refused(folder: Path) -> None:
    replace(folder / "library.toml", '"creativity"', '"creativity", "creativity"')

    assert message(folder) == "library.toml names creativity more than once."


def test_a_missing_field_is_named_with_its_file(folder: Path) -> None:
    replace(folder / "creativity.toml", "definition = ", "# definition = ")

    assert message(folder) == "The field 'definition' is missing in creativity.toml."


def test_a_misspelt_field_is_named_with_its_file(folder: Path) -> None:
    replace(folder / "creativity.toml", "definition = ", "meaning = ")

    assert message(folder) == "creativity.toml holds the unknown field meaning."


def test_a_misspelt_field_of_a_question_is_no_missing_option(folder: Path) -> None:
    replace(folder / "technical_proficiency.toml", "fallback = ", "fallbck = ")

    assert message(folder) == "technical_proficiency.toml holds the unknown field fallbck."


def test_a_field_of_the_wrong_type_is_named(folder: Path) -> None:
    replace(folder / "creativity.toml", "minutes = 8", 'minutes = "eight"')

    assert message(folder) == "The field 'minutes' in creativity.toml has the wrong type."


def test_a_list_of_numbers_is_no_list_of_texts(folder: Path) -> None:
    replace(folder / "creativity.toml", "heading_cues = [", "heading_cues = [1, ")

    assert message(folder) == "The field 'heading_cues' in creativity.toml has to hold texts only."


def test_a_key_has_to_be_the_name_of_its_file(folder: Path) -> None:
    replace(folder / "creativity.toml", 'key = "creativity"', 'key = "ideas"')

    assert message(folder) == "The key in creativity.toml is 'ideas', but has to be the file's name."


def test_broken_toml_gives_a_sentence(folder: Path) -> None:
    (folder / "creativity.toml").write_text("key = ", encoding="utf-8")

    assert message(folder) == (
        "The library file creativity.toml cannot be read: Invalid value (at end of document)."
    )
