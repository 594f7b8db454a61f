"""What the workspace shows beside the form: marks, texts, history, arrangements; in how
many statements, and on what screens."""

import gzip
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.differences import recount_differences
from claims.models import Mention, Suggestion
from conftest import mention_in
from reviews.models import ReplyRequest, Verdict
from reviews.tests.workspaces import FLOOD, plain, told_in, with_sketch
from reviews.workflow import move, recheck


def marks_in(page):
    return re.findall(r'<span class="unseen" lang="en"> \(([^)]*)\)</span>', page)


def test_sources_are_held_against_each_other_where_the_claim_has_no_value(
    desk, claim_at, page_of
):
    claim = claim_at("queued", text="Homes were flooded in Arlen.", outlets=())
    told_in(claim, "The Lantern", "4,213 homes were flooded in Arlen.")
    told_in(claim, "Gazette", "2,400 homes were flooded in Arlen.")
    told_in(claim, "The Echo", "4,210 homes were flooded in Arlen.")

    shown = desk("ana").get(page_of(claim)).content.decode()

    assert marks_in(shown) == [
        "differs: 2,400 against 4,213 in The Lantern",
        "rounds to the same: 4,213",
    ]


def test_two_mentions_are_compared_across_the_page(desk, claim_at, page_of):
    claim = claim_at("queued", text="4,200 homes were flooded in Arlen.", outlets=())
    one = told_in(claim, "The Lantern", "4,200 homes were flooded in Arlen.")
    other = told_in(claim, "Gazette", "2,400 homes were flooded in Arlen.")
    recount_differences([claim.pk])
    client = desk("ana")

    page = client.get(page_of(claim)).content.decode()
    compared = client.get(f"{page_of(claim)}?compare={one.pk},{other.pk}")
    nonsense = client.get(f"{page_of(claim)}?compare=0,x&text=9999999&reuse=-1&find=")

    assert f'href="?compare={one.pk},{other.pk}#compared"' in page
    cards = compared.context["workspace"].compared
    assert [card.mention.pk for card in cards] == [one.pk, other.pk]
    beside = compared.content.decode().partition('id="compared"')[2]
    assert beside.index('class="supports"') < beside.index('class="against"')
    assert nonsense.status_code == 200
    assert nonsense.context["workspace"].compared == []


def test_the_text_of_any_source_can_be_read_and_leads_to_its_other_claims(
    desk, stated, page_of
):
    claim = stated("The gate broke at dawn.", outlets=("The Lantern",))
    later = mention_in(claim, "Gazette", "The gate broke at dawn, they say.")
    other = stated("The mayor came on Sunday.", outlets=())
    Mention.objects.create(
        claim=other,
        first_claim=other,
        source=later.source,
        origin=later.origin,
        start=0,
        end=6,
        quote=later.source.text[:6],
        linked_by="extraction",
    )

    text = (
        desk("ana").get(f"{page_of(claim)}?text={later.pk}").context["workspace"].text
    )

    assert text.source == later.source
    assert (text.before.url, text.before.words) == (page_of(other), "Report")
    assert text.after is None


def test_a_reworded_claim_shows_its_first_words_beside_it(
    desk, claim_at, page_of, people
):
    claim = claim_at("in_hand", text=FLOOD)
    move(claim.pk, "reword", actor=people["ana"], text="4,200 homes stood in water.")

    shown = plain(desk("ana").get(page_of(claim)).content.decode())

    assert f"Reworded by a person. The first words: “{FLOOD}”" in shown
    assert "Ana reworded it from" in shown


def test_who_linked_a_mention_is_said(desk, claim_at, page_of, people, given_for):
    claim = claim_at("in_hand", text=FLOOD)
    mention_in(claim, "Gazette", "4,200 homes were flooded.", similarity=0.81)
    Mention.objects.filter(source__outlet__name="Gazette").update(linked_by="matching")
    given = given_for("link", claim)
    move(claim.pk, "link", actor=people["ana"], **given)

    cards = desk("ana").get(page_of(claim)).context["workspace"].cards

    assert [card.linked for card in cards] == [
        "Found by the machine",
        "Found by the machine",
        "Linked by matching: very likely the same (0.81), in much the same words",
        "Linked by Ana",
    ]


def test_the_history_can_be_read_for_its_decisions_only(desk, claim_at, page_of):
    claim = claim_at("second_reading")

    full = plain(desk("ana").get(page_of(claim)).content.decode())
    short = plain(
        desk("ana").get(f"{page_of(claim)}?history=decisions").content.decode()
    )

    for words in ("Ana took it", "Found in The Lantern", "Ana rated it True"):
        assert words in full
    assert "Ana rated it True (corroborated)" in short
    assert "Ana took it" not in short
    assert "Found in" not in short


