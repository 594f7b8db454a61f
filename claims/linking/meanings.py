"""The database side of meaning: each Claim's vector, and the Claims nearest to a text.

Vectors are made and searched outside the lock that storing holds, so that a slow
encoder or a large index never holds up the next Source."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection
from numpy.typing import NDArray
from pgvector import HalfVector

from claims.encoders import can_tell_meaning, encode_meaning
from claims.linking.by_source import Row, split_by_source
from claims.linking.opposing import add_note, note_opposite
from claims.matching.conflicts import Telling
from claims.matching.conflicts.oppositions import (
    Opposition,
    explain_opposed,
    find_opposed,
    oppose_in_words,
)
from claims.matching.same.doubts import Side, values_in
from claims.matching.same.pairs import (
    LEAST_NEARNESS,
    Answer,
    Judgement,
    Pair,
    find_kin,
    find_leads,
    is_kin,
    judge_weighed,
    weigh_pair,
)
from claims.matching.same.unlinked import find_likelihood, is_worth_asking
from claims.matching.sense.meaning import make_sense, weigh_words, without_source
from claims.matching.sense.similarity import take_apart

HOW_MANY = 10
# Of what may be the same, a second look takes some 10 ms for a pair.
MOST_WEIGHED_AGAIN = 3
# The rest of a book is encoded behind: a task's time is limited.
MOST_AT_ONCE = 2000

# The next claims by vector, by their own words or those of a mention, and all words in
# which they are told; those of the same source are no news.
NEAREST = """
WITH given AS MATERIALIZED (
    SELECT * FROM unnest(%(places)s::int[], %(vectors)s::halfvec[])
        AS given(at, vector)
), near AS (
    SELECT given.at, found.claim_id
    FROM given CROSS JOIN LATERAL (
        SELECT m.claim_id, m.vector <=> given.vector AS distance
        FROM claims_meaning m
        WHERE m.vector IS NOT NULL
        ORDER BY m.vector <=> given.vector
        LIMIT %(most)s
    ) found
    WHERE found.distance <= %(farthest)s
    UNION
    SELECT given.at, found.claim_id
    FROM given CROSS JOIN LATERAL (
        SELECT r.claim_id, r.vector <=> given.vector AS distance
        FROM claims_retelling r
        WHERE r.vector IS NOT NULL
        ORDER BY r.vector <=> given.vector
        LIMIT %(most)s
    ) found
    WHERE found.distance <= %(farthest)s
)
SELECT near.at, near.claim_id, told.mention_id, told.text, told.language,
    1 - (told.vector <=> given.vector)
FROM near JOIN given USING (at) CROSS JOIN LATERAL (
    SELECT 0 AS mention_id, w.text, w.language, m.vector
    FROM claims_wording w JOIN claims_meaning m USING (claim_id)
    WHERE w.claim_id = near.claim_id AND m.vector IS NOT NULL
    UNION ALL
    SELECT r.mention_id, r.text, r.language, r.vector
    FROM claims_retelling r
    WHERE r.claim_id = near.claim_id AND r.vector IS NOT NULL
) told
WHERE told.vector <=> given.vector <= %(farthest)s
"""
NEAREST_CLAIMS = f"""
{NEAREST} AND NOT EXISTS (
    SELECT 1 FROM claims_mention o
    WHERE o.first_claim_id = near.claim_id AND o.source_id = %(source)s
)
ORDER BY 1, 6 DESC, 3
"""  # noqa: S608  # made of our own words
# The few claims that were filed while this source was being read; no index needed.
LATE_CLAIMS = """
SELECT given.at, m.claim_id, 0, w.text, w.language, 1 - (m.vector <=> given.vector)
FROM claims_meaning m
JOIN claims_wording w ON w.claim_id = m.claim_id
CROSS JOIN unnest(%s::int[], %s::halfvec[]) AS given(at, vector)
WHERE m.claim_id > %s AND m.vector IS NOT NULL
    AND m.vector <=> given.vector <= %s
    AND NOT EXISTS (
        SELECT 1 FROM claims_mention o
        WHERE o.first_claim_id = m.claim_id AND o.source_id = %s
    )
