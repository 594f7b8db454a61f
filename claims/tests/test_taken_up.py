"""A pronoun takes up whom the body names, and never who wrote it."""

import pytest

from claims.extraction import extract

HEAD = "Crane collapses at the harbour of Tessel\n{byline}\n\n"
BODY = (
    "A crane fell across two berths on Saturday, the port authority said. {name} said"
    " the crane had been inspected in March. She added that 12 faults had been found."
    " “We had 3 signs that something was wrong,” she said.\n"
)


@pytest.mark.parametrize(
    "byline",
    ["By Nora Quill", "By Nora Quill, port reporter", "Nora Quill, Arlen", "12 May"],
)
@pytest.mark.parametrize(
    "name",
    ["Elin Varga", "Harbour master Elin Varga", "Minister Elin Varga"],
)
def test_a_pronoun_means_the_only_person_and_no_author(byline: str, name: str) -> None:
    text = HEAD.format(byline=byline) + BODY.format(name=name)

    told = extract(text).findings[-2:]

    assert [each.text for each in told] == [
        "She [Elin Varga] added that 12 faults had been found.",
        "“We had 3 signs that something was wrong,” she [Elin Varga] said.",
    ]
    assert [each.speaker and each.speaker.name for each in told] == ["Elin Varga"] * 2


def test_a_german_author_is_nobody_whom_a_pronoun_means() -> None:
    text = (
        "Kran stürzt im Hafen um\nVon Nora Brandt\n\nIm Hafen von Tessel ist am Samstag"
        " ein Kran umgestürzt. Sie sagte, 12 Arbeiter seien verletzt.\n"
    )

    last = extract(text).findings[-1]

    assert last.text == "Sie sagte, 12 Arbeiter seien verletzt."
    assert last.speaker is None


def test_the_gender_a_pronoun_shows_goes_with_the_name() -> None:
    text = (
        HEAD.format(byline="By Nora Quill")
        + BODY.format(name="Minister Elin Varga")
        + "The chairman, Paul Reddick, said that 14 cracks had been reported. He showed"
        " 3 copies of the reports.\n"
    )

    last = extract(text).findings[-1]

    assert last.text == "He [Paul Reddick] showed 3 copies of the reports."


@pytest.mark.parametrize(
    "sentence",
    [
        # Somebody else is named whom the pronoun may mean.
        "Nora Reed met Elin Varga. Elin Varga said 12 berths were closed. She left.",
        # An article goes before no name.
        "The Tessel Port said 12 berths were closed. She left 3 berths open.",
        "Yesterday Tessel said 12 berths were closed. She left 3 berths open.",
    ],
)
def test_no_name_is_put_where_it_may_be_another(sentence: str) -> None:
    found = extract(sentence).findings

    assert "[" not in " ".join(each.text for each in found)
