"""Words of role titles. Data."""

from __future__ import annotations

import re

NOUNS = frozenset(
    "accountant actuary administrator adviser advisor advocate agent ambassador analyst apprentice architect assistant associate "
    "attorney auditor baker banker biologist bookkeeper broker buyer captain caretaker carer carpenter cashier chef chemist chief "
    "cleaner clerk clinician coach consultant controller cook coordinator counsel counsellor counselor curator dentist designer "
    "developer director dispatcher doctor driver ecologist economist editor electrician engineer evangelist executive facilitator "
    "fellow fitter gardener geologist guard head host inspector installer instructor intern interpreter journalist lawyer lead "
    "leader lecturer librarian linguist machinist manager marketer mechanic mentor midwife moderator nurse officer operator "
    "optician organiser organizer owner painter paralegal paramedic partner pharmacist photographer physician physicist "
    "physiotherapist picker pilot planner plumber postdoc president principal producer professional professor programmer psychologist "
    "educator keeper nanny operative apprentice archivist beekeeper brewer butcher courier conductor choreographer composer copywriter dietitian farmer firefighter florist forester handler illustrator jeweller joiner mediator merchandiser negotiator nutritionist paediatrician porter potter promoter proofreader psychiatrist purchaser registrar reporter researcher roofer sculptor sommelier stocker sysadmin tailor toxicologist treasurer typist usher valuer videographer weaver webmaster zoologist estimator expediter geographer historian hygienist investigator mathematician modeller musician navigator optometrist pathologist podiatrist rigger roboticist sonographer stylist sweeper taxidermist tiler toolmaker ranger receptionist recruiter representative researcher scheduler scientist secretary seller specialist statistician steward "
    "strategist strategists superintendent supervisor surveyor teacher technician technologist teller tester therapist trader trainee "
    "trainer translator treasurer tutor underwriter veterinarian vet waiter warden welder worker writer".split()
)
NOT_TITLES = re.compile(
    r"\b(?:process|interview|requirements?|responsibilit\w*|qualifications?|candidates?|understanding|guide|how|what|why|skills?|"
    r"experience|about|overview|description of|salary|benefits|apply|roles?|duties|team|page|welcome|jobs?)\b",
    re.I,
)
HEAD_LEVEL = re.compile(r"\b(?:director|head|vice president|vp|chief|c[eotif]o|president|partner)\b", re.I)
LEAD_LEVEL = re.compile(r"\b(?:lead|leader|manager|supervisor|principal|team lead|superintendent)\b", re.I)


def is_role_noun(word: str) -> bool:
    """Whether a word names a role, in singular or plural."""
    bare = word.casefold().strip("()[]\"'“”’.,:;")
    return bare in NOUNS or (bare.endswith("s") and bare[:-1] in NOUNS)
