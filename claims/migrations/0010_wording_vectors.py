"""Claims are found by the words of their mentions too."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import pgvector.django.halfvec
import pgvector.django.indexes
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from claims.matching.sense.similarity import fingerprint

AT_ONCE = 5000


def keep_retellings(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of what is linked already; their vectors are made behind."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        latest = 0
        while True:
            cursor.execute(
                "SELECT m.id, m.first_claim_id, m.quote, s.language"
                " FROM claims_mention m JOIN claims_source s ON s.id = m.source_id"
                " WHERE m.id > %s AND m.similarity < 1 ORDER BY m.id LIMIT %s",
                [latest, AT_ONCE],
            )
            rows = cursor.fetchall()
            if not rows:
                break
            cursor.executemany(
                "INSERT INTO claims_retelling"
                " (mention_id, claim_id, text, language, fingerprint)"
                " SELECT %s, w.claim_id, %s, %s, %s FROM claims_wording w"
                " WHERE w.claim_id = %s AND w.fingerprint <> %s"
                " ON CONFLICT DO NOTHING",
                [
                    (mention_pk, text, language, digest, claim_pk, digest)
                    for mention_pk, claim_pk, quote, language in rows
                    for text in [" ".join(quote.split())]
                    for digest in [fingerprint(text)]
                ],
            )
            latest = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_source_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retelling",
            fields=[
                (
                    "mention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="retelling",
                        serialize=False,
                        to="claims.mention",
                    ),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(blank=True, max_length=12)),
                (
                    "fingerprint",
                    models.BinaryField(
                        help_text="SHA-256 of the normalised text.", max_length=32
                    ),
                ),
                (
                    "vector",
                    pgvector.django.halfvec.HalfVectorField(dimensions=512, null=True),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="mention",
            name="similarity",
            field=models.FloatField(
                help_text="To the nearest words of the claim, 0 to 1; empty for its first.",
                null=True,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="retelling_goes_with_its_mention",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    DELETE FROM claims_retelling r\n                    WHERE r.mention_id = NEW.id AND EXISTS (\n                        SELECT 1 FROM claims_retelling o\n                        WHERE o.fingerprint = r.fingerprint\n                          AND o.claim_id = NEW.first_claim_id\n                          AND o.mention_id <> NEW.id\n                    );\n                    UPDATE claims_retelling SET claim_id = NEW.first_claim_id\n                    WHERE mention_id = NEW.id AND claim_id <> NEW.first_claim_id;\n                    RETURN NULL;\n                    ",
                    hash="2efe6535b8f195549c13fc451ad746e02c90ab47",
                    operation='UPDATE OF "first_claim_id"',
                    pgid="pgtrigger_retelling_goes_with_its_mention_c0a82",
                    table="claims_mention",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="retelling",
            name="claim",
            field=models.ForeignKey(
                help_text="The first claim of the mention; PostgreSQL keeps it so.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="retellings",
                to="claims.claim",
            ),
        ),
        migrations.AddIndex(
            model_name="retelling",
            index=pgvector.django.indexes.HnswIndex(
                fields=["vector"],
                name="retelling_nearest",
                opclasses=["halfvec_cosine_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="retelling",
            index=models.Index(
                condition=models.Q(("vector", None)),
                fields=["mention"],
                name="retelling_to_find",
            ),
        ),
        migrations.AddConstraint(
            model_name="retelling",
            constraint=models.UniqueConstraint(
                fields=("fingerprint", "claim"), name="retelling_once_per_text"
            ),
        ),
        migrations.RunPython(keep_retellings, migrations.RunPython.noop),
    ]
