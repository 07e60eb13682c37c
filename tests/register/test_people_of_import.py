"""An import of workers leads to the memberships it touched."""

from django.test import Client

from tests import people
from tests.employers import made
from tests.imports import extracts


def test_an_imports_page_leads_to_the_memberships_it_touched(db, tmp_path):
    extracts.world()
    extracts.load(extracts.write_employers(tmp_path, [extracts.employer(NPP="00005678")], "a.xlsx"), "employers")
    rows = [extracts.worker(number, NPP="00005678") for number in (1, 2)]
    loaded = extracts.load(extracts.write_workers(tmp_path, rows))
    made.member(None, name="Lain")
    client = Client()
    client.force_login(people.person("sari", "admin"))
    html = client.get(f"/impor/{loaded.batch_id}/").content.decode()
    assert "Lihat 2 kepesertaan yang tersentuh" in html
    assert f'href="/pekerja/?impor={loaded.batch_id}"' in html
    assert len(client.get(f"/pekerja/?impor={loaded.batch_id}").context["lines"]) == 2
