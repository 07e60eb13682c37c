"""Which of the demo's commands still have to run at a start."""

from datetime import date

import pytest

from coverage_portal.core.models import ImportBatch, User
from coverage_portal.imports import demo_registry
from regions.demo_accounts import DEMO_ACCOUNTS
from regions.models import Branch, Region

pytestmark = pytest.mark.django_db
Kind = ImportBatch.Kind
State = ImportBatch.State


@pytest.fixture
def commands(monkeypatch):
    """The names (and kinds) of the commands that were called, in order; none of them really runs."""
    called = []

    def call(name, *arguments):
        called.append(f"{name} {arguments[0]}" if name == "import_extract" else name)

    monkeypatch.setattr(demo_registry, "call_command", call)
    return called


@pytest.fixture(autouse=True)
def branch():
    city = Region.objects.create(code="36.71", level=2, name="Kota Tangerang", path="ID.36.71.")
    return Branch.objects.create(code="CMN", name="Tangerang Cimone", city=city)


def receipt(kind, state=State.APPLIED, illustrative=True):
    return ImportBatch.objects.create(
        kind=kind,
        state=state,
        illustrative=illustrative,
        file_name="x",
        file_sha256="0" * 64,
        position=date(2023, 12, 31),
    )


def load(tmp_path):
    said = []
    demo_registry.load(tmp_path, scale=1.0, say=said.append)
    return " ".join(said)


def test_an_empty_registry_gets_all_of_it(commands, tmp_path):
    load(tmp_path)
    assert commands == ["make_demo", "import_extract employers", "import_extract workers"]
    assert User.objects.filter(is_active=True).count() == len(DEMO_ACCOUNTS)


def test_a_start_that_was_interrupted_is_taken_up_again(commands, tmp_path):
    receipt(Kind.EMPLOYERS)
    receipt(Kind.WORKERS, State.RECEIVED)
    load(tmp_path)
    assert commands == ["make_demo", "import_extract workers"]


def test_a_complete_registry_is_left_alone(commands, tmp_path):
    receipt(Kind.EMPLOYERS)
    receipt(Kind.WORKERS)
    assert "sudah dimuat" in load(tmp_path)
    assert commands == []


def test_a_removed_demo_does_not_come_back(commands, tmp_path):
    receipt(Kind.EMPLOYERS, State.REMOVED)
    assert "dihapus" in load(tmp_path)
    assert commands == []
    assert not User.objects.exists()


def test_a_registry_from_a_branch_is_never_mixed_with_the_demo(commands, tmp_path):
    receipt(Kind.EMPLOYERS, illustrative=False)
    assert "tidak dimuat" in load(tmp_path)
    assert commands == []
    assert not User.objects.exists()


def test_an_account_that_was_closed_stays_closed(commands, tmp_path):
    load(tmp_path)
    User.objects.filter(username="staf").update(is_active=False)
    load(tmp_path)
    assert not User.objects.get(username="staf").is_active


def test_the_demo_data_admin_approves_the_files_unless_that_account_is_closed(db):
    assert demo_registry.approval() == []
    demo_registry.make_accounts()
    assert demo_registry.approval() == ["--by", "admin"]
    User.objects.filter(username="admin").update(is_active=False)
    assert demo_registry.approval() == []
