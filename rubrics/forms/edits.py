"""The forms of the review page: one for each edit of a draft. Field names are the operation's arguments."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rubrics.choices import (
    LEVEL_LABELS,
    LEVELS,
    Family,
    Necessity,
    Proposal,
    QuestionKind,
    Seniority,
    StatementFate,
    StatementKind,
    Strength,
    Treatment,
    options,
)
from rubrics.derivation.degrees import standard_named
from rubrics.models import Competency, Doubt, RubricCompetency, RubricQuestion, RubricVersion, Statement
from rubrics.reading.marks import held_together, shown

REASON = forms.Textarea(attrs={"rows": 3})
OWN = "own"
BETWEEN = re.compile(r"(?<=\S)\s+(?=\S)")
JOINT = re.compile(r"^[,;.]|^.?\s(?:and|or)\s")
MOST_CUTS, AROUND = 60, 5


def area(rows: int = 3) -> forms.Textarea:
    """A text field of so many rows that grows with its text."""
    return forms.Textarea(attrs={"rows": rows})


class EditForm(forms.Form):
    """Carries the draft's revision that the person saw; `target` is what is edited."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, target: Any, version: RubricVersion, **kwargs: Any) -> None:
        self.target, self.version = target, version
        kwargs.setdefault("initial", {**self._present(), "revision": version.revision})
        super().__init__(*args, **kwargs)
        self._prepare()

    def _present(self) -> dict[str, Any]:
        """The values as they are."""
        return {}

    def _prepare(self) -> None:
        """Fill in choices that depend on the target."""

    def values(self) -> dict[str, Any]:
        """The arguments for the operation, without the revision."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class PlainForm(EditForm):
    """Nothing to fill in: the button says it all."""


class ReasonForm(EditForm):
    """An act that is printed with its reason."""

    reason = forms.CharField(label=_("Reason"), widget=area(), help_text=_("It is printed with the rubric."))


class StatementForm(EditForm):
    """What a statement asks for and how it is treated."""

    treatment = forms.ChoiceField(label=_("Treatment"), choices=options(Treatment))
    strength = forms.ChoiceField(
        label=_("How firmly it is asked for"),
        choices=[("", _("does not apply")), *options(Strength)],
        required=False,
        help_text=_("Only for what is verified. Nothing is ever rejected by software: a person decides."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=options(StatementKind))
    necessity = forms.ChoiceField(label=_("Necessity in the document"), choices=options(Necessity))
    label = forms.CharField(label=_("Name in reports"), required=False, max_length=300)
    equivalence_standard = forms.CharField(
        label=_("Standard of equivalence"),
        required=False,
        widget=area(),
        help_text=_("For a degree: what counts as equivalent, in writing, so that all are judged alike."),
    )

    def _present(self) -> dict[str, Any]:
        one: Statement = self.target
        return {name: getattr(one, name) for name in self.base_fields if name != "revision"}

    def values(self) -> dict[str, Any]:
        """The arguments for the operation."""
        values = super().values()
        strength = Strength(values["strength"]) if values["strength"] else None
        return {**values, "strength": strength, "treatment": Treatment(values["treatment"])}


class AssignForm(EditForm):
    """Which competencies a statement supports."""

    competencies = forms.ModelMultipleChoiceField(
        label=_("Competencies that it supports"),
        queryset=RubricCompetency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def _present(self) -> dict[str, Any]:
        return {"competencies": list(self.target.competencies.values_list("pk", flat=True))}

    def _prepare(self) -> None:
        live = self.version.competencies.filter(proposal=Proposal.SCORE)
        self.fields["competencies"].queryset = live  # type: ignore[attr-defined]


class ConfirmForm(EditForm):
    """Statements to confirm: those chosen, or `only` one; `as-…` holds how firmly each is asked for."""

    only = forms.ModelChoiceField(queryset=Statement.objects.none(), required=False, widget=forms.HiddenInput)

    statements = forms.ModelMultipleChoiceField(
        label=_("Statements"),
        queryset=Statement.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def _prepare(self) -> None:
        live = self.version.statements.exclude(fate=StatementFate.DROPPED)
        for name in ("statements", "only"):
            self.fields[name].queryset = live  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The arguments for the operation."""
        only = self.cleaned_data["only"]
        statements = [only] if only else list(self.cleaned_data["statements"])
        chosen = {one.pk: str(self.data.get(f"as-{one.pk}", "")) for one in statements}
        return {"statements": statements, "chosen": chosen}


