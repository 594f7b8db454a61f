"""What each person wishes their desk to be."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("reviews", "0004_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Preferences",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="preferences",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12)),
                ("time_zone", models.CharField(blank=True, max_length=64)),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("auto", "As the device"),
                            ("light", "Light"),
                            ("dark", "Dark"),
                        ],
                        default="auto",
                        max_length=5,
                    ),
                ),
                (
                    "after_saving",
                    models.CharField(
                        choices=[
                            ("next", "Go to the next claim"),
                            ("queue", "Go back to the queue"),
                        ],
                        default="next",
                        max_length=5,
                    ),
                ),
                ("keys_on", models.BooleanField(default=True)),
                (
                    "keys",
                    models.JSONField(
                        default=dict,
                        help_text="The keys that differ from the desk's, by what they do.",
                    ),
                ),
                (
                    "fast",
                    models.BooleanField(
                        default=False, help_text="A rating's digit saves at once."
                    ),
                ),
            ],
        ),
    ]
