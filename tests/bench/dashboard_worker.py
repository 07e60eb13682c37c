"""A registry in a process of its own that answers how many seconds a page took. Started by tests.bench.dashboard."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

PAGE = "/?wilayah=36.71&posisi=2023-12"
PATHS = {"page": PAGE, "constants": "/bench/constants/", "hello": "/bench/hello/", "again": PAGE}
BY_HTTP = ("hello", "again")


class Worker:
    """The process and the way to ask it. Making one loads its registry."""

    def __init__(self, database: str, folder: Path, scale: str, module: str = "dashboard_worker") -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.bench.dashboard_settings",
        }
        command = [sys.executable, "-m", f"tests.bench.{module}", str(folder), scale]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        self.seconds("ready")

    def seconds(self, what: str) -> float:
        """The seconds the process needed for `what`."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{what}\n")
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("Pengukuran berhenti: proses pengukur tidak menjawab.")
        return float(answer)

    def stop(self) -> None:
        """End the process and its web server."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def serve(folder: Path, scale: str) -> int:
    """Load the demo registry and start a web server on it, then answer what is asked with seconds."""
    import django  # noqa: PLC0415 - only this process has a database

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from coverage_portal.core.models import User  # noqa: PLC0415
    from regions.demo_accounts import create_demo_accounts  # noqa: PLC0415
    from tests.bench.registry import load_demo  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    load_demo(folder, scale)
    call_command("load_law", verbosity=0, stdout=sys.stderr)
    client = Client(raise_request_exception=True)
    create_demo_accounts()
    client.force_login(User.objects.get(username="staf"))
    port = free_port()
    server = start_server(port)
    try:
        cookie = client.cookies["sessionid"].value
        mark = header_of(ask(port, PAGE, cookie), "etag")
        for line in sys.stdin:
            what = line.strip()
            print(taken(what, client, port, cookie, mark), flush=True)
    finally:
        server.terminate()
        server.wait()
    return 0


def taken(what: str, client: object, port: int, cookie: str, mark: str) -> float:
    """Seconds for one question."""
    begun = time.perf_counter()
    if what in BY_HTTP:
        answer = ask(port, PATHS[what], cookie, mark if what == "again" else "")
        seconds = time.perf_counter() - begun
        assert answer.startswith(b"HTTP/1.1 304" if what == "again" else b"HTTP/1.1 200"), answer[:200]
        return seconds
    if what in PATHS:
        response = client.get(PATHS[what], HTTP_ACCEPT_ENCODING="gzip")  # type: ignore[attr-defined]
        assert response.status_code == 200, response.status_code
    return time.perf_counter() - begun


def ask(port: int, path: str, cookie: str, mark: str = "") -> bytes:
    """One request over a connection of its own."""
    condition = f"If-None-Match: {mark}\r\n" if mark else ""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={cookie}\r\n{condition}"
            "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    return answer


def header_of(answer: bytes, name: str) -> str:
    """A header's value, empty when it is missing."""
    for line in answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n"):
        key, _colon, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(port: int) -> subprocess.Popen:
    """Gunicorn with one worker on this process's database; returns when it answers."""
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--log-level", "error"]
    command += ["--bind", f"127.0.0.1:{port}", "coverage_portal.wsgi:application"]
    server = subprocess.Popen(command)
    for _ in range(100):
        try:
            ask(port, PATHS["hello"], "")
        except OSError:
            time.sleep(0.2)
        else:
            return server
    raise SystemExit("Peladen web tidak menjawab.")


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1]), sys.argv[2]))
