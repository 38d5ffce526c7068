"""Words that say that something is not asked. Data."""

from __future__ import annotations

import re

from rubrics.derivation.lexicon import any_of

NOT = r"(?:\bnot\b|n['’]t\b)"
# You are free not to have it, whatever else the sentence says.
FREED = re.compile(
    r"(?:\byou (?:need not|needn['’]t|(?:do not|don['’]t|won['’]t|will not) (?:have|need) to)\b|"
    r"^you (?:do not|don['’]t|won['’]t|will not) need\b)(?!.*\b(?:but|although|though|helps?|useful)\b)"
    # Who needs no guidance is asked to work alone.
    r"(?! (?:\w+ ){0,4}(?:supervision|hand-?\s?holding|guidance|be (?:told|reminded|asked|chased|managed|pushed)|"
    r"telling|reminding|chasing|managing|pushing)\b)",
    re.IGNORECASE,
)
NOT_ASKED = any_of(
    r"""
    \b(?:is|are|do|does|will|would) ?<not_> (?:be )?(?:expect|require|need)\w*\b(?: (?:you|them|
        candidates?))?(?: to\b)
    \b(?:is|are) ?(?:not|n['’]t) (?:strictly |absolutely )?(?:required|needed|necessary|expected)\b
    \bno (?:prior |previous )?(?:experience|degree|qualification)s? (?:is |are )?(?:required|needed|
        necessary)\b   ^no\b[^.;]*\b(?:is|are) (?:required|needed|necessary|expected)\b
    \b(?:do|does|will)(?:n['’]t| not) need (?:any|an?|prior|previous|special|specific)\b
""",
    not_=NOT,
)
NONE_ASKED = re.compile(
    r"^no (?:formal |prior |previous |specific )*(?:experience|education|qualifications?|degree|"
    r"training)\b(?!.*\bbut\b)",
    re.IGNORECASE,
)