class SplitStatementForm(EditForm):
    """The place at which a statement is cut: one between every two words, natural ones first."""

    place = forms.TypedChoiceField(label=_("Cut here"), coerce=int, widget=forms.RadioSelect)

    def _present(self) -> dict[str, Any]:
        return {"place": next((place for place, _label in cuts(self.target.text)), None)}

    def _prepare(self) -> None:
        self.fields["place"].choices = cuts(self.target.text)  # type: ignore[attr-defined]


class SplitCompetencyForm(EditForm):
    """The statements that go to a new competency, with its name and the reason."""

    statements = forms.ModelMultipleChoiceField(
        label=_("Statements that go to the new competency"),
        queryset=Statement.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    entry = forms.ModelChoiceField(
        label=_("The new competency, from the library"),
        queryset=Competency.objects.none(),
        required=False,
        help_text=_("Its anchors and questions come along."),
    )
    name = forms.CharField(label=_("Or a new name"), max_length=160, required=False)
    reason = forms.CharField(label=_("Reason"), widget=area(), help_text=_("It is printed with the rubric."))

    def _prepare(self) -> None:
        keys = self.version.competencies.values_list("key", flat=True)
        offered = Competency.objects.filter(active=True).exclude(key__in=list(keys))
        self.fields["entry"].queryset = offered  # type: ignore[attr-defined]
        self.fields["statements"].queryset = self.target.statements.all()  # type: ignore[attr-defined]


class CompetencyForm(EditForm):
    """Name, meaning and weight."""

    name = forms.CharField(label=_("Name"), max_length=160)
    definition = forms.CharField(label=_("What it means"), widget=area(), required=False)
    family = forms.ChoiceField(
        label=_("Family"), choices=options(Family), help_text=_("Which kinds of interview can assess it.")
    )
    weight = forms.DecimalField(
        label=_("Weight"), max_digits=6, decimal_places=3, help_text=_("1 is equal to all others.")
    )
    weight_reason = forms.CharField(label=_("Reason for the weight"), widget=area(2), required=False)
    essential = forms.BooleanField(label=_("Essential: a composite without it is incomplete"), required=False)

    def _present(self) -> dict[str, Any]:
        one: RubricCompetency = self.target
        return {name: getattr(one, name) for name in self.base_fields if name != "revision"}


class MergeForm(EditForm):
    """Into which competency, and why."""

    into = forms.ModelChoiceField(label=_("Merge into"), queryset=RubricCompetency.objects.none())
    reason = forms.CharField(
        label=_("Reason"), widget=area(), required=False, help_text=_("It is printed with the rubric.")
    )

    def _present(self) -> dict[str, Any]:
        one: RubricCompetency = self.target
        # What a scored competency rests on is no reason to merge it.
        proposed = one.proposal == Proposal.MERGE and one.decided_at is None
        return {"into": one.merge_into_id, "reason": one.reason if proposed else ""}

    def _prepare(self) -> None:
        others = self.version.competencies.filter(proposal=Proposal.SCORE).exclude(pk=self.target.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class AddCompetencyForm(EditForm):
    """A competency from the library or a new one."""

    entry = forms.ModelChoiceField(
        label=_("From the library"), queryset=Competency.objects.none(), required=False
    )
    name = forms.CharField(label=_("Or a new name"), max_length=160, required=False)
    definition = forms.CharField(label=_("What it means"), widget=area(), required=False)
    reason = forms.CharField(
        label=_("Why the document does not name it"),
        widget=area(),
        help_text=_("It is printed with the rubric."),
    )

    def _prepare(self) -> None:
        keys = self.version.competencies.values_list("key", flat=True)
        offered = Competency.objects.filter(active=True).exclude(key__in=list(keys))
        self.fields["entry"].queryset = offered  # type: ignore[attr-defined]


class AnchorsForm(EditForm):
    """The five anchors, one field each."""

    def _present(self) -> dict[str, Any]:
        return {f"level_{anchor.level}": anchor.text for anchor in self.target.anchors.all()}

    def _prepare(self) -> None:
        for level in LEVELS:
            self.fields[f"level_{level}"] = forms.CharField(
                label=f"{level} {LEVEL_LABELS[level]}", widget=area(2), required=False
            )

    def values(self) -> dict[str, Any]:
        """The arguments for the operation."""
        return {"texts": {level: self.cleaned_data[f"level_{level}"] for level in LEVELS}}


class QuestionForm(EditForm):
    """One question with its probes."""

    kind = forms.ChoiceField(label=_("Kind"), choices=options(QuestionKind))
    text = forms.CharField(label=_("Question"), widget=area())
    probes = forms.CharField(
        label=_("Probes"), widget=area(4), required=False, help_text=_("One a line, two to four.")
    )
    good_answer = forms.CharField(label=_("What a good answer shows"), widget=area(), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=2, max_value=60, initial=8)

    def _present(self) -> dict[str, Any]:
        if not isinstance(self.target, RubricQuestion):
            return {"minutes": 8}
        one = self.target
        return {
            "kind": one.kind,
            "text": one.text,
            "probes": "\n".join(one.probes),
            "good_answer": one.good_answer,
            "minutes": one.minutes,
        }

    def values(self) -> dict[str, Any]:
        """The arguments for the operation."""
        return {**super().values(), "probes": self.cleaned_data["probes"].splitlines()}


class DoubtForm(EditForm):
    """One of the readings, or an own one."""

    resolution = forms.ChoiceField(label=_("Reading"), widget=forms.RadioSelect, required=False)
    own = forms.CharField(
        label=_("None of these: write one, with its reason"), widget=area(2), required=False
    )
    standard = forms.CharField(
        label=_("What counts as equivalent to the degree"),
        widget=area(2),
        required=False,
        help_text=_("In writing, so that all are judged alike. Empty where the degree alone counts."),
    )

    def _present(self) -> dict[str, Any]:
        doubt: Doubt = self.target
        known = [value for value, _label in readings(doubt)]
        chosen = doubt.resolution or doubt.proposal or (known[0] if known else "")
        return {
            "resolution": chosen if chosen in known else OWN,
            "own": chosen if chosen not in known else "",
            "standard": standard_of(doubt),
        }

    def _prepare(self) -> None:
        self.fields["resolution"].choices = readings(self.target)  # type: ignore[attr-defined]
        if self.target.kind != "degree":
            del self.fields["standard"]

    def values(self) -> dict[str, Any]:
        """The arguments for the operation."""
        return {
            "resolution": self.cleaned_data["own"] or self.cleaned_data["resolution"],
            "standard": self.cleaned_data.get("standard", ""),
        }


class NameForm(EditForm):
    """The role's title, and why there are few competencies."""

    role_title = forms.CharField(label=_("Role title"), max_length=200)
    few_reason = forms.CharField(
        label=_("Reason for fewer competencies than the policy asks for"), widget=area(), required=False
    )

    def _present(self) -> dict[str, Any]:
        return {"role_title": self.version.role_title, "few_reason": self.version.few_reason}


class SeniorityForm(EditForm):
    """Whose work the anchors speak of."""

    seniority = forms.ChoiceField(
        label=_("Seniority"),
        choices=options(Seniority),
        help_text=_("Anchors and questions from the library are exchanged; what people wrote stays."),
    )

    def _present(self) -> dict[str, Any]:
        return {"seniority": self.version.seniority}


def readings(doubt: Doubt) -> list[tuple[str, str]]:
    """The readings offered: the derivation's proposal first, then each place in the document."""
    texts = [shown(text) for text in (doubt.proposal, *(span["text"] for span in doubt.spans))]
    return [(text, text) for text in dict.fromkeys(texts) if text]


def standard_of(doubt: Doubt) -> str:
    """What the document itself calls equivalent, for a doubt about degrees."""
    return standard_named(span["text"] for span in doubt.spans) if doubt.kind == "degree" else ""


def cuts(text: str) -> list[tuple[int, str]]:
    """The places between words, with the words around each; those after a comma or before a joining word first."""
    held = held_together(text)
    places = [match.start() for match in BETWEEN.finditer(text)]
    # A statement that is emphasised as a whole can be cut all the same.
    free = [place for place in places if not any(start < place < end for start, end in held)] or places
    found = free[:MOST_CUTS]
    natural = [place for place in found if JOINT.search(text[max(place - 1, 0) : place + 5])]
    ordered = [*natural, *(place for place in found if place not in natural)]
    return [(place, f"{_end_of(text[:place])} | {_begin_of(text[place:])}") for place in ordered]


def _end_of(text: str) -> str:
    words = shown(text).split()
    return ("… " if len(words) > AROUND else "") + " ".join(words[-AROUND:])


def _begin_of(text: str) -> str:
    words = shown(text).split()
    return " ".join(words[:AROUND]) + (" …" if len(words) > AROUND else "")
