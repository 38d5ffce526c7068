"""Where a sentence was glued to the end of an item without a full stop between them. Data."""

from __future__ import annotations

import re

RUN_ON = re.compile(
    r"(?<=[a-z0-9)%'’\"”])(?<!\b(?:of|in|to|at|by|on|or|an|as|is))(?<!\b(?:the|and|for|via|are))"
    r"(?<!\b(?:with|from|into|like))"
    r"(?<!\ba)\s+(?=(?:By\s+\w+ing\b|These\s+\w+|This\s+\w+|Those\s+\w+|Overall,|Ultimately,|"
    r"In\s+(?:summary|conclusion|this)\b|"
    r"The\s+(?:[\w/()&-]+\s+){0,7}?(?:is|are|role|position|requires?|will|can|must|plays?|has|have|"
    r"remains?)\b|"
    r"It(?:['’]s|\s+is)\s|With\s+(?:an?|the|these|this|such)\s|Through\s+(?:these|this|the)\s|Together,?\s|"
    r"As\s+(?:a|an|the)\s|While\s|For\s+(?:these|those|this|anyone|candidates)\s|To\s+\w+|If\s+(?:you|this|that)\b|"
    r"Note\s+that\b|Please\s|"
    r"[A-Z][a-z]+ing\s+(?:these|this|the|such|all)\b|"
    r"(?:(?:[A-Z][\w/&-]*|\([A-Z]+\))\s+){1,5}(?:play|plays|continues?|are|is|must|can|will|should|drive|"
    r"typically|often|need|have|has|offers?)\s))"
)
# A question to the reader, which no item ends with (``... or similar Not sure you fit? Write to us anyway.``).
QUESTION = re.compile(
    r"(?<=[A-Za-z0-9)%'’\"”])(?<!\b(?:of|in|to|at|by|on|or|an|as|is))(?<!\b(?:the|and|for))\s+"
    r"(?=(?:(?:Do|Does|Did|Is|Are|Have|Has|Can|Could|Would|Will|Should|Wo|Ca)(?:n['’]t)?|What|Who|When|Where|Why|How|"
    r"Which|Not|Still|Ready|Interested|Excited|Curious|Sounds?|Think|Thinking|Want|Wondering|Worried|Unsure|Tempted|"
    r"Missing|Any|Got|Like|Feel|Need|Questions)\b[^.:!?\n]{0,80}\?\s)"
)
# Any sentence; only where the items beside it have no full stop.
ANY_SENTENCE = re.compile(
    r"(?<=[a-z0-9)%'’\"”])(?<!\b(?:of|in|to|at|by|on|or|an|as|is))(?<!\b(?:the|and|for|via|are))"
    r"(?<!\b(?:with|from|into|like|than|such))(?<!\ba)\s+(?=[A-Z][\w’'-]*,?\s(?:[\w()/&,’'-]+\s){0,10}?"
    r"(?:is|are|requires?|can|must|should|will|plays?|enables?|ensures?|offers?|provides?|combines?|"
    r"helps?|highlights?|"
    r"have|has|make|makes|form|allows?|remains?|contributes?|positions?|prepares?)\s)"
)
