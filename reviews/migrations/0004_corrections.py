"""People correct the machine: the moves, what guards them, and the door again."""

from pathlib import Path

import django.db.models.fields.json
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

REVIEWS = Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_corrections"),
        ("reviews", "0003_roles_and_scale"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.RunSQL((REVIEWS / name).read_text(), migrations.RunSQL.noop)
            for name in ("correct.sql", "move.sql")
        ),
        migrations.CreateModel(
            name="MentionUnderReview",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("claims.mention",),
        ),
        migrations.CreateModel(
            name="OriginUnderReview",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("claims.origin",),
        ),
        migrations.CreateModel(
            name="WordingUnderReview",
            fields=[],
            options={
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("claims.wording",),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="event",
            name="event_is_a_legal_move",
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                django.db.models.functions.comparison.Cast(
                    django.db.models.fields.json.KeyTextTransform("mention", "data"),
                    models.BigIntegerField(),
                ),
                models.F("id"),
                condition=models.Q(("data__has_key", "mention")),
                name="event_by_mention",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                django.db.models.functions.comparison.Cast(
                    django.db.models.fields.json.KeyTextTransform("origin", "data"),
                    models.BigIntegerField(),
                ),
                models.F("id"),
                condition=models.Q(("data__has_key", "says")),
                name="event_by_origin",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="event_is_a_legal_move",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.verb = 'undo' THEN\n                        IF EXISTS (\n                            SELECT 1 FROM reviews_event e WHERE e.id = NEW.undoes_id\n                              AND e.claim_id = NEW.claim_id\n                              AND e.actor_id = NEW.actor_id\n                              AND e.verb IN ('decide', 'dismiss', 'merge')\n                              AND e.stage_before = NEW.stage_after\n                              AND e.stage_after = NEW.stage_before\n                              AND e.state_before = NEW.state_after\n                              AND e.state_after = NEW.state_before\n                        ) THEN\n                            RETURN NEW;\n                        END IF;\n                    ELSIF NEW.undoes_id IS NULL\n                      AND (NEW.actor_id IS NOT NULL OR NEW.verb = 'open')\n                      AND (NEW.verb, NEW.stage_before, NEW.stage_after,\n                           NEW.state_before, NEW.state_after)\n                          IN (('decide', 'adjudication', 'closed', 'contested', 'contested'), ('decide', 'adjudication', 'closed', 'contested', 'corroborated'), ('decide', 'adjudication', 'closed', 'contested', 'unverified'), ('decide', 'adjudication', 'closed', 'corroborated', 'contested'), ('decide', 'adjudication', 'closed', 'corroborated', 'corroborated'), ('decide', 'adjudication', 'closed', 'corroborated', 'unverified'), ('decide', 'adjudication', 'closed', 'unverified', 'contested'), ('decide', 'adjudication', 'closed', 'unverified', 'corroborated'), ('decide', 'adjudication', 'closed', 'unverified', 'unverified'), ('decide', 'in_hand', 'closed', 'contested', 'contested'), ('decide', 'in_hand', 'closed', 'contested', 'corroborated'), ('decide', 'in_hand', 'closed', 'contested', 'unverified'), ('decide', 'in_hand', 'closed', 'corroborated', 'contested'), ('decide', 'in_hand', 'closed', 'corroborated', 'corroborated'), ('decide', 'in_hand', 'closed', 'corroborated', 'unverified'), ('decide', 'in_hand', 'closed', 'unverified', 'contested'), ('decide', 'in_hand', 'closed', 'unverified', 'corroborated'), ('decide', 'in_hand', 'closed', 'unverified', 'unverified'), ('decide', 'in_hand', 'second_reading', 'contested', 'contested'), ('decide', 'in_hand', 'second_reading', 'corroborated', 'corroborated'), ('decide', 'in_hand', 'second_reading', 'unverified', 'unverified'), ('decide', 'second_reading', 'adjudication', 'contested', 'contested'), ('decide', 'second_reading', 'adjudication', 'corroborated', 'corroborated'), ('decide', 'second_reading', 'adjudication', 'unverified', 'unverified'), ('decide', 'second_reading', 'closed', 'contested', 'contested'), ('decide', 'second_reading', 'closed', 'contested', 'corroborated'), ('decide', 'second_reading', 'closed', 'contested', 'unverified'), ('decide', 'second_reading', 'closed', 'corroborated', 'contested'), ('decide', 'second_reading', 'closed', 'corroborated', 'corroborated'), ('decide', 'second_reading', 'closed', 'corroborated', 'unverified'), ('decide', 'second_reading', 'closed', 'unverified', 'contested'), ('decide', 'second_reading', 'closed', 'unverified', 'corroborated'), ('decide', 'second_reading', 'closed', 'unverified', 'unverified'), ('dismiss', 'in_hand', 'closed', 'unverified', 'dismissed'), ('link', 'adjudication', 'adjudication', 'contested', 'contested'), ('link', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('link', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('link', 'in_hand', 'in_hand', 'contested', 'contested'), ('link', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('link', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('link', 'second_reading', 'second_reading', 'contested', 'contested'), ('link', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('link', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('mark', 'adjudication', 'adjudication', 'contested', 'contested'), ('mark', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('mark', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('mark', 'in_hand', 'in_hand', 'contested', 'contested'), ('mark', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('mark', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('mark', 'second_reading', 'second_reading', 'contested', 'contested'), ('mark', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('mark', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('merge', 'in_hand', 'closed', 'unverified', 'merged'), ('open', '', 'queued', 'unverified', 'unverified'), ('regroup', 'adjudication', 'adjudication', 'contested', 'contested'), ('regroup', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('regroup', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('regroup', 'in_hand', 'in_hand', 'contested', 'contested'), ('regroup', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('regroup', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('regroup', 'second_reading', 'second_reading', 'contested', 'contested'), ('regroup', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('regroup', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('release', 'adjudication', 'adjudication', 'contested', 'contested'), ('release', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('release', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('release', 'in_hand', 'queued', 'contested', 'contested'), ('release', 'in_hand', 'queued', 'corroborated', 'corroborated'), ('release', 'in_hand', 'queued', 'unverified', 'unverified'), ('release', 'second_reading', 'second_reading', 'contested', 'contested'), ('release', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('release', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('reopen', 'closed', 'queued', 'contested', 'contested'), ('reopen', 'closed', 'queued', 'corroborated', 'corroborated'), ('reopen', 'closed', 'queued', 'dismissed', 'unverified'), ('reopen', 'closed', 'queued', 'merged', 'unverified'), ('reopen', 'closed', 'queued', 'unverified', 'unverified'), ('reword', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('split', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('take', 'adjudication', 'adjudication', 'contested', 'contested'), ('take', 'adjudication', 'adjudication', 'corroborated', 'corroborated'), ('take', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('take', 'in_hand', 'in_hand', 'contested', 'contested'), ('take', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('take', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('take', 'queued', 'in_hand', 'contested', 'contested'), ('take', 'queued', 'in_hand', 'corroborated', 'corroborated'), ('take', 'queued', 'in_hand', 'unverified', 'unverified'), ('take', 'second_reading', 'second_reading', 'contested', 'contested'), ('take', 'second_reading', 'second_reading', 'corroborated', 'corroborated'), ('take', 'second_reading', 'second_reading', 'unverified', 'unverified'), ('unlink', 'in_hand', 'in_hand', 'contested', 'contested'), ('unlink', 'in_hand', 'in_hand', 'corroborated', 'corroborated'), ('unlink', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('withdraw', 'adjudication', 'adjudication', 'contested', 'unverified'), ('withdraw', 'adjudication', 'adjudication', 'corroborated', 'unverified'), ('withdraw', 'adjudication', 'adjudication', 'unverified', 'unverified'), ('withdraw', 'closed', 'closed', 'contested', 'unverified'), ('withdraw', 'closed', 'closed', 'corroborated', 'unverified'), ('withdraw', 'closed', 'closed', 'unverified', 'unverified'), ('withdraw', 'in_hand', 'in_hand', 'contested', 'unverified'), ('withdraw', 'in_hand', 'in_hand', 'corroborated', 'unverified'), ('withdraw', 'in_hand', 'in_hand', 'unverified', 'unverified'), ('withdraw', 'queued', 'queued', 'contested', 'unverified'), ('withdraw', 'queued', 'queued', 'corroborated', 'unverified'), ('withdraw', 'queued', 'queued', 'unverified', 'unverified'), ('withdraw', 'second_reading', 'second_reading', 'contested', 'unverified'), ('withdraw', 'second_reading', 'second_reading', 'corroborated', 'unverified'), ('withdraw', 'second_reading', 'second_reading', 'unverified', 'unverified')) THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'not a move: % from % to % (%, %)', NEW.verb,\n                        NEW.stage_before, NEW.stage_after,\n                        NEW.state_before, NEW.state_after\n                        USING ERRCODE = 'check_violation';\n                    ",
                    hash="4b3a895dfe85c2c1d960230c5ffc077f7fdde8d3",
                    operation="INSERT",
                    pgid="pgtrigger_event_is_a_legal_move_584b7",
                    table="reviews_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mentionunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="mention_is_where_its_claim_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."first_claim_id" IS DISTINCT FROM (NEW."first_claim_id"))',
                    constraint="CONSTRAINT",
                    declare="DECLARE m claims_mention;",
                    func="\n                    SELECT * INTO m FROM claims_mention WHERE id = NEW.id;\n                    IF m.claim_id IS DISTINCT FROM reviews_standing(m.first_claim_id)\n                    OR (NEW.first_claim_id <> OLD.first_claim_id\n                        AND m.first_claim_id::text\n                        IS DISTINCT FROM reviews_said(m.id, 'unlink', 'other'))\n                    THEN\n                        RAISE EXCEPTION 'mention % left its claim without an event',\n                            m.id USING ERRCODE = 'check_violation';\n                    END IF;\n                    \nRETURN NULL;",
                    hash="74ef00ed088e73400d520187114d7a41ba5c45b1",
                    operation="UPDATE",
                    pgid="pgtrigger_mention_is_where_its_claim_is_73244",
                    table="claims_mention",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mentionunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="mention_corrections_are_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."origin_id" IS DISTINCT FROM (NEW."origin_id") OR OLD."stance" IS DISTINCT FROM (NEW."stance"))',
                    constraint="CONSTRAINT",
                    declare="DECLARE m claims_mention;",
                    func="\n                    SELECT * INTO m FROM claims_mention WHERE id = NEW.id;\n                    IF (NEW.stance <> OLD.stance AND m.stance\n                        IS DISTINCT FROM reviews_said(m.id, 'mark', 'stance'))\n                    OR (NEW.origin_id <> OLD.origin_id AND m.origin_id::text\n                        IS DISTINCT FROM reviews_said(m.id, 'regroup', 'origin'))\n                    THEN\n                        RAISE EXCEPTION 'mention % corrected without an event',\n                            m.id USING ERRCODE = 'check_violation';\n                    END IF;\n                    \nRETURN NULL;",
                    hash="1e2658f09c95d56dfe811bc266bcf69597b56058",
                    operation="UPDATE",
                    pgid="pgtrigger_mention_corrections_are_recorded_3af00",
                    table="claims_mention",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mentionunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="mention_by_a_person_is_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"linked_by\" = 'person')",
                    constraint="CONSTRAINT",
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM reviews_event e\n                        WHERE e.claim_id = NEW.first_claim_id\n                          AND e.verb IN ('open', 'link') AND e.actor_id IS NOT NULL\n                          AND (e.data ->> 'mention' = NEW.id::text\n                            OR e.data -> 'mentions' @> to_jsonb(NEW.id))\n                    ) THEN\n                        RAISE EXCEPTION 'mention % linked without an event',\n                            NEW.id USING ERRCODE = 'check_violation';\n                    END IF;\n                    \nRETURN NULL;",
                    hash="a80f96791389bdc8e08e84c4980fff9c009f8d22",
                    operation="INSERT",
                    pgid="pgtrigger_mention_by_a_person_is_recorded_d37f5",
                    table="claims_mention",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="originunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="origin_by_a_person_is_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."by_person")',
                    constraint="CONSTRAINT",
                    declare="DECLARE o claims_origin; said text;",
                    func="\n    SELECT * INTO o FROM claims_origin WHERE id = NEW.id;\n    SELECT data ->> 'says' INTO said FROM reviews_event\n    WHERE data ? 'says' AND (data ->> 'origin')::bigint = o.id\n    ORDER BY id DESC LIMIT 1;\n    IF (CASE WHEN o.by_person THEN o.reason END) IS DISTINCT FROM said THEN\n        RAISE EXCEPTION 'origin % is not what a person said', o.id\n            USING ERRCODE = 'check_violation';\n    END IF;\n    \nRETURN NULL;",
                    hash="628e7cdd21a702360b39140028d956d6a3dad39d",
                    operation="INSERT",
                    pgid="pgtrigger_origin_by_a_person_is_recorded_74622",
                    table="claims_origin",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="originunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="origin_by_a_person_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."by_person" OR NEW."by_person")',
                    constraint="CONSTRAINT",
                    declare="DECLARE o claims_origin; said text;",
                    func="\n    SELECT * INTO o FROM claims_origin WHERE id = NEW.id;\n    SELECT data ->> 'says' INTO said FROM reviews_event\n    WHERE data ? 'says' AND (data ->> 'origin')::bigint = o.id\n    ORDER BY id DESC LIMIT 1;\n    IF (CASE WHEN o.by_person THEN o.reason END) IS DISTINCT FROM said THEN\n        RAISE EXCEPTION 'origin % is not what a person said', o.id\n            USING ERRCODE = 'check_violation';\n    END IF;\n    \nRETURN NULL;",
                    hash="f3c37ac056d50f10060fb2cb517548ec5ff06935",
                    operation="UPDATE",
                    pgid="pgtrigger_origin_by_a_person_is_kept_d7bbf",
                    table="claims_origin",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wordingunderreview",
            trigger=pgtrigger.compiler.Trigger(
                name="wording_changes_are_recorded",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") OR OLD."original" IS DISTINCT FROM (NEW."original") OR OLD."original_fingerprint" IS DISTINCT FROM (NEW."original_fingerprint") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    constraint="CONSTRAINT",
                    declare="DECLARE w claims_wording;",
                    func="\n                    SELECT * INTO w FROM claims_wording WHERE claim_id = NEW.claim_id;\n                    IF jsonb_build_object('text', w.text, 'original', w.original,\n                        'fingerprint', encode(w.fingerprint, 'hex'))\n                    IS DISTINCT FROM (\n                        SELECT jsonb_build_object('text', data -> 'text', 'original',\n                            data -> 'original', 'fingerprint', data -> 'fingerprint')\n                        FROM reviews_event\n                        WHERE claim_id = w.claim_id AND verb IN ('reword', 'split')\n                        ORDER BY seq DESC LIMIT 1\n                    ) OR (OLD.original_fingerprint IS NOT NULL AND\n                        OLD.original_fingerprint IS DISTINCT FROM\n                        NEW.original_fingerprint)\n                    THEN\n                        RAISE EXCEPTION 'claim % reworded without an event',\n                            w.claim_id USING ERRCODE = 'check_violation';\n                    END IF;\n                    \nRETURN NULL;",
                    hash="0f93198012a71fe68a6e24ba88e3dd7a858708f4",
                    operation="UPDATE",
                    pgid="pgtrigger_wording_changes_are_recorded_63a54",
                    table="claims_wording",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
