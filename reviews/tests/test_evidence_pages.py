"""A place of a source becomes evidence: stored, pasted, fetched or uploaded, picked by
words or by keys."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Source
from reviews.tests.conftest import REPORT
from reviews.tests.correcting import (
    fields,
    page,
    place_in,
    written,
)

HOMES = "Some 4,200 homes were flooded."
FLOODED = "4,200 homes were flooded in Arlen, a town of 31,000 people."


def test_sources_that_mention_the_claim_come_first_then_the_newest(desk, taken, stated):
    claim, ana = taken(), desk("ana")
    stated("The gate was built in 1974.", outlets=("The Herald", "The Echo"))
    known = list(claim.mentions.values_list("source", flat=True))

    every = ana.get(page("evidence", claim.pk)).context["sources"]
    gate = ana.get(page("evidence", claim.pk, query="?q=gate+1974"))
    echo = ana.get(page("evidence", claim.pk, query="?q=gate&outlet=echo"))
    none = ana.get(page("evidence", claim.pk, query="?q=earthquake"))

    assert [source.pk for source in every[:2]] == sorted(known, reverse=True)
    assert [each.outlet.name for each in every[2:]] == ["The Echo", "The Herald"]
    assert [each.outlet.name for each in gate.context["sources"]] == [
        "The Echo",
        "The Herald",
    ]
    assert [each.outlet.name for each in echo.context["sources"]] == ["The Echo"]
    assert "No stored source holds these words." in none.content.decode()


def test_the_sentence_most_like_the_claim_is_chosen_to_begin_with(desk, taken, report):
    claim, ana = taken(), desk("ana")

    shown = ana.get(page("evidence", claim.pk, query=f"?source={report.pk}"))

    picking = shown.context["picking"]
    (chosen,) = [row for row in picking.rows if row.chosen]
    assert chosen.marked == ("On 12 March 2026 some 4,200 homes were flooded in Arlen.")
    assert f'value="{chosen.value}" checked' in shown.content.decode()


def test_a_place_grows_and_shrinks_without_losing_what_was_typed(desk, taken, report):
    claim, ana = taken(), desk("ana")
    before = written()
    form = fields(
        claim,
        source=report.pk,
        place=place_in(report, "some 4,200 homes were flooded"),
        stance="refutes",
        reason="It was missed.",
    )

    answer = ana.post(page("evidence", claim.pk), form | {"step": "start_more"})

    (chosen,) = [row for row in answer.context["picking"].rows if row.chosen]
    assert chosen.marked == "12 March 2026 some 4,200 homes were flooded"
    assert (chosen.before, chosen.after) == ("On ", " in Arlen.")
    assert answer.context["typed"] == {
        "stance": "refutes",
        "reason": "It was missed.",
        "despite": "",
    }
    assert written() == before


def test_a_place_in_an_address_is_shown_with_whole_words(desk, taken, report):
    claim, ana = taken(), desk("ana")
    start = report.text.index("200 homes")

    shown = ana.get(
        page(
            "evidence",
            claim.pk,
            query=f"?source={report.pk}&start={start}&end={start + 7}",
        )
    )

    (chosen,) = [row for row in shown.context["picking"].rows if row.chosen]
    assert chosen.marked == "4,200 homes"


def test_the_picked_place_becomes_evidence_with_whole_numbers(desk, taken, report):
    claim, ana = taken(), desk("ana")
    place = place_in(report, "200 homes were flooded in Arl")
    form = fields(claim, source=report.pk, place=place, stance="context")

    sent = ana.post(page("evidence", claim.pk), form | {"save": "yes"})
    again = ana.post(page("evidence", claim.pk), fields(claim) | form | {"save": "yes"})

    assert (sent.status_code, sent["Location"]) == (303, page("claim", claim.pk))
    mention = claim.mentions.get(source=report)
    assert mention.quote == "4,200 homes were flooded in Arlen."
    assert (mention.stance, mention.linked_by) == ("context", "person")
    assert again.status_code == 412


def test_a_place_that_is_evidence_already_is_refused_beside_it(desk, taken):
    claim, ana = taken(), desk("ana")
    known = claim.mentions.first()
    form = fields(
        claim,
        source=known.source_id,
        place=f"{known.start}-{known.end}",
        stance="refutes",
        reason="Look again.",
    )

    answer = ana.post(page("evidence", claim.pk), form | {"save": "yes"})

    assert (answer.status_code, answer.context["field"]) == (422, "place")
    assert 'id="place-error"' in answer.content.decode()
    assert answer.context["typed"] == {
        "stance": "refutes",
        "reason": "Look again.",
        "despite": "",
    }
    assert claim.mentions.count() == 2


def test_nobody_adds_evidence_without_saying_what_it_does(desk, taken, report):
    claim, ana = taken(), desk("ana")
    place = place_in(report, "4,200 homes were flooded in Arlen.")
    form = fields(claim, source=report.pk, place=place, save="yes")

    shown = ana.get(page("evidence", claim.pk, query=f"?source={report.pk}"))
    answer = ana.post(page("evidence", claim.pk), form)

    assert 'name="stance" value="supports" checked' not in shown.content.decode()
    assert (answer.status_code, answer.context["field"]) == (422, "stance")
    assert 'id="link-stance-error"' in answer.content.decode()
    assert claim.mentions.count() == 2


@pytest.mark.parametrize("place", ["", "12", "9-3", "-4-9", "0-999999", "x-y", "0-0"])
def test_a_place_that_is_none_is_refused(place, desk, taken, report):
    claim, ana = taken(), desk("ana")
    before = written()
    form = fields(claim, source=report.pk, place=place, stance="supports", save="yes")

    answer = ana.post(page("evidence", claim.pk), form)

    assert (answer.status_code, answer.context["field"]) == (422, "place")
    assert written() == before


def test_a_pasted_text_becomes_a_source_and_then_a_place_is_picked(desk, taken):
    claim, ana = taken(), desk("ana")
    address = page("evidence", claim.pk)
    form = {"bring": "yes", "outlet": "The Echo", "text": REPORT}

    empty = ana.post(address, {**form, "text": "", "title": "My report"})
    sent = ana.post(address, {**form, "url": "https://echo.example/flood"})
    same = ana.post(address, form)

    source = Source.objects.latest("pk")
    assert empty.status_code == 422
    assert 'value="My report"' in empty.content.decode()
    assert "or give the address to fetch" in empty.content.decode()
    assert (source.text, source.url) == (REPORT, "https://echo.example/flood")
    assert sent["Location"] == same["Location"] == f"{address}?source={source.pk}"
    assert "This text was here already." in ana.get(address).content.decode()


def test_a_page_fetched_from_its_address_becomes_a_source(desk, taken, web):
    claim, ana = taken(), desk("ana")
    url = web.serve("/flood", f"<html><body><p>{REPORT}</p></body></html>")
    form = {"bring": "yes", "outlet": "The Echo"}

    away = ana.post(page("evidence", claim.pk), {**form, "url": f"{web.address}/x"})
    sent = ana.post(page("evidence", claim.pk), {**form, "url": url})

    assert (away.status_code, list(away.context["form"].errors)) == (422, ["url"])
    assert "The server answers 404." in away.content.decode()
    assert sent.status_code == 303
    source = Source.objects.latest("pk")
    assert (source.text, source.url) == (" ".join(REPORT.split()), url)
    assert source.original is not None


def test_an_uploaded_file_becomes_a_source(desk, taken):
    claim, ana = taken(), desk("ana")
    upload = SimpleUploadedFile("report.txt", REPORT.encode())
    wrong = SimpleUploadedFile("report.pdf", b"%PDF-1.7")
    form = {"bring": "yes", "outlet": "The Echo"}

    refused = ana.post(page("evidence", claim.pk), {**form, "file": wrong})
    sent = ana.post(page("evidence", claim.pk), {**form, "file": upload})

    assert refused.status_code == 422
    assert refused.context["form"].errors["file"]
    assert sent.status_code == 303
    assert Source.objects.latest("pk").text == REPORT


# in the browser


@pytest.mark.browser
def test_evidence_is_picked_without_scripts(visit, taken, report):
    claim = taken()
    page_ = visit("ana", java_script_enabled=False).open(page("evidence", claim.pk))

    page_.fill("#evidence-q", "4,200 homes")
    page_.click("form.find button")
    page_.click("text=The Herald reports")
    page_.fill("#link-reason", "Nobody saw it.")
    page_.check("label:has-text('Refutes')")
    page_.click("text=Start: a word less")
    page_.click("text=Start: a word less")
    page_.click("text=Add as evidence")

    mention = claim.mentions.get(source=report)
    assert page_.url.endswith(page("claim", claim.pk))
    assert mention.quote == "some 4,200 homes were flooded in Arlen."
    assert mention.stance == "refutes"
    assert claim.events.get(verb="link").reason == "Nobody saw it."


@pytest.mark.browser
def test_a_place_is_grown_and_shrunk_by_keys(visit, taken, report):
    claim = taken()
    address = page("evidence", claim.pk, query=f"?source={report.pk}")
    page_ = visit("ana").open(address)

    for key, marked in (
        ("{", "12 March 2026 some 4,200 homes were flooded in Arlen."),
        ("{", "some 4,200 homes were flooded in Arlen."),
        ("}", "some 4,200 homes were flooded in"),
        ("]", "some 4,200 homes were flooded in Arlen."),
        ("[", "12 March 2026 some 4,200 homes were flooded in Arlen."),
    ):
        page_.keyboard.press(key)
        page_.wait_for_function(
            "(words) => document.querySelector('.place mark')?.innerText === words",
            arg=marked,
        )
    page_.focus("#link-reason")
    page_.keyboard.type("][}{ typed")

    assert page_.input_value("#link-reason") == "][}{ typed"
    assert page_.locator(".place mark").inner_text().startswith("12 March 2026")


@pytest.mark.parametrize(
    ("claim", "words", "says"),
    [
        (FLOODED, "Nobody was hurt", "does not find the claim in it"),
        (FLOODED, "4,200 homes were flooded", "reads only a part"),
        (
            HOMES,
            "some 4,200 homes were flooded",
            "finds nothing in it that",
        ),
    ],
)
def test_a_place_is_read_beside_the_claim(desk, taken, report, claim, words, says):
    claim = taken(text=claim)
    start = report.text.index(words)
    place = f"?source={report.pk}&start={start}&end={start + len(words)}"

    shown = desk("ana").get(page("evidence", claim.pk, query=place))

    read = shown.content.decode().partition('<div class="reads')[2].partition("</div>")
    assert says in read[0]