def test_both_readings_stand_side_by_side_for_the_adjudicator_and_once_it_is_closed(
    desk, claim_at, page_of
):
    disputed, closed = claim_at("adjudication"), claim_at("closed", text="Another.")

    for claim, second in ((disputed, "False"), (closed, "True")):
        shown = plain(desk("carla").get(page_of(claim)).content.decode())
        assert "Ana read it as True" in shown
        assert f"Ben read it as {second}" in shown


def test_who_settles_two_readings_is_led_to_neither_and_sees_what_each_relies_on(
    desk, stated, people, decide, page_of
):
    claim = stated(FLOOD, outlets=("The Lantern", "Gazette", "Courier"))
    lantern, gazette, courier = claim.mentions.order_by("pk")
    for name, word, mentions in (
        ("ana", "True", [lantern.pk, gazette.pk]),
        ("ben", "False", [gazette.pk, courier.pk]),
    ):
        why = {"exception": "Two of one house."} if name == "ana" else {}
        move(claim.pk, "take", actor=people[name])
        decide(claim, people[name], word, mentions=mentions, **why)

    response = desk("carla").get(page_of(claim))
    page, shown = response.content.decode(), plain(response.content.decode())

    named = [each.pk for each in (lantern, gazette, gazette, courier)]
    assert [int(pk) for pk in re.findall(r'href="#mention-(\d+)"', page)] == named
    assert response.context["typed"].mentions == [str(gazette.pk)]
    assert response.context["typed"].exception == ""
    assert "Ticked is what both readings rely on." in shown


def test_a_verdict_whose_evidence_changed_is_marked_stale(desk, claim_at, page_of):
    claim = claim_at("closed")
    recheck(claim.pk, reason="The Lantern changed its report.", data={})
    assert Verdict.objects.get().stale_since

    shown = plain(desk("ana").get(page_of(claim)).content.decode())

    assert "stale What it rests on has changed" in shown


def test_a_reply_is_asked_for_and_recorded_on_the_page(desk, claim_at, page_of):
    claim = claim_at("in_hand")
    client = desk("ana")
    ahead = timezone.localtime() + timedelta(days=2)
    asked = {
        "verb": "ask_reply",
        "version": claim.version,
        "party": "The mayor",
        "channel": "her office",
        "deadline": "",
    }

    refused = client.post(page_of(claim), asked)
    client.post(page_of(claim), asked | {"deadline": f"{ahead:%Y-%m-%dT%H:%M}"})
    request = ReplyRequest.objects.get()
    claim.refresh_from_db()
    client.post(
        page_of(claim),
        {
            "verb": "record_reply",
            "version": claim.version,
            "request": request.pk,
            "answer": "It was 4,100.",
            "used": "yes",
        },
    )

    assert refused.status_code == 422
    assert 'value="her office"' in refused.content.decode()
    request.refresh_from_db()
    assert (request.answer, request.used) == ("It was 4,100.", True)
    shown = plain(client.get(page_of(claim)).content.decode())
    assert "(her office); answer due" in shown
    assert "Answer: It was 4,100." in shown


@pytest.mark.parametrize(
    ("verb", "given", "field", "value"),
    [
        ("prioritise", {"priority": "2"}, "priority", 2),
        ("postpone", {"until": "2100-01-01T09:00"}, None, 422),
        ("prioritise", {"priority": "x"}, None, 422),
        ("assign", {"to": ""}, "assignee", None),
    ],
)
def test_work_is_arranged_on_the_page(
    desk, claim_at, page_of, verb, given, field, value
):
    claim = claim_at("in_hand")
    if verb == "assign":
        holder = claim.reviews.get().holder
        move(claim.pk, verb, actor=holder, to=holder.pk)
        claim.refresh_from_db()

    answer = desk("ana").post(
        page_of(claim), {"verb": verb, "version": claim.version, **given}
    )

    if field is None:
        assert answer.status_code == value
    else:
        assert answer.status_code == 303
        assert getattr(claim.reviews.get(), field) == value


