"""The database holds no table that no model knows: emptying it between tests would pass over it."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_every_table_is_of_a_model():
    known = {*connection.introspection.django_table_names(), "django_migrations"}
    assert set(connection.introspection.table_names()) - known == set()
