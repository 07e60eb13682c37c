"""manage.py make_steward NAME: the first account of a new server. Every later one is made on its /kelola/ pages."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from coverage_portal.core.actions import create_account
from coverage_portal.core.models import User
from regions.actions import assign_role
from regions.models import Assignment


class Command(BaseCommand):
    """The password is typed, or comes in through a pipe; it never stands on the command line, which others can read."""

    help = "Membuat akun pengelola pertama. Kata sandi diketik, atau dibaca dari masukan standar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the user name."""
        parser.add_argument("username", help="nama pengguna")

    def handle(self, *, username: str, **options: Any) -> None:
        """Make the account and give it the steward's role for all branches."""
        account = User(username=username)
        try:
            account.clean_fields(exclude=["password"])
            account.validate_unique()
            password = getpass(_("Kata sandi: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
            validate_password(password, account)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with transaction.atomic():
            user = create_account(username=username, password=password, by=None)
            assign_role(user=user, role=Assignment.Role.STEWARD, branch=None, by=None)
        self.stdout.write(_("Pengelola %(username)s dibuat.") % {"username": username})
