"""One training: its stages, what was done for them, and the approval."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hiring.forms.training import RetakeForm
from hiring.models import TrainingEnrolment
from hiring.operations import training as operations
from hiring.operations.training import TrainingRefused
from hiring.permissions import (
    approvable_enrolments,
    can_approve,
    can_ask_retake,
    can_manage_enrolment,
    enrolments_for,
    manageable_enrolments,
    retakeable_enrolments,
)
from hiring.queries import training as queries


@login_required
@require_safe
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """The stages in their order; for who approves and for coordinators also what they may do."""
    return page(request, get_object_or_404(queries.whole(enrolments_for(request.user)), pk=pk))


def page(request: HttpRequest, row: TrainingEnrolment, form: RetakeForm | None = None) -> HttpResponse:
    """The page; a refused form comes back as it was typed."""
    course = queries.course(row, timezone.now())
    user = request.user
    context = {
        "course": course,
        "training": row,
        "is_own": row.interviewer.person_id == user.pk,
        "may_approve": row.is_open and can_approve(user, row),
        "may_end": row.is_open and can_manage_enrolment(user, row),
        "retake": (form or RetakeForm(path=row.path)) if row.is_open and can_ask_retake(user, row) else None,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "hiring/training.html", context, status=status)


@login_required
@require_POST
def training_read(request: HttpRequest, pk: int, stage: int) -> HttpResponse:
    """The trainee says that they have read a stage."""
    row = get_object_or_404(enrolments_for(request.user).filter(interviewer__person=request.user), pk=pk)
    try:
        operations.say_read(enrolment=row, stage=stage, by=request.user, at=timezone.now())
    except TrainingRefused as refused:
        messages.error(request, str(refused))
    return redirect("training", pk)


@login_required
@require_POST
def training_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The named person approves."""
    row = get_object_or_404(approvable_enrolments(request.user), pk=pk)
    try:
        operations.approve(enrolment=row, by=request.user, at=timezone.now())
        messages.success(
            request,
            _("%(name)s is qualified for “%(kind)s”.") % {"name": row.interviewer, "kind": row.path},
        )
    except TrainingRefused as refused:
        messages.error(request, str(refused))
    return redirect("training", pk)


@login_required
@require_POST
def training_retake(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a stage and all later ones done again."""
    row = get_object_or_404(queries.whole(retakeable_enrolments(request.user)), pk=pk)
    form = RetakeForm(request.POST, path=row.path)
    if form.is_valid():
        try:
            operations.retake(
                enrolment=row,
                stage=form.cleaned_data["stage"].pk,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except TrainingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The stage is to be done again; the trainee sees it on their page."))
            return redirect("training", pk)
    return page(request, row, form)


@login_required
@require_POST
def training_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the training without an approval."""
    row = get_object_or_404(manageable_enrolments(request.user), pk=pk)
    try:
        operations.end(enrolment=row, by=request.user, at=timezone.now())
        messages.success(request, _("The training is ended."))
    except TrainingRefused as refused:
        messages.error(request, str(refused))
    return redirect("training", pk)
