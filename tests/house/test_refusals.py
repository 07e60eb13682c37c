"""A wrong environment ends in one line that says what is wrong, on the command line and under gunicorn."""

import pytest

from tests.house import tree

WRONG = {
    "no SECRET_KEY": ({"SECRET_KEY": ""}, "SECRET_KEY belum diisi"),
    "no NIK_KEY": ({"NIK_KEY": ""}, "NIK_KEY belum diisi"),
    "a short NIK_KEY": ({"NIK_KEY": "abc123"}, "NIK_KEY harus 32 bita"),
    "a port that is a word": ({"DATABASE_URL": "postgres://u@127.0.0.1:lima/x"}, "DATABASE_URL tidak dapat dibaca"),
    "a word for a number": ({"NIK_KEY_VERSION": "satu"}, "NIK_KEY_VERSION"),
    "an unknown kind of database": ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL tidak dikenal"),
    "nonsense for a database": ({"DATABASE_URL": "basis data saya"}, "DATABASE_URL tidak dikenal"),
    "a database that does not answer": ({"DATABASE_URL": "postgres://u:rahasia@127.0.0.1:1/x"}, "tidak dapat dipakai"),
    "a var/ that cannot be written": ({"DATABASE_URL": "", "VAR_DIR": "/dev/null/var"}, "VAR_DIR"),
}
COMMANDS = {
    "manage.py": (["manage.py", "migrate"], 2),
    "gunicorn": (["-m", "gunicorn", "--preload", "--check-config", "coverage_portal.wsgi:application"], 3),
}


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
