"""How claims and what asks for them become vectors that meet."""

import numpy as np
import pytest

from claims.checked import find_checked
from claims.matching import retrieval
from claims.matching.retrieval import Kind, encode_for_search, join, read_post

ASKED = np.array([[1.0, 0.0]], dtype=np.float32)
TOLD = np.array([[0.0, 2.0]], dtype=np.float32)
NOWHERE = {kind: np.zeros(2, dtype=np.float32) for kind in Kind}


def test_each_way_a_claim_is_read_counts_the_same() -> None:
    joined = join({Kind.PASSAGE: TOLD, Kind.QUERY: ASKED}, NOWHERE)

    assert joined.tolist() == [pytest.approx([0.5**0.5, 0.5**0.5])]


def test_a_claim_is_read_both_ways_and_a_query_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    def encode(texts, kind):
        seen.append(kind)
        return ASKED if kind == Kind.QUERY else TOLD

    monkeypatch.setattr(retrieval, "encode_plainly", encode)
    monkeypatch.setattr(retrieval, "centres", lambda: NOWHERE)

    encode_for_search(["The dam was closed."], Kind.QUERY)
    encode_for_search(["The dam was closed."], Kind.PASSAGE)

    assert seen == [Kind.QUERY, Kind.PASSAGE, Kind.QUERY]


def test_a_post_is_read_without_its_links_and_signature() -> None:
    post = "The dam  broke! https://example.org/1 — Ana Orr (@ana) March 4, 2021"

    assert read_post(post) == "The dam broke!"


def test_a_bare_link_asks_for_nothing() -> None:
    assert find_checked("https://example.org/1") == []
