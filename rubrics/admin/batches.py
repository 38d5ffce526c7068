"""Imports of many in the admin: an archive comes in, its progress is watched, failed files are tried again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget

from rubrics.admin.base import GuardedAdmin
from rubrics.forms.documents import ArchiveForm, refuse_large_archive
from rubrics.models import DocumentBatch
from rubrics.operations import archives, batches
from rubrics.operations.tallies import tally
from rubrics.permissions import batches_for, can_manage_rubrics, can_read_rubrics, manageable_batches


class ReceiveArchiveForm(forms.ModelForm):  # type: ignore[type-arg]
    """One archive; what is refused says why."""

    archive = forms.FileField(
        label=_("Archive"),
        widget=UnfoldAdminFileFieldWidget,
        help_text=ArchiveForm.base_fields["archive"].help_text,
    )

    class Meta:
        model = DocumentBatch
        fields = ()

    def clean_archive(self) -> UploadedFile | None:
        """The archive, if it is not too large and can be opened."""
        upload = refuse_large_archive(self.cleaned_data["archive"])
        if upload is not None:
            try:
                self.contents = archives.from_zip(upload.read())
            except archives.ArchiveRefused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return upload


@admin.register(DocumentBatch)
class DocumentBatchAdmin(GuardedAdmin):
    """The list with counted progress; what became of each file stands on the import's own page."""

    may_read = staticmethod(can_read_rubrics)
    may_add = staticmethod(can_manage_rubrics)
    rows_for = staticmethod(batches_for)
    list_display = ("__str__", "shown_progress", "received_at", "received_by")
    list_filter = ("state", "received_at")
    search_fields = ("source_name",)
    list_select_related = ("received_by",)
    change_form_before_template = "admin/rubrics/documentbatch/progress.html"
    actions = ("again",)
    fields = ("source_name", "shown_progress", "shown_page", "note", "received_at", "received_by")
    readonly_fields = fields

    def get_form(
        self, request: HttpRequest, obj: DocumentBatch | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form to take one in; a stored import is only read."""
        if obj is None:
            return ReceiveArchiveForm
        form: type[Any] = super().get_form(request, obj, change, **kwargs)
        return form

    def get_fields(self, request: HttpRequest, obj: DocumentBatch | None = None) -> tuple[str, ...]:
        """What the page shows."""
        return ("archive",) if obj is None else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: DocumentBatch | None = None) -> tuple[str, ...]:
        """Everything of a stored import."""
        return () if obj is None else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: DocumentBatch, form: Any, change: bool) -> None:
        """Hand the files to the operation, and give the row that it made to the admin."""
        name = form.cleaned_data["archive"].name
        received = batches.receive(contents=form.contents, name=name, by=request.user, at=timezone.now())
        obj.__dict__.update(received.__dict__)

    @admin.display(description=_("what became of it"))
    def shown_progress(self, obj: DocumentBatch) -> str:
        """The counted sentence."""
        return tally(obj).sentence

    @admin.display(description=_("files"))
    def shown_page(self, obj: DocumentBatch) -> SafeString:
        """A link to the page with each file."""
        url = reverse("batch", args=[obj.pk])
        return format_html('<a class="text-primary-600" href="{}">{}</a>', url, _("Open the import's page"))

    @admin.action(description=_("Import again what failed"), permissions=["add"])
    def again(self, request: HttpRequest, queryset: QuerySet[DocumentBatch]) -> None:
        """Try the failed files of the chosen imports once more."""
        for one in manageable_batches(request.user).filter(pk__in=queryset.values("pk")):
            try:
                batches.again(batch=one, by=request.user, at=timezone.now())
            except batches.BatchRefused as refusal:
                self.message_user(request, format_html("{}: {}", one, refusal), "error")
