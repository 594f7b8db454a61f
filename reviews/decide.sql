-- What a decision needs and makes: voices that support it, readings, the verdict.

CREATE OR REPLACE FUNCTION reviews_told(p_mentions bigint[])
RETURNS TABLE (mention bigint, origin bigint, publisher text) LANGUAGE sql STABLE AS $$
    -- Two claims merged, or an owner learnt later, may leave one publisher with two
    -- origins.
    SELECT m.id, m.origin_id, coalesce(nullif(lower(o.owner), ''),
        nullif(o.name, 'Unknown outlet'), 'source ' || m.source_id)
    FROM claims_mention m
    JOIN claims_source s ON s.id = m.source_id
    JOIN claims_outlet o ON o.id = s.outlet_id
    WHERE m.id = ANY (p_mentions)
$$;


CREATE OR REPLACE FUNCTION reviews_voice_of(p_mentions bigint[])
RETURNS TABLE (mention bigint, voice integer, speaks boolean)
LANGUAGE plpgsql STABLE AS $$
-- The independent voices of these mentions, numbered from 1: as many as differ in both
-- origin and publisher. One mention of each voice speaks for it; every other one
-- repeats an origin or a publisher, and is of that voice.
#variable_conflict use_column
DECLARE
    origins_ bigint[];
    publishers_ text[];
    given_ jsonb := '{}';  -- to each publisher the one origin it speaks for
    origin_ bigint;
    front_ bigint[];
    reached_ jsonb;
    new_ jsonb;
    free_ text;
    before_ text;
BEGIN
    -- Whoever said it first speaks, where that is all the same.
    SELECT array_agg(origin ORDER BY first), array_agg(publisher ORDER BY first)
    INTO origins_, publishers_
    FROM (SELECT origin, publisher, min(mention) AS first
          FROM reviews_told(p_mentions) GROUP BY origin, publisher) told;
    FOR origin_ IN
        SELECT origin FROM unnest(origins_) WITH ORDINALITY AS told(origin, place)
        GROUP BY origin ORDER BY min(place)
    LOOP
        -- Who could speak for this origin; else who else could speak for what they do.
        reached_ := '{}';
        front_ := ARRAY[origin_];
        LOOP
            SELECT jsonb_object_agg(publisher, origin) INTO new_
            FROM unnest(origins_, publishers_) AS told(origin, publisher)
            WHERE origin = ANY (front_) AND NOT reached_ ? publisher;
            EXIT WHEN new_ IS NULL;
            reached_ := reached_ || new_;
            SELECT publisher INTO free_
            FROM unnest(publishers_) WITH ORDINALITY AS told(publisher, place)
            WHERE new_ ? publisher AND NOT given_ ? publisher ORDER BY place LIMIT 1;
            EXIT WHEN FOUND;
            front_ := ARRAY(SELECT (given_ ->> key)::bigint
                            FROM jsonb_object_keys(new_) AS key);
        END LOOP;
        -- Each hands what they spoke for to the one who was found.
        WHILE free_ IS NOT NULL LOOP
            before_ := (SELECT key FROM jsonb_each(given_)
                        WHERE value = reached_ -> free_);
            given_ := given_ || jsonb_build_object(free_, reached_ -> free_);
            free_ := before_;
        END LOOP;
    END LOOP;
    RETURN QUERY
    WITH told AS (
        SELECT * FROM reviews_told(p_mentions)
    ), voices AS (
        SELECT publisher, origin, min(mention) AS first,
            (rank() OVER (ORDER BY min(mention)))::integer AS number
        FROM told WHERE given_ -> publisher = to_jsonb(origin)
        GROUP BY publisher, origin
    )
    SELECT t.mention, coalesce(o.number, p.number), coalesce(o.first = t.mention, false)
    FROM told t
    LEFT JOIN voices o ON o.origin = t.origin
    LEFT JOIN voices p ON p.publisher = t.publisher
    ORDER BY t.mention;
END $$;


CREATE OR REPLACE FUNCTION reviews_voices(p_mentions bigint[])
RETURNS integer LANGUAGE sql STABLE AS $$
    -- How many independent voices these mentions are.
    SELECT coalesce(max(voice), 0) FROM reviews_voice_of(p_mentions)
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
    outcome_ text;
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
    SELECT word, outcome INTO word_, outcome_ FROM reviews_rating
    WHERE id = (p_given ->> 'rating')::bigint
      AND outcome = coalesce(nullif(p_given ->> 'outcome', ''), outcome)
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
    ELSIF outcome_ IN ('corroborated', 'contested') AND EXISTS (
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
    IF outcome_ = 'corroborated' AND origins < 2
       AND coalesce(p_given ->> 'exception', '') = '' THEN
        RETURN jsonb_build_object('refused', 'one_origin', 'origins', origins);
    ELSIF outcome_ = 'contested'
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
        r.id, p_actor, r.stage, outcome_, (p_given ->> 'rating')::bigint,
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
            'against', (against_ -> m.id::text) - '{outlet,denied}'::text[],
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
