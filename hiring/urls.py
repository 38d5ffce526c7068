"""The addresses of requisitions, interviews, scorecards, reports and decisions."""

from django.urls import URLPattern, URLResolver, path

from hiring.views import corrections, drafts, excuses, home, panels, scorecards, sessions

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
]
