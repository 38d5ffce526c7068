"""Role documents in the admin: taken in by upload or paste, watched, and followed to their review."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextareaWidget

from rubrics.admin.base import GuardedAdmin
from rubrics.choices import DocumentState
from rubrics.forms.documents import refuse_large
from rubrics.models import RoleDocument
from rubrics.operations import documents
from rubrics.permissions import can_manage_rubrics, can_read_rubrics, documents_for, manageable_documents

LABELS = {
    DocumentState.DERIVED.value: "success",
    DocumentState.FAILED.value: "danger",
    DocumentState.NOTHING_FOUND.value: "warning",
    DocumentState.DERIVING.value: "info",
    DocumentState.RECEIVED.value: "info",
}


class ReceiveForm(forms.ModelForm):  # type: ignore[type-arg]
    """A file or pasted text. What is refused says why, and the pasted text stays in its field."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=UnfoldAdminFileFieldWidget,
        help_text=_("Text, Markdown, HTML, Word, OpenDocument, PDF or a posting as JSON, at most 5 MB."),
    )
    pasted = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 14}),
    )
    follows = forms.ModelChoiceField(
        label=_("Next version of"),
        required=False,
        queryset=RoleDocument.objects.none(),
        help_text=_("The draft then becomes the next version of the same rubric."),
    )

    class Meta:
        model = RoleDocument
        fields = ("follows",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follows"].queryset = RoleDocument.objects.filter(  # type: ignore[attr-defined]
            followed_by__isnull=True
        )

    def clean_upload(self) -> UploadedFile | None:
        """The file, if it is not too large."""
        return refuse_large(self.cleaned_data.get("upload"))

    def clean(self) -> dict[str, Any]:
        """Ask the operation whether the document can be taken in, before anything is stored."""
        values: dict[str, Any] = super().clean() or {}
        if "upload" in self.errors:
            return values
        upload = values.get("upload")
        data = upload.read() if upload else None
        self.content = {
            "data": data,
            "text": values.get("pasted") or "",
            "name": upload.name if upload else "",
            "follows": values.get("follows"),
        }
        try:
            documents.check(**self.content)
        except documents.DocumentRefused as refusal:
            raise ValidationError({"upload" if upload else "pasted": str(refusal)}) from refusal
        return values


@admin.register(RoleDocument)
class RoleDocumentAdmin(GuardedAdmin):
    """The list with state and progress; a document is never changed, only followed by its next version."""

    may_read = staticmethod(can_read_rubrics)
    may_add = staticmethod(can_manage_rubrics)
    rows_for = staticmethod(documents_for)
    list_display = ("__str__", "shown_state", "shown_progress", "number", "received_at", "received_by")
    list_filter = ("state", "received_at")
    search_fields = ("title", "source_name")
    list_select_related = ("received_by",)
    date_hierarchy = "received_at"
    change_form_before_template = "admin/rubrics/roledocument/progress.html"
    actions = ("derive_again",)
    fields = (
        "title",
        "state",
        "progress_sentence",
        "failure",
        "shown_rubrics",
        "source_name",
        "number",
        "follows",
        "received_at",
        "received_by",
        "shown_notes",
        "shown_text",
    )
    readonly_fields = fields

    def get_form(
        self, request: HttpRequest, obj: RoleDocument | None = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:
        """The form to take one in; a stored document is only read."""
        if obj is None:
            return ReceiveForm
        form: type[Any] = super().get_form(request, obj, change, **kwargs)
        return form

    def get_fields(self, request: HttpRequest, obj: RoleDocument | None = None) -> tuple[str, ...]:
        """What the page shows."""
        return ("upload", "pasted", "follows") if obj is None else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: RoleDocument | None = None) -> tuple[str, ...]:
        """Everything of a stored document."""
        return () if obj is None else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: RoleDocument, form: Any, change: bool) -> None:
        """Hand what was sent to the operation, and give the row that it made to the admin."""
        received = documents.receive(**form.content, by=request.user, at=timezone.now())
        obj.__dict__.update(received.__dict__)

    @display(description=_("state"), label=LABELS, ordering="state")  # type: ignore[misc]
    def shown_state(self, obj: RoleDocument) -> tuple[str, str]:
        """The state as a coloured word."""
        return obj.state, obj.get_state_display()

    @admin.display(description=_("progress"))
    def shown_progress(self, obj: RoleDocument) -> str:
        """What is being done, or what came of it."""
        if obj.state == DocumentState.FAILED:
            return obj.failure
        return f"{obj.progress} %" + (f", {obj.progress_sentence}" if obj.progress_sentence else "")

    @admin.display(description=_("rubric versions"))
    def shown_rubrics(self, obj: RoleDocument) -> SafeString | str:
        """Links to the review of the draft and to the other versions."""
        rows = ((reverse("rubric_review", args=[one.pk]), one) for one in obj.rubric_versions.all())
        return format_html_join(", ", '<a class="text-primary-600" href="{}">{}</a>', rows) or "–"

    @admin.display(description=_("notes of the derivation"))
    def shown_notes(self, obj: RoleDocument) -> SafeString | str:
        """One note a line."""
        return format_html_join("", "<p>{}</p>", ((note,) for note in obj.notes)) or "–"

    @admin.display(description=_("canonical text"))
    def shown_text(self, obj: RoleDocument) -> SafeString:
        """The text with its lines."""
        return linebreaks(obj.text, autoescape=True)

    @admin.action(description=_("Derive again"), permissions=["add"])
    def derive_again(self, request: HttpRequest, queryset: QuerySet[RoleDocument]) -> None:
        """Ask for the derivation of the chosen documents once more."""
        for one in manageable_documents(request.user).filter(pk__in=queryset.values("pk")):
            try:
                documents.derive_again(document=one, by=request.user, at=timezone.now())
            except documents.DocumentRefused as refusal:
                self.message_user(request, format_html("{}: {}", one, refusal), "error")
