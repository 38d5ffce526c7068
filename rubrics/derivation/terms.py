"""Words about applying, conditions, careers and pay, which ask no quality of a person. Data."""

from __future__ import annotations

import re

from rubrics.derivation.lexicon import any_of

PROCESS = any_of(r"""
    \bresum[eé]s?\b   \bcover letters?\b   \bcv\b
    (?<!grant )(?<!web )(?<!mobile )(?<!software )\bapplications? (?:will|must|should|are|is|that|materials)\b
    \b(?:complete|submit|send|attach|upload|fill)\b.{0,40}\b(?:application|form|documents?|test|
        assessment)\b
    \bto apply(?:,| for\b| please\b| via\b| online\b| now\b|[.:]?$)
    \bapply (?:now|for|by|at|on|through|via|here)\b   \bdisqualif   \bcategory\b.*\b(?:qualified|lower)\b
    \b(?:we|you) (?:may|will|can) (?:lower|score)   \bselection priority\b
    ^how (?:we|you will be|it will be) (?:assess|test|judg|evaluat)
    \binterviews? (?:will|consist|are|is|may)\b   \byour application\b   \bapplications? (?:found|received)\b
    \b(?:candidates?|applicants?) (?:will|can|may) be (?:considered|notified|informed|invited|contacted|
        interviewed|assessed|asked|shortlisted|selected|ranked|screened|reviewed)\b
    ^(?:maybe|perhaps)\b   \bscoring rubric\b   \b(?:do not|don['’]t) (?:let|worry|be put off|hesitate)
    \beven if you (?:do not|don['’]t)\b
    \bif you (?:do not|don['’]t) (?:have|meet|tick|match)\b.*\b(?:apply|applying|get in touch|talk)\b
    \bencourage you to apply\b   \bstill (?:apply|want to hear)\b
    \b(?:invited|asked|required|need) to (?:attend|complete|take|undergo|provide|submit|prepare|
        present) (?!.*experience)
    \bequal opportunit   \breasonable (?:accommodation|adjustment)   \bshortlist
    \bwill be (?:scored|assessed|reviewed|contacted)\b   \bsame set of interviews\b   \bbefore applying\b
    \bapplication (?:process|questions|form)\b   \bhow (?:you|they) meet\b   \bsupporting statements?\b
    \b(?:welcome|encouraged|invited) to apply\b   \bwelcomes? applications?\b
""")

CONDITION = any_of(r"""
    \btrial period\b   \bprobation(?:ary)? period\b   \bdirect deposit\b   \bselective service\b
    \bfinancial disclosure\b   \bcondition of (?:continued )?employment\b   \bdrug (?:test|screen)
    \bconflicts? of interest (?:form|statement)   \bsalary (?:check|range)\b
    \blength of service\b   \bdiscrepanc\w+ must be resolved\b   \bvaccinat   \bphysically able\b
    \blift (?:up to )?\d+
    \b(?:sit|stand)(?:ing)? for (?:long|extended|prolonged)\b
""")

CAREER_STEP = re.compile(
    r"^(?:typically |usually |often |officers? typically )?(?:advance|progress|move|rise|grow|promoted?|"
    r"start)(?:s|ed|es)? (?:up )?(?:from|as)\b|→",
    re.IGNORECASE,
)
PAY_ITEM = re.compile(
    r"^\W*[$€£]\s?\d|[$€£]\s?\d[\d,.]*k?\+?\s*(?:[-–]|to\b|per\b|an?\b|/|p\.?a\b)|"
    r"\b\d{1,3}(?:[.,]\d{3})+ (?:a|per|each) (?:month|year)\b|\b(?:bonus|salary|pay|wages?|"
    r"allowance|supplement)\b[^.]*\d+\s?%|"
    r"\b(?:paid (?:leave|holidays?|vacation)|health insurance|pension (?:scheme|plan))\b",
    re.IGNORECASE,
)
