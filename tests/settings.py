"""The portal's settings as the tests run them: throw-away keys, an empty var/, SQLite in memory unless told otherwise.

`make test` runs the suite with DATABASE_URL for SQLite, then for PostgreSQL; bare pytest takes SQLite.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "test-only-secret-key-that-signs-nothing-real-0123456789")
os.environ.setdefault("NIK_KEY", "00112233445566778899aabbccddeeff" * 2)
os.environ.setdefault("LOCAL", "1")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("CACHE_URL", "locmemcache://")
os.environ.setdefault("IMPORT_WORK", "immediate")
if "VAR_DIR" not in os.environ:  # the tests must neither read nor write this machine's own var/
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from coverage_portal.settings import *  # noqa: F403 - reads the environment made above
from coverage_portal.settings import STATIC_ROOT, STORAGES, VAR_DIR

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Batches of two processes that test at once have the same numbers.
IMPORT_DIR = str(VAR_DIR / f"imports-{os.getpid()}")
# Nothing is collected in a test, so nothing is looked up in the manifest.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Argon2 is slow on purpose; no password here protects anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
