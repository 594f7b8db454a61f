"""An upgrade of a large newsroom is not cut off in the middle."""

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection

LIMITS = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")


def limits():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'current_setting({n!r})' for n in LIMITS)}")
        return cursor.fetchone()


def test_a_migration_may_take_longer_than_a_page(db, monkeypatch):
    before, meanwhile = limits(), []
    monkeypatch.setattr(
        migrate.Command, "handle", lambda *_, **__: meanwhile.append(limits())
    )

    call_command("migrate", verbosity=0)

    assert meanwhile == [("0", "0", "5s")]
    assert limits() == before == ("30s", "1min", "5s")
