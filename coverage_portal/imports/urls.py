"""Addresses of the imports."""

from __future__ import annotations

from django.urls import path

from coverage_portal.imports.pages import columns_views, result_views, review_views, template_views, upload_views, views

urlpatterns = [
    path("", views.import_list, name="import_list"),
    path("unggah/", upload_views.import_new, name="import_new"),
    path("templat/<slug:slug>.xlsx", template_views.import_template, name="import_template"),
    path("mulai/", upload_views.import_begin, name="import_begin"),
    path("<int:pk>/", views.import_detail, name="import_detail"),
    path("<int:pk>/keadaan/", views.import_progress, name="import_progress"),
    path("<int:pk>/potongan/", upload_views.import_piece, name="import_piece"),
    path("<int:pk>/lanjut/", upload_views.import_resume, name="import_resume"),
    path("<int:pk>/batal/", views.import_cancel, name="import_cancel"),
    path("<int:pk>/kolom/", columns_views.import_columns, name="import_columns"),
    path("<int:pk>/tinjau/", review_views.import_review, name="import_review"),
    path("<int:pk>/perbaiki/", review_views.import_correct, name="import_correct"),
    path("<int:pk>/urungkan/", review_views.import_withdraw, name="import_withdraw"),
    path("<int:pk>/izinkan/", review_views.import_allow, name="import_allow"),
    path("<int:pk>/simpan/", review_views.import_save, name="import_save"),
    path("<int:pk>/kembalikan/", result_views.import_undo, name="import_undo"),
    path("<int:pk>/ditolak.xlsx", result_views.import_rejects, name="import_rejects"),
]
