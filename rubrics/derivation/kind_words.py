"""Words that speak for a kind of requirement, with their weight. Data; a stem matches at a word's beginning."""

from __future__ import annotations

from rubrics.derivation.types import Kind

DECISIVE: tuple[tuple[Kind, str], ...] = (
    ("eligibility", r"\b(?:u\.?s\.? )?(?:citizens?|citizenship|nationals?)\b|\b(?:right|entitled) to work\b|\bwork (?:authori[sz]ation|permit|status)\b|"
                    r"\b(?:authori[sz]ed|eligible|eligibility) to (?:work|interview)\b|\bbackground (?:check|investigation)\b|"
                    r"\bsecurity clearance\b|\bvisa\b|\bsuitable for (?:federal )?employment\b|\bmust (?:live|reside|be based)\b|"
                    r"\bdbs check\b|\bmedical examination\b|\bavailable (?:for|to work|on)\b|\bgeographic alignment\b"),
    ("credential", r"\b(?:bachelor|master)['’]?s?['’]? (?:degree|or|in|of)\b|\bmaster['’]s\b|\bbachelor['’]?s?\b|\bph\.?\s?d\b|\bdoctora(?:te|l)\b|"
                   r"\bdegrees?\b(?! of)|\bdiploma\b|\bm\.?sc\b|\bb\.?sc\b|\bmba\b|\bcertificat(?:ions?|es?)\b|\bcertified\b|\blicen[cs]e[sd]?\b(?! agreement)|"
                   r"\bchartered\b|\b(?:be|personally) accredited\b|\baccreditation (?:in|as|from)\b|\b(?:current|valid|professional|full) registration\b|"
                   r"\bregistration (?:as|with)\b|\bmember(?:ship)? (?:of|in) (?:a|the) (?:professional|chartered)|\bprofessional body\b|\bqualified \w+ status\b|"
                   r"\bcompleted (?:an? )?(?:\w+ )?(?:course|training|apprenticeship|qualification)\b|\b(?:recogni[sz]ed|formal|professional) qualifications?\b|"
                   r"\bqualifications? (?:in|as)\b|"
                   r"\bpublications?\b|\bpublication (?:record|history)\b|\bpublish\w* .*\b(?:research|papers?|journals?|conferences?)\b|"
                   r"\bgcses?\b|\ba-levels?\b|\bhigh school\b|\bprofessional (?:membership|registration)\b|\bregistered (?:nurse|engineer|architect)\b|"
                   r"\bapprenticeship\b|\bvocational (?:training|qualification)\b"),
)

