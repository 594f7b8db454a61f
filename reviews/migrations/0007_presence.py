"""Who has a claim's page open: rows that may be lost, and are cheap to write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("claims", "0005_corrections"),
        ("reviews", "0006_desk_acts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "doing",
                    models.CharField(
                        choices=[
                            ("viewing", "Viewing"),
                            ("editing", "Editing"),
                            ("idle", "Idle"),
                            ("left", "Left"),
                        ],
                        max_length=7,
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("claim", "person"),
                        name="presence_once_per_claim_and_person",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE reviews_presence SET UNLOGGED",
            "ALTER TABLE reviews_presence SET LOGGED",
        ),
    ]
