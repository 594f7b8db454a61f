"""What leans on the sentence before it is shown with it, by Python and PostgreSQL."""

import pytest

from claims.leaning import LEANS, find_support, last_sentence, what_stands_before
from claims.models import Mention
from conftest import mention_in

LEANING = (
    "It was the highest level since records began in 1931.",
    "Its steel hinges were replaced once, in 1998.",
    "It's the third flood in two years.",
    "But he has already made the decision.",
    "And they lost 41 percent on Thursday.",
    "“This is half-time,” said its spokeswoman.",
    "These people have been lied to.",
    "All of them had been brought to safety.",
    "The latter was founded in 1887.",
    "Both men denied it.",
    "Another 300 homes were flooded.",
    "Es gehe um den Verdacht der Bilanzfälschung.",
    "„Das ist ein Fall für sich“, sagte die Ökonomin.",
    "Dafür sind 7500 Unterschriften nötig.",
    "Dabei wurden drei Menschen verletzt.",
    "Dort leben 4.200 Menschen.",
    "Seine Fraktion werde klagen.",
    "Zwei von ihnen starben.",
    "Doch dies sei falsch.",
)
STANDING = (
    "Items worth 3 million euros were stolen.",
    "Italy signed the treaty in 1957.",
    "The two-year plan costs €4 million.",
    "Thatcher resigned in 1990.",
    "She [Ilse Torvand] said the gate failed.",
    "Her [Ilse Torvand] office denied it.",
    "Hisham Okarra was elected in May.",
    "The gate was built in 1974.",
    "Das Tor wurde 1974 gebaut.",
    "Die Stadt hat 4.200 Einwohner.",
    "Der Bürgermeister trat zurück.",
    "Damaskus meldete 300 Tote.",
    "Essen hat 580.000 Einwohner.",
    "Dienstag fielen 40 Millimeter Regen.",
    "Ihrig wurde 1998 gewählt.",
)


@pytest.mark.parametrize("told", LEANING)
def test_it_leans(told):
    assert LEANS.match(told)


@pytest.mark.parametrize("told", STANDING)
def test_it_stands_alone(told):
    assert not LEANS.match(told)


def test_postgresql_reads_the_same(stated):
    claim = stated("A claim.", outlets=())
    for told in (*LEANING, *STANDING):
        mention_in(claim, "The Lantern", told)
    before = Mention.objects.annotate(before=what_stands_before("quote"))

    leaning = [each.quote for each in before.order_by("pk") if each.before]

    assert leaning == list(LEANING)


def test_the_sentence_before_is_what_it_leans_on():
    text = (
        "The Arl\n\nThe gate failed at 11.40 p.m. on 12 March. The Arl reached 5.8 "
        "metres on Friday. It was the highest level since 1931."
    )
    told = "It was the highest level since 1931."

    support = find_support(text, told, text.index(told), "en")

    assert support == "The Arl reached 5.8 metres on Friday."
    assert find_support(text, "The Arl reached 5.8 metres.", 60, "en") == ""


@pytest.mark.parametrize(
    ("before", "language", "last"),
    [
        ("", "en", ""),
        ("   \n ", "en", ""),
        ("The bank was founded in 1871.\n\n", "en", "The bank was founded in 1871."),
        ("The dam broke.\n\nPhoto: A. Orr / Lantern\n", "en", "The dam broke."),
        ("What we know\n", "en", "What we know"),
        ("Am 15. November trat er auf. Er sprach.", "de", "Er sprach."),
        ("He said: “The dam broke.”", "en", "He said: “The dam broke.”"),
    ],
)
def test_it_is_the_last_whole_sentence_there_is(before, language, last):
    assert last_sentence(before, language) == last


def test_of_a_sentence_without_end_the_end_is_shown():
    shown = last_sentence("word " * 200 + "end.", "en")

    assert len(shown) <= 241
    assert shown.startswith("…word")
    assert shown.endswith("end.")


@pytest.mark.parametrize("length", [0, 1, 599, 600, 601, 5000])
def test_as_much_is_looked_at_as_there_is(stated, length):
    claim = stated("A claim.", outlets=())
    mention = mention_in(claim, "The Lantern", "It " + "x" * 20)
    before = Mention.objects.annotate(before=what_stands_before("quote")).get()

    text = mention.source.text
    assert before.before == text[max(0, mention.start - 600) : mention.start]