WORDS: dict[Kind, dict[str, float]] = {
    "technical": {
        "programming": 3, "coding": 3, "software": 2.5, "code": 2, "python": 3, "java": 3, "javascript": 3, "sql": 3, "html": 3, "css": 3,
        "c++": 3, "rust": 2, "algorithm": 3, "machine learning": 2, "deep learning": 2.5, "ml": 1.6, "ai": 1.2, "ai/ml": 1.2, "data science": 2.5,
        "data structure": 3, "data warehouse": 3, "data pipeline": 3, "data engineering": 3, "data": 1.3, "cloud": 2.5, "aws": 3,
        "azure": 3, "gcp": 3, "infrastructure": 2.5, "framework": 1.5, "librar": 2, "toolkit": 2.5, "tools": 1.5, "tool": 1,
        "engineering": 1.5, "engineer": 1.2, "deploy": 2, "architect": 2, "prototyp": 2.5, "interface": 2, "technolog": 1.8, "technical": 1.5,
        "system": 1.3, "distributed": 2, "model": 1.2, "statistic": 2.5, "mathemat": 3, "linear algebra": 3, "analytics": 2, "web": 1.5,
        "digital": 1, "api": 2.5, "database": 3, "testing": 1.2, "security": 1.5, "network": 1.8, "pipeline": 2, "devops": 3, "ci/cd": 3,
        "agile": 1.2, "methodolog": 1.2, "user-centered design": 2.5, "user-centred": 2, "human-centered design": 2, "design": 1.5,
        "content strateg": 2.5, "content": 1.6, "visuali": 1.5, "accessib": 2, "information architecture": 2.5, "kubernetes": 3, "docker": 3,
        "linux": 3, "excel": 1.5, "spreadsheet": 2, "scal": 1, "automat": 1.5, "hardware": 2.5, "equipment": 2, "machinery": 2.5,
        "product delivery": 1.5, "open source": 2, "metrics": 1.2, "quantitative": 1.2, "build": 0.8, "cad": 2.5, "erp": 2.5, "crm": 2.5,
        "sap": 2.5, "bookkeep": 2.5, "accounting": 2, "best practices": 0.5, "solutions": 0.8, "installation": 1.5, "welding": 3,
        "maintenance": 1.2, "calculat": 1.5, "modelling": 2, "modeling": 2, "server": 2, "full stack": 3, "front end": 2.5, "back end": 2.5,
        "microsoft office": 2.5, "spreadsheets": 2, "clinical": 1.5, "laboratory": 2, "process data": 1, "troubleshoot": 2, "debug": 2.5,
        "interaction design": 2.5, "service design": 1.5, "product design": 2.5, "wireframe": 2.5, "seo": 2.5, "innovative tools": 2,
    },
    "leadership": {
        "lead": 3, "leading": 3, "leadership": 3, "leader": 2.5, "manage a team": 3, "managing a team": 3, "managing teams": 3, "manage teams": 3,
        "managed a": 3, "managing and": 1.5, "manage": 1, "managing": 1.2, "management": 1, "mentor": 3, "coach": 3, "supervis": 3,
        "inspire": 2.5, "direct reports": 3, "strategic planning": 2.5, "strategic decision": 2.5, "long-term strateg": 2.5, "strategies that": 1.5,
        "strategy and vision": 3, "vision": 1.5, "strateg": 1, "building diverse": 3, "build teams": 3, "team management": 3, "develop people": 3,
        "developing junior": 3, "line manage": 3, "delegat": 2, "through change": 2, "change management": 2, "project management": 1.6,
        "company culture": 2, "align": 1.2, "heading": 1.5, "direct a": 1.5, "helping a team": 2.5, "motivating": 1.5, "team": 0.5,
    },
    "soft": {
        "communicat": 3, "communicator": 3, "interpersonal": 3, "collaborat": 2.6, "teamwork": 3, "team player": 3, "problem-solving": 2.8,
        "problem solving": 2.8, "analytical": 2, "critical thinking": 3, "critically": 2, "adaptab": 3, "adapt": 2, "flexib": 2.8, "creativ": 2.2, "learning": 0.8,
        "continuous learning": 3, "learn": 1.8, "empath": 3, "emotional": 3, "curio": 3, "organised": 2.5, "organized": 2.5, "organisation skills": 3,
        "organizational skills": 3, "organisational skills": 3, "attention to detail": 3, "detail": 1, "self-": 2, "motivat": 2, "customer service": 3, "relationship": 2.5,
        "stakeholder": 1.6, "judgment": 3, "judgement": 3, "humor": 3, "humour": 3, "passion": 3, "commitment": 2.2, "enthusias": 3,
        "explain": 2.8, "presenting": 1, "present": 1, "written and": 2.5, "written communication": 3, "written english": 3, "written work": 2, "verbal": 2.5, "oral": 2.5, "influence": 1.5, "negotiat": 2.5,
        "resilien": 2.5, "initiative and": 1.5, "own initiative": 2, "take initiative": 2, "taking initiative": 2, "self-starter": 2.5, "independently": 2, "prioriti": 1.5, "innovat": 1.8, "novel": 1.2, "quick": 2, "quickly": 1.2, "ambigu": 2.5, "believ": 2,
        "rigorous": 2, "challenges": 1, "confident": 1.5, "comfortable": 0.8, "staying updated": 3, "stay updated": 3, "up to date": 1.5, "willing": 2,
        "multiple projects": 1.5, "deadline": 1.8, "time management": 3, "work ethic": 2.5, "positive": 1.5, "friendly": 2.5, "calm": 2.5, "patien": 2.5,
        "reliab": 0.8, "punctual": 2.5, "listen": 2.5, "respect": 2, "report writing": 2.5, "responsibility": 1.5, "readiness": 2, "call for help": 2, "hostile": 2, "fair": 1.5, "polite": 2.5, "upset": 2, "convey": 2.5, "audience": 1.5, "bias for action": 3, "compromise": 1.5, "won't": 0.8,
        "will not": 1.5, "business challenges": 1.5, "bridge": 1.5, "talking to people": 2, "opportunit": 1, "work closely with others": 3,
        "others": 0.8, "excited": 2, "committed to": 1.5, "mindset": 1.5, "openness": 2, "diplomac": 2.5, "tact": 2, "discretion": 2, "problem": 0.8,
        "work alongside": 2, "values alignment": -1, "facilitat": 1, "belief": 1.5, "take responsibility": 2, "ownership": 2, "pressure": 1.5,
    },
    "domain": {
        "industry": 2.6, "domain": 2, "sector": 2.2, "market knowledge": 2.5, "government": 1.6, "federal": 1.5, "policy": 1.6, "policies": 1,
        "healthcare": 2, "finance": 1.8, "financial services": 2.5, "business value": 1.5, "organizational goals": 1.5, "business": 0.8,
        "frontier": 2, "procurement": 2.5, "acquisition": 2, "language": 1, "spanish": 2.5, "french": 2.5, "german": 2.5, "native": 1.5,
        "industry landscape": 4, "landscape": 2, "bilingual": 2.5, "education sector": 2, "retail": 2, "manufactur": 1.5, "logistics": 2, "supply chain": 2,
        "public sector": 2.5, "legislation": 1.8, "regulatory environment": 2, "energy": 1.5, "construction": 1.5, "insurance": 2, "legal": 1,
        "align ml": 0.5, "culture of": 0.5, "customer needs": 1, "service standard": 2, "non-profit": 2.5, "nonprofit": 2.5, "agricultur": 2,
        "saas": 1.8, "e-commerce": 2, "pharma": 2, "banking": 2, "railway": 2, "maritime": 2, "tourism": 2, "charity": 2,
    },
    "ethics": {
        "ethic": 4, "bias in": 2.5, "biases": 2.5, "responsible ai": 3, "responsible development": 3, "regulations": 2.5, "compliance requirements": 3,
        "compliance": 1.5, "integrity": 3, "diversity": 2.5, "fairness": 2.5, "safeguarding": 3, "societal": 2, "inclusion": 2, "equality": 2.5,
        "data protection": 2.5, "gdpr": 2.5, "privacy": 1.2, "core values": 2, "values": 0.5, "transparency": 1, "regulatory compliance": 2,
        "health and safety": 2.5, "confidential": 2.5, "anti-discrimination": 3, "sustainab": 1,
    },
    "research": {
        "research method": 3, "research question": 3, "research problem": 3, "user research": 2.6, "researching": 2.6, "research": 1.6,
        "experiments": 2.6, "experimental design": 3, "scientific": 2.5, "hypothes": 2.5, "meaningful conclusions": 2.5, "draw conclusions": 2.5,
        "analyze results": 2.5, "analyse results": 2.5, "synthesis": 1.8, "synthesise": 1.8, "qualitative": 1.6, "literature": 2, "original research": 3,
        "peer-review": 3, "findings": 1, "study design": 3, "survey": 1.5, "grant": 1.5, "field work": 2, "fieldwork": 2.5,
    },
    "experience": {
        "track record": 4, "industry experience": 3, "years": 4, "year of": 4, "years of": 4, "history of": 2.5, "previous experience": 2, "prior experience": 2,
        "background in": 2, "consulting experience": 3, "you must have": 1.5, "has scaled": 3, "has hired": 3, "hired": 2.5, "scaled": 2, "delivered": 1.5, "experienced in": 2.2,
        "client-facing": 1.5, "specialized experience": 3, "experience as": 3, "experience of working": 2, "worked as": 3, "worked in": 2.5,
        "experience delivering": 2.5, "experience of delivering": 3, "experience in a": 1.2, "experience leading": 0.6, "demonstrated experience": 2,
    },
    "credential": {},
    "eligibility": {},
}