ORDER BY 1, 6 DESC
LIMIT 5000
"""


@dataclass(frozen=True, slots=True)
class Near:
    """Words in which a claim elsewhere is told, those of a mention or with 0 its own,
    and whether they say the same."""

    found_pk: int
    mention_pk: int
    judgement: Judgement
    pair: Pair = field(repr=False)

    @property
    def worth_asking(self) -> bool:
        return is_worth_asking(self.judgement)

    @property
    def opposed(self) -> bool:
        return self.judgement.opposition == Opposition.PLAIN


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What stands elsewhere for the texts of one source. ``latest_pk`` is the last
    claim there was when it was looked for; empty without the encoder."""

    source_pk: int
    language: str
    latest_pk: int = 0
    vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    near: dict[str, list[Near]] = field(default_factory=dict)


def at_once() -> bool:
    """Whether meaning counts while a Source is read, and not only behind."""
    return bool(settings.MATCH_BY_MEANING == "at_once")


def look_elsewhere(
    texts: Collection[str], *, source_pk: int, language: str
) -> Elsewhere:
    """The claims of other sources that say what ``texts`` say, in any language; none
    where that is found out later."""
    if not texts or not at_once() or not can_tell_meaning():
        return Elsewhere(source_pk, language)
    wanted = list(dict.fromkeys(texts))[:MOST_AT_ONCE]
    rows = encode_meaning([without_source(text) for text in wanted])
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(claim_id), 0) FROM claims_wording")
        latest_pk = int(cursor.fetchone()[0])
        cursor.execute(NEAREST_CLAIMS, {**wanted_near(rows), "source": source_pk})
        found = cursor.fetchall()
    return Elsewhere(
        source_pk,
        language,
        latest_pk,
        dict(zip(wanted, rows, strict=True)),
        judge_by_source(wanted, found, language=language),
    )


def look_for_late(elsewhere: Elsewhere) -> dict[str, list[Near]]:
    """What was filed meanwhile by others, once one's own vectors can be seen."""
    texts = list(elsewhere.vectors)
    rows = np.array([elsewhere.vectors[text] for text in texts])
    with connection.cursor() as cursor:
        cursor.execute(
            LATE_CLAIMS,
            [
                *placed(rows),
                elsewhere.latest_pk,
                1 - LEAST_NEARNESS,
                elsewhere.source_pk,
            ],
        )
        found = cursor.fetchall()
    return judge_rows(texts, found, language=elsewhere.language)


def judge_by_source(
    texts: Sequence[str], found: Sequence[Row], *, language: str
) -> dict[str, list[Near]]:
    """As ``judge_rows``, against one source after the other; of each wording the best
    answer."""
    best: dict[str, dict[tuple[int, int], Near]] = defaultdict(dict)
    for rows, told_in in split_by_source(found):
        judged = answer_rows(texts, rows, language=language, told_in=told_in)
        for text, near in judged.items():
            # The likeliest last, which is kept.
            best[text] |= {
                (each.found_pk, each.mention_pk): each
                for each in sorted(
                    [*near, *best[text].values()],
                    key=lambda each: each.judgement.score,
                )
            }
    return {text: weigh_again(near.values()) for text, near in best.items()}


def judge_rows(
    texts: Sequence[str],
    found: Sequence[Row],
    *,
    language: str,
    told_in: Mapping[int, Collection[int]] | None = None,
) -> dict[str, list[Near]]:
    """The answers that are not "different", the likeliest first; what may be the same
    has the likelihood of what is not linked. ``told_in`` are the sources of the claims
    found: where they are known, a lead counts between reports of one event only."""
    answers = answer_rows(texts, found, language=language, told_in=told_in)
    return {text: weigh_again(near) for text, near in answers.items()}


def weigh_again(near: Iterable[Near]) -> list[Near]:
    """What one text is like, the likeliest first, once it is known what is linked."""
    weighed: list[Near] = []
    unsure = 0
    for each in sorted(near, key=lambda each: -each.judgement.score):
        if each.judgement.answer == Answer.MAYBE and not each.opposed:
            unsure += 1
            thoroughly = unsure <= MOST_WEIGHED_AGAIN
            each = replace(each, judgement=weigh_unsure(each, thoroughly=thoroughly))
        weighed.append(each)
    return sorted(weighed, key=lambda each: -each.judgement.score)


def weigh_unsure(near: Near, *, thoroughly: bool) -> Judgement:
    score = near.judgement.score
    likely = find_likelihood(near.pair, score, thoroughly=thoroughly)
    judgement = replace(near.judgement, score=likely)
    if not is_worth_asking(judgement):
        return judgement
    return judge_opposite(near.pair.one, near.pair.other, judgement)


