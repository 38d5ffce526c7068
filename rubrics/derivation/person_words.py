"""Words for a person wanted: what such a person has, is, and is called. Parts of patterns."""

from __future__ import annotations

QUALITY = (
    r"(?:experience|expertise|knowledge|skills?|proficien\w+|background|degree|fluen\w+|abilit(?:y|"
    r"ies)|capabilit(?:y|ies)|understanding|familiarity|qualifications?|licen[cs]es?|certifi\w+|"
    r"exposure|competenc\w+|judge?ment|empathy|humou?r|command|aptitude|track record|training|"
    r"literacy|acumen|thinking|interest|mindset|awareness|phd|doctorate|knowing|willingness|readiness|"
    r"respect|bachelor\w*|master['’]?s|diploma|accreditation|registration|communication|"
    r"attention to detail|passion|capacity|attitude|desire|drive|flexibility|patience|enthusiasm|"
    r"commitment|motivation|curiosity|initiative|discretion|integrity|resilience|creativity|"
    r"appreciation|manners?|demeanou?r|qualities|stamina|reliability|professionalism|appetite|"
    r"confidence|(?<!season )tickets?|way with|(?:an? )?(?:eye|ear|head|feel|nose) for|knack|flair)"
)

DURATION = (
    r"(?:(?:\d+|an?|one|two|three|four|five|six|eight|ten|several|some|few)\+? "
    r"(?:[\w-]+ )?(?:years|seasons?|winters?|year)['’]?)"
)

LANGUAGE = (
    r"(?:arabic|bengali|bulgarian|cantonese|catalan|croatian|czech|danish|dutch|english|finnish|french|gaelic|"
    r"german|greek|hebrew|hindi|hungarian|icelandic|irish|italian|japanese|korean|mandarin|norwegian|persian|"
    r"portuguese|punjabi|romanian|russian|serbian|slovak|somali|spanish|swahili|swedish|tagalog|tamil|"
    r"turkish|ukrainian|urdu|vietnamese|welsh|sign language|(?:second|third|foreign|another|other) languages?)"
)

GOOD = (
    r"(?:nice|great|good|ideal|perfect|helpful|useful|lovely|wonderful|fantastic|brilliant|excellent|handy|"
    r"welcome|valuable|an? (?:\w+ )?(?:plus|bonus|asset|advantage|extra|help))"
)

SOMEONE = (
    r"(?:someone|anyone|somebody|an? (?:[\w-]+ ){0,2}(?:person|individual|colleague|candidate|soul)|people|"
    r"candidates)"
)

TRAIT = (
    r"(?:able(?! to (?:work (?:from|remotely|flexibly)|access|enjoy|choose|benefit|take advantage))|"
    r"adaptable|adept|articulate|assertive|calm|careful|caring|collaborative|comfortable|committed|"
    r"compassionate|competent|confident|conscientious|courteous|creative|curious|dedicated|dependable|"
    r"detail[- ]oriented|diligent|driven|eager|empathetic|energetic|enthusiastic|experienced(?= (?:in|"
    r"with|at|and|or)\b|[,.])|familiar|flexible|fluent|friendly|good (?:at|with)|great (?:at|with)|"
    r"strong (?:at|in|on)|hard-?\s?working|helpful|honest|innovative|inquisitive|keen|kind|"
    r"knowledgeable|literate|(?:computer|it)[- ]literate|methodical|meticulous|motivated|"
    r"numerate|observant|open[- ]minded|"
    r"organi[sz]ed|outgoing|passionate|patient|personable|polite|practical|pragmatic|proactive|"
    r"professional|proficient|punctual|qualified|ready to|reliable|resilient|resourceful|"
    r"responsible(?! for)|robust|self-[a-z]+|skilled|tactful|tech-savvy|trustworthy|trained|used to|"
    r"versatile|warm|tidy|neat|discreet|alert|accurate|thorough|gentle|steady|cheerful|sociable|"
    r"well[- ](?:organi[sz]ed|versed|presented)|willing|at ease|(?:physically )?fit\b|"
    r"excited (?:about|by)|happy (?:to|with|working)|interested in|inspired by|unafraid|not afraid|"
    r"(?:also )?an? (?!(?:key|vital|core|valued|part) )(?:[\w'’/-]+,? ){1,7}(?:who|with|that)\b|at least \d+ years old)"
)

PERSON = (
    r"(?:(?:the )?(?:person|candidate|applicant|colleague) (?:we (?:appoint|choose|hire|select|want|need|seek|look for|"
    r"are looking for|have in mind)|appointed|for (?:this|the) (?:job|role|post|position))|"
    r"(?:the )?(?:successful|ideal|right|perfect|best|chosen|selected|qualified|"
    r"strong) (?:candidate|applicant|person|individual|appointee)s?|the (?:post-?holder|appointee|"
    r"job ?holder)|candidates|applicants)"
)

BE_GIVEN = (
    r"(?:responsible|part|expected|required|asked|offered|subject|based|joining|reporting|contacted|"
    r"notified|informed|paid|appointed|invited|given|provided|supported|accountable|employed|eligible|"
    r"entitled|considered|interviewed|assessed|(?:an? )?(?:\w+ )?(?:member|part)\b)"
)
