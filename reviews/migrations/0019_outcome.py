"""A decision is made without its outcome, which is the rating's: decide.sql again."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0018_webhook"),
    ]

    operations = [
        migrations.RunSQL((REVIEWS / "decide.sql").read_text(), migrations.RunSQL.noop),
    ]
