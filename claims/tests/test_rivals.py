"""A name behind a pronoun is the right one, or there is none."""

import pytest

from claims.extraction import extract
from claims.insertions import insert_referents, without_insertions
from claims.tests.test_they import last_of

EN = "Olaf Orr, the mayor of Tarn, spoke on Friday. "
DE = "Bürgermeister Olaf Orr sprach am Freitag in Tarn. "


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (EN + "He closed 12 dams.", "en", "He [Olaf Orr] closed 12 dams."),
        (
            EN + "After all, he closed 12 dams.",
            "en",
            "After all, he [Olaf Orr] closed 12 dams.",
        ),
        (DE + "Er schloss 12 Dämme.", "de", "Er [Olaf Orr] schloss 12 Dämme."),
        (
            DE + "Im März schloss er 12 Dämme.",
            "de",
            "Im März schloss er [Olaf Orr] 12 Dämme.",
        ),
        (
            "Der 22-jährige Lund brach sich den Arm. Lund war gestürzt. Er liegt in"
            " einer Klinik.",
            "de",
            "Er [Lund] liegt in einer Klinik.",
        ),
        (
            "Tarn's Larim Voss, 34, stood on the bridge. He counted 12 boats.",
            "en",
            "He [Larim Voss] counted 12 boats.",
        ),
        (
            "The prosecutor, Carrie Cohen, looked up. She had 12 files.",
            "en",
            "She [Carrie Cohen] had 12 files.",
        ),
        (
            "Ähnlich hatte sich Bürgermeister Olaf Orr geäußert. Er schloss 12 Dämme.",
            "de",
            "Er [Olaf Orr] schloss 12 Dämme.",
        ),
        # Who was told of before counts no more once somebody is named.
        (
            "The French president is 62, they say. " + EN + "He closed 12 dams.",
            "en",
            "He [Olaf Orr] closed 12 dams.",
        ),
        (EN + "He’s closed 12 dams.", "en", "He’s [Olaf Orr] closed 12 dams."),
        (EN + "He'll close 12 dams.", "en", "He'll [Olaf Orr] close 12 dams."),
    ],
)
def test_who_is_plainly_meant_is_named(text: str, language: str, told: str) -> None:
    assert last_of(text, language)[0] == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # Somebody told of without a name.
        (EN + "Then a guard told a diver that he had 12 minutes.", "en"),
        (EN + "The guard was hurt because he had stood on the bridge.", "en"),
        (DE + "Der Prozess war der erste, in dem er 12 Urteile sprach.", "de"),
        (DE + "Der Damm brach am Montag. Er war 12 Jahre alt.", "de"),
        (DE + "Der „Damm Tarn“ brach am Montag. Er war 12 Jahre alt.", "de"),
        (EN + "The French president is 62. He has 12 houses.", "en"),
        (DE + "Die Zeitung schrieb, dass sie 12 Namen kenne.", "de"),
        # A name that nobody knows for a person's.
        ("We met Vendle. " + EN + "Vendle was late. He had lost 12 boats.", "en"),
        (DE + "Vendle war zu spät. Er hatte 12 Boote verloren.", "de"),
        # The name itself stands behind.
        (EN + "When he came back, Karl Lund had lost 12 boats.", "en"),
        (EN + "He called Orr a friend of 12 years.", "en"),
    ],
)
def test_whoever_may_be_another_is_not_named(text: str, language: str) -> None:
    assert "[" not in last_of(text, language)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Der Manager der Fußballnationalmannschaft wurde am Mittwoch verhaftet. Er soll"
        " 12 Menschen geschleust haben.",
        "Die Proteste richteten sich gegen den Clan von Lund. Er ist am Montag"
        " geflohen.",
        "Ein Bus fuhr in eine Gruppe von Menschen. Er hatte 12 Sitze.",
        "Neben ihm stand der Staatsführer Afrikas. Er war 12 Jahre an der Macht.",
        "Lund ist verletzt. Der behandelnde Arzt Lunds hat ihn operiert. Er sagte, das"
        " dauere 12 Tage.",
        "His brother fell from the Empire State Building in 1997. He was 12 years old.",
    ],
)
def test_what_is_no_name_is_never_put_behind_a_pronoun(text: str) -> None:
    texts = [each.text for each in extract(text).findings]

    assert texts
    for no_name in ("mannschaft]", "von Lund]", "Menschen]", "Afrikas]", "Building]"):
        assert not any(no_name in each for each in texts)
    assert not any("[Lunds]" in each or "[Lund]" in each for each in texts)


@pytest.mark.parametrize("short", ["’s", "'ll", "’d", "'ve", ""])
@pytest.mark.parametrize("pronoun", ["He", "She", "It", "They"])
def test_a_name_behind_a_short_verb_is_taken_out_again(
    pronoun: str, short: str
) -> None:
    sentence = f"{pronoun}{short} closed 12 dams."

    told = insert_referents(sentence, [(len(pronoun), "Olaf Orr")])

    assert told == f"{pronoun}{short} [Olaf Orr] closed 12 dams."
    assert without_insertions(told) == sentence
