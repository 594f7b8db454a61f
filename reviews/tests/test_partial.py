"""A mention that states only a part of the claim says which, and is not ticked."""

import pytest

from claims.extraction.values import find_values
from claims.models import Mention
from claims.partial import find_untold
from claims.rows import as_json
from conftest import mention_in
from reviews.moves import Stage

BUILT = "The gate was built in 1974 and is run by the Velmark Waterways Authority."


def linked(claim, outlet, text):
    mention = mention_in(claim, outlet, text)
    values = [as_json(value) for value in find_values(text, "en")]
    Mention.objects.filter(pk=mention.pk).update(
        linked_by="matching", similarity=0.9, values=values
    )
    return Mention.objects.select_related("source__outlet").get(pk=mention.pk)


@pytest.fixture
def built(claim_at):
    return claim_at(Stage.IN_HAND, text=BUILT, outlets=("The Lantern",))


def test_a_value_or_a_clause_that_is_not_told_is_named(built):
    undated = linked(built, "The Herald", "The gate was built a long time ago.")
    short = linked(built, "The Ledger", "The gate was built in 1974.")
    whole = linked(
        built,
        "The Post",
        "The Velmark Waterways Authority runs the gate, built in 1974.",
    )

    untold = find_untold(built.wording, [undated, short, whole])

    assert untold == {
        undated.pk: "1974",
        short.pk: "and is run by the Velmark Waterways Authority",
    }


@pytest.mark.parametrize(
    ("claim", "untold"),
    [
        (
            "It was built in 1974 and is run by the Velmark Authority of the U.S.",
            "and is run by the Velmark Authority of the U.S.",
        ),
        (
            "“The gate was built in 1974 and is run by the Velmark Authority.”",
            "and is run by the Velmark Authority”",
        ),
    ],
)
def test_a_clause_is_quoted_without_the_stop_of_its_sentence(claim_at, claim, untold):
    stored = claim_at(Stage.IN_HAND, text=claim, outlets=("The Lantern",))
    short = linked(stored, "The Ledger", "The gate was built in 1974.")

    assert find_untold(stored.wording, [short]) == {short.pk: untold}


def test_a_part_is_recognised_in_another_language(built):
    part = linked(built, "Der Tagblick", "Das Tor wurde im Jahr 1974 gebaut.")
    whole = linked(
        built,
        "Die Warte",
        "Das Tor wurde 1974 gebaut und wird vom Wasseramt Velmark betrieben.",
    )
    for mention in (part, whole):
        mention.source.language = "de"

    untold = find_untold(built.wording, [part, whole])

    assert untold == {part.pk: "and is run by the Velmark Waterways Authority"}


def test_what_a_person_has_linked_is_taken_as_it_is(built):
    mention = linked(built, "The Herald", "The gate was built in the year 1974.")
    Mention.objects.filter(pk=mention.pk).update(linked_by="person")
    mention.refresh_from_db()

    assert find_untold(built.wording, [mention]) == {}


def test_only_what_says_all_of_the_claim_is_ticked(built, desk, page_of):
    part = linked(built, "The Herald", "The gate was built a long time ago.")
    first = built.mentions.exclude(pk=part.pk).get()

    page = desk("ana").get(page_of(built)).content.decode()

    assert f'value="{first.pk}" form="decide" checked' in page
    assert f'value="{part.pk}" form="decide" checked' not in page
    assert "<strong>Only a part:</strong> it says nothing of the claim’s" in page
    assert "Ticked is what says the same as the claim." in page
