"""The competency library as data files, its loader and its lint. Pure: no framework, no database."""

from rubrics.library.loader import load
from rubrics.library.types import Competency, Library, LibraryError, Merge, NotScored, Question

__all__ = ["Competency", "Library", "LibraryError", "Merge", "NotScored", "Question", "load"]
