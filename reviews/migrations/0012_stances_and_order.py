"""Who contests a claim says what the sources do for it, like who corroborates it or adds
a source; the queue goes by what its rows show: the door again, and every open Review's priority."""

from pathlib import Path

from django.db import migrations

REVIEWS = Path(__file__).parent.parent
RANK = """
    UPDATE reviews_review r
    SET priority = reviews_rank(c.worth, c.differing) + 1000 * r.urgency
    FROM claims_claim c WHERE c.id = r.claim_id AND r.stage <> 'closed'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0011_labels"),
    ]

    operations = [
        *(
            migrations.RunSQL((REVIEWS / name).read_text(), migrations.RunSQL.noop)
            for name in ("decide.sql", "correct.sql", "queue.sql")
        ),
        migrations.RunSQL(RANK, migrations.RunSQL.noop),
    ]
