"""Addresses of the register of employers. Words come before NPPs: /pemberi-kerja/baru/ is no employer."""

from __future__ import annotations

from django.urls import path

from coverage_portal.register.bulk.views import employer_bulk
from coverage_portal.register.detail.urls import urlpatterns as detail
from coverage_portal.register.entering.urls import urlpatterns as entering
from coverage_portal.register.listing.urls import urlpatterns as listing

bulk = [path("ubah-banyak/", employer_bulk, name="employer_bulk")]
urlpatterns = [*listing, *bulk, *entering, *detail]
