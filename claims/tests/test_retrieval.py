"""How claims and what asks for them become vectors that meet."""

import numpy as np
import pytest

from claims.checked import find_checked
from claims.fine_encoder import Kind
from claims.matching import retrieval
from claims.matching.retrieval import Queries, encode_claims, join, read_post

ASKED = np.array([[1.0, 0.0]], dtype=np.float32)
TOLD = np.array([[0.0, 2.0]], dtype=np.float32)


@pytest.fixture
def _from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = {kind: np.zeros(2, dtype=np.float32) for kind in Kind}
    monkeypatch.setattr(retrieval, "centres", lambda: nowhere)


@pytest.mark.usefixtures("_from_nowhere")
def test_each_way_a_claim_is_read_counts_the_same() -> None:
    joined = join({Kind.PASSAGE: TOLD, Kind.QUERY: ASKED})

    assert joined.tolist() == [pytest.approx([0.5**0.5, 0.5**0.5])]


@pytest.mark.usefixtures("_from_nowhere")
def test_a_claim_is_read_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def encode(texts, kind):
        seen.append(kind)
        return ASKED if kind == Kind.QUERY else TOLD

    monkeypatch.setattr(retrieval, "encode_plainly", encode)

    encode_claims(["The dam was closed."])

    assert seen == [Kind.PASSAGE, Kind.QUERY]


@pytest.mark.usefixtures("_from_nowhere")
def test_a_query_is_seen_from_the_middle_of_those_before_as_far_as_it_is_known() -> (
    None
):
    asked = Queries()
    first = asked.place(ASKED[0])
    for _ in range(30):
        asked = asked.add(np.array([2.0, 2.0]))

    assert first.tolist() == [1, 0]
    assert asked.place(np.array([1.0, 4.0])).tolist() == [0, 1]


def test_of_what_was_asked_the_latest_hundred_count() -> None:
    asked = Queries()
    for _ in range(200):
        asked = asked.add(np.array([8.0]))
    asked = asked.add(np.array([108.0]))

    assert asked.count == 100
    assert asked.middle == pytest.approx([9.0])


def test_a_post_is_read_without_its_links_and_signature() -> None:
    post = "The dam  broke! https://example.org/1 — Ana Orr (@ana) March 4, 2021"

    assert read_post(post) == "The dam broke!"


def test_a_bare_link_asks_for_nothing() -> None:
    assert find_checked("https://example.org/1", language="en") == []
