"""A text of thousands of names takes no longer for each than a short one."""

from itertools import islice, product

import pytest

from claims.extraction.people import People
from claims.extraction.people.person_words import MALE
from claims.extraction.speakers import find_voices
from claims.extraction.text.sentences import split_sentences
from factcheck.tests.growth import BOUND, TIMES, growth

FEW = 60


def read_people(paragraphs: list[str], language: str) -> None:
    spans, at = [], 0
    for each in paragraphs:
        found = split_sentences(each, language)
        spans.append([(at + start, at + end) for start, end in found])
        at += len(each) + 1
    find_voices("\n".join(paragraphs), spans, language)


@pytest.mark.parametrize(
    ("paragraph", "language"),
    [
        ("Karl Lund came to town. {} went home. He had 12 boats.", "en"),
        ("Am Abend kam der 22-jährige {} nach Hause.", "de"),
        ("Am Abend kam der 22-jährige {}s nach Hause.", "de"),
    ],
)
def test_the_work_grows_with_the_names_in_a_line(paragraph: str, language: str) -> None:
    names = ("V" + "".join(each) for each in product("bdgkt", "aeiou", "nrlmt", "aeio"))
    several = (f"{name}{end}" for name in names for end in ("n", "r"))
    given = [paragraph.format(name) for name in islice(several, FEW * TIMES)]

    grown = growth(lambda each: read_people(each, language), given[:FEW], given)

    assert len(given) == FEW * TIMES
    assert grown < BOUND


def test_whoever_may_be_meant_is_found_as_fast_in_an_endless_paragraph() -> None:
    sentence = "Karl Lund met Ida Orr. "
    few, many = (
        People(sentence * count, "en", [(0, len(sentence) * count)])
        for count in (200, 200 * TIMES)
    )

    def ask(people: People) -> list[bool]:
        places = range(0, len(people.text), len(sentence))
        found = [people.only_before(0, place, MALE) for place in places]
        return [each is not None and each.key == "lund" for each in found]

    assert ask(few) == [False] + [True] * 199
    assert growth(ask, few, many) < BOUND
