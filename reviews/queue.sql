-- How claims enter the queue. Moves are made in move.sql; who is handed what, and in
-- which order, is in order.py.

CREATE OR REPLACE FUNCTION reviews_rank(worth double precision, differing integer)
RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    -- A conflict between sources outranks any single sentence; of others, and within
    -- conflicts, the worth that the queue shows. What a person says outranks both: 1000
    -- for each step.
    SELECT round(100 * worth)::integer + 200 * least(differing, 1)
$$;


CREATE OR REPLACE FUNCTION reviews_open(
    c claims_claim, p_terms jsonb, at_ timestamptz
) RETURNS reviews_review LANGUAGE plpgsql AS $$
-- A new round of work on a claim, under the policy in force now.
DECLARE
    r reviews_review;
BEGIN
    INSERT INTO reviews_review (
        claim_id, round, stage, rank, opened_at, due_at, second_reader, blind)
    SELECT c.id, coalesce(max(round), 0) + 1, 'queued',
        reviews_rank(c.worth, c.differing), at_,
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
