"""The pages that correct the machine: what they offer, post, refuse and keep."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Extraction, Mention, Outlet, Source
from conftest import mention_in
from reviews.models import Event, Review
from reviews.workflow import move

HOMES = "4,200 homes were flooded in Arlen."
REPORT = (
    "Rain fell all night. On 12 March 2026 some 4,200 homes were flooded in Arlen.\n\n"
    "Nobody was hurt. The bridge was closed, the mayor said."
)


@pytest.fixture
def desk(client, people):
    def as_person(name):
        client.force_login(people[name])
        return client

    return as_person


@pytest.fixture
def held(claim_at):
    """A claim in Ana's hands, just taken."""
    return lambda **stating: claim_at("in_hand", **stating)


@pytest.fixture
def report():
    """A stored source that states nothing yet, and what was left out of it."""
    text = f"{REPORT}\n\nCookies help us.\nRead more."
    source = Source.objects.create(
        outlet=Outlet.objects.create(name="The Herald"),
        title="The Herald reports",
        language="en",
        text=text,
        text_sha256=sha256(text.encode()).digest(),
    )
    at = text.index
    Extraction.objects.create(
        source=source,
        extractor="plain",
        version="1",
        status="done",
        dropped=[
            [at("Nobody"), at("Nobody") + 16, "not worth checking: no value"],
            [at("Cookies"), len(text), "legal notice"],
        ],
    )
    return source


def page(name, *args, query=""):
    return reverse(f"admin:desk_{name}", args=args) + query


def place_in(source, words):
    start = source.text.index(words)
    return f"{start}-{start + len(words)}"


def fields(claim, **typed):
    claim.refresh_from_db()
    return {"version": claim.version, "reason": "", **typed}


def written():
    return Event.objects.count(), Claim.objects.count(), Mention.objects.count()


# words


def test_a_claim_is_reworded_beside_its_quotes(desk, held):
    claim, ana = held(), desk("ana")
    address = page("reword", claim.pk)

    shown = ana.get(address)
    sent = ana.post(address, fields(claim, text="4,200 homes in Arlen were wet."))

    assert f'<blockquote dir="auto">{HOMES}' in shown.content.decode()
    assert shown.context["typed"] == {"text": HOMES}
    assert (sent.status_code, sent["Location"]) == (303, page("claim", claim.pk))
    claim.wording.refresh_from_db()
    assert claim.wording.text == "4,200 homes in Arlen were wet."
    assert claim.wording.original == HOMES
    said = ana.get(page("claim", claim.pk)).content.decode()
    assert "Reworded. The first words stay beside the new ones." in said


def test_a_compound_claim_is_split_with_its_clauses_filled_in(desk, held):
    both = "4,200 homes were flooded, and the bridge was closed."
    claim, ana = held(text=both), desk("ana")
    address = page("split", claim.pk)

    offered = ana.get(address).context["typed"]
    sent = ana.post(address, fields(claim, **offered))

    new = Claim.objects.latest("pk")
    assert sent.status_code == 303
    assert new.wording.text == "The bridge was closed."
    assert claim.mentions.count() == new.mentions.count() == 2
    said = ana.get(page("claim", claim.pk)).content.decode()
    assert f'href="{page("claim", new.pk)}">claim {new.pk}</a>' in said


def test_a_refused_wording_stands_in_the_field_with_the_reason_beside_it(desk, held):
    claim, ana = held(), desk("ana")
    before = written()

    answer = ana.post(
        page("reword", claim.pk),
        fields(claim, text="  ", reason="Not  clear\nat all."),
    )

    assert answer.status_code == 422
    assert answer.context["field"] == "text"
    assert answer.context["typed"] == {"text": "  ", "reason": "Not  clear\nat all."}
    assert 'aria-describedby="reword-error"' in answer.content.decode()
    assert written() == before


