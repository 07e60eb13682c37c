"""One throw-away world a test run. `make test` runs the suite on SQLite, then on PostgreSQL."""

from __future__ import annotations

import os

os.environ.setdefault("SECRET_KEY", "test-only-secret-key-that-signs-nothing-real-0123456789")
os.environ.setdefault("NIK_KEY", "00112233445566778899aabbccddeeff" * 2)
os.environ.setdefault("LOCAL", "1")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
