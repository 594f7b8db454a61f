"""Where a Review stands in the queue is its rank; what people choose is its priority. The
indexes go along with the columns, and only the state is told."""

from pathlib import Path

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

REVIEWS = Path(__file__).parent.parent
OPEN = models.Q(("stage", "closed"), _negated=True)
INDEXES = {
    "review_queue": ([], OPEN),
    "review_by_holder": (["holder"], models.Q(("holder__isnull", False))),
    "review_by_assignee": (["assignee"], models.Q(("assignee__isnull", False), OPEN)),
    "review_by_stage": (
        ["stage"],
        models.Q(("stage__in", ["second_reading", "adjudication"])),
    ),
}


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0019_outcome"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="claimunderreview", name="claim_ranks_its_review"
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="review", name="review_arrangements_are_recorded"
        ),
        migrations.RemoveConstraint("review", "review_urgency_is_known"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex("review", name) for name in INDEXES
            ]
        ),
        migrations.RenameField("review", "priority", "rank"),
        migrations.RenameField("review", "urgency", "priority"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddIndex(
                    "review",
                    models.Index(
                        name=name,
                        fields=[*first, "-rank", "due_at", "id"],
                        condition=condition,
                    ),
                )
                for name, (first, condition) in INDEXES.items()
            ]
        ),
        migrations.RunSQL((REVIEWS / "queue.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((REVIEWS / "desk.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(
            "DROP FUNCTION IF EXISTS reviews_priority(double precision, integer)",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="review",
            name="rank",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="0 to 100 by what the claim is, and 1,000 for each step of "
                "priority; higher is handed out first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", [0, 1, 2, 3])),
                name="review_priority_is_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_ranks_its_review",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."differing" IS DISTINCT FROM (NEW."differing") OR OLD."worth" IS DISTINCT FROM (NEW."worth"))',
                    func="\n                    UPDATE reviews_review\n                    SET rank = reviews_rank(NEW.worth, NEW.differing)\n                        + 1000 * priority\n                    WHERE claim_id = NEW.id AND stage <> 'closed';\n                    RETURN NULL;\n                    ",
                    hash="fbdb1f5c1f3ff5770e4266ebdf6946758db56709",
                    operation="UPDATE",
                    pgid="pgtrigger_claim_ranks_its_review_eefda",
                    table="claims_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="review_arrangements_are_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id") OR OLD."not_before" IS DISTINCT FROM (NEW."not_before") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."second_reader" IS DISTINCT FROM (NEW."second_reader"))',
                    constraint="CONSTRAINT",
                    func="\n                    IF NOT reviews_is_as_arranged(NEW.id) THEN\n                        RAISE EXCEPTION 'review % is not as the trail says', NEW.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                    ",
                    hash="d4aaa72106fa3994c3c759347f888767d944aba4",
                    operation="UPDATE",
                    pgid="pgtrigger_review_arrangements_are_recorded_a5742",
                    table="reviews_review",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
