-- The one door, behind reviews.workflow: lock, check, change, event and outbox in
-- one round trip. The rules of the move come from reviews.moves with the call; what
-- is under the lock is checked here. A refusal is an answer, {"refused": code, …},
-- given before anything is written.

CREATE OR REPLACE FUNCTION reviews_utc(at_ timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
    -- The same bytes whatever the session's time zone: they are hashed.
    SELECT to_char(at_ AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
$$;


CREATE OR REPLACE FUNCTION reviews_verdict_sha256(v reviews_verdict)
RETURNS text LANGUAGE sql STABLE AS $$
    -- What a Verdict says, for the event that makes it: all but how it ended.
    SELECT encode(sha256(convert_to(jsonb_build_array(
        v.claim_id, v.review_id, v.number, v.outcome, v.rating_id, v.reason,
        v.exception, v.evidence, v.decided_by_id, v.confirmed_by_id,
        reviews_utc(v.effective_at))::text, 'UTF8')), 'hex')
$$;


CREATE OR REPLACE FUNCTION reviews_record(
    c claims_claim, r reviews_review, p_verb text, p_actor bigint, at_ timestamptz,
    before_ text, state_after_ text, p_reason text, p_data jsonb,
    p_undoes bigint, p_request text
) RETURNS bigint LANGUAGE plpgsql AS $$
-- Writes the Event that continues the claim's chain, and the claim's state with it.
DECLARE
    name_ text;
    body_ bytea;
    hash_ bytea;
    event_ bigint;
BEGIN
    name_ := coalesce(reviews_person_name(p_actor), 'Factcheck');
    body_ := convert_to(jsonb_build_object(
        'claim', c.id, 'seq', c.version + 1, 'at', reviews_utc(at_), 'actor', p_actor,
        'actor_name', name_, 'verb', p_verb, 'review', r.id,
        'stage_before', before_, 'stage_after', r.stage,
        'state_before', c.state, 'state_after', state_after_,
        'reason', p_reason, 'data', p_data, 'undoes', p_undoes,
        'request_id', p_request)::text, 'UTF8');
    hash_ := sha256(c.head || body_);
    INSERT INTO reviews_event (
        claim_id, seq, at, actor_id, actor_name, verb, review_id, stage_before,
        stage_after, state_before, state_after, reason, data, undoes_id, request_id,
        body, hash)
    VALUES (
        c.id, c.version + 1, at_, p_actor, name_, p_verb, r.id, before_,
        r.stage, c.state, state_after_, p_reason, p_data, p_undoes, p_request,
        body_, hash_)
    RETURNING id INTO event_;
    UPDATE claims_claim
    SET state = state_after_, version = c.version + 1, head = hash_,
        merged_into_id = CASE WHEN state_after_ = 'merged'
            THEN (p_data ->> 'into')::bigint END
    WHERE id = c.id;
    RETURN event_;
END $$;


CREATE OR REPLACE FUNCTION reviews_withdraw(
    c claims_claim, p_notice text, at_ timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- Ends the verdict in force. What waits to be published never is; a withdrawal is,
-- at once, when the public has something to be withdrawn.
DECLARE
    v reviews_verdict;
BEGIN
    SELECT * INTO v FROM reviews_verdict WHERE claim_id = c.id AND undone_at IS NULL
    ORDER BY number DESC LIMIT 1;
    IF v.id IS NULL OR v.withdrawn_at IS NOT NULL THEN
        RETURN '{"refused": "no_verdict"}';
    END IF;
    UPDATE reviews_verdict SET withdrawn_at = at_, notice = p_notice WHERE id = v.id;
    DELETE FROM reviews_pendingentry WHERE claim_id = c.id;
    INSERT INTO reviews_pendingentry (claim_id, verdict_id, withdrawn, due_at)
    SELECT c.id, v.id, true, at_ FROM (
        SELECT kind FROM reviews_feedentry WHERE claim_id = c.id
        ORDER BY seq DESC LIMIT 1) newest
    WHERE kind <> 'withdrawn';
    RETURN jsonb_build_object('state', 'unverified', 'data', jsonb_build_object(
        'verdict', v.id, 'number', v.number, 'notice', p_notice));
END $$;


CREATE OR REPLACE FUNCTION reviews_undo(
    c claims_claim, p_actor bigint, p_undoable jsonb, at_ timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
-- Takes back the claim's last event, while nothing has been published of it.
DECLARE
    e reviews_event;
    verdict_ bigint;
BEGIN
    SELECT * INTO e FROM reviews_event WHERE claim_id = c.id AND seq = c.version;
    IF NOT p_undoable ? e.verb THEN
        RETURN '{"refused": "nothing_to_undo"}';
    ELSIF e.actor_id IS DISTINCT FROM p_actor THEN
        RETURN jsonb_build_object('refused', 'not_yours', 'person', e.actor_id);
    END IF;
    verdict_ := (e.data ->> 'verdict')::bigint;
    IF verdict_ IS NOT NULL THEN
        DELETE FROM reviews_pendingentry WHERE verdict_id = verdict_ AND due_at > at_;
        IF NOT FOUND THEN
            RETURN '{"refused": "published"}';
        END IF;
        UPDATE reviews_verdict SET undone_at = at_ WHERE id = verdict_;
    END IF;
    UPDATE reviews_reading SET undone_at = at_
    WHERE id = (e.data ->> 'reading')::bigint;
    RETURN jsonb_build_object(
        'stage', e.stage_before, 'state', e.state_before, 'undoes', e.id,
        'data', jsonb_build_object('undid', e.verb, 'seq', e.seq));
END $$;


CREATE OR REPLACE FUNCTION reviews_missing(
    r reviews_review, p_verb text, p_rule jsonb, p_given jsonb
) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
-- Everything that the move needs and was not given.
DECLARE
    missing_ text[] := ARRAY(
        SELECT name FROM jsonb_array_elements_text(p_rule -> 'needs')
            WITH ORDINALITY AS needed(name, place)
        WHERE NOT p_given ? name OR p_given ->> name IN ('', '[]') ORDER BY place);
BEGIN
    -- To agree, the second reader may leave the reason out; a blind one may not, or
    -- this refusal would tell her what the first Reading was.
    IF p_verb = 'decide' AND r.stage = 'second_reading'
       AND coalesce(p_given ->> 'reason', '') = '' AND (r.blind OR EXISTS (
           SELECT 1 FROM reviews_reading
           WHERE review_id = r.id AND stage = 'in_hand' AND undone_at IS NULL
             AND rating_id <> (p_given ->> 'rating')::bigint)) THEN
        missing_ := missing_ || 'reason'::text;
    END IF;
    RETURN missing_;
END $$;


CREATE OR REPLACE FUNCTION reviews_make_move(
    p_claim bigint, p_verb text, p_actor bigint, p_version bigint, p_rules jsonb,
    p_given jsonb, p_terms jsonb, p_request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    c claims_claim;
    r reviews_review;
    rule jsonb;
    step jsonb;
    at_ timestamptz;
    before_ text;
    state_ text;
    event_ bigint;
    holder_ bigint := reviews_standing(p_claim);
    holds boolean;
    held boolean;
    kept boolean;
    by_holder boolean;
    missing_ text[];
    interest_ text;
    data_ jsonb := '{}';
    went_ jsonb;
    standing jsonb;
BEGIN
    -- The claim's row is the lock, and that of the claim which has or gets its
    -- mentions; several are always locked in order.
    PERFORM 1 FROM claims_claim
    WHERE id IN (p_claim, holder_, (p_given ->> 'into')::bigint, (
        SELECT first_claim_id FROM claims_mention
        WHERE id = (p_given ->> 'mention')::bigint))
    ORDER BY id FOR NO KEY UPDATE;
    SELECT * INTO c FROM claims_claim WHERE id = p_claim;
    IF NOT FOUND THEN
        RETURN '{"refused": "no_such_claim"}';
    END IF;
    SELECT * INTO r FROM reviews_review WHERE claim_id = p_claim
    ORDER BY round DESC LIMIT 1;
    at_ := clock_timestamp();
    standing := jsonb_build_object(
        'claim', c.id, 'stage', r.stage, 'state', c.state, 'version', c.version,
        'person', r.holder_id, 'until', r.lease_until);

    SELECT value INTO rule FROM jsonb_array_elements(p_rules)
    WHERE value ->> 'stage' = r.stage AND value -> 'states' ? c.state;
    holds := r.holder_id IS NOT DISTINCT FROM p_actor;
    held := NOT holds AND coalesce(r.lease_until > at_, false);
    by_holder := p_terms -> 'by_holder' ? p_verb;
    -- What somebody has in hand is left alone; but an editor may take it, and say why.
    kept := held
        AND NOT (p_verb = 'take' AND coalesce((rule ->> 'others')::boolean, false))
        AND (by_holder OR p_verb IN ('take', 'decide', 'dismiss', 'merge', 'assign',
            'postpone', 'prioritise', 'ask_second'));
    IF p_version <> c.version OR holder_ <> reviews_standing(p_claim) THEN
        -- Who has it now says more than that it changed.
        RETURN standing || CASE WHEN kept THEN reviews_held(r, p_actor)
            ELSE '{"refused": "stale"}' END;
    ELSIF rule IS NULL THEN
        RETURN standing || '{"refused": "wrong_stage"}';
    ELSIF NOT (rule ->> 'may')::boolean AND p_verb <> 'assign' THEN
        RETURN standing || '{"refused": "not_permitted"}';
    ELSIF p_verb IN ('take', 'decide') AND EXISTS (
        SELECT 1 FROM reviews_reading
        WHERE review_id = r.id AND reader_id = p_actor AND undone_at IS NULL
    ) THEN
        RETURN standing || '{"refused": "own_reading"}';
    END IF;

    IF p_verb IN ('take', 'decide', 'dismiss', 'merge') THEN
        interest_ := reviews_interest(p_actor, c.id);
        IF interest_ IS NOT NULL THEN
            RETURN standing || jsonb_build_object(
                'refused', 'recused', 'person', p_actor, 'interest', interest_);
        END IF;
    END IF;

    missing_ := reviews_missing(r, p_verb, rule, p_given);
    IF kept THEN
        RETURN standing || reviews_held(r, p_actor);
    ELSIF held AND p_verb = 'take' AND coalesce(p_given ->> 'reason', '') = '' THEN
        RETURN standing || '{"refused": "reason_missing", "field": "reason"}';
    ELSIF NOT holds AND (by_holder OR p_verb = 'release' OR (
        r.stage = 'in_hand' AND p_verb IN ('decide', 'dismiss', 'merge'))) THEN
        RETURN standing || '{"refused": "not_holder"}';
    ELSIF p_given ? 'unusable' THEN
        RETURN standing || (p_given -> 'unusable');
    ELSIF missing_ = '{reason}' AND p_verb = 'decide' THEN
        RETURN standing || '{"refused": "reason_missing"}';
    ELSIF cardinality(missing_) > 0 THEN
        RETURN standing || jsonb_build_object('refused', 'missing', 'fields', missing_);
    ELSIF p_verb = 'take' AND holds AND r.lease_until > at_ THEN
        UPDATE reviews_review SET lease_until = at_ + make_interval(
            secs => (p_terms ->> 'lease')::double precision) WHERE id = r.id;
        RETURN standing || jsonb_build_object('already', true, 'until', at_ + make_interval(
            secs => (p_terms ->> 'lease')::double precision));
    ELSIF p_verb IN ('dismiss', 'merge', 'reword', 'split')
       AND reviews_in_force(c.id) IS NOT NULL THEN
        RETURN standing || '{"refused": "has_verdict"}';
    ELSIF p_verb = 'merge' AND NOT EXISTS (
        SELECT 1 FROM claims_claim WHERE id = (p_given ->> 'into')::bigint
        AND id <> c.id AND state NOT IN ('dismissed', 'merged')
    ) THEN
        RETURN '{"refused": "unknown_target"}';
    ELSIF p_verb = 'merge' THEN
        data_ := reviews_merging(p_given);
        IF data_ ? 'refused' THEN
            RETURN standing || data_;
        END IF;
    END IF;

    step := CASE p_verb
        WHEN 'decide' THEN reviews_decide(c, r, p_actor, at_, p_given, p_terms)
        WHEN 'withdraw' THEN reviews_withdraw(c, p_given ->> 'notice', at_)
        WHEN 'undo' THEN reviews_undo(c, p_actor, p_terms -> 'undoable', at_)
        WHEN 'dismiss' THEN '{"state": "dismissed"}'
        WHEN 'merge' THEN '{"state": "merged"}'
        WHEN 'reopen' THEN jsonb_build_object('state', CASE
            WHEN c.state IN ('dismissed', 'merged') THEN 'unverified' ELSE c.state END)
        WHEN 'release' THEN '{}'
        WHEN 'take' THEN CASE
            WHEN held THEN reviews_take_over(c, r, p_actor, at_) ELSE '{}' END
        WHEN 'assign' THEN reviews_assign(c, r, p_actor, rule, p_given)
        ELSE coalesce(
            reviews_arrange(c, r, p_verb, p_given),
            reviews_reply(r, p_verb, p_actor, at_, p_given),
            reviews_correct(c, p_verb, p_actor, at_, p_given, p_terms, p_request))
        END;
    IF step ? 'refused' THEN
        RETURN standing || step;
    END IF;

    before_ := r.stage;
    state_ := coalesce(step ->> 'state', c.state);
    data_ := coalesce(step -> 'data', data_);
    IF p_verb = 'merge' THEN
        went_ := reviews_gather((p_given ->> 'into')::bigint, ARRAY[c.id]);
        data_ := data_ || (
            SELECT coalesce(jsonb_object_agg('folded', ids), '{}') FROM (
                SELECT jsonb_agg(id ORDER BY id) AS ids FROM claims_mention
                WHERE claim_id = c.id) left_ WHERE ids IS NOT NULL);
    ELSIF c.state = 'merged' THEN
        went_ := reviews_hand_back(c.id, holder_);
    END IF;
    IF p_verb = 'reopen' THEN
        r := reviews_open(c, p_terms, at_);
        data_ := jsonb_build_object('second_reader', r.second_reader, 'blind', r.blind);
    ELSE
        r.stage := coalesce(step ->> 'stage', rule -> 'to' ->> 0);
        r.closed_at := CASE WHEN r.stage = 'closed' THEN coalesce(r.closed_at, at_) END;
        IF p_verb IN ('take', 'undo') THEN
            r.holder_id := p_actor;
            r.lease_until := at_ + make_interval(
                secs => (p_terms ->> 'lease')::double precision);
        ELSIF NOT by_holder
           AND p_verb NOT IN (
               'withdraw', 'assign', 'prioritise', 'ask_second', 'ask') THEN
            r.holder_id := NULL;
            r.lease_until := NULL;
        END IF;
        UPDATE reviews_review
        SET stage = r.stage, closed_at = r.closed_at, holder_id = r.holder_id,
            lease_until = r.lease_until,
            -- Work on it ends its rest, and a Reading whose turn it was.
            not_before = CASE
                WHEN p_verb NOT IN ('take', 'decide', 'dismiss', 'merge', 'undo')
                THEN not_before END,
            assignee_id = CASE
                WHEN p_verb NOT IN ('decide', 'dismiss', 'merge') THEN assignee_id END
        WHERE id = r.id;
    END IF;
    IF p_given ? 'batch' THEN
        data_ := data_ || jsonb_build_object('batch', p_given -> 'batch');
    END IF;
    event_ := reviews_record(
        c, r, p_verb, p_actor, at_, before_, state_,
        coalesce(p_given ->> 'reason', p_given ->> 'notice', ''), data_,
        (step ->> 'undoes')::bigint, p_request);
    IF went_ IS NOT NULL THEN
        PERFORM reviews_tell_holder(
            coalesce((p_given ->> 'into')::bigint, holder_),
            CASE p_verb WHEN 'merge' THEN 'gain' ELSE 'lose' END, p_actor, at_,
            jsonb_build_object('from', c.id, 'mentions', went_),
            p_given ->> 'otherwise', p_terms, p_request);
    END IF;
    RETURN jsonb_build_object(
        'event', event_, 'version', c.version + 1, 'stage', r.stage, 'state', state_,
        'review', r.id, 'claim', c.id, 'until', r.lease_until,
        'verdict', data_ -> 'verdict', 'other', data_ -> 'other',
        'mentions_went', coalesce((step ->> 'went')::bigint,
            (p_given ->> 'into')::bigint, nullif(holder_, p_claim)));
END $$;
