"""The database half of the one door, and room on the pages of rows that every move
rewrites. A change to move.sql needs a new migration that runs the file again."""

from pathlib import Path

from django.db import migrations

MOVE_SQL = Path(__file__).parent.parent / "move.sql"


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_acts")]
    operations = [
        migrations.RunSQL(MOVE_SQL.read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE claims_claim SET (fillfactor = 85);"
            "ALTER TABLE reviews_review SET (fillfactor = 85);",
            migrations.RunSQL.noop,
        ),
    ]
