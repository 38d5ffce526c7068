"""Words that decide whether a sentence asks something of a person, and how strongly. Data."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I)


NOT = r"(?:\bnot\b|n['’]t\b)"
QUALITY = (
    r"(?:experience|expertise|knowledge|skills?|proficien\w+|background|degree|fluen\w+|abilit(?:y|ies)|capabilit(?:y|ies)|"
    r"understanding|familiarity|qualifications?|licen[cs]es?|certifi\w+|exposure|competenc\w+|judge?ment|empathy|humou?r|"
    r"command|aptitude|track record|training|literacy|acumen|thinking|interest|mindset|awareness|phd|doctorate|"
    r"knowing|willingness|readiness|respect|bachelor\w*|master['’]?s|diploma|accreditation|registration|communication|attention to detail|passion|capacity)"
)

OPENER = re.compile(
    r"^(?:and\s+|also\s+|a\s+|an\s+|the\s+|some\s+|any\s+|good\s+|strong\s+|solid\s+|excellent\s+|outstanding\s+|exceptional\s+|"
    r"great\s+|proven\s+|demonstrat\w+\s+|deep\s+|extensive\s+|broad\s+|significant\s+|prior\s+|previous\s+|relevant\s+|"
    r"advanced\s+|working\s+|thorough\s+|sound\s+|hands[- ]on\s+|practical\s+|in[- ]depth\s+|comprehensive\s+|expert\s+|"
    r"master\s+|minimum\s+(?:of\s+)?|at\s+least\s+|native(?:\s+level)?\s+|direct\s+|effective\s+|clear\s+|basic\s+|high\s+|"
    r"recent\s+|substantial\s+|considerable\s+|\w+ly\s+|\w+[-/ ]?\w*\s+and\s+)*"
    r"(?:experienced?|expertise|knowledge|knowledgeable|skills?|skilled|proficien\w+|background|fluen\w+|abilit(?:y|ies)|able to|"
    r"capab\w+|capacity|understanding|familiar\w*|qualified|competen\w+|confiden\w+|comfortable|possess\w*|has|have|having|"
    r"track record|commit\w+|passion\w*|willing\w*|degree|bachelor\w*|master['’]s|ph\.?d|doctorate|certifi\w+|"
    r"\d+\+?\s*(?:[-–]\s*\d+\s*)?\+?\s*years?|years? of|awareness|adept|enthusias\w+|exposure|aptitude|command of|desire to)\b",
    re.I,
)

SPEAKS = re.compile(r"^(?:you|you['’]\w+|we|we['’]\w+|they|i|has|have|is|are|will|can|be|do|does)\b", re.I)

PROCESS = _any(
    r"\bresum[eé]s?\b", r"\bcover letters?\b", r"\bcv\b", r"\bapplications? (?:will|must|should|are|is|that|materials)\b",
    r"\b(?:complete|submit|send|attach|upload|fill)\b.{0,40}\b(?:application|form|documents?|test|assessment)\b",
    r"\bto apply(?:,| for\b| please\b| via\b| online\b| now\b|[.:]?$)", r"\bapply (?:now|for|by|at|on|through|via|here)\b", r"\bdisqualif", r"\bcategory\b.*\b(?:qualified|lower)\b",
    r"\b(?:we|you) (?:may|will|can) (?:lower|score)", r"\bselection priority\b", r"\binterviews? (?:will|consist|are|is|may)\b",
    r"\b(?:invited|asked|required|need) to (?:attend|complete|take|undergo|provide|submit|prepare|present) (?!.*experience)",
    r"\bequal opportunit", r"\breasonable (?:accommodation|adjustment)", r"\bshortlist", r"\bwill be (?:scored|assessed|reviewed|contacted)\b",
    r"\bsame set of interviews\b", r"\bbefore applying\b", r"\bapplication (?:process|questions|form)\b",
)

CONDITION = _any(
    r"\btrial period\b", r"\bprobation(?:ary)? period\b", r"\bdirect deposit\b", r"\bselective service\b",
    r"\bfinancial disclosure\b", r"\bcondition of (?:continued )?employment\b", r"\bdrug (?:test|screen)", r"\bconflicts? of interest (?:form|statement)",
    r"\bsalary (?:check|range)\b", r"\bdiscrepanc\w+ must be resolved\b", r"\bvaccinat", r"\bphysically able\b", r"\blift (?:up to )?\d+",
    r"\b(?:sit|stand)(?:ing)? for (?:long|extended|prolonged)\b",
)

CAREER_STEP = re.compile(r"^(?:typically |usually |often |officers? typically )?(?:advance|progress|move|rise|grow|promoted?|start)(?:s|ed|es)? (?:up )?(?:from|as)\b|→", re.I)
PAY_ITEM = re.compile(
    r"[$€£]\s?\d|\b\d{1,3}(?:[.,]\d{3})+ (?:a|per|each) (?:month|year)\b|\b(?:bonus|salary|pay|wages?|allowance|supplement)\b[^.]*\d+\s?%|"
    r"\b(?:paid (?:leave|holidays?|vacation)|health insurance|pension (?:scheme|plan))\b", re.I)
PLACEHOLDER = re.compile(r"^\s*(?:\[(?!.*\]\()[^\]]*\]|<[^>]*>|\{\{.*\}\}|(?:tbd|tbc|n/?a|lorem ipsum.*))\s*\.?\s*$", re.I)

ASKED = _any(
    rf"\b(?:you|candidates?|applicants?|they|(?:the )?successful (?:candidate|applicant)|the (?:postholder|incumbent|person))"
    rf"(?:['’]ll| will| would|['’]d)?(?: also| therefore| ideally)* (?:need|must|should)(?: to)?(?: also)?"
    rf"(?: (?:have|possess|be|bring|demonstrate|feel|show|hold|know|understand|enjoy|pass|own|speak|like)\b|(?= [^.]*{QUALITY}))",
    rf"\byou(?:['’]ll| will)(?: also)? need\b(?! to (?:apply|submit|complete|provide|register|send|attend|work (?:closely )?with))",
    rf"\b(?:you|candidates?|applicants?) (?:will )?have to (?:be|have|hold|own|know|speak|show|pass)\b",
    r"\byou(?:['’]ll| will)(?: also)? be (?:\w+ly )?(?:experienced (?:in|with|at)|comfortable|confident|skilled|proficient|familiar)\b",
    r"\byou(?:['’]ll| will)(?: also)? (?:have|possess|bring|demonstrate) (?!the opp|the chance|access|an? opp|an? chance)[^.]*\b"
    r"(?:experience|expertise|knowledge|skills?|understanding|ability|background|track record|proficiency|degree|qualifications?|passion)\b",
    r"\bwe(?:['’]d| would)?(?: also)?(?: ideally)? (?:like|love|prefer|hope for)\b.*\b(?:someone|somebody|people|a person|candidates?|applicants?) (?:who|that|with)\b",
    rf"\bwe expect (?:you|candidates?|applicants?|the \w+) to (?:be|have|speak|know|bring|show|understand|write|read|enjoy)\b",
    rf"^you (?:(?:keep|stay|remain) calm|are (?:\w+ly )?(?:able|reliable|patient|calm|friendly|curious|organi[sz]ed|fluent|comfortable|"
    rf"confident|experienced|passionate|careful|flexible|motivated|at ease|good (?:at|with)|used to|willing|ready to)|have (?:[\w-]+ ){{0,5}}(?:experience|knowledge|skills|passion|"
    rf"training|years|an? (?:\w+ )?(?:degree|licen[cs]e|diploma))|speak|know how|enjoy|like (?:to|working|people))\b",
    rf"\bwe (?:do )?(?:also )?(?:expect|require|need|want|ask for)\b.*\b{QUALITY}",
    rf"\bwe(?:['’]re| are)?(?: also)?(?: currently)? (?:look(?:ing)?|search(?:ing)?) for\b.*(?:\b{QUALITY}\b|\b(?:who|that) (?:has|have|can|is|are|knows?|enjoys?)\b)",
    rf"\b(?:is|are) (?:looking for|seeking)\b.*\bwho (?:has|have|can|is|are|knows?)\b",
    rf"\bwe(?:['’]re| are)? seek(?:ing)?\b.*(?:\b{QUALITY}\b|\bwho (?:has|have|can|is|are)\b)",
    r"\b(?:the )?ideal (?:candidate|applicant|person)s? (?:must|will|would|has|have|should|is|possess\w*|brings?)\b",
    r"\b(?:strong |clear )?preference (?:for|will be given|is given)\b",
    r"\bto qualify,? .*\byou must have\b",
)

PREDICATE = re.compile(
    rf"\b(?:is|are|be|being|isn['’]t|aren['’]t)\b(?: \w+ly)?(?: not)?(?: \w+ly| very| also| considered)?\s+(?:an? |the )?(?:\w+ )?"
    r"(?:required|preferred|desirable|desired|essential|necessary|needed|mandatory|imperative|crucial|vital|critical|important|"
    r"key requirements?|requirements?|a must|must[- ]haves?|a plus|an? (?:\w+ )?(?:advantage|bonus|asset|plus)|beneficial|helpful|"
    r"advantageous|welcome|useful|expected|an? (?:\w+ )?condition|nice to have|valued|appreciated)\b",
    re.I,
)
BARE_PREDICATE = re.compile(
    rf"\b{QUALITY}\b.*\b(?:a (?:definite |big |strong |huge )?(?:plus|bonus|must)|required|preferred|desirable|essential|an? advantage|"
    r"welcome|an asset|would be (?:\w+ )?(?:great|good|nice|ideal|useful|helpful|valuable))\b[.!]?$",
    re.I,
)
PERSON_QUALITY = re.compile(rf"\b{QUALITY}\b", re.I)
ABOUT_WORK = _any(
    r"\bthis (?:role|position|job|project|work) (?:is|requires that|involves)\b", r"\bposition (?:requires that|involves)\b",
    r"\bmay be (?:required|asked|expected)\b", r"\b(?:travel|overtime|shift work|relocation)\b.*\brequired\b", r"\bour (?:main )?challenge\b",
    r"\bwe (?:take bets|believe|have|offer|provide|are|use)\b(?!.*\b(?:look\w*|seek\w*|search\w*|hiring|preference|expect|someone who)\b)",
)
POINTS_BACK = re.compile(r"^(?:these|this|those|such|all of (?:these|this)|the (?:above|following))\b", re.I)
CONTRAST = re.compile(r"^(?:by contrast|in contrast|unlike|on the other hand|instead|conversely)\b", re.I)
NOT_ASKED = _any(
    rf"\b(?:is|are|do|does|will|would) ?{NOT} (?:be )?(?:expect|require|need)\w*\b(?: (?:you|them|candidates?))?(?: to\b)",
    rf"\b(?:is|are) ?(?:not|n['’]t) (?:strictly |absolutely )?(?:required|needed|necessary|expected)\b",
    rf"\bno (?:prior |previous )?(?:experience|degree|qualification)s? (?:is |are )?(?:required|needed|necessary)\b",
)

PREFERRED = _any(
    r"\bpreferred\b", r"\bpreferabl[ey]\b", r"\bpreference\b", r"\bdesirable\b", r"\b(?:is|are|highly|also|strongly|skills|experience|qualifications?) desired\b|^desired\b|\bdesired[.)]?$", r"\bnice[- ]to[- ]have\b",
    r"\bideally\b", r"\bbeneficial\b", r"\badvantage(?:ous)?\b", r"\ba (?:\w+ )?(?:plus|bonus)\b", r"\bplus(?=[.!)]?$)", r"\bbonus points\b",
    r"\bis an asset\b", r"\bwould be (?:\w+ )?(?:helpful|great|nice|good|useful|welcome|ideal|valued|appreciated|beneficial)\b",
    r"\b(?:is|are|would be) (?:also |very |certainly |always )?(?:helpful|useful|welcome|beneficial|appreciated|valued|advantageous|"
    r"an? (?:\w+ )?(?:advantage|asset|plus|bonus))\b", r"\(\s*(?:d|desirable|preferred|optional)\s*\)\W*$", r"^\(?\s*(?:d|desirable)\)\s",
    rf"\b(?:is|are)(?: ?{NOT}| ?not) (?:strictly |absolutely )?(?:required|necessary|essential|mandatory|needed)[^.]*\bbut\b",
    r"\b(?:helpful|welcome|useful|optional|advantageous|a nice extra|highly valued)\b(?=[.!)]?$)", r"^\W*(?:big |huge )?(?:bonus|plus|nice to have|optional|extra)\s*(?::|if\b|[-–—])", r"\bgood to have\b", r"\bbut not (?:required|essential|necessary)\b",
)
MARKED = re.compile(r"\(\s*(?:d|desirable|preferred|optional)\s*\)\W*$", re.I)
TENTATIVE = _any(r"\btypically\b", r"\boften\b", r"\busually\b", r"\bfamiliarity\b", r"\bideally\b", r"\bpreferred\b", r"\bpreferably\b", r"\bbeneficial\b")
EXPLICIT = _any(r"\bmust\b", r"\brequired?s?\b", r"\bminimum\b", r"\bat least\b", r"\bmandatory\b")

ONE_OF = _any(
    r"\bat least (?:one|two|three|\d)\b", r"\b(?:one|any|some|two|either) (?:or more )?of\b", r"\bsuch as:?$", r"\bfor example:?$", r"\be\.g\.:?$",
    r"\bincluding:?$", r"\blike:?$", r"\bone of:?$", r"\beither:?$", r"\bor equivalent:?$",
)
CHOICE = _any(r"\bat least (?:one|two|three|\d)\b", r"\b(?:one|any|either) (?:or more )?of\b", r"\bone or more\b")

RUN_ON = re.compile(
    r"(?<=[a-z0-9)%'’\"”])\s+(?=(?:By\s+\w+ing\b|These\s+\w+|This\s+\w+|Those\s+\w+|Overall,|Ultimately,|In\s+(?:summary|conclusion|this)\b|"
    r"The\s+\w+|It(?:['’]s|\s+is)\s|With\s+\w+|Through\s+\w+|Together,?\s|As\s+(?:a|an|the)\s|While\s|For\s+\w+|To\s+\w+|If\s+you\b|"
    r"Note\s+that\b|Please\s|"
    r"[A-Z][a-z]+ing\s+(?:these|this|the|such|all)\b|"
    r"(?:(?:[A-Z][\w/&-]*|\([A-Z]+\))\s+){1,5}(?:play|plays|continues?|are|is|must|can|will|should|drive|typically|often|need|have|has|offers?)\s))"
)
RUN_ON_HEADING = re.compile(r"(?<=[a-z0-9)])\s+(?=(?:[A-Z][\w-]*\s+(?:and\s+)?){1,4}[A-Z]?[\w-]*:$)")
