"""Addresses of the register of employers. Words come before NPPs: /pemberi-kerja/baru/ is no employer."""

from __future__ import annotations

from coverage_portal.register.detail.urls import urlpatterns as detail
from coverage_portal.register.entering.urls import urlpatterns as entering
from coverage_portal.register.listing.urls import urlpatterns as listing

urlpatterns = [*listing, *entering, *detail]
