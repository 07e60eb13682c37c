"""Every address of the portal. URL words are Indonesian; English pages have the same ones behind /en/."""

from __future__ import annotations

from allauth.account import views as account
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from coverage_portal.api import account as portal_account
from coverage_portal.api import errors
from coverage_portal.coverage import views as coverage
from coverage_portal.coverage.files.views import download
from regions.admin import site as management

handler400, handler404, handler500 = errors.bad_request, errors.not_found, errors.server_error

# Only these of allauth's pages are routed: no sign-up, no e-mail, no password reset by mail. Their access rules
# stand in regions.gate.PACKAGE_VIEWS.
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("coverage_portal.api.urls")),
    *i18n_patterns(
        path("", coverage.dashboard, name="dashboard"),
        re_path(r"^kecamatan/(?P<code>\d\d\.\d\d\.\d\d)/$", coverage.dashboard, name="district"),
        path("cara-hitung/<str:key>/", coverage.working, name="working"),
        path("tampilan-awal/", coverage.keep_scope, name="keep_scope"),
        path("unduh/<slug:block>.<slug:format>", download, name="download"),
        path("pemberi-kerja/", include("coverage_portal.register.urls")),
        path("pekerja/", include("coverage_portal.register.people.urls")),
        path("tindak-lanjut/", include("coverage_portal.register.follow_up.urls")),
        path("impor/", include("coverage_portal.imports.urls")),
        path("laporan/", include("coverage_portal.briefings.urls")),
        path("periksa/", include("coverage_portal.briefings.issuing.public_urls")),
        path("program/", include("coverage_portal.programmes.urls")),
        path("sumber/", include("coverage_portal.reference.urls")),
        path("masuk/", account.login, name="account_login"),
        path("keluar/", account.logout, name="account_logout"),
        path("akun/", portal_account.account_page, name="account_page"),
        path("akun/token/cabut/", portal_account.account_token_revoke, name="account_token_revoke"),
        path("akun/kata-sandi/", account.password_change, name="account_change_password"),
        path("kelola/", management.urls),
        prefix_default_language=False,
    ),
]
