"""One rule says which claims a sentence states, stored or only tried."""

from claims.matching.same.grouping import (
    TOLD_LATER_ONLY,
    Likeness,
    choose_claims,
    weigh_claims,
)


def like(
    at: int, claim: int, score: float, *, same: bool = True, own: bool = True
) -> Likeness:
    return Likeness(at, claim, claim, score, same, own, "")


def chosen(*alike: Likeness) -> list[tuple[int, int]]:
    return [(each.at, each.claim_pk) for each in choose_claims(weigh_claims(alike))]


def test_a_claim_is_as_like_as_the_nearest_of_its_words() -> None:
    alike = [like(0, 7, 0.5, same=False), like(0, 7, 0.9, own=False)]

    (weighed,) = weigh_claims(alike)

    assert (weighed.score, weighed.same) == (0.9, True)


def test_what_is_like_a_later_wording_only_is_left_to_a_person() -> None:
    (weighed,) = weigh_claims([like(0, 7, 0.9, own=False)])

    assert (weighed.score, weighed.same) == (TOLD_LATER_ONLY, False)
    assert chosen(like(0, 7, 0.9, own=False)) == []


def test_two_sentences_of_one_source_never_go_to_one_claim() -> None:
    assert chosen(like(0, 7, 0.8), like(1, 7, 0.9)) == [(1, 7)]


def test_a_claim_goes_to_whoever_says_its_first_words() -> None:
    by_another = [like(0, 7, 0.4, same=False), like(0, 7, 0.99, own=False)]

    assert chosen(*by_another, like(1, 7, 0.8)) == [(1, 7)]


def test_a_sentence_states_two_claims_at_most() -> None:
    assert chosen(like(0, 7, 0.7), like(0, 8, 0.9), like(0, 9, 0.8)) == [(0, 8), (0, 9)]
