"""Style, types, migrations and Django's own advice for production."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house import tree

OURS = ("core", "programmes", "regions", "employers", "workers", "coverage", "imports")
PRODUCTION_ENVIRONMENT = {
    "LOCAL": "0",
    "DEBUG": "0",
    "ALLOWED_HOSTS": "portal.example.go.id",
    "SECRET_KEY": "b7Qz0vX2mK8sL4pR9tW1yU6iO3aS5dF7gH0jK2lZ4xC6vB8nM1q",
    "NIK_KEY": "00112233445566778899aabbccddeeff" * 2,
    "DATABASE_URL": "sqlite://:memory:",
}


def test_ruff_finds_nothing():
    finished = tree.run(tree.TOOL / "ruff", "check", "--no-cache", "--output-format=concise", ".")
    assert finished.returncode == 0, finished.stdout


def test_the_code_is_formatted():
    finished = tree.run(tree.TOOL / "ruff", "format", "--no-cache", "--check", ".")
    assert finished.returncode == 0, finished.stdout


def test_types_hold():
    cache = str(tree.SCRATCH / "mypy")
    finished = tree.run(tree.TOOL / "mypy", "--cache-dir", cache, *tree.PRODUCTION, "manage.py")
    assert finished.returncode == 0, finished.stdout + finished.stderr


@pytest.mark.django_db
def test_every_model_change_has_its_migration():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_migrations_are_named_for_what_they_do():
    names = [f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if app in OURS]
    assert [name for name in names if re.search(r"_and_more|_auto_|_alter_\w+_\w+$", name)] == []


def test_django_has_no_advice_left_for_production():
    finished = tree.run(
        tree.TOOL / "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION_ENVIRONMENT
    )
    assert finished.returncode == 0, finished.stderr


def test_every_model_says_what_it_is():
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    silent = [model.__name__ for model in models if model.__str__ is model.__mro__[-2].__str__]
    unnamed = [
        model.__name__
        for model in models
        if not {"verbose_name", "verbose_name_plural"} <= set(model._meta.original_attrs)
    ]
    assert (silent, unnamed) == ([], [])
