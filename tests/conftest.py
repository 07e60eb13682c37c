"""Fixtures that more than one folder of tests uses. What the settings are in a test: tests/settings.py."""

from __future__ import annotations
