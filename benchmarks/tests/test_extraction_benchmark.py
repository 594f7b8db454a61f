"""What the benchmark of extraction reads is the same for the same seed, and counted."""

import pytest
from django.db import connection

from benchmarks.articles import SENTENCES, Writer
from benchmarks.clocks import Stages, sum_up
from benchmarks.extraction import measure_recall
from benchmarks.stored import fill
from claims.models import Claim, Mention, Source, Wording, WordPair


def test_the_same_seed_writes_the_same_articles_of_forty_sentences() -> None:
    ((first, *_), (second, *_)) = (list(Writer(3).write_articles(2)) for _ in range(2))

    assert first == second
    assert 3000 < len(first) < 7000
    assert (
        sum(first.count(sign) for sign in (". ", "? ", ".\n", "?\n")) >= SENTENCES - 2
    )


def test_so_many_words_as_asked_are_changed() -> None:
    writer = Writer(1)
    text = writer.write_sentence("en")

    changed = writer.change_words(text, count=4, language="en")

    pairs = list(zip(text.split(" "), changed.split(" "), strict=True))
    assert sum(one != other for one, other in pairs) == 4


def test_a_share_of_the_sentences_is_known_already() -> None:
    text = "The Arlen council sold 42 wooden bridges in May."

    (article,) = Writer(1, german=0).write_articles(1, known=[("en", text)], copies=1)

    assert 5 < article.count(text) < 35


@pytest.mark.django_db(transaction=True)
def test_the_stored_claims_are_as_extraction_leaves_them() -> None:
    fill(80)

    assert Claim.objects.count() == Wording.objects.count() == 80
    assert Source.objects.count() == 2
    assert WordPair.objects.values("claim_id").distinct().count() == 80
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM claims_mention m JOIN claims_source s"
            " ON s.id = source_id WHERE quote"
            ' = substr(s.text, start + 1, m."end" - start)'
        )
        assert cursor.fetchone() == (80,)
    assert Mention.objects.count() == 80
    assert measure_recall(80).found >= 0.9


@pytest.mark.django_db
def test_a_stage_does_not_count_the_stages_inside_it() -> None:
    stages = Stages()

    with stages.of("outer"), stages.of("inner"):
        sum(range(300_000))

    assert stages.spent["inner"][0] > stages.spent["outer"][0]
    assert [name for name, *_ in sum_up([stages.spent, stages.spent])] == [
        "inner",
        "outer",
    ]
