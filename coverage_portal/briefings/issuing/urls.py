"""Addresses of checking, issuing and issued briefings below /laporan/."""

from __future__ import annotations

from django.urls import path

from coverage_portal.briefings.issuing import paper_views, views

urlpatterns = [
    path("konsep/<int:pk>/periksa/", views.briefing_check, name="briefing_check"),
    path("konsep/<int:pk>/sampaikan/", views.briefing_issue, name="briefing_issue"),
    path("<code:code>/", paper_views.briefing, name="briefing"),
    path("<code:code>/berkas.<slug:format>", paper_views.briefing_file, name="briefing_file"),
    path("<code:code>/perbaiki/", paper_views.briefing_correct, name="briefing_correct"),
]
