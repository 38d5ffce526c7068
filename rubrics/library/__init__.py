"""The competency library as data files, its loader and its lint. Pure: no framework, no database."""

from rubrics.library.lint import lint
from rubrics.library.loader import load
from rubrics.library.texts import Finding, lint_anchor, lint_levels, lint_question
from rubrics.library.types import Competency, Library, LibraryError, Merge, NotScored, Question
from rubrics.library.wording import NoteWarning, lint_note

__all__ = [
    "Competency",
    "Finding",
    "Library",
    "LibraryError",
    "Merge",
    "NotScored",
    "NoteWarning",
    "Question",
    "lint",
    "lint_anchor",
    "lint_levels",
    "lint_note",
    "lint_question",
    "load",
]
