"""``manage.py issue_token USERNAME [--days N]``: a token for the API, shown once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from knox.models import AuthToken

MOST_DAYS = 3650


class Command(BaseCommand):
    help = (
        "Make a token for an account and print it. It is not kept and not shown again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--days", type=int, default=90, help="until it expires (default: 90)"
        )

    def handle(self, *args: Any, username: str, days: int, **options: Any) -> None:
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--days: give a number from 1 to {MOST_DAYS}.")
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise CommandError(f"There is no active account named '{username}'.")
        _, token = AuthToken.objects.create(person, expiry=timedelta(days=days))
        self.stdout.write(token)
