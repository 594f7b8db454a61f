"""What a statement in another language leaves out of a claim, and what it does not."""

import pytest

from benchmarks.quality import read_rows
from benchmarks.quality_tasks.partly_told import PAIRS, find_left_out
from claims.matching.same.untold import untold_clause_abroad

BUILT = "The gate was built in 1974 and is run by the Velmark Waterways Authority."


def test_the_clause_that_another_language_leaves_out_is_named():
    said = "Das Hochwassertor Grayle wurde 1974 gebaut."

    untold = untold_clause_abroad(BUILT, said)

    assert untold == "and is run by the Velmark Waterways Authority."


@pytest.mark.parametrize(
    "said",
    [
        "Das Tor wurde 1974 gebaut und wird vom Wasseramt Velmark betrieben.",
        "Das Wasseramt Velmark betreibt das Tor, das 1974 gebaut wurde.",
    ],
)
def test_a_whole_translation_leaves_nothing_out(said):
    assert untold_clause_abroad(BUILT, said) == ""


def test_a_claim_of_one_clause_is_told_whole_or_not_at_all():
    claim = "The gate was built in 1974."

    assert untold_clause_abroad(claim, "Das Tor wurde gebaut.") == ""


def test_of_104_translations_nearly_all_are_told_from_parts():
    rows = list(read_rows(PAIRS))

    whole = [row for row in rows if find_left_out(row, row["whole"])]
    part = [row for row in rows if not find_left_out(row, row["part"])]

    assert (len(rows), len(whole), len(part)) == (52, 1, 1)


def test_a_figure_that_another_language_has_in_other_words_is_told():
    row = {
        "claim": "The church was destroyed in the war and not rebuilt until 1974.",
        "language": "en",
        "spoken": "de",
    }
    said = "Die Kirche wurde im Krieg zerstört und erst 1974 wieder aufgebaut."

    assert find_left_out(row, said) == ""
    assert find_left_out(row, "Die Kirche wurde im Krieg zerstört.") == "1974"
