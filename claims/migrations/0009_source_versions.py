"""Newer versions of sources: where the mentions of the older one stand in them."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_link_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reanchoring",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("moved", "moved"),
                            ("changed", "changed"),
                            ("ambiguous", "ambiguous"),
                            ("lost", "lost"),
                        ],
                        max_length=9,
                    ),
                ),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                (
                    "was",
                    models.TextField(
                        blank=True,
                        help_text="The sentence as the older version has it.",
                    ),
                ),
                (
                    "now",
                    models.TextField(
                        blank=True,
                        help_text="As the newer one has it; empty where it is not there.",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        help_text="What differs: 4,200 → 2,400.",
                        max_length=300,
                    ),
                ),
                (
                    "places",
                    models.JSONField(
                        default=list,
                        help_text="Where there are several, as W3C text quotes and positions: exact, prefix, suffix, start, end.",
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        help_text="When it was recorded in the trail of its claim.",
                        null=True,
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="mention",
            name="linked_by",
            field=models.CharField(
                choices=[
                    ("extraction", "Extraction"),
                    ("matching", "Matching"),
                    ("person", "Person"),
                    ("version", "Version"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.HashIndex(
                condition=models.Q(("url", ""), _negated=True),
                fields=["url"],
                name="source_url",
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="carried",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.mention",
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="mention",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reanchoring",
                to="claims.mention",
            ),
        ),
        migrations.AddField(
            model_name="reanchoring",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reanchorings",
                to="claims.source",
            ),
        ),
        migrations.AddIndex(
            model_name="reanchoring",
            index=models.Index(
                condition=models.Q(("told_at", None)),
                fields=["id"],
                name="reanchoring_untold",
            ),
        ),
        migrations.AddIndex(
            model_name="reanchoring",
            index=models.Index(
                condition=models.Q(("state__in", ["changed", "ambiguous", "lost"])),
                fields=["-id"],
                name="reanchoring_to_look_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="reanchoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["exact", "moved", "changed", "ambiguous", "lost"])
                ),
                name="reanchoring_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reanchoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("end", None),
                        ("start", None),
                        ("state__in", ["ambiguous", "lost"]),
                    ),
                    models.Q(
                        ("end__gt", models.F("start")),
                        ("state__in", ["exact", "moved", "changed"]),
                    ),
                    _connector="OR",
                ),
                name="reanchoring_has_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="reanchoring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("carried__isnull", False), ("state__in", ["exact", "moved"])
                    ),
                    models.Q(
                        ("carried", None),
                        ("state__in", ["changed", "ambiguous", "lost"]),
                    ),
                    _connector="OR",
                ),
                name="reanchoring_carries_what_stays",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reanchoring",
            trigger=pgtrigger.compiler.Trigger(
                name="reanchoring_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."mention_id" IS DISTINCT FROM (NEW."mention_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."was" IS DISTINCT FROM (NEW."was") OR OLD."now" IS DISTINCT FROM (NEW."now") OR OLD."why" IS DISTINCT FROM (NEW."why") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."carried_id" IS DISTINCT FROM (NEW."carried_id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="933ae834e1e8c24938e599dd347a4748933b35ea",
                    operation="UPDATE",
                    pgid="pgtrigger_reanchoring_never_changes_05c1c",
                    table="claims_reanchoring",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reanchoring",
            trigger=pgtrigger.compiler.Trigger(
                name="reanchoring_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="3971879254ead3af27a9f75ffe06d59c8eefd092",
                    operation="DELETE",
                    pgid="pgtrigger_reanchoring_is_kept_f97ec",
                    table="claims_reanchoring",
                    when="BEFORE",
                ),
            ),
        ),
    ]
