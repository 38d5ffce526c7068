"""The addresses of role documents and rubrics."""

from django.urls import path

from rubrics.views import batches, documents, edits, versions

urlpatterns = [
    path("role-documents/", documents.document_list, name="document_list"),
    path("role-documents/new/", documents.document_new, name="document_new"),
    path("role-documents/many/", batches.batch_list, name="batch_list"),
    path("role-documents/many/new/", batches.batch_new, name="batch_new"),
    path("role-documents/many/<int:pk>/", batches.batch, name="batch"),
    path("role-documents/many/<int:pk>/progress/", batches.batch_progress, name="batch_progress"),
    path("role-documents/many/<int:pk>/again/", batches.batch_again, name="batch_again"),
    path("role-documents/<int:pk>/", documents.document, name="document"),
    path("role-documents/<int:pk>/progress/", documents.document_progress, name="document_progress"),
    path("role-documents/<int:pk>/difference/", documents.document_difference, name="document_difference"),
    path("role-documents/<int:pk>/again/", documents.document_again, name="document_again"),
    path("role-documents/<int:follows>/next/", documents.document_new, name="document_next"),
    path("rubrics/", versions.rubric_list, name="rubric_list"),
    path("rubrics/versions/<int:pk>/", versions.rubric_version, name="rubric_version"),
    path("rubrics/versions/<int:pk>/review/", versions.rubric_review, name="rubric_review"),
    path("rubrics/versions/<int:pk>/difference/", versions.rubric_difference, name="rubric_difference"),
    path("rubrics/versions/<int:pk>/publish/", versions.rubric_publish, name="rubric_publish"),
    path("rubrics/versions/<int:pk>/revise/", versions.rubric_revise, name="rubric_revise"),
    path("rubrics/versions/<int:pk>/discard/", versions.rubric_discard, name="rubric_discard"),
    path("rubrics/versions/<int:pk>/<slug:act>/<int:target>/", edits.rubric_edit, name="rubric_edit"),
]
