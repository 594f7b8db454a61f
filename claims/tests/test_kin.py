"""Only between reports of one event does it say something that nothing else is as
near, and two things with names of their own are never one."""

import pytest

from claims.linking.by_source import Row, split_by_source
from claims.matching.conflicts.german_names import find_german_names
from claims.matching.same.doubts import find_doubts
from claims.matching.same.pairs import find_kin
from claims.models import Claim
from claims.tests.reports import extracted
from claims.tests.sides import sides

STRANGERS = "each names somebody or something else"


def doubts(one: tuple[str, str], other: tuple[str, str]) -> list[str]:
    return find_doubts(*sides(one[0], other[0], (one[1], other[1])))


def test_another_pair_of_the_two_reports_makes_them_kin() -> None:
    are_kin = find_kin([(0, 7), (1, 8)], {7: [3], 8: [3, 4], 9: [3]})

    assert are_kin(0, 7)
    assert are_kin(1, 8)
    assert are_kin(2, 9)


def test_a_pair_is_no_kin_by_itself_nor_by_what_its_sentence_is_like() -> None:
    are_kin = find_kin([(0, 7), (0, 8), (1, 7)], {7: [3], 8: [4], 9: [4]})

    assert not are_kin(0, 7)
    assert not are_kin(0, 8)
    assert not are_kin(0, 9)
    assert are_kin(2, 9)


@pytest.mark.django_db
def test_one_like_sentence_in_reports_of_two_events_is_no_link() -> None:
    extracted(
        "The company estimates the damage at 20 million dollars. The fire at the"
        " paint factory in Oster broke out on Thursday.",
        outlet="The Lantern",
    )
    extracted(
        "The union in Kestrel called 2,000 dockers out on strike. The chamber of"
        " commerce puts the damage at 30 million pounds a day.",
        outlet="The Ledger",
    )

    assert all(claim.mentions.count() == 1 for claim in Claim.objects.all())


@pytest.mark.django_db
def test_a_claim_that_many_tell_in_other_words_is_judged_by_its_own_too() -> None:
    extracted("On Monday 4,200 homes were built in Arlen by the county.")
    for word in ("old", "rich", "big", "poor", "green"):
        extracted(
            f"On Monday 4,200 homes were built in Arlen by the {word} county.",
            outlet=f"The {word} paper",
        )
    claim = Claim.objects.get()
    first, *others = claim.mentions.all()
    own: Row = (0, claim.pk, 0, first.quote, "en", 0.9)
    rows = [own, *((0, claim.pk, each.pk, each.quote, "en", 0.9) for each in others)]

    split = list(split_by_source(rows))

    assert len(others) == 5
    assert split == [(rows, {})]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Die Brücke von Sollen kostete zwölf Millionen Euro.", ["Sollen"]),
        ("Die Bahn zwischen Sollen und Holm fährt nicht.", ["Sollen", "Holm"]),
        ("Bürgermeisterin Tessa Brandt sprach mit Opfern.", ["Tessa", "Brandt"]),
        ("Das Landgericht Morrow hat ihn verurteilt.", ["Morrow"]),
        ("Acht Menschen starben nach einer Warnung.", []),
        ("Die Regierung zahlt 18 Millionen Kronen bis Ende Juni.", []),
        ("", []),
    ],
)
def test_a_german_name_follows_a_noun_or_a_bare_preposition(
    text: str, names: list[str]
) -> None:
    assert list(find_german_names(text)) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Repairing the Grayle flood gate will cost €38 million.", "en"),
            ("Die Brücke von Sollen kostete zwölf Millionen Euro.", "de"),
        ),
        (
            ("Das Hochwassertor Grayle wurde 1974 gebaut.", "de"),
            ("Die Brücke von Sollen wurde 1931 gebaut.", "de"),
        ),
        (
            ("The railway between Arlen and Marrowick is closed until 20 March.", "en"),
            ("Die Bahn zwischen Sollen und Holm ist bis zum 4. April gesperrt.", "de"),
        ),
    ],
)
def test_two_things_with_other_names_are_a_doubt_in_german_too(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert doubts(one, other) == doubts(other, one) == [STRANGERS]


def test_what_the_other_says_in_its_own_words_is_no_other_name() -> None:
    found = doubts(
        ("The schools in Arlen were closed on Friday, Mayor Brandt said.", "en"),
        ("Der Unterricht in Schulen in Arlen fiel am Freitag aus.", "de"),
    )

    assert found == []
