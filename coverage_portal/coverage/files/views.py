"""A block of the dashboard as a file to keep: the same question as the page's, the same answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from coverage_portal.core.gate import access
from coverage_portal.coverage.asking import answer_to, question_of, sentence_for
from coverage_portal.coverage.dashboard import Dashboard
from coverage_portal.coverage.files.download import NoSuchFile, file_of
from coverage_portal.coverage.files.sheets import Made
from coverage_portal.coverage.ground import NoSuchMonth, NoSuchRegion
from coverage_portal.coverage.scope import BadScope
from coverage_portal.coverage.views import refuse
from regions.access import rights_of


@access(GET="view_coverage")
def download(request: HttpRequest, block: str, format: str) -> HttpResponse:
    """The block of the query string's answer; 400 when it asks nothing, 404 when there is no such answer or block."""
    try:
        found = answer_to(request, question_of(request))
        file = file_of(found, block, format, _made(request, found))
    except BadScope as error:
        return refuse(request, sentence_for(error), 400)
    except (NoSuchRegion, NoSuchMonth) as error:
        return refuse(request, error.sentence, 404)
    except NoSuchFile:
        return refuse(request, _("Berkas itu tidak tersedia untuk wilayah dan bulan ini."), 404)
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    return response


def _made(request: HttpRequest, found: Dashboard) -> Made:
    page = f"{reverse('dashboard')}?{found.scope.to_query()}"
    version = rights_of(request.user).data_version
    return Made(timezone.now(), request.build_absolute_uri(page), str(version or ""))