def test_what_was_typed_before_a_takeover_shows_to_both_and_to_nobody_else(
    desk, claim_at, page_of, form, people
):
    claim = claim_at("in_hand")
    desk("ana").post(page_of(claim), form(claim, rating="", reason="Typed by Ana."))
    move(claim.pk, "take", actor=people["carla"], reason="She is ill.")

    seen = {
        name: "What Ana had typed"
        in plain(desk(name).get(page_of(claim)).content.decode())
        for name in ("ana", "carla", "ben")
    }

    assert seen == {"ana": True, "carla": True, "ben": False}


STAGES = ("queued", "in_hand", "second_reading", "adjudication", "closed")


MOST_STATEMENTS = 12


MOST_WARM_BYTES = 10_000


@pytest.mark.parametrize("stage", STAGES)
def test_a_page_asks_at_most_twelve_times_whatever_there_is_and_stays_light(
    client, people, claim_at, page_of, stage
):
    """The claim is full of mentions and events, then looked at by everybody."""
    claim = claim_at(stage, text=FLOOD)
    url = page_of(claim)

    def counted(query=""):
        counts = {}
        for name in ("ana", "ben", "carla", "dora", "rosa"):
            client.force_login(people[name])
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(f"{url}{query}")
            counts[name] = len(queries)
            assert len(gzip.compress(answer.content)) <= MOST_WARM_BYTES
        return counts

    few = counted()
    for each in range(60):
        told_in(claim, f"Outlet {each}", f"{each},200 homes were flooded in Arlen.")
    recount_differences([claim.pk])
    if stage != "closed":
        actor = claim.reviews.get().holder or people["ben"]
        for each in range(100):
            move(claim.pk, "prioritise", actor=actor, priority=each % 2 + 1)

    assert counted() == few
    assert max(few.values()) <= MOST_STATEMENTS
    assert max(counted("?find=homes").values()) <= MOST_STATEMENTS
    assert max(counted("?reuse=1").values()) <= MOST_STATEMENTS


@pytest.mark.browser
def test_the_verdict_stays_in_reach_on_a_phone_and_three_columns_on_a_desk(
    visit, claim_at, page_of
):
    claim = claim_at("in_hand", text=FLOOD)
    visitor = visit("ana", viewport={"width": 390, "height": 844})
    page = visitor.open(page_of(claim))

    def box(selector):
        return page.locator(selector).bounding_box()

    bar = box(".verdict-bar")
    page.click("text=Add reason")
    page.fill("#reason", "Two registers agree.")
    reason = box("#reason")
    page.set_viewport_size({"width": 900, "height": 900})
    two = box(".desk > .text"), box(".desk > .evidence"), box(".desk > .judgement")
    page.set_viewport_size({"width": 1440, "height": 900})
    three = box(".desk > .text"), box(".desk > .evidence"), box(".desk > .judgement")

    assert bar["height"] <= 844 / 4
    assert bar["y"] + bar["height"] == pytest.approx(844, abs=1)
    assert reason["y"] + reason["height"] <= 844
    assert two[0]["y"] == two[1]["y"] < two[2]["y"]
    assert two[0]["x"] < two[1]["x"]
    assert three[0]["x"] < three[1]["x"] < three[2]["x"]
    assert len({round(each["y"]) for each in three}) == 1
    assert visitor.faults() == []


@pytest.mark.browser
def test_a_page_full_of_everything_is_without_fault(
    visit, claim_at, stated, page_of, people, checked
):
    checked(f"{FLOOD} ")
    claim = with_sketch(claim_at("in_hand", text=FLOOD))
    told_in(claim, "Gazette", "2,400 homes were flooded in Arlen.", stance="refutes")
    recount_differences([claim.pk])
    other = stated("2,400 houses in Arlen were flooded.")
    Suggestion.objects.create(claim=other, other=claim, score=0.6, why="So.")
    ana = people["ana"]
    reworded = "Some 4,200 homes were flooded in Arlen on 12 March 2026."
    move(claim.pk, "reword", actor=ana, text=reworded)
    move(claim.pk, "ask_reply", actor=ana, party="Ben Ruiz", not_possible="He is away.")
    visitor = visit("ana")
    pair = ",".join(str(pk) for pk in claim.mentions.values_list("pk", flat=True)[:2])

    page = visitor.open(f"{page_of(claim)}?compare={pair}&find=houses")
    page.wait_for_selector("#checked .button")
    page.evaluate(
        "for (const fold of document.querySelectorAll('main details')) fold.open = true"
    )
    faults = visitor.faults()
    page.keyboard.press("r")
    page.wait_for_url("**?reuse=*")

    assert faults == []
    assert page.locator("input[name=rating]:checked").count() == 1
    assert page.input_value("#reason") == "Two registers agree."
