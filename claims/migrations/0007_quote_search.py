"""What is searched by: words in quotes and sources, languages, differing values."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_provenance"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("differing__gt", 0)),
                fields=["id"],
                name="claim_differing",
            ),
        ),
        migrations.AddIndex(
            model_name="mention",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("quote", config="simple"),
                name="mention_words",
            ),
        ),
        migrations.AddIndex(
            model_name="wording",
            index=models.Index(fields=["language", "claim"], name="wording_language"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "title",
                    django.db.models.functions.text.Left("text", 100_000),
                    config="simple",
                ),
                name="source_words",
            ),
        ),
    ]
