"""The edits of a draft: one page each, with its form; a refused edit comes back with everything that was
typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from rubrics.forms import edits as forms
from rubrics.models import RubricQuestion, RubricVersion
from rubrics.operations import anchors, competencies, doubts, edits, rubrics, splits, statements
from rubrics.views import places
from rubrics.views.access import draft_or_404

# What the session keeps: the version and the row of the last edit.
LAST_ROW = "rubric_row"
# Where the edits of the version as a whole lead back to.
AFTER = {"name": "competencies", "competency-add": "competencies"}


@dataclass(frozen=True)
class Act:
    """One kind of edit: what its page is called, its form, what it is about, and the operation behind it."""

    title: str | Promise
    button: str | Promise
    part: str
    argument: str
    form: type[forms.EditForm]
    apply: Callable[..., Any]
    note: str | Promise = ""


ACTS: dict[str, Act] = {
    "statement": Act(
        _("Change how a statement is treated"), _("Save the statement"), "statements", "statement",
        forms.StatementForm, statements.change,
    ),
    "statement-drop": Act(
        _("Drop a statement"), _("Drop the statement"), "statements", "statement",
        forms.ReasonForm, statements.drop,
    ),
    "statement-assign": Act(
        _("Choose what a statement supports"), _("Save the choice"), "statements", "statement",
        forms.AssignForm, statements.assign,
    ),
    "statement-split": Act(
        _("Split a statement in two"), _("Split it"), "statements", "statement",
        forms.SplitStatementForm, splits.split_statement,
    ),
    "confirm": Act(
        _("Confirm statements"), _("Confirm the chosen ones"), "version", "version",
        forms.ConfirmForm, statements.confirm,
    ),
    "competency": Act(
        _("Edit a competency"), _("Save the competency"), "competencies", "competency",
        forms.CompetencyForm, competencies.change,
    ),
    "competency-score": Act(
        _("Score a competency"), _("Score it"), "competencies", "competency",
        forms.PlainForm, competencies.score,
        _(
            "Interviewers will rate it, with its anchors and questions. The statements behind it support it "
            "again; those that were set aside with it come back."
        ),
    ),
    "competency-drop": Act(
        _("Drop a competency"), _("Drop the competency"), "competencies", "competency",
        forms.ReasonForm, competencies.drop,
    ),
    "competency-merge": Act(
        _("Merge a competency"), _("Merge"), "competencies", "competency",
        forms.MergeForm, competencies.merge,
        _("Its statements, places and questions go to the other one, which is then scored for both."),
    ),
    "competency-split": Act(
        _("Split a competency"), _("Split it"), "competencies", "competency",
        forms.SplitCompetencyForm, splits.split_competency,
        _("The chosen statements go to a new competency; the others stay where they are."),
    ),
    "competency-add": Act(
        _("Add a competency"), _("Add the competency"), "version", "version",
        forms.AddCompetencyForm, competencies.add,
    ),
    "anchors": Act(
        _("Edit the five anchors"), _("Save the anchors"), "competencies", "competency",
        forms.AnchorsForm, anchors.set_anchors,
    ),
    "question-add": Act(
        _("Add a question"), _("Add the question"), "competencies", "competency",
        forms.QuestionForm, anchors.save_question,
    ),
    "question": Act(
        _("Edit a question"), _("Save the question"), "questions", "question",
        forms.QuestionForm, anchors.save_question,
    ),
    "question-remove": Act(
        _("Remove a question"), _("Remove the question"), "questions", "question",
        forms.PlainForm, anchors.remove_question,
        _("Interviewers are no longer offered it. Until the publication the last edit can be undone."),
    ),
    "doubt": Act(
        _("Settle a doubt"), _("Keep this choice"), "doubts", "doubt",
        forms.DoubtForm, doubts.resolve,
    ),
    "name": Act(
        _("Title and number of competencies"), _("Save"), "version", "version",
        forms.NameForm, rubrics.name,
    ),
    "seniority": Act(
        _("Change the seniority"), _("Exchange the anchors"), "version", "version",
        forms.SeniorityForm, anchors.set_seniority,
    ),
    "undo": Act(
        _("Undo the last edit"), _("Undo"), "version", "version",
        forms.PlainForm, edits.undo,
    ),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def rubric_edit(request: HttpRequest, pk: int, act: str, target: int) -> HttpResponse:
    """Show the form of one edit, and make the edit."""
    version = draft_or_404(request.user, pk)
    if act not in ACTS:
        raise Http404
    what = ACTS[act]
    row = _target(version, what, target)
    form = what.form(request.POST or None, target=row, version=version)
    if request.method == "POST" and form.is_valid():
        open_before, acted = places.rows_of(version), _acted(version, form, row)
        try:
            found = _apply(request, what, form, row)
        except edits.EditRefused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, edits.StaleEdit):
                # What was typed stays; saving again is a decision in sight of the draft as it is now.
                form.data = request.POST.copy()
                form.data["revision"] = str(refusal.revision)
        else:
            for sentence in found or []:
                messages.warning(request, sentence)
            return redirect(_back(version, _next(request, act, version, acted, open_before)))
    context = {
        "form": form,
        "act": act,
        "what": what,
        "version": version,
        "target": row,
        "back": _back(version, places.place_of(row, version)),
        "undoable": edits.undoable(version) if act == "undo" else None,
    }
    return render(request, "rubrics/edit.html", context, status=422 if form.errors else 200)


def _target(version: RubricVersion, what: Act, pk: int) -> Model:
    if what.part == "version":
        if pk != version.pk:
            raise Http404
        return version
    rows = (
        RubricQuestion.objects.filter(competency__version=version)
        if what.part == "questions"
        else getattr(version, what.part).all()
    )
    row: Model | None = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _apply(request: HttpRequest, what: Act, form: forms.EditForm, row: Model) -> list[str] | None:
    arguments = form.values() | {
        what.argument: row,
        "revision": form.cleaned_data["revision"],
        "by": request.user,
        "at": timezone.now(),
    }
    if what.apply is anchors.save_question:
        is_new = what.argument == "competency"
        arguments["competency"] = row if is_new else row.competency  # type: ignore[attr-defined]
        arguments["question"] = None if is_new else row
    found = what.apply(**arguments)
    return found if isinstance(found, list) else None


def _acted(version: RubricVersion, form: forms.EditForm, row: Model) -> str:
    """The row of the page that the edit is about; for statements that are confirmed, the last of them."""
    confirmed = form.cleaned_data.get("only") or next(iter(form.cleaned_data.get("statements") or []), None)
    if row == version and confirmed is not None:
        return places.statement_place(confirmed)
    return places.place_of(row, version)


def _next(
    request: HttpRequest, act: str, version: RubricVersion, acted: str, open_before: places.Rows
) -> str:
    """The row to go on with; undoing leads back to the row of the edit that was undone."""
    open_now = places.rows_of(version)
    if act == "undo":
        seen, place = request.session.get(LAST_ROW, (0, ""))
        return place if seen == version.pk and place in open_now else ""
    request.session[LAST_ROW] = (version.pk, acted)
    if not acted:
        return AFTER.get(act, "")
    return places.place_after(acted, open_before, open_now)


def _back(version: RubricVersion, place: str) -> str:
    page = reverse("rubric_review", args=[version.pk])
    return f"{page}#{place}" if place else page