GROUPS: tuple[tuple[Kind, str], ...] = (
    ("soft", r"soft skills|communicat|interpersonal|problem[- ]solving|adaptab|continuous learning|personal (?:qualities|attributes)|collaborat|"
             r"critical thinking|creativ|emotional|empath|customer service|attention to detail|teamwork|time management|innovation$"),
    ("leadership", r"leadership|management skills|people management|coaching|mentoring|team management|supervis"),
    ("credential", r"education|academic|degree|certificat|credential|licen[cs]"),
    ("ethics", r"ethic|regulatory|compliance|integrity|values|safeguarding|diversity"),
    ("research", r"research|analysis and synthesis|scientific"),
    ("domain", r"domain|industry|sector|business acumen|business knowledge|language"),
    ("experience", r"professional experience|work experience|career|^experience$|background|specialized experience"),
    ("technical", r"technical|technology|programming|tools|practical skills|engineering|software|hard skills|data|methodolog|design|systems|it skills"),
)

OPENINGS: tuple[tuple[str, dict[Kind, float]], ...] = (
    (r"^(?:proven |strong |solid |demonstrated |a )*track record", {"experience": 5}),
    (r"^(?:has|have) (?:scaled|hired|built|worked|delivered|shipped|run|led|managed)", {"experience": 3}),
    (r"^(?:\w+ly |\w+ )?(?:experienced?)\b", {"experience": 1.9}),
    (r"^(?:\w+ )?experience (?:in|of|as)\b", {"experience": 0.8}),
    (r"^experience (?:leading|managing|supervising|heading)\b", {"leadership": 3}),
    (r"^(?:leading|managing|supervising|heading|coaching|mentoring)\b", {"leadership": 3}),
    (r"^(?:the |an? )?(?:ability|able|capacity|willing\w*|desire) (?:to )?", {"soft": 0.7}),
    (r"^(?:an? |the )?(?:interest|respect|readiness|sense of|high expectations|independence|flexib|adaptab|passion|enthusias|commit|curio|empath|confiden|believ|is )", {"soft": 2.5}),
    (r"^(?:\w+ )?(?:proficien|knowledge|expertise|familiar|understanding|skill(?:s|ed)? (?:in|with))", {"technical": 0.9}),
    (r"^(?:creat|develop|design|build|implement|using|apply|draft)\w*\b", {"technical": 0.8}),
    (r"^(?:\d+\+?|at least|minimum|one|two|three|five)\b.*\byears?\b", {"experience": 5}),
)
DEFAULT: Kind = "technical"
GROUP_WEIGHT = 2.4
