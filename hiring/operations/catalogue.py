"""The catalogue of interview kinds."""

from hiring.models import InterviewKind

# Key, name, description, minutes, families, most competencies, seats, scored, work sample, order, most in a loop.
KINDS = (
    ("recruiter_screen", "Recruiter screen", "Facts, expectations and the candidate's questions. Not rated.",
     [30], [], 0, 1, False, False, 1, 1),
    ("hiring_manager", "Hiring manager", "What the role needs, asked by the person who leads it.",
     [45, 60], ["behavioural"], 3, 1, True, False, 2, 1),
    ("technical_depth", "Technical depth", "One system or piece of work, taken apart in depth.",
     [45, 60, 75], ["technical", "research"], 3, 1, True, False, 3, 2),
    ("work_sample", "Work sample or talk", "The same task or a talk on own work for all candidates, rated by two.",
     [60, 75, 90], ["technical", "research"], 3, 2, True, True, 4, 1),
    ("leadership", "Leadership", "Direction, people and their development.",
     [45, 60], ["behavioural"], 3, 1, True, False, 5, 1),
    ("cross_functional", "Cross-functional", "Work with other teams, asked by somebody from another team.",
     [45, 60], ["behavioural"], 3, 1, True, False, 6, 2),
    ("values", "Values in practice", "Responsibility, ethics and learning, by what the candidate did.",
     [45, 60], ["behavioural"], 3, 1, True, False, 7, 1),
    ("behavioural_panel", "Behavioural panel", "Two interviewers hear the same answers and rate apart.",
     [45, 60], ["behavioural"], 3, 2, True, False, 8, 2),
)  # fmt: skip


def ensure_kinds() -> None:
    """Make the kinds of KINDS where the catalogue is empty; an edited catalogue is left alone."""
    if InterviewKind.objects.exists():
        return
    for key, name, text, minutes, families, most, seats, scored, work_sample, order, in_loop in KINDS:
        InterviewKind.objects.create(
            key=key,
            name=name,
            description=text,
            minutes=minutes,
            families=families,
            max_competencies=most,
            seats=seats,
            scored=scored,
            work_sample=work_sample,
            order=order,
            max_in_loop=in_loop,
        )
