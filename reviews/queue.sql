-- How claims enter the queue and are handed out of it. Moves are made in move.sql.

CREATE OR REPLACE FUNCTION reviews_priority(worth double precision, differing integer)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    -- A conflict between sources outranks any single sentence.
    SELECT least(100, round(60 * worth)::integer + 40 * least(differing, 1))
$$;


CREATE OR REPLACE FUNCTION reviews_open(
    c claims_claim, p_terms jsonb, at_ timestamptz
) RETURNS reviews_review LANGUAGE plpgsql AS $$
-- A new round of work on a claim, under the policy in force now.
DECLARE
    r reviews_review;
BEGIN
    INSERT INTO reviews_review (
        claim_id, round, stage, priority, opened_at, due_at, second_reader, blind)
    SELECT c.id, coalesce(max(round), 0) + 1, 'queued',
        reviews_priority(c.worth, c.differing), at_,
        at_ + make_interval(secs => (p_terms ->> 'due')::double precision),
        random() < (p_terms ->> 'second_reader')::double precision,
        random() < (p_terms ->> 'blind')::double precision
    FROM reviews_review WHERE claim_id = c.id
    RETURNING * INTO r;
    RETURN r;
END $$;


CREATE OR REPLACE FUNCTION reviews_open_new(p_limit integer, p_terms jsonb)
RETURNS integer LANGUAGE plpgsql AS $$
-- Opens a Review for claims that never had one; how many.
DECLARE
    c claims_claim;
    r reviews_review;
    opened integer := 0;
    at_ timestamptz;
BEGIN
    FOR c IN
        SELECT cl.* FROM claims_claim cl
        WHERE cl.version = 0 ORDER BY cl.id LIMIT p_limit
        FOR NO KEY UPDATE SKIP LOCKED
    LOOP
        at_ := clock_timestamp();
        r := reviews_open(c, p_terms, at_);
        PERFORM reviews_record(
            c, r, 'open', NULL, at_, '', c.state, '',
            jsonb_build_object('second_reader', r.second_reader, 'blind', r.blind),
            NULL, '');
        opened := opened + 1;
    END LOOP;
    RETURN opened;
END $$;


CREATE OR REPLACE FUNCTION reviews_take_next(
    p_actor bigint, p_rules jsonb, p_terms jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- Hands the most urgent claim that is free to one person, and to nobody else.
DECLARE
    claim_ bigint;
    answer jsonb;
    now_ timestamptz := clock_timestamp();
    has_interests boolean := EXISTS (
        SELECT 1 FROM reviews_recusal WHERE person_id = p_actor AND ended_at IS NULL);
BEGIN
    -- What is assigned to them comes first. Each is asked of the door itself: it knows
    -- why one cannot be had.
    FOR claim_ IN
        SELECT claim_id FROM reviews_review
        WHERE assignee_id = p_actor AND stage <> 'closed'
          AND coalesce(not_before <= now_, true)
          AND (holder_id IS NULL OR lease_until <= now_)
        ORDER BY priority DESC, due_at, id LIMIT 20
    LOOP
        answer := reviews_make_move(
            claim_, 'take', p_actor, NULL, p_rules, '{}', p_terms, p_request);
        IF NOT answer ? 'refused' AND NOT answer ? 'already' THEN
            RETURN answer;
        END IF;
    END LOOP;
    FOR attempt IN 1..20 LOOP
        SELECT r.claim_id INTO claim_
        FROM reviews_review r JOIN claims_claim c ON c.id = r.claim_id
        WHERE r.stage <> 'closed'
          AND r.stage IN (SELECT value ->> 'stage' FROM jsonb_array_elements(p_rules)
                          WHERE (value ->> 'may')::boolean)
          AND (r.holder_id IS NULL OR r.lease_until <= clock_timestamp())
          AND NOT EXISTS (
              SELECT 1 FROM reviews_reading
              WHERE review_id = r.id AND reader_id = p_actor AND undone_at IS NULL)
          AND coalesce(r.not_before <= now_, true)
          -- Another's is left to them while there is time and they are here.
          AND (r.assignee_id IS NULL OR r.due_at <= now_ OR NOT (
              SELECT is_active FROM auth_user WHERE id = r.assignee_id))
          AND NOT (has_interests AND reviews_interest(p_actor, c.id) IS NOT NULL)
        ORDER BY r.priority DESC, r.due_at, r.id LIMIT 1
        FOR NO KEY UPDATE OF c SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN '{"refused": "nothing_left"}';
        END IF;
        -- Refused only when another took it between the look and the lock.
        answer := reviews_make_move(
            claim_, 'take', p_actor, NULL, p_rules, '{}', p_terms, p_request);
        IF NOT answer ? 'refused' AND NOT answer ? 'already' THEN
            RETURN answer;
        END IF;
    END LOOP;
    RETURN '{"refused": "nothing_left"}';
END $$;
