-- How people correct the machine: called by the one door in move.sql, under its locks.
-- Each answers {"data", …} for the Event, or {"refused"} before anything is written.

CREATE OR REPLACE FUNCTION reviews_person_name(p_person bigint)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(trim(first_name || ' ' || last_name), ''), username)
    FROM auth_user WHERE id = p_person
$$;


CREATE OR REPLACE FUNCTION reviews_in_force(p_claim bigint)
RETURNS bigint LANGUAGE sql STABLE AS $$
    -- The Review behind the verdict in force, if there is one.
    SELECT review_id FROM (
        SELECT review_id, withdrawn_at FROM reviews_verdict
        WHERE claim_id = p_claim AND undone_at IS NULL
        ORDER BY number DESC LIMIT 1) newest
    WHERE withdrawn_at IS NULL
$$;


CREATE OR REPLACE FUNCTION reviews_standing(p_claim bigint)
RETURNS bigint LANGUAGE sql STABLE AS $$
    -- The claim that holds this one's mentions: the end of its merges, or itself.
    WITH RECURSIVE went AS (
        SELECT id, merged_into_id FROM claims_claim WHERE id = p_claim
        UNION ALL
        SELECT n.id, n.merged_into_id
        FROM went JOIN claims_claim n ON n.id = went.merged_into_id
    )
    SELECT id FROM went WHERE merged_into_id IS NULL
$$;


CREATE OR REPLACE FUNCTION reviews_led(p_claim bigint)
RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    -- The claim, and every claim that was merged into it.
    WITH RECURSIVE led AS (
        SELECT p_claim AS id UNION
        SELECT k.id FROM claims_claim k JOIN led ON k.merged_into_id = led.id
    ) SELECT id FROM led
$$;


CREATE OR REPLACE FUNCTION reviews_said(p_mention bigint, p_verb text, p_key text)
RETURNS text LANGUAGE sql STABLE AS $$
    -- What the trail last said of a mention.
    SELECT data ->> p_key FROM reviews_event
    WHERE data ? 'mention' AND (data ->> 'mention')::bigint = p_mention
      AND verb = p_verb
    ORDER BY id DESC LIMIT 1
$$;


CREATE OR REPLACE FUNCTION reviews_add_claim(p_words jsonb, p_worth double precision)
RETURNS claims_claim LANGUAGE plpgsql AS $$
DECLARE
    n claims_claim;
BEGIN
    INSERT INTO claims_claim (worth) VALUES (p_worth) RETURNING * INTO n;
    INSERT INTO claims_wording (claim_id, text, language, fingerprint, sketch)
    SELECT n.id, p_words ->> 'text', p_words ->> 'language',
        decode(p_words ->> 'fingerprint', 'hex'),
        ARRAY(SELECT value::bigint
              FROM jsonb_array_elements_text(p_words -> 'sketch'));
    INSERT INTO claims_meaning (claim_id) VALUES (n.id);
    RETURN n;
END $$;


CREATE OR REPLACE FUNCTION reviews_enter(
    n claims_claim, p_verb text, p_actor bigint, at_ timestamptz, p_reason text,
    p_data jsonb, p_terms jsonb, p_request text
) RETURNS bigint LANGUAGE plpgsql AS $$
-- A claim enters the queue by a person's hand, or comes back to it.
DECLARE
    r reviews_review := reviews_open(n, p_terms, at_);
BEGIN
    RETURN reviews_record(
        n, r, p_verb, p_actor, at_, CASE p_verb WHEN 'open' THEN '' ELSE 'closed' END,
        'unverified', p_reason, p_data || jsonb_build_object(
            'second_reader', r.second_reader, 'blind', r.blind), NULL, p_request);
END $$;


