"""Who says that a mention supports a claim which the machine reads as contradicted by it,
says so twice; voices are counted by origin and publisher at once: the door again."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0012_stances_and_order"),
    ]

    operations = [
        *(
            migrations.RunSQL((REVIEWS / name).read_text(), migrations.RunSQL.noop)
            for name in ("decide.sql", "correct.sql", "move.sql")
        ),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS reviews_link(claims_claim, text, jsonb)",
            migrations.RunSQL.noop,
        ),
    ]