def test_a_claim_that_changed_meanwhile_is_not_reworded_unseen(desk, held, people):
    claim, ana = held(), desk("ana")
    form = fields(claim, text="Other words.")
    mention = claim.mentions.last()
    move(claim.pk, "mark", actor=people["ana"], mention=mention.pk, stance="context")

    answer = ana.post(page("reword", claim.pk), form)
    again = ana.post(page("reword", claim.pk), form | {"version": claim.version + 1})

    assert (answer.status_code, answer.context["refusal"].code) == (412, "stale")
    assert answer.context["typed"]["text"] == "Other words."
    assert f'name="version" value="{claim.version + 1}"' in answer.content.decode()
    assert again.status_code == 303


# mentions


def test_a_mention_is_taken_off_with_a_reason(desk, held):
    claim, ana = held(), desk("ana")
    last = claim.mentions.last()
    address = page("mention", claim.pk, last.pk)

    none = ana.post(address, fields(claim, verb="unlink"))
    sent = ana.post(address, fields(claim, verb="unlink", reason="Another flood."))

    new = Claim.objects.latest("pk")
    assert (none.status_code, none.context["field"]) == (422, "reason")
    assert sent["Location"] == page("claim", claim.pk)
    assert list(new.mentions.all()) == [last]
    assert claim.events.get(verb="unlink").reason == "Another flood."


def test_a_stance_is_changed(desk, held):
    claim, ana = held(), desk("ana")
    last = claim.mentions.last()
    address = page("mention", claim.pk, last.pk)

    same = ana.post(address, fields(claim, verb="mark", stance="supports"))
    sent = ana.post(address, fields(claim, verb="mark", stance="refutes"))

    assert (same.status_code, same.context["field"]) == (422, "stance")
    assert 'id="mark-stance-error"' in same.content.decode()
    assert sent.status_code == 303
    last.refresh_from_db()
    assert last.stance == "refutes"


def test_two_mentions_are_made_one_voice_and_two_again(desk, held):
    claim, ana = held(), desk("ana")
    first, last = claim.mentions.order_by("pk")
    address = page("mention", claim.pk, last.pk)

    one = fields(claim, verb="regroup", same_as=first.pk, reason="Both call Ruiz.")
    joined = ana.post(address, one)
    last.refresh_from_db()
    together = last.origin_id == first.origin_id
    apart = fields(claim, verb="regroup", same_as="own", reason="They did not.")
    parted = ana.post(address, apart)
    last.refresh_from_db()

    assert (joined.status_code, parted.status_code) == (303, 303)
    assert together
    assert last.origin_id != first.origin_id
    assert "says Ana: They did not." in last.origin.reason


def test_what_is_chosen_and_typed_stays_when_a_regrouping_is_refused(desk, held):
    claim, ana = held(), desk("ana")
    first, last = claim.mentions.order_by("pk")

    answer = ana.post(
        page("mention", claim.pk, last.pk),
        fields(claim, verb="regroup", same_as=first.pk, reason=""),
    )

    shown = answer.content.decode()
    assert (answer.status_code, answer.context["field"]) == (422, "reason")
    assert f'name="same_as" value="{first.pk}" checked' in shown


def test_a_mention_of_another_claim_is_not_found_here(desk, held, stated):
    claim, other = held(), stated("The gate was built in 1974.")
    stranger = other.mentions.first()

    assert desk("ana").get(page("mention", claim.pk, stranger.pk)).status_code == 404


def test_what_cannot_be_done_any_more_is_said_instead_of_offered(
    desk, claim_at, people
):
    claim = claim_at("second_reading")
    move(claim.pk, "take", actor=people["ben"])
    ben, mention = desk("ben"), claim.mentions.first()

    shown = ben.get(page("mention", claim.pk, mention.pk)).content.decode()
    words = ben.get(page("reword", claim.pk)).content.decode()

    assert 'value="mark"' in shown
    assert 'value="unlink"' not in shown
    assert "A mention leaves a claim before the first reading only" in shown
    assert "<textarea" not in words
    assert "Words change before the first reading only" in words


# evidence


def test_sources_that_mention_the_claim_come_first_then_the_newest(desk, held, stated):
    claim, ana = held(), desk("ana")
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


