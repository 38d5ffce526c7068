"""CVs as downloads, for those who handle the candidate."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hiring.permissions import manageable_candidates

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}


@require_safe
@login_required
def candidate_cv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The candidate's CV as an attachment that no browser runs or guesses about."""
    rows = manageable_candidates(request.user).exclude(cv="")  # type: ignore[arg-type]
    row = get_object_or_404(rows, pk=pk)
    suffix = row.cv_name.rpartition(".")[2]
    response = FileResponse(
        row.cv.open("rb"),
        as_attachment=True,
        filename=row.cv_name,
        content_type=TYPES.get(suffix, "application/octet-stream"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
