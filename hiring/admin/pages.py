"""Pages of one form in the admin, such as a withdrawal with its reason."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hiring.admin.guarded import REFUSALS, GuardedAdmin

Text = str | Promise


def form_page(
    admin: GuardedAdmin,
    request: HttpRequest,
    *,
    row: Any,
    title: Text,
    form: forms.Form,
    save: Callable[[forms.Form], object],
    done: Text,
    button: Text,
    told: Iterable[Text] = (),
    template: str = "admin/hiring/form_page.html",
) -> HttpResponse:
    """Show the form; call `save` with it when it is valid, and go back to the row.

    `told` are sentences above the form. A refusal of the operation becomes an error of the form, so that
    everything typed stays.
    """
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except REFUSALS as refused:
            for sentence in getattr(refused, "sentences", (str(refused),)):
                form.add_error(None, sentence)
        else:
            messages.success(request, str(done))
            return redirect(row_url(admin, row))
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "original": row,
        "title": title,
        "form": form,
        "button": button,
        "told": list(told),
        "back": row_url(admin, row),
    }
    return TemplateResponse(request, template, context)


def row_url(admin: GuardedAdmin, row: Any) -> str:
    """The admin page of the row."""
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_change", args=[row.pk])


def link(url: str, label: Any) -> SafeString:
    """A link among the values of a row, which the admin's stylesheet leaves plain."""
    return format_html(
        '<a class="text-primary-600 dark:text-primary-500 underline" href="{}">{}</a>', url, label
    )


def posted(request: HttpRequest) -> dict[str, Any]:
    """Arguments that bind a form when it was sent."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