def test_the_sentence_most_like_the_claim_is_chosen_to_begin_with(desk, held, report):
    claim, ana = held(), desk("ana")

    shown = ana.get(page("evidence", claim.pk, query=f"?source={report.pk}"))

    picking = shown.context["picking"]
    (chosen,) = [row for row in picking.rows if row.chosen]
    assert chosen.marked == ("On 12 March 2026 some 4,200 homes were flooded in Arlen.")
    assert f'value="{chosen.value}" checked' in shown.content.decode()


def test_a_place_grows_and_shrinks_without_losing_what_was_typed(desk, held, report):
    claim, ana = held(), desk("ana")
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
    assert answer.context["typed"] == {"stance": "refutes", "reason": "It was missed."}
    assert written() == before


def test_a_place_in_an_address_is_shown_with_whole_words(desk, held, report):
    claim, ana = held(), desk("ana")
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


def test_the_picked_place_becomes_evidence_with_whole_numbers(desk, held, report):
    claim, ana = held(), desk("ana")
    place = place_in(report, "200 homes were flooded in Arl")
    form = fields(claim, source=report.pk, place=place, stance="context")

    sent = ana.post(page("evidence", claim.pk), form | {"save": "yes"})
    again = ana.post(page("evidence", claim.pk), fields(claim) | form | {"save": "yes"})

    assert (sent.status_code, sent["Location"]) == (303, page("claim", claim.pk))
    mention = claim.mentions.get(source=report)
    assert mention.quote == "4,200 homes were flooded in Arlen."
    assert (mention.stance, mention.linked_by) == ("context", "person")
    assert again.status_code == 412


def test_a_place_that_is_evidence_already_is_refused_beside_it(desk, held):
    claim, ana = held(), desk("ana")
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
    assert answer.context["typed"] == {"stance": "refutes", "reason": "Look again."}
    assert claim.mentions.count() == 2


@pytest.mark.parametrize("place", ["", "12", "9-3", "-4-9", "0-999999", "x-y", "0-0"])
def test_a_place_that_is_none_is_refused(place, desk, held, report):
    claim, ana = held(), desk("ana")
    before = written()
    form = fields(claim, source=report.pk, place=place, stance="supports", save="yes")

    answer = ana.post(page("evidence", claim.pk), form)

    assert (answer.status_code, answer.context["field"]) == (422, "place")
    assert written() == before


def test_a_pasted_text_becomes_a_source_and_then_a_place_is_picked(desk, held):
    claim, ana = held(), desk("ana")
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


def test_a_page_fetched_from_its_address_becomes_a_source(desk, held, web):
    claim, ana = held(), desk("ana")
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


def test_an_uploaded_file_becomes_a_source(desk, held):
    claim, ana = held(), desk("ana")
    upload = SimpleUploadedFile("report.txt", REPORT.encode())
    wrong = SimpleUploadedFile("report.pdf", b"%PDF-1.7")
    form = {"bring": "yes", "outlet": "The Echo"}

    refused = ana.post(page("evidence", claim.pk), {**form, "file": wrong})
    sent = ana.post(page("evidence", claim.pk), {**form, "file": upload})

    assert refused.status_code == 422
    assert refused.context["form"].errors["file"]
    assert sent.status_code == 303
    assert Source.objects.latest("pk").text == REPORT


# sources


def test_a_source_shows_what_was_found_left_out_and_by_whom(desk, held, report):
    claim = held()
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


def test_one_voice_with_others_is_said_with_its_reason(desk, held):
    claim = held()
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


# who may


PAGES = ("evidence", "reword", "split", "mention")


