"""A wrong environment ends in one line that says what is wrong, on the command line and under gunicorn."""

import pytest

from tests.house import tree

WRONG = {
    "no SECRET_KEY": ({"SECRET_KEY": ""}, "SECRET_KEY belum diisi"),
    "no NIK_KEY": ({"NIK_KEY": ""}, "NIK_KEY belum diisi"),
    "a short NIK_KEY": ({"NIK_KEY": "abc123"}, "NIK_KEY harus 32 bita"),
    "a NIK_KEY with half a byte": ({"NIK_KEY": "ab" * 32 + "c"}, "NIK_KEY harus 32 bita"),
    "a version below the first": ({"NIK_KEY_VERSION": "0"}, "NIK_KEY_VERSION harus bilangan bulat dari 1 sampai 32767"),
    "a version the database cannot hold": ({"NIK_KEY_VERSION": "32768"}, "dari 1 sampai 32767"),
    "a version of a thousand digits": ({"NIK_KEY_VERSION": "9" * 5000}, "dari 1 sampai 32767"),
    "a database server without a database": ({"DATABASE_URL": "postgres://"}, "DATABASE_URL belum menyebut nama"),
    "a database server without a name": (
        {"DATABASE_URL": "postgres://u@127.0.0.1/"},
        "DATABASE_URL belum menyebut nama",
    ),
    "a port that is a word": ({"DATABASE_URL": "postgres://u@127.0.0.1:lima/x"}, "DATABASE_URL tidak dapat dibaca"),
    "a word for a number": ({"NIK_KEY_VERSION": "satu"}, "NIK_KEY_VERSION"),
    "an unknown kind of database": ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL tidak dikenal"),
    "nonsense for a database": ({"DATABASE_URL": "basis data saya"}, "DATABASE_URL tidak dikenal"),
    "a database that does not answer": ({"DATABASE_URL": "postgres://u:rahasia@127.0.0.1:1/x"}, "tidak dapat dipakai"),
    "nonsense for a cache": ({"CACHE_URL": "foo"}, "CACHE_URL tidak dikenal"),
    "an unknown kind of cache": ({"CACHE_URL": "lemari://x"}, "CACHE_URL tidak dikenal"),
    "a var/ that cannot be written": ({"DATABASE_URL": "", "VAR_DIR": "/dev/null/var"}, "VAR_DIR"),
}
COMMANDS = {
    "manage.py": (["manage.py", "migrate"], 2),
    "gunicorn": (["-m", "gunicorn", "--preload", "--check-config", "coverage_portal.wsgi:application"], 3),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_database_is_told_in_one_line(command, tmp_path):
    (tmp_path / "notes").write_text("bukan basis data\n" * 100)
    arguments, exit_code = COMMANDS[command]
    environment = {"VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'notes'}"}
    finished = tree.run(tree.TOOL / "python", *arguments, **environment)
    assert finished.returncode == exit_code
    assert len(finished.stderr.splitlines()) == 1, finished.stderr
    assert "Basis data tidak dapat dipakai" in finished.stderr


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_start_refuses_what_is_no_port(port, tmp_path):
    environment = {"VAR_DIR": str(tmp_path), "DATABASE_URL": ""}
    finished = tree.run(tree.TOOL / "python", "manage.py", "start", "--port", port, **environment)
    assert finished.returncode == 2
    assert f"Port {port} bukan nomor port (1-65535)." in finished.stderr
    assert len(finished.stderr.splitlines()) == 1, finished.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("wrong", WRONG)
def test_one_line_and_no_traceback(command, wrong, tmp_path):
    arguments, exit_code = COMMANDS[command]
    environment, reason = WRONG[wrong]
    finished = tree.run(tree.TOOL / "python", *arguments, **{"VAR_DIR": str(tmp_path), **environment})
    assert finished.returncode == exit_code
    lines = finished.stderr.splitlines()
    assert len(lines) == 1, finished.stderr
    assert lines[0].startswith("Portal tidak dapat dijalankan. ")
    assert reason in lines[0]
    assert "rahasia" not in lines[0]


def test_a_right_environment_is_let_through(tmp_path):
    arguments, _ = COMMANDS["gunicorn"]
    (tmp_path / "static").mkdir()
    environment = {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
    }
    finished = tree.run(tree.TOOL / "python", *arguments, **environment)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_whole_story_is_one_option_away(tmp_path):
    finished = tree.run(tree.TOOL / "python", "manage.py", "check", "--traceback", SECRET_KEY="", VAR_DIR=str(tmp_path))
    assert "Traceback" in finished.stderr
