"""What is late or postponed is found without reading the whole queue."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_quote_search"),
        ("reviews", "0007_presence"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("stage", "closed"), _negated=True),
                fields=["due_at", "id"],
                name="review_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(
                    ("not_before__isnull", False),
                    models.Q(("stage", "closed"), _negated=True),
                ),
                fields=["not_before"],
                name="review_postponed",
            ),
        ),
    ]
