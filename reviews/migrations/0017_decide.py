"""decide.sql changed after 0015 had run it in some places: everywhere the same again."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0016_seen"),
    ]

    operations = [
        migrations.RunSQL((REVIEWS / "decide.sql").read_text(), migrations.RunSQL.noop),
    ]
