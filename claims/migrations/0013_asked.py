"""The middle of what was asked for among the checked claims, by language."""

import pgvector.django.vector
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0011_labels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("count", models.PositiveSmallIntegerField()),
                ("middle", pgvector.django.vector.VectorField(dimensions=384)),
            ],
        ),
    ]
