"""``manage.py issue_token USERNAME [--role ROLE] [--days N]``: a token for the API,
shown once; with a role, the account too."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from knox.models import AuthToken

from reviews.roles import ROLES

MOST_DAYS = 3650


class Command(BaseCommand):
    help = (
        "Make a token for an account and print it. It is not kept and not shown again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--role", choices=ROLES, help="make the account first, with this role"
        )
        parser.add_argument(
            "--days", type=int, default=90, help="until it expires (default: 90)"
        )

    @transaction.atomic
    def handle(
        self, *args: Any, username: str, role: str | None, days: int, **options: Any
    ) -> None:
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--days: give a number from 1 to {MOST_DAYS}.")
        person = make_account(username, role) if role else find_account(username)
        _, token = AuthToken.objects.create(person, expiry=timedelta(days=days))
        self.stdout.write(token)


def find_account(username: str) -> User:
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(
            f"There is no active account named '{username}'. To make one for a "
            'program, give its role: --role "sync client".'
        )
    return person


def make_account(username: str, role: str) -> User:
    """An account that nobody can log in with, for a program."""
    if User.objects.filter(username=username).exists():
        raise CommandError(
            f"There is an account named '{username}' already. Leave out --role for a "
            "token of its own."
        )
    person = User.objects.create_user(username)
    person.groups.add(Group.objects.get(name=role))
    return person
