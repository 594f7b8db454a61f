-- What a decision needs and makes: voices that support it, readings, the verdict.

CREATE OR REPLACE FUNCTION reviews_voices(p_mentions bigint[])
RETURNS integer LANGUAGE sql STABLE AS $$
    -- How many independent voices these mentions are. Two claims merged, or an owner
    -- learnt later, may leave one voice with two origins: it counts once.
    SELECT least(
        count(DISTINCT m.origin_id),
        count(DISTINCT coalesce(nullif(lower(o.owner), ''),
            nullif(o.name, 'Unknown outlet'), 'source ' || m.source_id)))
    FROM claims_mention m
    JOIN claims_source s ON s.id = m.source_id
    JOIN claims_outlet o ON o.id = s.outlet_id
    WHERE m.id = ANY (p_mentions)
$$;


CREATE OR REPLACE FUNCTION reviews_stance_said(p_mention bigint)
RETURNS text LANGUAGE sql STABLE AS $$
    -- The stance that a person gave a mention towards its claim in its present words.
    SELECT e.data ->> 'stance'
    FROM claims_mention m JOIN reviews_event e ON e.claim_id = m.claim_id
    WHERE m.id = p_mention AND e.data ? 'mention'
      AND (e.data ->> 'mention')::bigint = m.id AND e.verb IN ('mark', 'link')
      AND NOT EXISTS (
          SELECT 1 FROM reviews_event w WHERE w.claim_id = m.claim_id
            AND w.seq > e.seq AND w.verb IN ('reword', 'split'))
    ORDER BY e.id DESC LIMIT 1
$$;


