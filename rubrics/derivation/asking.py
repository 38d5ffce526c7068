"""Whether a sentence asks something of a person, and by which rule."""

from __future__ import annotations

import re
from functools import lru_cache

from rubrics.derivation import cues, denials, terms
from rubrics.derivation.grades import is_legend
from rubrics.derivation.kinds import is_credential
from rubrics.derivation.sentences import LONGEST_STATEMENT
from rubrics.derivation.tools import tools_in

MIN_FRAGMENT_WORDS = 4
CONDITION = "a condition of employment, not a quality of the person"


def asks_rule(
    sentence: str, *, fragments: bool, in_requirements: bool = False, beside_asking: bool = False
) -> str | None:
    """The rule by which a sentence in prose asks something of a person, or None.

    ``beside_asking`` says that another sentence of its paragraph asks something.
    """
    sentence = cues.JOINS.sub("", sentence)
    if sentence.endswith("?") or set_aside(sentence) or cues.ABOUT_WORK.search(sentence):
        return None
    if denials.FREED.search(sentence):
        return None
    if denials.NOT_ASKED.search(sentence) and not (
        cues.PREFERRED.search(sentence)
        or cues.FIRMLY_PREFERRED.search(sentence)
        or cues.ASKED.search(sentence)
    ):
        return None
    if cues.ASKED.search(sentence) or _is_wish(sentence):
        return "prose-asked"
    if cues.PREDICATE.search(sentence) and (
        cues.PERSON_QUALITY.search(sentence)
        or (in_requirements and not cues.POINTS_BACK.match(sentence))
        or (beside_asking and cues.PLAINLY_ASKED.search(sentence) and not cues.POINTS_BACK.match(sentence))
        or tools_in(sentence)
        or is_credential(sentence)
    ):
        return "prose-predicate"
    if cues.BARE_PREDICATE.search(sentence) or cues.FIRMLY_PREFERRED.search(sentence):
        return "prose-predicate"
    if in_requirements and cues.WISHED_AT_THE_END.search(sentence):
        return "prose-predicate"
    if in_requirements and cues.SPOKEN_TO.match(sentence):
        return "prose-spoken-to"
    opens = cues.OPENER.match(sentence) or (in_requirements and cues.FRAGMENT.match(sentence))
    return "prose-fragment" if fragments and opens else None


def are_beside_asking(told: list[str]) -> bool:
    """Whether one of several sentences asks something of the reader, so that ``X is essential`` asks as well."""
    if len(told) == 1 or not any(cues.PLAINLY_ASKED.search(sentence) for sentence in told):
        return False
    return any(cues.TO_READER.search(sentence) and cues.ASKED.search(sentence) for sentence in told)


def _is_wish(sentence: str) -> bool:
    """Whether a quality, or a person with one, ``would be`` welcome."""
    wish = cues.WOULD_BE_GOOD.search(sentence)
    if not wish:
        return False
    before = sentence[: wish.start()]
    return bool(cues.PERSON_QUALITY.search(before) or _A_PERSON.match(sentence) or is_credential(before))


def is_fragment(sentence: str) -> bool:
    """Whether a sentence has no subject and verb of its own (``Making figures easy to follow.``)."""
    if set_aside(sentence) or cues.ABOUT_WORK.search(sentence) or sentence.endswith(("?", ":")):
        return False
    return not cues.FINITE.search(sentence) and len(sentence.split()) >= MIN_FRAGMENT_WORDS


def is_full(sentence: str) -> bool:
    """A sentence with its own subject that asks something (``X is required``, ``candidates should ...``)."""
    if cues.OPENER.match(sentence) and not cues.PREDICATE.search(sentence):
        return False
    requires = " requires " in sentence and not cues.ABOUT_WORK.search(sentence)
    asked = _SPOKEN_TO.match(sentence) and cues.ASKED.search(sentence)
    return bool(requires or asked or cues.PREDICATE.search(sentence) or _CANDIDATES.search(sentence))


_SPOKEN_TO = re.compile(r"^(?:you|we|the (?:position|role|job|post))\b", re.IGNORECASE)
_A_PERSON = re.compile(r"^(?:an? (?:[\w-]+ ){1,3}|someone |somebody |anyone )(?:with|who)\b", re.IGNORECASE)
_CANDIDATES = re.compile(
    r"^(?:the )?(?:successful |ideal )?(?:candidates?|applicants?|postholders?)\b.*\b(?:must|should|need|"
    r"will)\b|"
    r"^(?:[\w-]+ ){1,4}(?:is|are) (?:\w+ly )?expected to (?:have|bring|hold|show|possess|be|know)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def set_aside(content: str) -> str:
    """Why a sentence or item can be no requirement, or an empty text."""
    if len(content) > LONGEST_STATEMENT:
        return "too long to be one statement"
    if cues.PLACEHOLDER.match(content):
        return "an unfilled place of a template"
    if is_legend(content):
        return "explains the letters of the criteria"
    if cues.DETAIL.match(content):
        return "a detail of the post"
    if terms.CONDITION.search(content):
        return CONDITION
    if terms.PROCESS.search(content):
        return "how to apply and how people are chosen"
    if terms.CAREER_STEP.search(content):
        return "a career path"
    if denials.NONE_ASKED.match(content) or (
        content[:3].casefold() == "you" and denials.FREED.match(content)
    ):
        return "says that nothing is asked"
    if terms.PAY_ITEM.search(content) and not cues.OPENER.match(content):
        return "pay, benefits and conditions"
    return "" if any(c.isalpha() for c in content) else "no words"