CREATE OR REPLACE FUNCTION reviews_add_mention(
    p_claim bigint, p_origin bigint, p_stance text, p_place jsonb
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    mention_ bigint;
BEGIN
    INSERT INTO claims_mention (
        claim_id, first_claim_id, source_id, origin_id, start, "end", quote, speaker,
        stance, linked_by, reasons, "values")
    SELECT p_claim, p_claim, s.id, p_origin, p.start, p."end",
        substr(s.text, p.start + 1, p."end" - p.start), p_place ->> 'speaker',
        p_stance, 'person', '{}', p_place -> 'values'
    FROM jsonb_to_record(p_place) AS p(source bigint, start integer, "end" integer)
    JOIN claims_source s ON s.id = p.source
    RETURNING id INTO mention_;
    RETURN mention_;
END $$;


CREATE OR REPLACE FUNCTION reviews_add_origin(p_reason text, p_by_person boolean)
RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO claims_origin (reason, by_person)
    VALUES (left(p_reason, 300), p_by_person) RETURNING id
$$;


CREATE OR REPLACE FUNCTION reviews_unlink(
    c claims_claim, m claims_mention, p_actor bigint, at_ timestamptz,
    p_words jsonb, p_terms jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- The mention is of another statement: of the claim it was found for, when that was
-- merged into this one for its sake alone; else of a new claim.
DECLARE
    n claims_claim;
    data_ jsonb := jsonb_build_object('mention', m.id, 'from', c.id);
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_mention WHERE claim_id = c.id AND id <> m.id
    ) THEN
        RETURN '{"refused": "last_mention"}';
    ELSIF EXISTS (
        SELECT 1 FROM reviews_citation t JOIN reviews_reading d ON d.id = t.reading_id
        WHERE t.mention_id = m.id AND d.undone_at IS NULL
          AND d.review_id = reviews_in_force(c.id)
    ) THEN
        RETURN '{"refused": "cited"}';
    END IF;
    IF m.first_claim_id <> c.id AND NOT EXISTS (
        SELECT 1 FROM claims_mention o WHERE o.claim_id = c.id AND o.id <> m.id
          AND o.first_claim_id IN (SELECT reviews_led(m.first_claim_id))
    ) THEN
        SELECT * INTO n FROM claims_claim WHERE id = m.first_claim_id
        FOR NO KEY UPDATE;
        UPDATE claims_mention SET claim_id = n.id WHERE id = m.id;
        PERFORM reviews_enter(
            n, 'reopen', p_actor, at_, '', data_, p_terms, p_request);
    ELSE
        n := reviews_add_claim(p_words, m.worth);
        UPDATE claims_mention
        SET claim_id = n.id, first_claim_id = n.id, linked_by = 'person',
            similarity = NULL
        WHERE id = m.id;
        PERFORM reviews_enter(
            n, 'open', p_actor, at_, '', data_, p_terms, p_request);
    END IF;
    RETURN jsonb_build_object('went', n.id, 'data', jsonb_build_object(
        'mention', m.id, 'other', n.id));
END $$;


CREATE OR REPLACE FUNCTION reviews_despite(
    c claims_claim, p_given jsonb, p_key text
) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
-- What the machine reads otherwise than the claim, where a person says that it
-- supports: for the Event, once they have said that they mean it all the same.
DECLARE
    against_ jsonb := p_given -> 'against' -> p_key;
BEGIN
    IF p_given ->> 'worded' <> (
        SELECT md5(text) FROM claims_wording WHERE claim_id = c.id) THEN
        -- Reworded since the mention was held against it.
        RETURN '{"refused": "stale"}';
    ELSIF against_ IS NULL THEN
        RETURN '{}';
    ELSIF coalesce((p_given ->> 'despite')::boolean, false) THEN
        RETURN jsonb_build_object('despite', against_);
    END IF;
    RETURN jsonb_build_object('refused', 'difference_unseen', 'field', 'despite',
        'against', jsonb_build_array(against_));
END $$;


CREATE OR REPLACE FUNCTION reviews_link(c claims_claim, p_given jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
-- One more place where the claim is stated. Whose voice it is, the machine's own rule
-- has said for the mentions there were a moment ago.
DECLARE
    p_place jsonb := p_given -> 'place';
    despite_ jsonb := reviews_despite(c, p_given, 'place');
    origin_ bigint := (p_place ->> 'origin')::bigint;
    mention_ bigint;
BEGIN
    SELECT m.id INTO mention_ FROM claims_mention m
    WHERE m.claim_id = c.id AND m.source_id = (p_place ->> 'source')::bigint
      AND m.start = (p_place ->> 'start')::integer
      AND m."end" = (p_place ->> 'end')::integer;
    IF FOUND THEN
        RETURN jsonb_build_object(
            'refused', 'already_mentioned', 'field', 'start', 'mention', mention_);
    ELSIF origin_ IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_mention WHERE claim_id = c.id AND origin_id = origin_
    ) THEN
        RETURN '{"refused": "stale"}';
    ELSIF despite_ ? 'refused' THEN
        RETURN despite_;
    END IF;
    IF origin_ IS NULL THEN
        origin_ := reviews_add_origin(p_place ->> 'says', false);
    ELSE
        UPDATE claims_origin SET reason = p_place ->> 'says'
        WHERE id = origin_ AND NOT by_person AND p_place ->> 'says' <> '';
    END IF;
    mention_ := reviews_add_mention(c.id, origin_, p_given ->> 'stance', p_place);
    RETURN jsonb_build_object('went', c.id, 'data', despite_ || jsonb_build_object(
        'mention', mention_, 'stance', p_given -> 'stance', 'origin', origin_));
END $$;


CREATE OR REPLACE FUNCTION reviews_regroup(
    c claims_claim, m claims_mention, p_actor bigint, p_given jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- Whose voice a mention is, as a person says; the machine leaves it so.
DECLARE
    other_ bigint := (p_given ->> 'same_as')::bigint;
    origin_ bigint;
    says_ text := 'says ' || reviews_person_name(p_actor) || ': '
        || (p_given ->> 'reason');
BEGIN
    IF other_ IS NULL THEN
        IF NOT EXISTS (
            SELECT 1 FROM claims_mention
            WHERE claim_id = c.id AND origin_id = m.origin_id AND id <> m.id
        ) THEN
            RETURN '{"refused": "unchanged", "field": "mention"}';
        END IF;
        says_ := left('A voice of its own, ' || says_, 300);
        origin_ := reviews_add_origin(says_, true);
    ELSE
        SELECT origin_id INTO origin_ FROM claims_mention
        WHERE id = other_ AND claim_id = c.id AND id <> m.id;
        IF NOT FOUND THEN
            RETURN '{"refused": "wrong_mention", "field": "same_as"}';
        ELSIF origin_ = m.origin_id THEN
            RETURN '{"refused": "unchanged", "field": "same_as"}';
        END IF;
        says_ := left('The same voice, ' || says_, 300);
        UPDATE claims_origin SET reason = says_, by_person = true WHERE id = origin_;
    END IF;
    UPDATE claims_mention SET origin_id = origin_ WHERE id = m.id;
    RETURN jsonb_build_object('data', jsonb_build_object(
        'mention', m.id, 'same_as', other_, 'origin', origin_, 'says', says_,
        'origin_before', m.origin_id));
END $$;


CREATE OR REPLACE FUNCTION reviews_reword(c claims_claim, p_words jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
-- The first words stay beside the new ones, and the claim is found by both.
DECLARE
    w claims_wording;
    v claims_wording;
BEGIN
    SELECT * INTO w FROM claims_wording WHERE claim_id = c.id;
    IF w.text = p_words ->> 'text' THEN
        RETURN '{"refused": "unchanged", "field": "text"}';
    END IF;
    UPDATE claims_wording
    SET text = p_words ->> 'text',
        fingerprint = decode(p_words ->> 'fingerprint', 'hex'),
        sketch = ARRAY(SELECT value::bigint
                       FROM jsonb_array_elements_text(p_words -> 'sketch')),
        original = coalesce(nullif(w.original, ''), w.text),
        original_fingerprint = coalesce(w.original_fingerprint, w.fingerprint)
    WHERE claim_id = c.id RETURNING * INTO v;
    -- What it means is worked out again from the new words.
    INSERT INTO claims_meaning (claim_id) VALUES (c.id)
    ON CONFLICT (claim_id) DO UPDATE SET vector = NULL, fine = NULL;
    RETURN jsonb_build_object('data', jsonb_build_object(
        'before', w.text, 'text', v.text, 'original', v.original,
        'fingerprint', p_words ->> 'fingerprint'));
END $$;


CREATE OR REPLACE FUNCTION reviews_split(
    c claims_claim, p_actor bigint, at_ timestamptz, p_given jsonb, p_terms jsonb,
    p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- One part stays here, the other becomes a claim stated at the same places.
DECLARE
    step jsonb;
    n claims_claim;
    mentions_ jsonb;
BEGIN
    IF p_given #>> '{words,fingerprint}' = p_given #>> '{other_words,fingerprint}' THEN
        RETURN '{"refused": "unchanged", "field": "other"}';
    END IF;
    step := reviews_reword(c, p_given -> 'words');
    IF step ? 'refused' THEN
        RETURN step;
    END IF;
    n := reviews_add_claim(p_given -> 'other_words' || jsonb_build_object('language', (
        SELECT language FROM claims_wording WHERE claim_id = c.id)), c.worth);
    WITH added AS (
        INSERT INTO claims_mention (
            claim_id, first_claim_id, source_id, origin_id, start, "end", quote,
            speaker, stance, linked_by, worth, reasons, "values")
        SELECT DISTINCT ON (m.source_id, m.start, m."end") n.id, n.id, m.source_id,
            m.origin_id, m.start, m."end", m.quote, m.speaker, m.stance, 'person',
            m.worth, m.reasons, m."values"
        FROM claims_mention m WHERE m.claim_id = c.id
        ORDER BY m.source_id, m.start, m."end", m.id
        RETURNING id
    ) SELECT jsonb_agg(id ORDER BY id) INTO mentions_ FROM added;
    PERFORM reviews_enter(n, 'open', p_actor, at_, '', jsonb_build_object(
        'from', c.id, 'mentions', mentions_), p_terms, p_request);
    RETURN jsonb_build_object('went', n.id, 'data', step -> 'data'
        || jsonb_build_object('other', n.id));
END $$;


CREATE OR REPLACE FUNCTION reviews_correct(
    c claims_claim, p_verb text, p_actor bigint, at_ timestamptz, p_given jsonb,
    p_terms jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    m claims_mention;
    despite_ jsonb;
BEGIN
    IF p_verb = 'link' THEN
        RETURN reviews_link(c, p_given);
    ELSIF p_verb = 'reword' THEN
        RETURN reviews_reword(c, p_given -> 'words');
    ELSIF p_verb = 'split' THEN
        RETURN reviews_split(c, p_actor, at_, p_given, p_terms, p_request);
    END IF;
    SELECT * INTO m FROM claims_mention
    WHERE id = (p_given ->> 'mention')::bigint AND claim_id = c.id;
    IF NOT FOUND THEN
        RETURN '{"refused": "wrong_mention", "field": "mention"}';
    ELSIF p_verb = 'unlink' THEN
        RETURN reviews_unlink(
            c, m, p_actor, at_, p_given -> 'words', p_terms, p_request);
    ELSIF p_verb = 'regroup' THEN
        RETURN reviews_regroup(c, m, p_actor, p_given);
    ELSIF m.stance = p_given ->> 'stance' AND (m.stance <> 'supports'
       OR reviews_supports(m, coalesce(p_given -> 'against', '{}'))
          AND NOT reviews_unread(m.id)) THEN
        RETURN '{"refused": "unchanged", "field": "stance"}';
    END IF;
    despite_ := reviews_despite(c, p_given, m.id::text);
    IF despite_ ? 'refused' THEN
        RETURN despite_;
    END IF;
    UPDATE claims_mention SET stance = p_given ->> 'stance' WHERE id = m.id;
    RETURN jsonb_build_object('data', despite_ || jsonb_build_object(
        'mention', m.id, 'stance', p_given -> 'stance', 'before', m.stance));
END $$;


CREATE OR REPLACE FUNCTION reviews_file_claim(
    p_actor bigint, p_given jsonb, p_terms jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- A person files a place that the machine passed over, as a claim of its own.
DECLARE
    place_ jsonb := p_given -> 'place';
    n claims_claim;
    filed_ bigint;
    mention_ bigint;
    event_ bigint;
BEGIN
    -- Two people, or a person and an extraction, must not file one place twice.
    PERFORM 1 FROM claims_source WHERE id = (place_ ->> 'source')::bigint
    FOR NO KEY UPDATE;
    SELECT claim_id INTO filed_ FROM claims_mention
    WHERE source_id = (place_ ->> 'source')::bigint
      AND start = (place_ ->> 'start')::integer AND "end" = (place_ ->> 'end')::integer
    ORDER BY id LIMIT 1;
    IF FOUND THEN
        RETURN jsonb_build_object(
            'refused', 'already_filed', 'field', 'start', 'other', filed_);
    END IF;
    -- Somebody asks for it: nothing is more worth checking.
    n := reviews_add_claim(p_given -> 'words', 1);
    mention_ := reviews_add_mention(
        n.id, reviews_add_origin(place_ ->> 'says', false), 'supports', place_);
    event_ := reviews_enter(
        n, 'open', p_actor, clock_timestamp(), p_given ->> 'reason',
        jsonb_build_object('mention', mention_), p_terms, p_request);
    RETURN jsonb_build_object(
        'event', event_, 'version', 1, 'stage', 'queued', 'state', 'unverified',
        'claim', n.id);
END $$;