CREATE OR REPLACE FUNCTION reviews_supports(m claims_mention, p_against jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether a mention counts as support. ``p_against`` names those that say something
    -- else than the claim: of these a person must have said it.
    SELECT m.stance = 'supports'
        AND (NOT p_against ? m.id::text OR reviews_stance_said(m.id) IS NOT NULL)
$$;


CREATE OR REPLACE FUNCTION reviews_decide(
    c claims_claim, r reviews_review, p_actor bigint, at_ timestamptz,
    p_given jsonb, p_terms jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- Writes a Reading, and the Verdict when it closes the Review.
-- Answers {"stage", "state", "data"} or {"refused"}.
DECLARE
    mentions_ bigint[];
    against_ jsonb := coalesce(p_given -> 'against', '{}');
    word_ text;
    origins integer;
    first_ reviews_reading;
    author_ reviews_reading;
    reading_ reviews_reading;
    verdict_ reviews_verdict;
    number_ integer;
    stage_ text;
    data_ jsonb;
BEGIN
    SELECT * INTO first_ FROM reviews_reading
    WHERE review_id = r.id AND stage = 'in_hand' AND undone_at IS NULL;
    SELECT word INTO word_ FROM reviews_rating
    WHERE id = (p_given ->> 'rating')::bigint AND outcome = p_given ->> 'outcome'
      -- Retired since the first Reading, it can still be agreed on.
      AND (retired_at IS NULL OR id = first_.rating_id);
    IF NOT FOUND THEN
        RETURN '{"refused": "unknown_rating"}';
    END IF;

    SELECT array_agg(DISTINCT value::bigint) INTO mentions_
    FROM jsonb_array_elements_text(p_given -> 'mentions');
    IF (SELECT count(*) FROM claims_mention
        WHERE claim_id = c.id AND id = ANY (mentions_)) < cardinality(mentions_) THEN
        RETURN '{"refused": "unknown_mention"}';
    ELSIF p_given ->> 'worded' IS DISTINCT FROM (
        SELECT md5(text) FROM claims_wording WHERE claim_id = c.id) THEN
        -- Reworded since the mentions were held against it.
        RETURN '{"refused": "stale"}';
    ELSIF p_given ->> 'outcome' IN ('corroborated', 'contested') AND EXISTS (
        SELECT 1 FROM claims_mention m WHERE m.id = ANY (mentions_)
          AND m.stance = 'supports' AND NOT reviews_supports(m, against_)) THEN
        RETURN jsonb_build_object('refused', 'stance_unsaid', 'against', (
            SELECT jsonb_agg(against_ -> m.id::text ORDER BY m.id)
            FROM claims_mention m WHERE m.id = ANY (mentions_)
              AND m.stance = 'supports' AND NOT reviews_supports(m, against_)));
    END IF;
    SELECT reviews_voices(array_agg(m.id)) INTO origins
    FROM claims_mention m
    WHERE m.id = ANY (mentions_) AND reviews_supports(m, against_);
    IF p_given ->> 'outcome' = 'corroborated' AND origins < 2
       AND coalesce(p_given ->> 'exception', '') = '' THEN
        RETURN jsonb_build_object('refused', 'one_origin', 'origins', origins);
    ELSIF p_given ->> 'outcome' = 'contested'
       AND (p_terms ->> 'reply_required')::boolean
       AND reviews_lacks_reply(c, r, at_) THEN
        RETURN '{"refused": "reply_missing", "field": "reply"}';
    END IF;

    stage_ := CASE
        WHEN r.stage = 'in_hand' AND r.second_reader THEN 'second_reading'
        WHEN r.stage = 'second_reading'
             AND first_.rating_id <> (p_given ->> 'rating')::bigint THEN 'adjudication'
        ELSE 'closed' END;

    INSERT INTO reviews_reading (
        review_id, reader_id, stage, outcome, rating_id, reason, exception, read_at)
    VALUES (
        r.id, p_actor, r.stage, p_given ->> 'outcome', (p_given ->> 'rating')::bigint,
        coalesce(p_given ->> 'reason', ''), coalesce(p_given ->> 'exception', ''), at_)
    RETURNING * INTO reading_;
    INSERT INTO reviews_citation (reading_id, mention_id)
    SELECT reading_.id, unnest(mentions_);
    data_ := jsonb_build_object(
        'reading', reading_.id, 'outcome', reading_.outcome, 'rating', word_,
        'mentions', to_jsonb(mentions_), 'exception', reading_.exception);
    IF stage_ <> 'closed' THEN
        RETURN jsonb_build_object('stage', stage_, 'state', c.state, 'data', data_);
    END IF;

    -- The agreed words are the first reader's; an adjudicator's stand alone.
    author_ := CASE WHEN r.stage = 'second_reading' THEN first_ ELSE reading_ END;
    SELECT coalesce(max(number), 0) + 1 INTO number_ FROM reviews_verdict
    WHERE claim_id = c.id AND undone_at IS NULL;
    INSERT INTO reviews_verdict (
        claim_id, review_id, number, outcome, rating_id, reason, exception,
        decided_by_id, confirmed_by_id, effective_at, evidence)
    SELECT c.id, r.id, number_, author_.outcome, author_.rating_id, author_.reason,
        coalesce(nullif(author_.exception, ''), reading_.exception),
        author_.reader_id, nullif(p_actor, author_.reader_id), at_,
        jsonb_agg(jsonb_build_object(
            'mention', m.id, 'source', s.id, 'quote', m.quote, 'speaker', m.speaker,
            -- What says otherwise and was not judged proves nothing either way.
            'stance', CASE WHEN m.stance <> 'supports' OR reviews_supports(m, against_)
                THEN m.stance ELSE 'context' END,
            'origin', m.origin_id, 'outlet', o.name,
            'title', s.title, 'url', s.url, 'published_on', s.published_on)
            ORDER BY m.id)
    FROM claims_mention m
    JOIN claims_source s ON s.id = m.source_id
    JOIN claims_outlet o ON o.id = s.outlet_id
    -- A mention may have left with a merge that ended since the first Reading.
    WHERE m.claim_id = c.id
      AND m.id IN (SELECT mention_id FROM reviews_citation
                   WHERE reading_id IN (reading_.id, author_.id))
    RETURNING * INTO verdict_;
    INSERT INTO reviews_pendingentry (claim_id, verdict_id, withdrawn, due_at)
    VALUES (c.id, verdict_.id, false,
        at_ + make_interval(secs => (p_terms ->> 'hold')::double precision));
    RETURN jsonb_build_object(
        'stage', stage_, 'state', author_.outcome,
        'data', data_ || jsonb_build_object(
            'verdict', verdict_.id, 'number', number_,
            'verdict_sha256', reviews_verdict_sha256(verdict_)));
END $$;
