"""What happens before the portal runs: keys, folder, port, lock."""

import socket
import stat

import pytest

from coverage_portal import startup
from tests.house import tree


@pytest.fixture
def bare(monkeypatch):
    """No key in the environment."""
    for name in ("SECRET_KEY", "NIK_KEY", "LOCAL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)


def keys_in(var):
    return dict(line.split("=", 1) for line in (var / "portal.env").read_text().splitlines())


def test_first_start_writes_keys_that_only_the_owner_reads(bare, tmp_path):
    assert startup.write_local_keys(tmp_path / "var") is True
    assert stat.S_IMODE((tmp_path / "var" / "portal.env").stat().st_mode) == 0o600
    keys = keys_in(tmp_path / "var")
    assert len(bytes.fromhex(keys["NIK_KEY"])) == 32
    assert len(keys["SECRET_KEY"]) >= 50
    assert keys["LOCAL"] == "1"
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["portal.env"]


def test_two_machines_have_two_keys(bare, tmp_path):
    startup.write_local_keys(tmp_path / "a")
    startup.write_local_keys(tmp_path / "b")
    assert not set(keys_in(tmp_path / "a").values()) & (set(keys_in(tmp_path / "b").values()) - {"1"})


def test_a_later_start_keeps_the_keys(bare, tmp_path):
    startup.write_local_keys(tmp_path)
    before = keys_in(tmp_path)
    assert startup.write_local_keys(tmp_path) is False
    assert keys_in(tmp_path) == before


def test_a_key_kept_elsewhere_does_not_land_on_this_disk(bare, monkeypatch, tmp_path):
    monkeypatch.setenv("NIK_KEY", "ab" * 32)
    startup.write_local_keys(tmp_path)
    assert set(keys_in(tmp_path)) == {"SECRET_KEY"}


def test_a_server_is_not_made_local_by_a_wrong_command(bare, monkeypatch, tmp_path):
    monkeypatch.setenv("ALLOWED_HOSTS", "portal.example.go.id")
    startup.write_local_keys(tmp_path)
    assert "LOCAL" not in keys_in(tmp_path)


def test_start_refuses_on_a_server(tmp_path):
    server = {"LOCAL": "", "ALLOWED_HOSTS": "portal.example.go.id", "DATABASE_URL": "", "VAR_DIR": str(tmp_path)}
    finished = tree.run(tree.TOOL / "python", "manage.py", "start", "--prepare-only", **server)
    assert finished.returncode == 1
    assert finished.stderr.splitlines() == [
        "CommandError: Perintah ini untuk mesin sendiri (LOCAL=1). Untuk server, lihat bagian Deployment di README."
    ]
    assert list(tmp_path.iterdir()) == []


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_portals_own_folder_is_its_owners_only(tmp_path, monkeypatch):
    startup.make_writable(tmp_path / "new" / "var")
    assert mode(tmp_path / "new" / "var") == 0o700
    old = tmp_path / "var"
    old.mkdir(mode=0o755)
    monkeypatch.setattr(startup, "BASE_DIR", tmp_path)
    startup.make_writable(old)
    assert mode(old) == 0o700


def test_a_folder_somebody_else_chose_keeps_its_mode(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    startup.make_writable(tmp_path / "shared")
    assert mode(tmp_path / "shared") == 0o755


def test_what_start_creates_is_its_owners_only(bare, tmp_path):
    """The lock stands for every file: it is the first that is made without a mode of its own."""
    environment = {"VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.env'}"}
    tmp_path.chmod(0o755)
    finished = tree.run(tree.TOOL / "python", "manage.py", "start", "--prepare-only", **environment)
    assert "Basis data tidak dapat dipakai" in finished.stderr  # portal.env is none: the preparation stops there
    assert mode(tmp_path / "start.lock") == 0o600


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(startup.CannotStart, match=r"file/var tidak dapat ditulisi"):
        startup.make_writable(tmp_path / "file" / "var")


def test_a_taken_port_is_refused_with_one_that_is_free():
    with socket.socket() as other:
        other.bind((startup.LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(startup.CannotStart, match=rf"Port {taken} sedang dipakai\. Jalankan: make run PORT=80\d\d"):
            startup.free_port(str(taken))
    assert startup.free_port(str(taken)) == taken


@pytest.mark.parametrize("port", ["65536", "70000", "0", "-1", "abc", "", "8 000", "9" * 5000])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(startup.CannotStart, match="bukan nomor port") as refused:
        startup.free_port(port)
    assert len(str(refused.value)) < 100


def test_a_second_preparation_waits_for_the_first(tmp_path, monkeypatch):
    asked = []

    def flock(_file, how):
        asked.append(how)
        if how & startup.fcntl.LOCK_NB:
            raise BlockingIOError

    monkeypatch.setattr(startup.fcntl, "flock", flock)
    with startup.only_one_preparation(tmp_path):
        assert asked == [startup.fcntl.LOCK_EX | startup.fcntl.LOCK_NB, startup.fcntl.LOCK_EX]
