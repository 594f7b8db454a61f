"""The database half of the one door, and room on the pages of rows that every move
rewrites. A change to move.sql or queue.sql needs a new migration that
runs the file again."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_acts")]
    operations = [
        *(
            migrations.RunSQL(path.read_text(), migrations.RunSQL.noop)
            for path in (REVIEWS / "move.sql", REVIEWS / "queue.sql")
        ),
        migrations.RunSQL(
            "ALTER TABLE claims_claim SET (fillfactor = 85);"
            "ALTER TABLE reviews_review SET (fillfactor = 85);",
            migrations.RunSQL.noop,
        ),
    ]
