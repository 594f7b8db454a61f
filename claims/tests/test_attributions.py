"""What a text hands to somebody else: content, source, cue and kind."""

from claims.extraction.attributions import Attribution, find_attributions
from claims.extraction.text.sentences import split_sentences


def attributions(text: str, language: str) -> list[Attribution]:
    paragraphs = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans = split_sentences(line, language)
        paragraphs.append([(start + first, start + last) for first, last in spans])
        start += len(line)
    return find_attributions(text, paragraphs, language)


def told(text: str, language: str) -> list[tuple[str, str, str]]:
    """Kind, source and content of each."""
    return [
        (
            each.kind,
            text[slice(*each.source)] if each.source else "",
            " … ".join(text[start:end] for start, end in each.content),
        )
        for each in attributions(text, language)
    ]


def test_a_quotation_of_many_sentences_is_one_content() -> None:
    text = "“The dam held. It will hold for years,” Brandt said on Monday."

    assert told(text, "en") == [
        ("direct", "Brandt", "“The dam held. It will hold for years,”")
    ]


def test_a_quotation_alone_goes_on_with_the_last_source() -> None:
    text = "“The old dam held,” said Tessa Brandt. “It will hold for years.”"

    assert [(kind, source) for kind, source, _ in told(text, "en")] == [
        ("direct", "Tessa Brandt"),
        ("direct", "Tessa Brandt"),
    ]


def test_plans_and_beliefs_are_a_stance() -> None:
    assert told("Officials want to close the dam.", "en") == [
        ("stance", "Officials", "to close the dam")
    ]


def test_a_frame_may_part_what_was_said() -> None:
    assert told("Der Damm hat laut Behörde 300 Risse.", "de") == [
        ("indirect", "Behörde", "Der Damm hat … 300 Risse")
    ]


def test_a_parted_verb_is_one_cue() -> None:
    text = "Die Behörde teilte am Montag mit, der Damm halte."
    (found,) = attributions(text, "de")

    assert [text[start:end] for start, end in found.cue] == ["teilte", "mit"]
    assert [text[start:end] for start, end in found.frame] == [
        "Die Behörde teilte am Montag mit,"
    ]


def test_sentences_in_reported_mood_are_one_content() -> None:
    text = "Brandt sagte, der Damm halte. Er sei alt. Man werde ihn schließen."

    assert told(text, "de") == [
        ("indirect", "Brandt", "der Damm halte"),
        ("mood", "Brandt", "Er sei alt. Man werde ihn schließen."),
    ]


def test_the_title_of_a_book_is_nobodys_words() -> None:
    assert told("Er las das Buch „Der Damm von Arlen“ im Zug.", "de") == []
