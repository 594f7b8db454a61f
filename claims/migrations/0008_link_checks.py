"""What the servers of sources' pages answered: is the original still there?"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_quote_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="link_check",
                        serialize=False,
                        to="claims.source",
                    ),
                ),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        help_text="As in HTTP; 0 where no server answered."
                    ),
                ),
                (
                    "checked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "gone_since",
                    models.DateTimeField(
                        help_text="When it was first answered that the page is gone.",
                        null=True,
                    ),
                ),
            ],
        ),
    ]
