-- Who works on a claim and when, who may not, and who was asked for a reply: called by
-- the one door in move.sql, under its locks. What checks a move or makes one answers
-- {"data", …} for the Event, or {"refused"} before anything is written.

CREATE OR REPLACE FUNCTION reviews_words(p_text text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
    -- Small words with one blank around each, so that whole words are found in it.
    SELECT ' ' || trim(regexp_replace(
        lower(normalize(p_text, NFKC)), '[^[:alnum:]]+', ' ', 'g')) || ' '
$$;


CREATE OR REPLACE FUNCTION reviews_concerns(
    p_outlet bigint, p_name text, p_claim bigint
) RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether an outlet states the claim, or it names somebody: in full in its words,
    -- or by the surname where a person is meant for certain.
    SELECT CASE WHEN p_outlet IS NOT NULL THEN EXISTS (
        SELECT 1 FROM claims_mention m JOIN claims_source s ON s.id = m.source_id
        WHERE m.claim_id = p_claim AND s.outlet_id = p_outlet)
    ELSE EXISTS (
        SELECT 1 FROM claims_wording w
        WHERE w.claim_id = p_claim AND position(
            reviews_words(p_name) IN reviews_words(w.text || ' / ' || w.original)) > 0
    ) OR EXISTS (
        SELECT 1 FROM claims_mention m
        LEFT JOIN LATERAL jsonb_array_elements(m."values") v
            ON v ->> 'kind' = 'person'
        WHERE m.claim_id = p_claim AND position(
            substring(reviews_words(p_name) FROM ' [^ ]+ $') IN reviews_words(
                concat_ws(' / ', m.speaker, v ->> 'amount', v ->> 'text'))) > 0
    ) END
$$;


CREATE OR REPLACE FUNCTION reviews_interest(p_person bigint, p_claim bigint)
RETURNS text LANGUAGE sql STABLE AS $$
    -- What a person declared an interest in that the claim concerns, if anything.
    SELECT coalesce(nullif(k.name, ''), o.name)
    FROM reviews_recusal k LEFT JOIN claims_outlet o ON o.id = k.outlet_id
    WHERE k.person_id = p_person AND k.ended_at IS NULL
      AND reviews_concerns(k.outlet_id, k.name, p_claim)
    ORDER BY k.id LIMIT 1
$$;


CREATE OR REPLACE FUNCTION reviews_is_as_arranged(p_review bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether its second reader, assignee, priority and rest are what the trail says.
    SELECT r.second_reader IS NOT DISTINCT FROM coalesce(bool_or(
            CASE e.verb WHEN 'ask_second' THEN true
                ELSE (e.data ->> 'second_reader')::boolean END), r.second_reader)
        AND (r.assignee_id IS NULL OR r.assignee_id IS NOT DISTINCT FROM (
            array_agg(e.data ->> 'to' ORDER BY e.seq DESC)
            FILTER (WHERE e.verb = 'assign'))[1]::bigint)
        AND (r.not_before IS NULL OR r.not_before IS NOT DISTINCT FROM (
            array_agg(e.data ->> 'until' ORDER BY e.seq DESC)
            FILTER (WHERE e.verb = 'postpone'))[1]::timestamptz)
        AND r.priority = coalesce((
            array_agg(e.data ->> 'priority' ORDER BY e.seq DESC)
            FILTER (WHERE e.verb = 'prioritise'))[1]::integer, 0)
    FROM reviews_review r LEFT JOIN reviews_event e ON e.review_id = r.id
        AND e.verb IN ('open', 'reopen', 'recheck', 'ask_second', 'assign',
            'postpone', 'prioritise')
    WHERE r.id = p_review GROUP BY r.id
$$;


CREATE OR REPLACE FUNCTION reviews_reply_is_as_recorded(p_request bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (e.actor_id, e.at, e.data ->> 'party', e.data ->> 'channel',
        (e.data ->> 'deadline')::timestamptz, e.data ->> 'not_possible', a.at,
        coalesce(a.data ->> 'answer', ''), (a.data ->> 'used')::boolean)
        IS NOT DISTINCT FROM (q.asked_by_id, q.asked_at, q.party::text,
        q.channel::text, q.deadline, q.not_possible, q.answered_at, q.answer, q.used)
    FROM reviews_replyrequest q
    LEFT JOIN reviews_event e ON e.review_id = q.review_id AND e.verb = 'ask_reply'
        AND (e.data ->> 'request')::bigint = q.id
    LEFT JOIN reviews_event a ON a.review_id = q.review_id AND a.verb = 'record_reply'
        AND (a.data ->> 'request')::bigint = q.id
    WHERE q.id = p_request
$$;


CREATE OR REPLACE FUNCTION reviews_taken_from(r reviews_review, p_person bigint)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    -- Who took it out of this person's hands last, when and why; NULL where nobody did.
    -- In a blind review nobody learns what another thinks.
    SELECT jsonb_build_object('name', e.actor_name, 'at', e.at,
        'why', CASE WHEN r.blind THEN '' ELSE e.reason END)
    FROM (
        SELECT actor_name, at, reason, data FROM reviews_event
        WHERE review_id = r.id AND verb = 'take' ORDER BY seq DESC LIMIT 1) e
    WHERE (e.data ->> 'from')::bigint = p_person
$$;


CREATE OR REPLACE FUNCTION reviews_held(r reviews_review, p_person bigint)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    -- The refusal of what somebody else has in hand.
    SELECT CASE WHEN taken IS NULL THEN '{"refused": "held"}'::jsonb
        ELSE jsonb_build_object('refused', 'taken_over', 'taken', taken) END
    FROM (SELECT reviews_taken_from(r, p_person) AS taken) last
$$;


CREATE OR REPLACE FUNCTION reviews_take_over(
    c claims_claim, r reviews_review, p_actor bigint, at_ timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- What the other had typed stays theirs, and is kept as it was for whoever goes on.
BEGIN
    INSERT INTO reviews_keptdraft (claim_id, person_id, taken_by_id, kept_at, given)
    SELECT c.id, d.person_id, p_actor, at_, d.given FROM reviews_draft d
    WHERE d.claim_id = c.id AND d.person_id = r.holder_id;
    RETURN jsonb_build_object('data', jsonb_build_object(
        'from', r.holder_id, 'from_name', reviews_person_name(r.holder_id)));
END $$;


CREATE OR REPLACE FUNCTION reviews_assign(
    c claims_claim, r reviews_review, p_actor bigint, p_rule jsonb, p_given jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    to_ bigint := (p_given ->> 'to')::bigint;
    interest_ text;
BEGIN
    IF NOT (p_rule ->> CASE WHEN coalesce(to_, p_actor) = p_actor
            AND coalesce(r.assignee_id, p_actor) = p_actor
            THEN 'may' ELSE 'others' END)::boolean THEN
        RETURN '{"refused": "not_permitted", "field": "to"}';
    ELSIF to_ IS NOT DISTINCT FROM r.assignee_id THEN
        RETURN '{"refused": "unchanged", "field": "to"}';
    ELSIF to_ IS NOT NULL AND NOT p_given -> 'to_may' ? r.stage THEN
        RETURN '{"refused": "not_assignable", "field": "to"}';
    ELSIF EXISTS (SELECT 1 FROM reviews_reading WHERE review_id = r.id
                  AND reader_id = to_ AND undone_at IS NULL) THEN
        RETURN '{"refused": "own_reading", "field": "to"}';
    END IF;
    interest_ := reviews_interest(to_, c.id);
    IF interest_ IS NOT NULL THEN
        RETURN jsonb_build_object('refused', 'recused', 'field', 'to',
            'person', to_, 'interest', interest_);
    END IF;
    UPDATE reviews_review SET assignee_id = to_ WHERE id = r.id;
    RETURN jsonb_build_object('data', jsonb_build_object(
        'to', to_, 'to_name', reviews_person_name(to_), 'before', r.assignee_id));
END $$;


CREATE OR REPLACE FUNCTION reviews_arrange(
    c claims_claim, r reviews_review, p_verb text, p_given jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- When it is worked on, and by how many; NULL for any other verb.
DECLARE
    priority_ integer := (p_given ->> 'priority')::integer;
    to_ bigint := (p_given ->> 'to')::bigint;
BEGIN
    IF p_verb = 'postpone' THEN
        UPDATE reviews_review SET not_before = (p_given ->> 'until')::timestamptz
        WHERE id = r.id;
        RETURN jsonb_build_object('data', jsonb_build_object(
            'until', reviews_utc((p_given ->> 'until')::timestamptz)));
    ELSIF p_verb = 'ask_second' THEN
        IF r.second_reader THEN
            RETURN '{"refused": "unchanged"}';
        END IF;
        UPDATE reviews_review SET second_reader = true WHERE id = r.id;
        RETURN '{}';
    ELSIF p_verb = 'ask' THEN
        IF r.blind AND r.stage <> 'adjudication' THEN
            -- What somebody asks tells what they think.
            RETURN '{"refused": "blind_review"}';
        ELSIF to_ IS NULL OR NOT p_given -> 'to_may' ? r.stage THEN
            RETURN '{"refused": "not_assignable", "field": "to"}';
        END IF;
        RETURN jsonb_build_object('data', jsonb_build_object(
            'to', to_, 'to_name', reviews_person_name(to_)));
    ELSIF p_verb <> 'prioritise' THEN
        RETURN NULL;
    ELSIF priority_ = r.priority THEN
        RETURN '{"refused": "unchanged", "field": "priority"}';
    END IF;
    UPDATE reviews_review
    SET priority = priority_,
        rank = reviews_rank(c.worth, c.differing) + 1000 * priority_
    WHERE id = r.id;
    RETURN jsonb_build_object('data', jsonb_build_object(
        'priority', priority_, 'before', r.priority));
END $$;


CREATE OR REPLACE FUNCTION reviews_reply(
    r reviews_review, p_verb text, p_actor bigint, at_ timestamptz, p_given jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- A party is asked for a reply, or has given it; NULL for any other verb.
DECLARE
    q reviews_replyrequest;
BEGIN
    IF p_verb = 'ask_reply' THEN
        INSERT INTO reviews_replyrequest (
            review_id, party, channel, asked_by_id, asked_at, deadline, not_possible,
            answer)
        VALUES (r.id, p_given ->> 'party', coalesce(p_given ->> 'channel', ''), p_actor,
            at_, nullif(p_given ->> 'deadline', '')::timestamptz,
            coalesce(p_given ->> 'not_possible', ''), '')
        RETURNING * INTO q;
        RETURN jsonb_build_object('data', jsonb_build_object(
            'request', q.id, 'party', q.party, 'channel', q.channel,
            'deadline', reviews_utc(q.deadline), 'not_possible', q.not_possible));
    ELSIF p_verb <> 'record_reply' THEN
        RETURN NULL;
    END IF;
    UPDATE reviews_replyrequest
    SET answer = p_given ->> 'answer', answered_at = at_,
        used = (p_given ->> 'used')::boolean
    WHERE id = (p_given ->> 'request')::bigint AND review_id = r.id
      AND answered_at IS NULL
    RETURNING * INTO q;
    IF NOT FOUND THEN
        RETURN '{"refused": "wrong_request", "field": "request"}';
    END IF;
    RETURN jsonb_build_object('data', jsonb_build_object(
        'request', q.id, 'answer', q.answer, 'used', q.used));
END $$;


CREATE OR REPLACE FUNCTION reviews_lacks_reply(
    c claims_claim, r reviews_review, at_ timestamptz
) RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether the claim names somebody who had no chance to reply. A blind second
    -- reader is not asked, or she would learn what the first asked for: where they
    -- agree the first has been asked already, and where they do not the editor is.
    SELECT NOT (r.blind AND r.stage = 'second_reading') AND EXISTS (
        SELECT 1 FROM claims_mention m WHERE m.claim_id = c.id
        AND (m.speaker <> '' OR m."values" @> '[{"kind": "person"}]')
    ) AND NOT EXISTS (
        SELECT 1 FROM reviews_replyrequest q WHERE q.review_id = r.id
        AND (q.answered_at IS NOT NULL OR q.deadline <= at_ OR q.not_possible <> ''))
$$;


CREATE OR REPLACE FUNCTION reviews_reanchor(
    p_claim bigint, p_reason text, p_data jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- The machine says that what a claim rests on stands in a newer text as it did.
DECLARE
    c claims_claim;
    r reviews_review;
    event_ bigint;
    -- What the trail reads as a person's word is not the caller's to say.
    data_ jsonb := p_data - '{says,into,batch,second_reader,blind}'::text[];
BEGIN
    SELECT * INTO c FROM claims_claim WHERE id = p_claim FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN '{"refused": "no_such_claim"}';
    END IF;
    SELECT * INTO r FROM reviews_review WHERE claim_id = c.id
    ORDER BY round DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN '{"refused": "not_opened"}';
    END IF;
    IF c.state = 'merged' THEN
        data_ := data_ || jsonb_build_object('into', c.merged_into_id);
    END IF;
    event_ := reviews_record(c, r, 'reanchor', NULL, clock_timestamp(), r.stage,
        c.state, p_reason, data_, NULL, p_request);
    RETURN jsonb_build_object(
        'claim', c.id, 'event', event_, 'version', c.version + 1, 'stage', r.stage,
        'state', c.state, 'until', r.lease_until);
END $$;


CREATE OR REPLACE FUNCTION reviews_recheck(
    p_claim bigint, p_reason text, p_data jsonb, p_terms jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- The machine says that what a claim rests on has changed.
DECLARE
    c claims_claim;
    r reviews_review;
    v reviews_verdict;
    at_ timestamptz;
    before_ text;
    event_ bigint;
    -- What the trail reads as a person's word is not the caller's to say.
    data_ jsonb := p_data - '{says,into,batch,second_reader,blind}'::text[];
BEGIN
    SELECT * INTO c FROM claims_claim WHERE id = p_claim FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN '{"refused": "no_such_claim"}';
    END IF;
    SELECT * INTO r FROM reviews_review WHERE claim_id = c.id
    ORDER BY round DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN '{"refused": "not_opened"}';
    END IF;
    at_ := clock_timestamp();
    SELECT * INTO v FROM reviews_verdict WHERE claim_id = c.id AND undone_at IS NULL
    ORDER BY number DESC LIMIT 1;
    IF v.id IS NULL OR v.withdrawn_at IS NOT NULL THEN
        data_ := data_ - '{verdict,number}'::text[];
    ELSE
        data_ := data_ || jsonb_build_object('verdict', v.id, 'number', v.number);
        IF v.stale_since IS NULL THEN
            UPDATE reviews_verdict SET stale_since = at_ WHERE id = v.id;
            -- What waits to be published will say so itself.
            PERFORM 1 FROM reviews_pendingentry WHERE verdict_id = v.id FOR UPDATE;
            IF NOT FOUND THEN
                INSERT INTO reviews_pendingentry (
                    claim_id, verdict_id, withdrawn, due_at)
                VALUES (c.id, v.id, false, at_);
            END IF;
        END IF;
    END IF;
    before_ := r.stage;
    IF c.state = 'merged' THEN
        data_ := data_ || jsonb_build_object('into', c.merged_into_id);
    ELSIF r.stage = 'closed' AND c.state <> 'dismissed' THEN
        r := reviews_open(c, p_terms, at_);
        data_ := data_ || jsonb_build_object(
            'second_reader', r.second_reader, 'blind', r.blind);
    END IF;
    event_ := reviews_record(c, r, 'recheck', NULL, at_, before_, c.state, p_reason,
        data_, NULL, p_request);
    RETURN jsonb_build_object(
        'claim', c.id, 'event', event_, 'version', c.version + 1, 'stage', r.stage,
        'state', c.state, 'verdict', data_ -> 'verdict', 'until', r.lease_until);
END $$;
