"""What the workspace shows beside the form: marks, texts, earlier checks, suggestions,
history; in how many statements, and on what screens."""

import gzip
import re
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.extraction.values import find_values
from claims.matching.differences import recount_differences
from claims.matching.similarity import sketch
from claims.models import Mention, Suggestion
from conftest import mention_in
from reviews.matches import DismissedMatch
from reviews.models import Draft, Event, ReplyRequest, Verdict
from reviews.workflow import move, recheck

FLOOD = "4,200 homes were flooded in Arlen on 12 March 2026."


def told_in(claim, outlet, text, **fields):
    """A mention with the values that its sentence has."""
    mention = mention_in(claim, outlet, text, **fields)
    mention.values = [
        asdict(
            replace(
                value,
                start=value.start + mention.start,
                end=value.end + mention.start,
            )
        )
        for value in find_values(text, "en", None)
    ]
    mention.save()
    return mention


def plain(html):
    """The words of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


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
    claim = claim_at("queued", text="Homes were flooded.", outlets=())
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
    assert 'id="compared"' in compared.content.decode()
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
        "Found by extraction (plain 1)",
        "Found by extraction (plain 1)",
        "Linked by matching: very likely the same (0.81), in much the same words",
        "Linked by Ana",
    ]


def test_a_suggested_claim_is_merged_with_one_button_or_said_to_be_another(
    desk, claim_at, stated, page_of
):
    same, another = stated("4,200 houses flooded."), stated("A bridge was closed.")
    claim = claim_at("in_hand", text=FLOOD)
    for other, score in ((same, 0.7), (another, 0.4)):
        Suggestion.objects.create(claim=claim, other=other, score=score, why="So.")
    client = desk("ana")

    def suggested(of):
        found = client.get(page_of(of)).context["workspace"].asides.suggestions
        return [each.claim for each in found]

    before = suggested(claim)
    url = reverse("admin:desk_match", args=[claim.pk, another.pk])
    client.post(url)
    after, seen_from_there = suggested(claim), suggested(another)
    merged = client.post(
        page_of(claim), {"verb": "merge", "version": claim.version, "into": same.pk}
    )

    assert before == [same.pk, another.pk]
    assert (after, seen_from_there) == ([same.pk], [])
    assert DismissedMatch.objects.get().person.username == "ana"
    claim.refresh_from_db()
    assert (merged.status_code, claim.merged_into) == (303, same)
    assert suggested(same) == []


def test_nobody_without_the_permission_says_that_claims_are_no_match(
    desk, stated, client
):
    one, other = stated(FLOOD), stated("A bridge was closed.")
    url = reverse("admin:desk_match", args=[one.pk, other.pk])

    refused = desk("rosa").post(url)
    missing = desk("ana").post(reverse("admin:desk_match", args=[one.pk, 999_999]))

    assert (refused.status_code, missing.status_code) == (403, 404)
    assert desk("ana").get(url).status_code == 405
    assert not DismissedMatch.objects.exists()


def test_a_claim_to_merge_into_is_found_by_words(desk, claim_at, stated, page_of):
    claim = claim_at("in_hand", text=FLOOD)
    near = [stated(f"{n} homes in Arlen flooded.", outlets=()) for n in range(12)]
    stated("A bridge was closed.")

    answer = desk("ana").get(f"{page_of(claim)}?find=homes+arlen")

    found = [wording.pk for wording in answer.context["workspace"].found]
    assert found == [each.pk for each in reversed(near)][:10]
    assert answer.content.decode().count('name="into" value=') == 10


@pytest.fixture
def checked(settings, claim_at):
    """A claim with a verdict, found by its words alone."""
    settings.MATCH_BY_MEANING = False

    def walk(text):
        claim = claim_at("closed", text=text)
        claim.wording.sketch = sketch(text)
        claim.wording.save()
        return claim

    return walk


def with_sketch(claim):
    claim.wording.sketch = sketch(claim.wording.text)
    claim.wording.save()
    return claim


def test_earlier_checks_come_with_their_rating_and_how_alike_they_are(
    desk, claim_at, checked
):
    same, other = checked(f"{FLOOD} "), checked(FLOOD.replace("4,200", "2,400"))
    claim = with_sketch(claim_at("in_hand", text=FLOOD))
    url = reverse("admin:desk_checked", args=[claim.pk])

    found = desk("ana").get(f"{url}?part=1")
    page = desk("ana").get(url)

    earlier = {each.wording.pk: each for each in found.context["earlier"]}
    assert earlier[same.pk].label == "the same words"
    assert "same number: 4,200" in earlier[same.pk].why
    assert earlier[other.pk].label == "similar, values differ"
    assert "number differs: 4,200 here, 2,400 there" in earlier[other.pk].why
    assert earlier[same.pk].verdict.rating.word == "True"
    assert b"<html" not in found.content
    assert b"<html" in page.content
    assert "the same words, 1.00" in plain(page.content.decode())


def test_the_workspace_never_waits_for_earlier_checks(desk, claim_at, page_of):
    claim = claim_at("in_hand")
    url = reverse("admin:desk_checked", args=[claim.pk])

    shown = desk("ana").get(page_of(claim)).content.decode()

    assert f'data-load="{url}?part=1"' in shown
    assert "Searching earlier checks…" in shown
    assert f'<a href="{url}">' in shown
    answer = desk("ana").get(f"{url}?part=1")
    assert "No earlier check matches." in answer.content.decode()


def test_an_earlier_check_that_is_no_match_is_remembered_until_it_is_taken_back(
    desk, claim_at, checked
):
    earlier = checked(f"{FLOOD} ")
    claim = with_sketch(claim_at("in_hand", text=FLOOD))
    client, url = desk("ana"), reverse("admin:desk_checked", args=[claim.pk])
    answer = reverse("admin:desk_match", args=[claim.pk, earlier.pk])

    client.post(answer)
    without = client.get(url)
    client.post(answer, {"restore": "yes"})
    again = client.get(url)

    assert without.context["earlier"] == []
    assert "Ana said so" in plain(without.content.decode())
    assert [each.wording.pk for each in again.context["earlier"]] == [earlier.pk]


def test_reusing_a_check_fills_the_form_and_saves_nothing(
    desk, claim_at, checked, page_of, form, rating
):
    verdict = checked(f"{FLOOD} ").verdicts.get()
    claim = claim_at("in_hand", text=FLOOD)
    client = desk("ana")
    client.post(page_of(claim), form(claim, "False", reason="My words.", mentions=[]))
    events, drafts = Event.objects.count(), Draft.objects.get().given

    answer = client.get(f"{page_of(claim)}?reuse={verdict.pk}")

    typed = answer.context["typed"]
    assert typed.rating == str(rating("True").pk)
    assert typed.reason == "My words.\n\nTwo registers agree."
    assert "Filled in from the earlier check" in answer.content.decode()
    assert (Event.objects.count(), Draft.objects.get().given) == (events, drafts)


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
        ("prioritise", {"priority": "2"}, "urgency", 2),
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
