"""Lists of candidates as CSV: a preview of what becomes of every row, then the import of the good ones."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from hiring.admin.guarded import person
from hiring.choices import RequisitionState
from hiring.forms.candidates import ConfirmForm, ImportForm
from hiring.models import Requisition
from hiring.operations import candidate_lists, candidates
from hiring.permissions import requisitions_for

Row = candidate_lists.Row


def import_page(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """The page of all steps: the list travels with the page, so that nothing is left lying on the server."""
    if request.method != "POST":
        known = {"requisition": request.GET.get("requisition", "")}
        return page(admin, request, form=ImportForm(offered(request), initial=known))
    if request.POST.get("step") == "preview":
        return preview(admin, request)
    form = ConfirmForm(offered(request), request.POST)
    if not form.is_valid():
        messages.error(request, _("The list did not come back whole: choose the file again."))
        return page(admin, request, form=ImportForm(offered(request)))
    try:
        if request.POST.get("step") == "broken":
            return broken_rows(request, form)
        return confirmed(admin, request, form)
    except candidate_lists.ListRefused as refused:
        messages.error(request, str(refused))
        return page(admin, request, form=ImportForm(offered(request)))


def offered(request: HttpRequest) -> Any:
    """The open requisitions that the person may see."""
    return requisitions_for(person(request)).filter(state=RequisitionState.OPEN)


def preview(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Read the file and say what would become of every row."""
    form = ImportForm(offered(request), request.POST, request.FILES)
    if not form.is_valid():
        return page(admin, request, form=form)
    requisition = form.cleaned_data["requisition"]
    try:
        file = form.cleaned_data["file"]
        # One byte more than allowed is enough to say that it is too large.
        text = candidate_lists.decode(file.read(candidate_lists.MOST_BYTES + 1))
        listed = candidate_lists.judge(candidate_lists.parse(text), requisition, person(request))
    except candidate_lists.ListRefused as refused:
        form.add_error("file", str(refused))
        return page(admin, request, form=form)
    return page(admin, request, listed=listed, text=text, requisition=requisition)


def confirmed(admin: ModelAdmin, request: HttpRequest, form: ConfirmForm) -> HttpResponse:
    """Import the good rows; the broken ones are shown again and can be downloaded."""
    text, requisition = form.cleaned_data["text"], form.cleaned_data["requisition"]
    done = candidates.import_csv(text=text, requisition=requisition, by=person(request), at=timezone.now())
    messages.success(
        request,
        _("Added: %(added)d. Applications of people known already: %(applied)d. There already: %(known)d.")
        % {"added": done.added, "applied": done.applied, "known": done.known},
    )
    if not done.broken:
        if requisition is not None:
            return redirect("requisition", requisition.pk)
        return redirect(reverse("admin:hiring_candidate_changelist"))
    listed = candidate_lists.parse(text)
    return page(admin, request, rest=done.broken, listed=listed, text=text, requisition=requisition)


def broken_rows(request: HttpRequest, form: ConfirmForm) -> HttpResponse:
    """The broken rows as a file to mend and import again."""
    listed = candidate_lists.judge(
        candidate_lists.parse(form.cleaned_data["text"]), form.cleaned_data["requisition"], person(request)
    )
    rows = tuple(row for row in listed.rows if row.fate == candidate_lists.BROKEN)
    # With the mark, since spreadsheets take a file without it for another encoding.
    data = candidate_lists.broken_csv(listed, rows).encode("utf-8-sig")
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="broken_rows.csv"'
    return response


def page(
    admin: ModelAdmin,
    request: HttpRequest,
    *,
    form: ImportForm | None = None,
    listed: candidate_lists.CandidateList | None = None,
    rest: tuple[Row, ...] = (),
    text: str = "",
    requisition: Requisition | None = None,
) -> HttpResponse:
    """The file's form, the preview of a list, or what is left after the import."""
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": _("Import candidates from CSV"),
        "form": form,
        "listed": listed,
        "rest": rest,
        "rows": rest or (listed.rows if listed else ()),
        "text": text,
        "requisition": requisition,
        "back": reverse("admin:hiring_candidate_changelist"),
        "counts": {fate: listed.count(fate) for fate in ("add", "apply", "known", "broken")}
        if listed
        else {},
    }
    return TemplateResponse(request, "admin/hiring/import.html", context)