def answer_rows(
    texts: Sequence[str],
    found: Sequence[Row],
    *,
    language: str,
    told_in: Mapping[int, Collection[int]] | None = None,
) -> dict[str, list[Near]]:
    """The answers that are not "different", as the scorer of all pairs has them."""
    others = {text: (spoken, take_apart(text)) for *_, text, spoken, _ in found}
    asking = {at for at, *_ in found}
    if not asking:
        return {}
    every = [*(texts[at] for at in sorted(asking)), *others]
    senses = dict(
        zip(every, make_sense(every, weigh_words([*texts, *others])), strict=True)
    )
    sides = {
        at: Side(texts[at], take_apart(texts[at]), senses[texts[at]], language)
        for at in asking
    }
    pairs = [
        weigh_pair(
            sides[at], Side(text, others[text][1], senses[text], spoken), nearness
        )
        for at, _, _, text, spoken, nearness in found
    ]
    near: dict[str, list[Near]] = defaultdict(list)
    judged = judge_pairs(pairs, found, told_in)
    for pair, judgement, (at, found_pk, mention_pk, *_) in zip(
        pairs, judged, found, strict=True
    ):
        if judgement.answer != Answer.DIFFERENT:
            near[texts[at]].append(Near(found_pk, mention_pk, judgement, pair))
    return near


def judge_pairs(
    pairs: Sequence[Pair],
    found: Sequence[Row],
    told_in: Mapping[int, Collection[int]] | None,
) -> Iterator[Judgement]:
    """What each pair is beside the others that were ``found`` with it."""
    # The words of one claim are no rivals of each other.
    nearest: dict[tuple[int, int], float] = {}
    for at, found_pk, *_, nearness in found:
        nearest[at, found_pk] = max(nearness, nearest.get((at, found_pk), nearness))
    leads = find_leads(nearest)
    are_kin = find_kin(
        (
            (at, found_pk)
            for pair, (at, found_pk, *_) in zip(pairs, found, strict=True)
            if is_kin(pair)
        ),
        told_in or {},
    )
    for pair, (at, found_pk, *_, nearness) in zip(pairs, found, strict=True):
        lead = leads[at, found_pk] - (nearest[at, found_pk] - nearness)
        kin = told_in is None or are_kin(at, found_pk)
        judgement = judge_weighed(pair, lead=lead, kin=kin)
        if judgement.answer != Answer.SAME:
            judgement = judge_opposed(pair.one, pair.other, judgement)
        yield judgement


def judge_opposed(one: Side, other: Side, judgement: Judgement) -> Judgement:
    """What contradicts each other is shown, though it is hardly one claim; numbers only
    where it may be one."""
    if judgement.answer == Answer.MAYBE:
        found = find_opposed(*(telling_of(side) for side in (one, other)))
    else:
        found = oppose_in_words(one.text, other.text)
    if not found:
        return judgement
    why = explain_opposed(one.text, other.text, found[0])
    return Judgement(Answer.MAYBE, judgement.score, why, Opposition.PLAIN)


def judge_opposite(one: Side, other: Side, judgement: Judgement) -> Judgement:
    """With a note where one may say the opposite of what it is so like."""
    note = note_opposite((one.text, one.language), (other.text, other.language))
    if not note:
        return judgement
    why = add_note(note, judgement.why)
    return replace(judgement, why=why, opposition=Opposition.POSSIBLE)


def telling_of(side: Side) -> Telling:
    return Telling(side.text, values_in(side.text, side.language))


def wanted_near(rows: NDArray[np.float32]) -> dict[str, Any]:
    """What is asked for each of the vectors."""
    places, vectors = placed(rows)
    farthest = 1 - LEAST_NEARNESS
    return {
        "places": places,
        "vectors": vectors,
        "most": HOW_MANY,
        "farthest": farthest,
    }


def placed(rows: NDArray[np.float32]) -> tuple[list[int], list[str]]:
    """Numbered vectors as PostgreSQL reads them."""
    return list(range(len(rows))), [HalfVector(row).to_text() for row in rows]


def remember_meanings(vectors: Mapping[int, NDArray[np.float32]]) -> None:
    """Give claims their vectors, in the order of their keys."""
    if not vectors:
        return
    claim_pks = sorted(vectors)
    written = [HalfVector(vectors[claim_pk]).to_text() for claim_pk in claim_pks]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_meaning m SET vector = given.vector"
            " FROM unnest(%s::bigint[], %s::halfvec[]) AS given(id, vector)"
            " WHERE m.claim_id = given.id AND m.vector IS NULL",
            [claim_pks, written],
        )
