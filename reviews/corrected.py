"""What people may correct, seen from here: carries the triggers that need the trail.

Each looks at the commit whether the row is what the trail last said of it, so that
nothing but the one door can have changed it."""

import pgtrigger

from claims.models import Mention, Origin, Wording


def at_commit(body: str) -> pgtrigger.Func:
    return pgtrigger.Func(f"{body}\nRETURN NULL;")


class MentionUnderReview(Mention):
    """Mention: whose statement it is, its origin and its stance."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="mention_is_where_its_claim_is",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange("claim", "first_claim"),
                declare=[("m", "claims_mention")],
                func=at_commit(
                    """
                    SELECT * INTO m FROM claims_mention WHERE id = NEW.id;
                    IF m.claim_id IS DISTINCT FROM reviews_standing(m.first_claim_id)
                    OR (NEW.first_claim_id <> OLD.first_claim_id
                        AND m.first_claim_id::text
                        IS DISTINCT FROM reviews_said(m.id, 'unlink', 'other'))
                    THEN
                        RAISE EXCEPTION 'mention % left its claim without an event',
                            m.id USING ERRCODE = 'check_violation';
                    END IF;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="mention_corrections_are_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange("origin", "stance"),
                declare=[("m", "claims_mention")],
                func=at_commit(
                    """
                    SELECT * INTO m FROM claims_mention WHERE id = NEW.id;
                    IF (NEW.stance <> OLD.stance AND m.stance
                        IS DISTINCT FROM reviews_said(m.id, 'mark', 'stance'))
                    OR (NEW.origin_id <> OLD.origin_id AND m.origin_id::text
                        IS DISTINCT FROM reviews_said(m.id, 'regroup', 'origin'))
                    THEN
                        RAISE EXCEPTION 'mention % corrected without an event',
                            m.id USING ERRCODE = 'check_violation';
                    END IF;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="mention_by_a_person_is_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__linked_by="person"),
                func=at_commit(
                    """
                    IF NOT EXISTS (
                        SELECT 1 FROM reviews_event e
                        WHERE e.claim_id = NEW.first_claim_id
                          AND e.verb IN ('open', 'link') AND e.actor_id IS NOT NULL
                          AND (e.data ->> 'mention' = NEW.id::text
                            OR e.data -> 'mentions' @> to_jsonb(NEW.id))
                    ) THEN
                        RAISE EXCEPTION 'mention % linked without an event',
                            NEW.id USING ERRCODE = 'check_violation';
                    END IF;
                    """
                ),
            ),
        ]


_ORIGIN = at_commit(
    """
    SELECT * INTO o FROM claims_origin WHERE id = NEW.id;
    SELECT data ->> 'says' INTO said FROM reviews_event
    WHERE data ? 'says' AND (data ->> 'origin')::bigint = o.id
    ORDER BY id DESC LIMIT 1;
    IF (CASE WHEN o.by_person THEN o.reason END) IS DISTINCT FROM said THEN
        RAISE EXCEPTION 'origin % is not what a person said', o.id
            USING ERRCODE = 'check_violation';
    END IF;
    """
)


class OriginUnderReview(Origin):
    """Origin: what a person said of it is left alone."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name=f"origin_by_a_person_is_{name}",
                when=pgtrigger.After,
                operation=operation,
                timing=pgtrigger.Deferred,
                condition=condition,
                declare=[("o", "claims_origin"), ("said", "text")],
                func=_ORIGIN,
            )
            for name, operation, condition in (
                ("recorded", pgtrigger.Insert, pgtrigger.Q(new__by_person=True)),
                (
                    "kept",
                    pgtrigger.Update,
                    pgtrigger.Q(old__by_person=True) | pgtrigger.Q(new__by_person=True),
                ),
            )
        ]


class WordingUnderReview(Wording):
    """Wording: people decide on these words."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            pgtrigger.Trigger(
                name="wording_changes_are_recorded",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange(
                    "text", "fingerprint", "original", "original_fingerprint"
                ),
                declare=[("w", "claims_wording")],
                func=at_commit(
                    """
                    SELECT * INTO w FROM claims_wording WHERE claim_id = NEW.claim_id;
                    IF jsonb_build_object('text', w.text, 'original', w.original,
                        'fingerprint', encode(w.fingerprint, 'hex'))
                    IS DISTINCT FROM (
                        SELECT jsonb_build_object('text', data -> 'text', 'original',
                            data -> 'original', 'fingerprint', data -> 'fingerprint')
                        FROM reviews_event
                        WHERE claim_id = w.claim_id AND verb IN ('reword', 'split')
                        ORDER BY seq DESC LIMIT 1
                    ) OR (OLD.original_fingerprint IS NOT NULL AND
                        OLD.original_fingerprint IS DISTINCT FROM
                        NEW.original_fingerprint)
                    THEN
                        RAISE EXCEPTION 'claim % reworded without an event',
                            w.claim_id USING ERRCODE = 'check_violation';
                    END IF;
                    """
                ),
            ),
        ]
