"""What says otherwise than the claim is no support until a person has said so: the door
again."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_matches")]

    operations = [
        *(
            migrations.RunSQL((REVIEWS / name).read_text(), migrations.RunSQL.noop)
            for name in ("correct.sql", "move.sql")
        ),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS reviews_independent(bigint[])",
            migrations.RunSQL.noop,
        ),
    ]
