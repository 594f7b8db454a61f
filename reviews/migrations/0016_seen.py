"""The event of a merge says that one may say the opposite of the other, where whoever made
it has seen that."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0015_settled"),
    ]

    operations = [
        migrations.RunSQL((REVIEWS / "merge.sql").read_text(), migrations.RunSQL.noop),
    ]
