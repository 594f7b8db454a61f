"""What a person may correct: a wording, with the first words beside it; whose voice
a mention is; which claim a mention is of. The guards are in reviews."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_word_pairs"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="mention",
            name="mention_place_never_changes",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="wording",
            name="wording_never_changes",
        ),
        migrations.AddField(
            model_name="origin",
            name="by_person",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="A person said so; the machine leaves the reason as it is.",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="original",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="The first words, where a person has changed them.",
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="original_fingerprint",
            field=models.BinaryField(
                help_text="The first words are found all the same.",
                max_length=32,
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="wording",
            index=models.Index(
                condition=models.Q(("original_fingerprint__isnull", False)),
                fields=["original_fingerprint"],
                name="wording_original_fingerprint",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="mention_place_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."quote" IS DISTINCT FROM (NEW."quote"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="60ca9293157d6fa30554d2eb8e1805a684d6e957",
                    operation="UPDATE",
                    pgid="pgtrigger_mention_place_never_changes_d98ba",
                    table="claims_mention",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wording",
            trigger=pgtrigger.compiler.Trigger(
                name="wording_never_changes_hands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a0da64b10358ec99b9a57454e3d7dfda7b810db9",
                    operation="UPDATE",
                    pgid="pgtrigger_wording_never_changes_hands_cbf43",
                    table="claims_wording",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("original", ""), ("original_fingerprint", None)),
                    models.Q(
                        models.Q(("original", ""), _negated=True),
                        ("original_fingerprint__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="wording_keeps_its_original_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wording",
            trigger=pgtrigger.compiler.Trigger(
                name="wording_is_found_by_its_new_sketch",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    INSERT INTO claims_wordpair (hash, claim_id)\n                    SELECT DISTINCT unnest(NEW.sketch), NEW.claim_id\n                    ON CONFLICT DO NOTHING;\n                    RETURN NULL;\n                    ",
                    hash="6460cd4cabfe692de06d0180e75877f6b8271e9f",
                    operation='UPDATE OF "sketch"',
                    pgid="pgtrigger_wording_is_found_by_its_new_sketch_64b82",
                    table="claims_wording",
                    when="AFTER",
                ),
            ),
        ),
    ]
