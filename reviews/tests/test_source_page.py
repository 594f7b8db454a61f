"""The page of a source: what was found in it, what was left out and is put back."""

from claims.models import Claim
from conftest import mention_in
from reviews.tests.correcting import HOMES, page, place_in


def test_a_source_shows_what_was_found_left_out_and_by_whom(desk, taken, report):
    claim = taken()
    mention = claim.mentions.first()

    read = desk("rosa").get(page("source", mention.source_id)).content.decode()
    left = desk("ana").get(page("source", report.pk)).content.decode()

    assert f'href="{page("claim", claim.pk)}"' in read
    assert f'id="mention-{mention.pk}"' in read
    assert "<strong>plain 1</strong>" in read
    assert "left out: not worth checking: no value" in left
    assert f'name="place" value="{place_in(report, "Nobody was hurt.")}"' in left
    # Several lines in one: a person chooses which.
    assert left.count("Put back") == 1
    assert "Choose a sentence of it" in left


def test_what_was_left_out_is_put_back_as_a_claim(desk, report):
    ana, address = desk("ana"), page("source", report.pk)
    place = place_in(report, "Nobody was hurt.")
    form = {"save": "yes", "from": "0", "place": place, "reason": "It matters."}

    sent = ana.post(address, form)

    claim = Claim.objects.latest("pk")
    assert (sent.status_code, sent["Location"]) == (303, f"{address}?from=0")
    assert claim.wording.text == "Nobody was hurt."
    assert claim.events.get().reason == "It matters."
    shown = ana.get(address).content.decode()
    assert f'Filed as <a href="{page("claim", claim.pk)}">claim {claim.pk}</a>' in shown
    assert "Put back" not in shown

    again = ana.post(address, form)

    assert (again.status_code, again.context["other"]) == (422, claim.pk)
    assert again.context["typed"]["reason"] == "It matters."
    assert f"See claim {claim.pk}" in again.content.decode()


def test_any_sentence_is_filed_in_words_of_ones_own(desk, report):
    ana, address = desk("ana"), page("source", report.pk)
    place = place_in(report, "The bridge was closed, the mayor said.")
    form = {"q": "", "place": place, "text": "The bridge of Arlen was closed."}

    picking = ana.get(f"{address}?pick={report.pk}&q=bridge").context["picking"]
    shorter = ana.post(address, form | {"step": "end_less"}).context["picking"]
    sent = ana.post(address, form | {"save": "yes", "from": "0"})

    (chosen,) = [row for row in picking.rows if row.chosen]
    assert chosen.value == place
    (chosen,) = [row for row in shorter.rows if row.chosen]
    assert chosen.marked == "The bridge was closed, the mayor"
    assert sent.status_code == 303
    claim = Claim.objects.latest("pk")
    assert claim.wording.text == "The bridge of Arlen was closed."
    assert claim.mentions.get().quote == "The bridge was closed, the mayor said."


def test_one_voice_with_others_is_said_with_its_reason(desk, taken):
    claim = taken()
    first = claim.mentions.first()
    copy = mention_in(claim, "The Echo", HOMES, origin=first.origin)

    shown = desk("rosa").get(page("source", copy.source_id)).content.decode()

    assert "One voice with others" in shown
    assert first.source.title in shown
    assert first.origin.reason in shown


def test_a_long_text_has_several_pages_and_loses_nothing(desk, report):
    text = "".join(f"Line {number} says so.\n" for number in range(5_000))
    claim = Claim.objects.create()
    source = mention_in(claim, "The Long", text).source
    rosa, address, seen = desk("rosa"), page("source", source.pk), ""
    begins: int | None = 0

    while begins is not None:
        shown = rosa.get(f"{address}?from={begins}").context["page"]
        seen += "".join(part.text for parts in shown.paragraphs for part in parts)
        begins = shown.later

    at = source.text.index("Line 2500")
    near = rosa.get(f"{address}?near={at}").context["page"]

    assert seen == source.text.replace("\n", "")
    assert near.begins <= at < near.later
    assert source.text[near.begins - 1] == "\n"
