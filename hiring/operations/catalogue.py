"""The catalogue of interview kinds."""

from hiring.models import InterviewKind

PEOPLE_LEADERSHIP = [
    "leadership", "strategic_thinking", "business_acumen", "project_management", "time_management",
    "emotional_intelligence",
]  # fmt: skip
WORK_WITH_OTHERS = [
    "communication", "collaboration", "adaptability", "emotional_intelligence", "project_management",
    "human_centered_design", "creativity", "business_acumen",
]  # fmt: skip
VALUES = [
    "ethics_bias", "accountability", "continuous_learning", "frustration_tolerance", "intellectual_rigor",
    "adaptability",
]  # fmt: skip
# What shows when work is taken apart: it also links the technical interviews with the others.
DEPTH = ["problem_solving", "intellectual_rigor", "communication", "continuous_learning", "creativity"]

# Key, name, description, minutes, families, single competencies, most competencies, seats, work sample, order, most.
KINDS = (
    ("recruiter_screen", "Recruiter screen", "Facts, expectations and the candidate's questions. Not rated.",
     [30], [], [], 0, 1, False, 1, 1),
    ("hiring_manager", "Hiring manager", "What the role needs, asked by the person who leads it.",
     [45, 60], ["behavioural", "technical", "research"], [], 3, 1, False, 2, 1),
    ("technical_depth", "Technical depth", "One system or piece of work, taken apart in depth.",
     [45, 60, 75], ["technical", "research"], DEPTH, 3, 1, False, 3, 2),
    ("work_sample", "Work sample or talk", "The same task or a talk on own work for all candidates, rated by two.",
     [60, 75, 90], ["technical", "research"], DEPTH, 3, 2, True, 4, 1),
    ("leadership", "Leadership", "Direction, people and their development.",
     [45, 60], [], PEOPLE_LEADERSHIP, 3, 1, False, 5, 1),
    ("cross_functional", "Cross-functional", "Work with other teams, asked by somebody from another team.",
     [45, 60], [], WORK_WITH_OTHERS, 3, 1, False, 6, 2),
    ("values", "Values in practice", "Responsibility, ethics and learning, by what the candidate did.",
     [45, 60], [], VALUES, 3, 1, False, 7, 1),
    ("behavioural_panel", "Behavioural panel", "Two interviewers hear the same answers and rate apart.",
     [45, 60], ["behavioural"], [], 3, 2, False, 8, 2),
)  # fmt: skip


def ensure_kinds() -> None:
    """Make the kinds of KINDS where the catalogue is empty; an edited catalogue is left alone."""
    if InterviewKind.objects.exists():
        return
    for key, name, text, minutes, families, keys, most, seats, work_sample, order, in_loop in KINDS:
        InterviewKind.objects.create(
            key=key,
            name=name,
            description=text,
            minutes=minutes,
            families=families,
            competency_keys=keys,
            max_competencies=most,
            seats=seats,
            scored=most > 0,
            work_sample=work_sample,
            order=order,
            max_in_loop=in_loop,
        )
