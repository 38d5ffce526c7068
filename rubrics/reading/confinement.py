"""Files with involved inner parts are read in a process of their own, with bounds on time and memory.

A file that was made to hang its reader, or that only happens to, costs that process and nothing else; the
process knows no settings and no secrets of the program.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from rubrics.reading.composition import Written, composed
from rubrics.reading.types import Places, UnreadableDocument

# Less than the patience of a web server with its workers.
SECONDS = 25
CPU_SECONDS = 20
MEMORY_BYTES = 2 * 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]
TOO_LONG = "This file took too long to be read; save it again in a simpler form or paste its text."
TOO_INVOLVED = "This file is damaged or too involved to be read; save it again or paste its text."
NO_TEXT = {
    "pdf": "This PDF holds no text, only pictures of pages; use the original file or paste the text.",
    "docx": "This Word file holds no text; if it holds a picture of one, paste the text instead.",
    "odt": "This OpenDocument file holds no text; if it holds a picture of one, paste the text instead.",
}


def read_apart(kind: str, data: bytes, *, seconds: float = SECONDS) -> tuple[str, Places]:
    """The text and places of a ``pdf``, ``docx`` or ``odt`` file, read by ``python -m rubrics.reading KIND``.

    Raises UnreadableDocument with the sentence of that process, or with one of its own when it ran out of time
    or memory.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "rubrics.reading", kind],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            env={"PATH": os.defpath, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(TOO_LONG) from error
    if done.returncode:
        raise UnreadableDocument(TOO_INVOLVED)
    answer = json.loads(done.stdout)
    if "refusal" in answer:
        raise UnreadableDocument(answer["refusal"])
    return answer["text"], tuple((start, place) for start, place in answer["places"])


def answer(kind: str, data: bytes) -> dict[str, object]:
    """What the confined process says: ``text`` and ``places``, or a ``refusal``."""
    try:
        text, places = composed(_reader(kind)(data))
    except UnreadableDocument as error:
        return {"refusal": str(error)}
    except RecursionError:
        return {"refusal": TOO_INVOLVED}
    return {"text": text, "places": places} if text else {"refusal": NO_TEXT[kind]}


def bound() -> None:
    """Bound the memory and the time of this process, where the system can."""
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _reader(kind: str) -> Callable[[bytes], Iterator[Written]]:
    # Imported here, since the libraries take longer to load than a text takes to be read.
    if kind == "pdf":
        from rubrics.reading.pdf import to_pdf_lines

        return to_pdf_lines
    if kind == "docx":
        from rubrics.reading.word import to_word_lines

        return to_word_lines
    from rubrics.reading.opendocument import to_opendocument_lines

    return to_opendocument_lines
