"""The addresses of requisitions, interviews, scorecards, reports and decisions."""

from django.urls import URLPattern, URLResolver, path

from hiring.views import (
    applications,
    corrections,
    debriefs,
    decisions,
    drafts,
    excuses,
    home,
    panels,
    reports,
    requisitions,
    scorecards,
    sessions,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/invitation.ics", sessions.session_invitation, name="session_invitation"),
    path("scorecards/<int:pk>/", scorecards.scorecard, name="scorecard"),
    path("scorecards/<int:pk>/draft/", drafts.scorecard_draft, name="scorecard_draft"),
    path("scorecards/<int:pk>/lock/", scorecards.scorecard_lock, name="scorecard_lock"),
    path(
        "scorecards/<int:pk>/recommendation/",
        scorecards.scorecard_recommendation,
        name="scorecard_recommendation",
    ),
    path(
        "scorecards/<int:pk>/ratings/<int:competency>/correction/",
        corrections.rating_correction,
        name="rating_correction",
    ),
    path("scorecards/<int:pk>/excuse/", excuses.scorecard_excuse, name="scorecard_excuse"),
    path("applications/<int:pk>/scorecards/", panels.panel_scorecards, name="panel_scorecards"),
    path("requisitions/", requisitions.requisition_list, name="requisition_list"),
    path("requisitions/<int:pk>/", requisitions.requisition, name="requisition"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path(
        "applications/<int:pk>/requirements/<int:statement>/",
        applications.verify_requirement,
        name="verify_requirement",
    ),
    path("applications/<int:pk>/report/", reports.candidate_report, name="candidate_report"),
    path("applications/<int:pk>/report/ask/", reports.ask_report, name="ask_report"),
    path("applications/<int:pk>/debrief/", debriefs.debrief_open, name="debrief_open"),
    path("applications/<int:pk>/decision/", decisions.decide, name="decide"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/progress/", reports.report_progress, name="report_progress"),
    path("reports/<int:pk>/report.pdf", reports.report_file, {"kind": "pdf"}, name="report_pdf"),
    path("reports/<int:pk>/report.xlsx", reports.report_file, {"kind": "xlsx"}, name="report_xlsx"),
    path("debriefs/", debriefs.debrief_list, name="debrief_list"),
    path("debriefs/<int:pk>/", debriefs.debrief, name="debrief"),
    path("debriefs/<int:pk>/vote/", debriefs.debrief_vote, name="debrief_vote"),
    path("debriefs/<int:pk>/step/", debriefs.debrief_advance, name="debrief_advance"),
    path("debriefs/<int:pk>/notes/", debriefs.debrief_notes, name="debrief_notes"),
]
