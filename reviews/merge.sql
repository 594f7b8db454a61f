-- What becomes of mentions when claims merge and when a merge ends: called by the one
-- door in move.sql, under its locks.

CREATE OR REPLACE FUNCTION reviews_readings(p_claim bigint)
RETURNS integer LANGUAGE sql STABLE AS $$
    -- How many Readings say what stands of a claim: those of its newest Review, and
    -- those behind the verdict in force.
    SELECT count(*) FROM reviews_reading
    WHERE undone_at IS NULL AND review_id IN (reviews_in_force(p_claim), (
        SELECT id FROM reviews_review WHERE claim_id = p_claim
        ORDER BY round DESC LIMIT 1))
$$;


CREATE OR REPLACE FUNCTION reviews_unread(p_mention bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether a mention came by a merge after the verdict in force, and nobody has said
    -- since what it does for this claim.
    SELECT m.claim_id <> m.first_claim_id AND EXISTS (
        SELECT 1 FROM reviews_verdict v
        JOIN reviews_event e ON e.claim_id = v.claim_id AND e.verb = 'gain'
            AND e.at > v.effective_at AND e.data -> 'mentions' @> to_jsonb(m.id)
        WHERE v.claim_id = m.claim_id AND v.review_id = reviews_in_force(m.claim_id)
          AND v.undone_at IS NULL)
        AND reviews_stance_said(m.id) IS NULL
    FROM claims_mention m WHERE m.id = p_mention
$$;


CREATE OR REPLACE FUNCTION reviews_merging(p_given jsonb)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
-- What the Event says of a merge. Readings stay as they were and rely on what they did:
-- whoever brings mentions to a claim that somebody has read knows it, and so does whoever
-- merges what may say the opposite.
DECLARE
    data_ jsonb := jsonb_build_object('into', p_given -> 'into');
    seen_ jsonb := jsonb_strip_nulls(jsonb_build_object(
        'readings', nullif(reviews_readings((p_given ->> 'into')::bigint), 0),
        'opposite', p_given -> 'opposite'));
BEGIN
    IF seen_ = '{}' THEN
        RETURN data_;
    ELSIF coalesce((p_given ->> 'despite')::boolean, false) THEN
        RETURN data_ || jsonb_build_object('despite', seen_);
    END IF;
    RETURN data_ || jsonb_build_object('field', 'despite', 'refused',
        CASE WHEN seen_ ? 'opposite' THEN 'may_oppose' ELSE 'target_read' END);
END $$;


CREATE OR REPLACE FUNCTION reviews_gather(p_claim bigint, p_merged bigint[])
RETURNS jsonb LANGUAGE sql AS $$
    -- The mentions of merged claims go to the claim that stands, which ones. A place
    -- that it has already is stated once: the other mention stays where it was.
    WITH came AS (
        UPDATE claims_mention SET claim_id = p_claim WHERE id IN (
            SELECT DISTINCT ON (m.source_id, m.start, m."end") m.id
            FROM claims_mention m JOIN claims_claim k ON k.id = m.claim_id
            WHERE k.id = ANY (p_merged) AND NOT EXISTS (
                SELECT 1 FROM claims_mention o
                WHERE o.claim_id = p_claim AND o.source_id = m.source_id
                  AND o.start = m.start AND o."end" = m."end")
            ORDER BY m.source_id, m.start, m."end",
                k.merged_into_id IS NOT DISTINCT FROM p_claim DESC, m.id)
        RETURNING id
    ) SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM came
$$;


CREATE OR REPLACE FUNCTION reviews_hand_back(p_claim bigint, p_holder bigint)
RETURNS jsonb LANGUAGE plpgsql AS $$
-- A merge ends: the claim's own mentions come back, and those of claims that were merged
-- into it. What others have at a place that the holder loses comes forth.
DECLARE
    led_ bigint[] := ARRAY(SELECT reviews_led(p_claim));
    went_ jsonb;
BEGIN
    WITH went AS (
        UPDATE claims_mention SET claim_id = p_claim
        WHERE claim_id = p_holder AND first_claim_id = ANY (led_)
        RETURNING id
    ) SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') INTO went_ FROM went;
    PERFORM reviews_gather(p_holder, ARRAY(
        SELECT id FROM reviews_led(p_holder) AS id
        WHERE id <> p_holder AND id <> ALL (led_)));
    RETURN went_;
END $$;


CREATE OR REPLACE FUNCTION reviews_tell_holder(
    p_claim bigint, p_verb text, p_actor bigint, at_ timestamptz, p_data jsonb,
    p_otherwise text, p_terms jsonb, p_request text
) RETURNS void LANGUAGE plpgsql AS $$
-- A claim that somebody has read gains mentions, or loses them: its own trail says so.
-- What its verdict did not know and says something else has it checked again.
DECLARE
    c claims_claim;
    r reviews_review;
BEGIN
    IF reviews_readings(p_claim) = 0 THEN
        RETURN;
    END IF;
    SELECT * INTO c FROM claims_claim WHERE id = p_claim;
    SELECT * INTO r FROM reviews_review WHERE claim_id = p_claim
    ORDER BY round DESC LIMIT 1;
    PERFORM reviews_record(c, r, p_verb, p_actor, at_, r.stage, c.state, '', p_data,
        NULL, p_request);
    IF p_otherwise <> '' AND reviews_in_force(p_claim) IS NOT NULL THEN
        PERFORM reviews_recheck(p_claim, p_otherwise, p_data, p_terms, p_request);
    END IF;
END $$;
