"""Pairs that nobody may get wrong, with or without the encoder: one word or one value
tells them apart, or says the same otherwise."""

import pytest

from claims.matching import judging
from claims.matching.judging import judge

CONTRADICT = [
    # Another value.
    ("en en", "The bakery employs 14 people.", "The bakery employs 41 people."),
    ("de de", "Der Kran wiegt 60 Tonnen.", "Der Kran wiegt 80 Tonnen."),
    ("en de", "The school has 320 pupils.", "Die Schule hat 230 Schüler."),
    ("en en", "The ferry sank in 1987.", "The ferry sank in 1978."),
    # Up and down.
    ("en en", "Unemployment rose to 5 %.", "Unemployment fell to 5 %."),
    ("de de", "Die Miete stieg um 40 Euro.", "Die Miete sank um 40 Euro."),
    ("en de", "Exports rose last year.", "Die Exporte sanken im vorigen Jahr."),
    # The opposite of an act.
    ("en en", "The council approved the tunnel.", "The council rejected the tunnel."),
    (
        "de de",
        "Das Amt genehmigte den Neubau am Hafen.",
        "Das Amt lehnte den Neubau am Hafen ab.",
    ),
    (
        "en de",
        "The court acquitted the banker.",
        "Das Gericht verurteilte den Bankier.",
    ),
    ("en en", "The museum opened on Monday.", "The museum closed on Monday."),
    (
        "de de",
        "Die Firma hat den Vertrag verlängert.",
        "Die Firma hat den Vertrag gekündigt.",
    ),
    ("en en", "The hostages were freed.", "The hostages were killed."),
    # A denial.
    ("en en", "The pilot was drunk.", "The pilot was not drunk."),
    ("de de", "Der Fahrer trug einen Gurt.", "Der Fahrer trug keinen Gurt."),
    (
        "en de",
        "The minister signed the contract.",
        "Der Minister unterzeichnete den Vertrag nicht.",
    ),
    # Beyond a bound.
    ("en en", "At least 90 houses burned down.", "Only 60 houses burned down."),
    (
        "de de",
        "Mehr als 200 Schafe verendeten.",
        "Weniger als 100 Schafe verendeten.",
    ),
    # Who did it to whom.
    ("en en", "Keller sued Brandt.", "Brandt sued Keller."),
]
AGREE = [
    # Other words for one act.
    ("en en", "The concert was cancelled.", "The concert was called off."),
    ("en en", "Prices rose by 3 percent.", "Prices climbed by 3 percent."),
    (
        "de de",
        "Die Polizei nahm den Täter fest.",
        "Die Polizei verhaftete den Täter.",
    ),
    ("en en", "The firm purchased the mill.", "The firm bought the mill."),
    ("de de", "Das Spiel wurde verschoben.", "Das Spiel wurde vertagt."),
    (
        "en de",
        "Parliament approved the budget.",
        "Das Parlament billigte den Haushalt.",
    ),
    ("en de", "The bridge collapsed in 1998.", "Die Brücke stürzte 1998 ein."),
    # One value, written otherwise.
    ("en en", "The repair cost $1,500,000.", "The repair cost 1.5 million dollars."),
    ("de de", "Die Reise dauerte 48 Stunden.", "Die Reise dauerte zwei Tage."),
    ("en de", "The tower is 1,250 feet high.", "Der Turm ist 381 Meter hoch."),
    ("en de", "A third of the staff left.", "Ein Drittel der Belegschaft ging."),
    # Turned, and the same.
    ("en en", "Keller sued Brandt.", "Brandt was sued by Keller."),
    ("en en", "He refused to pay the fine.", "He did not pay the fine."),
]
COMPATIBLE = [
    # A bound that includes the value.
    ("en en", "At least 30 trees fell.", "In all 45 trees fell in the storm."),
    # Another place, another year.
    (
        "en en",
        "In Oslo 40 schools were closed.",
        "In Bergen 12 schools were closed.",
    ),
    (
        "de de",
        "In Kassel fielen 30 Züge aus.",
        "In Erfurt fielen 80 Züge aus.",
    ),
    (
        "en en",
        "In 2015 the club sold 4,000 tickets.",
        "In 2019 the club sold 7,000 tickets.",
    ),
    (
        "en de",
        "In 2011 the town had 900 cows.",
        "Im Jahr 2021 hatte die Stadt 400 Kühe.",
    ),
    # Of something else.
    ("en en", "The blast killed nine people.", "The blast injured 30 people."),
    (
        "de de",
        "Der Sturm deckte 20 Dächer ab.",
        "Der Sturm verletzte sieben Menschen.",
    ),
    (
        "en de",
        "The mayor opened the new library.",
        "Die Bibliothek hat 60.000 Bücher.",
    ),
]
EASY = [
    (*each, label)
    for label, pairs in (
        ("contradict", CONTRADICT),
        ("agree", AGREE),
        ("compatible", COMPATIBLE),
    )
    for each in pairs
]


def test_there_are_forty():
    assert len(EASY) == 40


@pytest.mark.parametrize(("languages", "left", "right", "expected"), EASY)
def test_nobody_gets_it_wrong(languages, left, right, expected):
    one, other = languages.split()

    assert judge(left, right, left_language=one, right_language=other) == expected
    assert judge(right, left, left_language=other, right_language=one) == expected


@pytest.mark.parametrize(("languages", "left", "right", "expected"), EASY)
def test_the_rules_alone_get_none_wrong(monkeypatch, languages, left, right, expected):
    monkeypatch.setattr(judging, "encoder_installed", lambda: False)
    one, other = languages.split()

    assert judge(left, right, left_language=one, right_language=other) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The witness was credible.", "The witness was incredible.", "contradict"),
        ("The hall was full.", "The hall was empty.", "contradict"),
        ("The hall was full.", "The hall was not empty.", "agree"),
        ("Lund won 12 and Berg 5.", "Lund won 5 and Berg 12.", "contradict"),
        ("Lund has 12 and Berg 5.", "Lund has twelve and Berg five.", "agree"),
    ],
)
def test_words_that_exclude_each_other_are_enough(left, right, expected):
    assert judge(left, right, left_language="en", right_language="en") == expected