@pytest.mark.parametrize("name", ["rosa", "dora"])
def test_whoever_does_not_review_meets_no_form_and_changes_nothing(
    name, desk, held, report
):
    claim, person = held(), desk(name)
    mention = claim.mentions.last()
    before = written()
    form = fields(
        claim,
        verb="unlink",
        reason="So.",
        text="A.",
        other="B.",
        source=report.pk,
        place=place_in(report, "Nobody was hurt."),
        stance="refutes",
        save="yes",
    )

    for route in PAGES:
        args = (claim.pk, mention.pk) if route == "mention" else (claim.pk,)
        assert person.get(page(route, *args)).status_code == 403
        assert person.post(page(route, *args), form).status_code == 403
    source = page("source", report.pk)
    assert '<form method="post" id' not in person.get(source).content.decode()
    assert "Put back" not in person.get(source).content.decode()
    assert person.get(f"{source}?pick=1").status_code == 200
    assert person.post(source, form).status_code == 403
    assert written() == before


def test_whoever_does_not_hold_the_claim_is_told_to_take_it(desk, held, report):
    claim, ben = held(), desk("ben")
    before = written()
    form = fields(claim, text="Ben’s words.", reason="Clearer.")

    shown = ben.get(page("reword", claim.pk)).content.decode()
    answer = ben.post(page("reword", claim.pk), form)

    assert "Take it first, on its page." in shown
    assert "<textarea" not in shown
    assert (answer.status_code, answer.context["refusal"].code) == (409, "held")
    assert "Ben’s words." in answer.content.decode()
    assert written() == before


def test_whoever_corrects_keeps_the_claim_meanwhile(desk, held):
    claim = held()
    soon = timezone.now() + timedelta(minutes=1)
    Review.objects.filter(claim=claim).update(lease_until=soon)

    desk("ben").get(page("reword", claim.pk))
    unmoved = Review.objects.get(claim=claim).lease_until
    desk("ana").get(page("reword", claim.pk))
    later = Review.objects.get(claim=claim, lease_until__gt=soon)

    assert unmoved == soon
    assert later.holder_id == claim.events.latest("pk").actor_id


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize("pk", [10**9, 10**30])
def test_a_claim_that_is_not_there_has_no_pages(route, pk, desk, held):
    mention = held().mentions.first()
    args = (pk, mention.pk) if route == "mention" else (pk,)

    assert desk("ana").get(page(route, *args)).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?source=99999999999999999999",
        "?source=x",
        "?q=%22(%27%5C",
        "?source={source}&at=999999999",
        "?source={source}&start=5",
        "?source={source}&start=900000000&end=900000009",
        "?source={source}&start=1&end=2&step=sideways",
        "?source={source}&q=%22(%27%5C",
    ],
)
def test_a_garbled_address_breaks_nothing(query, desk, held, report):
    claim, ana = held(), desk("ana")
    address = page("evidence", claim.pk, query=query.format(source=report.pk))

    assert ana.get(address).status_code in (200, 404)


# in the browser


@pytest.mark.browser
def test_evidence_is_picked_without_scripts(visit, held, report):
    claim = held()
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
def test_a_place_is_grown_and_shrunk_by_keys(visit, held, report):
    claim = held()
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


@pytest.mark.browser
def test_the_pages_are_without_fault_refused_ones_too(visit, held, report):
    claim = held(text="4,200 homes were flooded, and the bridge was closed.")
    mention = claim.mentions.last()
    mention_in(claim, "The Echo", HOMES, origin=mention.origin)
    visitor, faults = visit("ana"), []
    for path in (
        page("evidence", claim.pk),
        page("evidence", claim.pk, query="?q=earthquake"),
        page("evidence", claim.pk, query=f"?source={report.pk}&q=homes"),
        page("reword", claim.pk),
        page("split", claim.pk),
        page("mention", claim.pk, mention.pk),
        page("source", mention.source_id),
        page("source", report.pk),
        page("source", report.pk, query=f"?pick={report.pk}"),
    ):
        visitor.open(path)
        faults += visitor.faults()
    page_ = visitor.open(page("mention", claim.pk, mention.pk))
    page_.click("text=Regroup it")
    faults += visitor.faults()
    refused = page_.locator("[role=alert]")
    focused = refused.evaluate("each => each === document.activeElement")
    visitor.open(page("evidence", claim.pk)).click("text=Store it and pick")
    faults += visitor.faults()

    assert focused
    assert faults == []
