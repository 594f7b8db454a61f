"""Who works on a claim and when, who may not, who was asked for a reply, and what has
changed under a verdict: the acts of the desk, what guards them, and the door again."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REVIEWS = Path(__file__).parent.parent
GRANTED = {
    "editor": ("take_over_claim", "assign_claim"),
    "manager": ("assign_claim",),
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add to the roles what is new; what a newsroom made of them is left."""
    config = apps.get_app_config("reviews")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTED):
        group.permissions.add(*permissions.filter(codename__in=GRANTED[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_corrections"),
        ("reviews", "0005_preferences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptDraft",
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
                ("kept_at", models.DateTimeField()),
                ("given", models.JSONField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
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
                ("name", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField()),
                ("declared_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReplyRequest",
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
                ("party", models.CharField(help_text="Who was asked.", max_length=200)),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        help_text="How: an address, a number, in person.",
                        max_length=200,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("deadline", models.DateTimeField(null=True)),
                (
                    "not_possible",
                    models.TextField(
                        blank=True, help_text="Why the party could not be asked."
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "used",
                    models.BooleanField(
                        help_text="Whether the reasons take the answer up.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="review",
            options={
                "permissions": [
                    ("review_claim", "Can take, decide, dismiss and merge claims"),
                    ("adjudicate_claim", "Can settle two readings that differ"),
                    ("reopen_claim", "Can put a closed claim back in the queue"),
                    ("withdraw_verdict", "Can withdraw a verdict with a public notice"),
                    ("take_over_claim", "Can take a claim out of another's hands"),
                    ("assign_claim", "Can assign claims to others"),
                    ("see_dashboard", "Can see the dashboard"),
                    ("sync_verdicts", "Can read published verdicts over the API"),
                ]
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="claimunderreview",
            name="claim_ranks_its_review",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="event_is_a_legal_move",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="review",
            name="review_terms_never_change",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="verdict",
            name="verdict_is_recorded",
        ),
        migrations.AddField(
            model_name="review",
            name="assignee",
            field=models.ForeignKey(
                help_text="Who it is handed to first.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews_assigned",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="not_before",
            field=models.DateTimeField(
                help_text="It is not handed out until then.", null=True
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="urgency",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "as ranked"), (1, "raised"), (2, "high"), (3, "urgent")],
                db_default=0,
                default=0,
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="stale_since",
            field=models.DateTimeField(
                help_text="Since when what it rests on has changed.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="feedentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("corrected", "Corrected"),
                    ("withdrawn", "Withdrawn"),
                    ("stale", "Stale"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="priority",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="0 to 100 by what the claim is, and 1,000 for each step of urgency; higher is handed out first.",
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="second_reader",
            field=models.BooleanField(
                default=True,
                help_text="The policy in force when it was opened, or because somebody asked.",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                django.db.models.fields.json.KeyTextTransform("batch", "data"),
                condition=models.Q(("data__has_key", "batch")),
                name="event_by_batch",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(
                    ("assignee__isnull", False),
                    models.Q(("stage", "closed"), _negated=True),
                ),
                fields=["assignee", "-priority", "due_at", "id"],
                name="review_by_assignee",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_ranks_its_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."differing" IS DISTINCT FROM (NEW."differing") OR OLD."worth" IS DISTINCT FROM (NEW."worth"))',
                    func="\n                    UPDATE reviews_review\n                    SET priority = reviews_priority(NEW.worth, NEW.differing)\n                        + 1000 * urgency\n                    WHERE claim_id = NEW.id AND stage <> 'closed';\n                    RETURN NULL;\n                    ",
                    hash="a2893b4ec747dabc376b4d6c05972ac5434b78fb",
                    operation="UPDATE",
                    pgid="pgtrigger_claim_ranks_its_review_eefda",
                    table="claims_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="event_is_a_legal_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.verb = 'undo' THEN\n                        IF EXISTS (\n                            SELECT 1 FROM reviews_event e WHERE e.id = NEW.undoes_id\n                              AND e.claim_id = NEW.claim_id\n                              AND e.actor_id = NEW.actor_id\n                              AND e.verb IN ('decide', 'dismiss', 'merge')\n                              AND e.stage_before = NEW.stage_after\n                              AND e.stage_after = NEW.stage_before\n                              AND e.state_before = NEW.state_after\n                              AND e.state_after = NEW.state_before\n                        ) THEN\n                            RETURN NEW;\n                        END IF;\n                    ELSIF NEW.undoes_id IS NULL\n                      AND (NEW.actor_id IS NOT NULL OR NEW.verb IN ('open', 'recheck'))\n                      AND (NEW.actor_id IS NULL OR NEW.verb <> 'recheck')\n                      AND (NEW.verb, NEW.stage_before, NEW.stage_after,\n                           NEW.state_before, NEW.state_after)\n                          IN (('ask_reply', 'adjudication', 'adjudication', 'contested', 'contested'), ('ask_reply', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('ask_reply', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('ask_reply', 'in_hand', 'in_hand', 'contested', 'contested'), ('ask_reply', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('ask_reply', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('ask_reply', 'second_reading', 'second_reading', 'contested', 'contested'), ('ask_reply', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('ask_reply', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('ask_second', 'in_hand', 'in_hand', 'contested', 'contested'), ('ask_second', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('ask_second', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('ask_second', 'queued', 'queued', 'contested', 'contested'), ('ask_second', 'queued', 'queued', 'corroborated', 'corroborated'), ('ask_second', 'queued', 'queued', 'unverified', 'unverified'), ('assign', 'adjudication', 'adjudication', 'contested', 'contested'), ('assign', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('assign', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('assign', 'in_hand', 'in_hand', 'contested', 'contested'), ('assign', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('assign', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('assign', 'queued', 'queued', 'contested', 'contested'), ('assign', 'queued', 'queued', 'corroborated', 'corroborated'), ('assign', 'queued', 'queued', 'unverified', 'unverified'), ('assign', 'second_reading', 'second_reading', 'contested', 'contested'), ('assign', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('assign', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('decide', 'adjudication', 'closed', 'contested', 'contested'), ('decide', 'adjudication', 'closed', 'contested', 'corroborated'), ('decide', 'adjudication', 'closed', 'contested', 'unverified'), ('decide', 'adjudication', 'closed', 'corroborated', 'contested'), ('decide', 'adjudication', 'closed', 'corroborated', 'corroborated'), ('decide', 'adjudication', 'closed', 'corroborated', 'unverified'), ('decide', 'adjudication', 'closed', 'unverified', 'contested'), ('decide', 'adjudication', 'closed', 'unverified', 'corroborated'), ('decide', 'adjudication', 'closed', 'unverified', 'unverified'), ('decide', 'in_hand', 'closed', 'contested', 'contested'), ('decide', 'in_hand', 'closed', 'contested', 'corroborated'), ('decide', 'in_hand', 'closed', 'contested', 'unverified'), ('decide', 'in_hand', 'closed', 'corroborated', 'contested'), ('decide', 'in_hand', 'closed', 'corroborated', 'corroborated'), ('decide', 'in_hand', 'closed', 'corroborated', 'unverified'), ('decide', 'in_hand', 'closed', 'unverified', 'contested'), ('decide', 'in_hand', 'closed', 'unverified', 'corroborated'), ('decide', 'in_hand', 'closed', 'unverified', 'unverified'), ('decide', 'in_hand', 'second_reading', 'contested', 'contested'), ('decide', 'in_hand', 'second_reading', 'corroborated', 'corroborated'), ('decide', 'in_hand', 'second_reading', 'unverified', 'unverified'), ('decide', 'second_reading', 'adjudication', 'contested', 'contested'), ('decide', 'second_reading', 'adjudication', 'corroborated', 'corroborated'), ('decide', 'second_reading', 'adjudication', 'unverified', 'unverified'), ('decide', 'second_reading', 'closed', 'contested', 'contested'), ('decide', 'second_reading', 'closed', 'contested', 'corroborated'), ('decide', 'second_reading', 'closed', 'contested', 'unverified'), ('decide', 'second_reading', 'closed', 'corroborated', 'contested'), ('decide', 'second_reading', 'closed', 'corroborated', 'corroborated'), ('decide', 'second_reading', 'closed', 'corroborated', 'unverified'), ('decide', 'second_reading', 'closed', 'unverified', 'contested'), ('decide', 'second_reading', 'closed', 'unverified', 'corroborated'), ('decide', 'second_reading', 'closed', 'unverified', 'unverified'), ('dismiss', 'in_hand', 'closed', 'unverified', 'dismissed'), ('link', 'adjudication', 'adjudication', 'contested', 'contested'), ('link', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('link', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('link', 'in_hand', 'in_hand', 'contested', 'contested'), ('link', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('link', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('link', 'second_reading', 'second_reading', 'contested', 'contested'), ('link', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('link', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('mark', 'adjudication', 'adjudication', 'contested', 'contested'), ('mark', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('mark', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('mark', 'in_hand', 'in_hand', 'contested', 'contested'), ('mark', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('mark', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('mark', 'second_reading', 'second_reading', 'contested', 'contested'), ('mark', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('mark', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('merge', 'in_hand', 'closed', 'unverified', 'merged'), ('open', '', 'queued', 'unverified', 'unverified'), ('postpone', 'adjudication', 'adjudication', 'contested', 'contested'), ('postpone', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('postpone', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('postpone', 'in_hand', 'queued', 'contested', 'contested'), ('postpone', 'in_hand', 'queued', 'corroborated', 'corroborated'), ('postpone', 'in_hand', 'queued', 'unverified', 'unverified'), ('postpone', 'queued', 'queued', 'contested', 'contested'), ('postpone', 'queued', 'queued', 'corroborated', 'corroborated'), ('postpone', 'queued', 'queued', 'unverified', 'unverified'), ('postpone', 'second_reading', 'second_reading', 'contested', 'contested'), ('postpone', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('postpone', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('prioritise', 'adjudication', 'adjudication', 'contested', 'contested'), ('prioritise', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('prioritise', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('prioritise', 'in_hand', 'in_hand', 'contested', 'contested'), ('prioritise', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('prioritise', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('prioritise', 'queued', 'queued', 'contested', 'contested'), ('prioritise', 'queued', 'queued', 'corroborated', 'corroborated'), ('prioritise', 'queued', 'queued', 'unverified', 'unverified'), ('prioritise', 'second_reading', 'second_reading', 'contested', 'contested'), ('prioritise', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('prioritise', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('recheck', 'adjudication', 'adjudication', 'contested', 'contested'), ('recheck', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('recheck', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('recheck', 'closed', 'closed', 'dismissed', 'dismissed'), ('recheck', 'closed', 'closed', 'merged', 'merged'), ('recheck', 'closed', 'queued', 'contested', 'contested'), ('recheck', 'closed', 'queued', 'corroborated', 'corroborated'), ('recheck', 'closed', 'queued', 'unverified', 'unverified'), ('recheck', 'in_hand', 'in_hand', 'contested', 'contested'), ('recheck', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('recheck', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('recheck', 'queued', 'queued', 'contested', 'contested'), ('recheck', 'queued', 'queued', 'corroborated', 'corroborated'), ('recheck', 'queued', 'queued', 'unverified', 'unverified'), ('recheck', 'second_reading', 'second_reading', 'contested', 'contested'), ('recheck', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('recheck', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('record_reply', 'adjudication', 'adjudication', 'contested', 'contested'), ('record_reply', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('record_reply', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('record_reply', 'in_hand', 'in_hand', 'contested', 'contested'), ('record_reply', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('record_reply', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('record_reply', 'second_reading', 'second_reading', 'contested', 'contested'), ('record_reply', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('record_reply', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('regroup', 'adjudication', 'adjudication', 'contested', 'contested'), ('regroup', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('regroup', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('regroup', 'in_hand', 'in_hand', 'contested', 'contested'), ('regroup', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('regroup', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('regroup', 'second_reading', 'second_reading', 'contested', 'contested'), ('regroup', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('regroup', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('release', 'adjudication', 'adjudication', 'contested', 'contested'), ('release', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('release', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('release', 'in_hand', 'queued', 'contested', 'contested'), ('release', 'in_hand', 'queued', 'corroborated', 'corroborated'), ('release', 'in_hand', 'queued', 'unverified', 'unverified'), ('release', 'second_reading', 'second_reading', 'contested', 'contested'), ('release', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('release', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('reopen', 'closed', 'queued', 'contested', 'contested'), ('reopen', 'closed', 'queued', 'corroborated', 'corroborated'), ('reopen', 'closed', 'queued', 'dismissed', 'unverified'), ('reopen', 'closed', 'queued', 'merged', 'unverified'), ('reopen', 'closed', 'queued', 'unverified', 'unverified'), ('reword', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('split', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('take', 'adjudication', 'adjudication', 'contested', 'contested'), ('take', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('take', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('take', 'in_hand', 'in_hand', 'contested', 'contested'), ('take', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('take', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('take', 'queued', 'in_hand', 'contested', 'contested'), ('take', 'queued', 'in_hand', 'corroborated', 'corroborated'), ('take', 'queued', 'in_hand', 'unverified', 'unverified'), ('take', 'second_reading', 'second_reading', 'contested', 'contested'), ('take', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('take', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('unlink', 'in_hand', 'in_hand', 'contested', 'contested'), ('unlink', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('unlink', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('withdraw', 'adjudication', 'adjudication', 'contested', 'unverified'), ('withdraw', 'adjudication', 'adjudication', 'corroborated', 'unverified'), ('withdraw', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('withdraw', 'closed', 'closed', 'contested', 'unverified'), ('withdraw', 'closed', 'closed', 'corroborated', 'unverified'), ('withdraw', 'closed', 'closed', 'unverified', 'unverified'), ('withdraw', 'in_hand', 'in_hand', 'contested', 'unverified'), ('withdraw', 'in_hand', 'in_hand', 'corroborated', 'unverified'), ('withdraw', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('withdraw', 'queued', 'queued', 'contested', 'unverified'), ('withdraw', 'queued', 'queued', 'corroborated', 'unverified'), ('withdraw', 'queued', 'queued', 'unverified', 'unverified'), ('withdraw', 'second_reading', 'second_reading', 'contested', 'unverified'), ('withdraw', 'second_reading', 'second_reading', 'corroborated', 'unverified'), ('withdraw', 'second_reading', 'second_reading', 'unverified', 'unverified')) THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'not a move: % from % to % (%, %)', NEW.verb,\n                        NEW.stage_before, NEW.stage_after,\n                        NEW.state_before, NEW.state_after\n                        USING ERRCODE = 'check_violation';\n                    ",
                    hash="17d28d62098a477e59a35513629f325f00a4856a",
                    operation="INSERT",
                    pgid="pgtrigger_event_is_a_legal_move_584b7",
                    table="reviews_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="review_terms_never_change",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."blind" IS DISTINCT FROM (NEW."blind"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7ff8d176ba34c8aadfd3176c0b22d48559cafd47",
                    operation="UPDATE",
                    pgid="pgtrigger_review_terms_never_change_3ae1d",
                    table="reviews_review",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="review_keeps_its_second_reader",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT NEW."second_reader" AND OLD."second_reader")',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update of \"second_reader\" rows from % table', TG_TABLE_NAME;",
                    hash="15309a108b99f2987fda4c819a80a76f64c1dc1a",
                    operation='UPDATE OF "second_reader"',
                    pgid="pgtrigger_review_keeps_its_second_reader_0f896",
                    table="reviews_review",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="review_arrangements_are_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id") OR OLD."not_before" IS DISTINCT FROM (NEW."not_before") OR OLD."second_reader" IS DISTINCT FROM (NEW."second_reader") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency"))',
                    constraint="CONSTRAINT",
                    func="\n                    IF NOT reviews_is_as_arranged(NEW.id) THEN\n                        RAISE EXCEPTION 'review % is not as the trail says', NEW.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                    ",
                    hash="78e61605e3d7e88c127fdc60635b866e31817824",
                    operation="UPDATE",
                    pgid="pgtrigger_review_arrangements_are_recorded_a5742",
                    table="reviews_review",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verdict",
            trigger=pgtrigger.compiler.Trigger(
                name="verdict_is_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    declare="DECLARE v reviews_verdict;",
                    func="\n                    SELECT * INTO v FROM reviews_verdict WHERE id = NEW.id;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM reviews_event e\n                        LEFT JOIN reviews_event u ON u.undoes_id = e.id\n                        WHERE e.review_id = v.review_id AND e.verb = 'decide'\n                          AND (e.data ->> 'verdict')::bigint = v.id\n                          AND (u.id IS NOT NULL) = (v.undone_at IS NOT NULL)\n                    ) OR (v.withdrawn_at IS NOT NULL) <> EXISTS (\n                        SELECT 1 FROM reviews_event e\n                        WHERE e.claim_id = v.claim_id AND e.verb = 'withdraw'\n                          AND (e.data ->> 'verdict')::bigint = v.id\n                    ) OR v.stale_since IS DISTINCT FROM (\n                        SELECT min(e.at) FROM reviews_event e\n                        WHERE e.claim_id = v.claim_id AND e.verb = 'recheck'\n                          AND (e.data ->> 'verdict')::bigint = v.id\n                    ) THEN\n                        RAISE EXCEPTION 'verdict % is not what the trail says', v.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                    ",
                    hash="51873a3be65044df89d9ae5c8bd2da1d7b8fe2a6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_verdict_is_recorded_e0396",
                    table="reviews_verdict",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("urgency__in", [0, 1, 2, 3])),
                name="review_urgency_is_known",
            ),
        ),
        migrations.AddField(
            model_name="keptdraft",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="kept_drafts",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="keptdraft",
            name="person",
            field=models.ForeignKey(
                help_text="Who typed it.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="keptdraft",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="outlet",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.outlet",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recusals",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="replyrequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="replyrequest",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reply_requests",
                to="reviews.review",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keptdraft",
            trigger=pgtrigger.compiler.Trigger(
                name="kept_draft_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ec84689be7a710661849fe2d647a6ef348f9f2af",
                    operation="UPDATE",
                    pgid="pgtrigger_kept_draft_never_changes_0d54e",
                    table="reviews_keptdraft",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="recusal",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["person"],
                name="recusal_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("outlet", None), ("name", ""), _connector="XOR"),
                name="recusal_names_an_outlet_or_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "^\\s*$"), _negated=True),
                name="recusal_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recusal",
            trigger=pgtrigger.compiler.Trigger(
                name="recusal_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="4920b878bdfb7625d92c6dd461affed6486bcd0e",
                    operation="DELETE",
                    pgid="pgtrigger_recusal_is_kept_d8ed7",
                    table="reviews_recusal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recusal",
            trigger=pgtrigger.compiler.Trigger(
                name="recusal_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."declared_at" IS DISTINCT FROM (NEW."declared_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="175342de2e7dbf689aa1f466e6c84d4f0990f8d0",
                    operation="UPDATE",
                    pgid="pgtrigger_recusal_never_changes_a2c7b",
                    table="reviews_recusal",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recusal",
            trigger=pgtrigger.compiler.Trigger(
                name="recusal_ends_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ended_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="cc4fb3e0bce58da6b9997c974534a650a5e84cbd",
                    operation="UPDATE",
                    pgid="pgtrigger_recusal_ends_once_47d15",
                    table="reviews_recusal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("not_possible", ""), _negated=True),
                    models.Q(
                        ("deadline__isnull", False),
                        models.Q(("channel", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reply_asked_for_or_not_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reply_answered_with_words",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replyrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="reply_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="ab0a60166bb8010a68f8d2bf5d4b7de3024625cb",
                    operation="DELETE",
                    pgid="pgtrigger_reply_is_kept_59756",
                    table="reviews_replyrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="replyrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="reply_is_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n                    IF NOT reviews_reply_is_as_recorded(NEW.id) THEN\n                        RAISE EXCEPTION 'request % is not what the trail says', NEW.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                    ",
                    hash="4f3f25b80fc1efb95e299bc1f5dff75b48e8fc3e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_reply_is_recorded_1a0ae",
                    table="reviews_replyrequest",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        *(
            migrations.RunSQL((REVIEWS / name).read_text(), migrations.RunSQL.noop)
            for name in ("queue.sql", "correct.sql", "move.sql", "desk.sql")
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
