"""Addresses below /laporan/: the card and the commitments of an issued briefing, and who is named in a draft."""

from __future__ import annotations

from django.urls import path

from coverage_portal.briefings.meeting import commitments, naming, views

urlpatterns = [
    path("<code:code>/kartu/", views.card, name="briefing_card"),
    path("<code:code>/kartu.html", views.card_file, name="briefing_card_file"),
    path("<code:code>/komitmen/", commitments.commitments, name="briefing_commitments"),
    path("<code:code>/komitmen/<int:pk>/", commitments.progress, name="briefing_progress"),
    path("konsep/<int:pk>/pemberi-kerja/", naming.named_employers, name="briefing_named"),
]
