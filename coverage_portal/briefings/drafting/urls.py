"""Addresses below /laporan/: drafts and what they are made with."""

from __future__ import annotations

from django.urls import path

from coverage_portal.briefings.drafting import draft_views, letterhead_views, sentence_views, views

urlpatterns = [
    path("", views.briefing_list, name="briefing_list"),
    path("baru/", views.briefing_new, name="briefing_new"),
    path("pratinjau/", views.briefing_preview, name="briefing_preview"),
    path("kop/", letterhead_views.briefing_letterhead, name="briefing_letterhead"),
    path("salin/<int:pk>/", draft_views.briefing_duplicate, name="briefing_duplicate"),
    path("konsep/<int:pk>/", views.briefing_draft, name="briefing_draft"),
    path("konsep/<int:pk>/kalimat/", sentence_views.briefing_sentences, name="briefing_sentences"),
    path("konsep/<int:pk>/hapus/", draft_views.briefing_discard, name="briefing_discard"),
    path("konsep/<int:pk>/berkas.<slug:format>", draft_views.briefing_draft_file, name="briefing_draft_file"),
]
