"""What a reviewer sees of a source that changed: queue, workspace, source, API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.moves import Stage
from reviews.rechecking import changed_mentions
from reviews.workflow import move

QUEUE = "/admin/reviews/review/"
HOMES = "4,200 homes were flooded in Arlen."
TWICE = f"In short.\n\n{HOMES}\n\nIn full, as of noon.\n\n{HOMES}"


@pytest.fixture
def attention(desk):
    def show(name: str = "ana", **query: str):
        return desk(name).get(QUEUE, {"view": "attention", **query})

    return show


def test_the_queue_lists_what_changed_under_a_claim(
    claim_at, revise, attention, page_of
):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, "4,200", "2,400")

    response = attention()

    page = response.content.decode()
    (row,) = response.context["page"].changed
    assert (row.state, row.source) == ("changed", newer)
    assert "4,200 → 2,400" in page
    assert f"{page_of(claim)}#mention-{row.mention_id}" in page
    assert response.context["counts"]["attention"] == "1"


def test_failed_extractions_stand_below_what_changed(claim_at, revise, attention):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, "4,200", "2,400")
    newer.extractions.update(status="failed", error="It was too long.")

    response = attention()

    page = response.content.decode()
    assert page.index("4,200 → 2,400") < page.index("It was too long.")
    assert response.context["counts"]["attention"] == "2"


def test_the_list_goes_on_from_one_half_to_the_other(
    claim_at, stated, revise, attention, monkeypatch
):
    monkeypatch.setattr("reviews.desk.queue.PAGE", 1)
    for number in range(2):
        newer = revise(stated(text=f"The dam held {number} nights."), "nights", "days")
    newer.extractions.update(status="failed", error="It was too long.")

    seen, after = [], ""
    while True:
        page = attention(after=after).context["page"]
        seen += [each.mention.quote for each in page.changed]
        seen += [each.error for each in page.failures]
        if not (after := page.next):
            break

    assert seen == [
        "The dam held 1 nights.",
        "The dam held 0 nights.",
        "It was too long.",
    ]


def test_the_queue_asks_as_much_for_many_as_for_one(stated, revise, attention):
    revise(stated(text="The dam held 7 nights."), "nights", "days")
    attention()
    with CaptureQueriesContext(
        connection,
    ) as one:
        attention()
    for number in range(5):
        revise(stated(text=f"The gate held {number} nights."), "nights", "days")

    with CaptureQueriesContext(connection) as many:
        assert len(attention().context["page"].changed) == 6

    assert len(many) == len(one)


def test_the_card_shows_both_texts_and_what_differs(claim_at, revise, desk, page_of):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, "4,200", "2,400")

    response = desk("ana").get(page_of(claim))

    page = response.content.decode()
    assert "changed in a newer version" in page
    assert "Both texts side by side" in page
    assert f"source/{newer.pk}/?near=" in page
    change = next(
        card.change for card in response.context["workspace"].cards if card.change
    )
    marked = [
        [piece.text for piece in side if piece.span]
        for side in (change.was, change.now)
    ]
    assert marked == [["4,200"], ["2,400"]]


def test_what_says_the_same_is_said_quietly(claim_at, revise, desk, page_of):
    claim = claim_at(Stage.CLOSED)
    revise(claim, "Report", "Updated report")

    page = desk("ana").get(page_of(claim)).content.decode()

    carried = claim.mentions.get(linked_by="version")
    assert f'<a href="#mention-{carried.pk}">A newer version says the same</a>' in page
    assert "Carried over from the version before" in page
    assert page.count(" · newer version") == 1
    assert "found it unchanged in a newer version" in page
    assert "Both texts side by side" not in page


def test_whoever_has_it_in_hand_picks_one_of_several_places(
    claim_at, revise, desk, page_of, people
):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, HOMES, TWICE)
    browser = desk("ana")
    assert "is meant</button>" not in browser.get(page_of(claim)).content.decode()
    move(claim.pk, "take", actor=people["ana"])
    claim.refresh_from_db()
    page = browser.get(page_of(claim)).content.decode()
    assert "Place 2 is meant</button>" in page
    place = changed_mentions().get().places[1]

    response = browser.post(
        f"{page_of(claim)}evidence/",
        {
            "version": claim.version,
            "source": newer.pk,
            "stance": "supports",
            "save": "yes",
            "place": f"{place['start']}-{place['end']}",
        },
    )

    assert (response.status_code, response["Location"]) == (303, page_of(claim))
    picked = claim.mentions.get(linked_by="person")
    assert (picked.source, picked.start, picked.quote) == (newer, place["start"], HOMES)
    assert not changed_mentions().exists()
    assert (
        "A person has picked the place" in browser.get(page_of(claim)).content.decode()
    )


def test_what_a_newer_version_says_no_more_is_not_relied_on_by_default(
    claim_at, revise, desk, page_of, people
):
    claim = claim_at(Stage.CLOSED)
    revise(claim, "4,200", "2,400")
    changed = changed_mentions().get().mention
    move(claim.pk, "take", actor=people["ana"])

    page = desk("ana").get(page_of(claim)).content.decode()

    kept = claim.mentions.exclude(pk=changed.pk).first()
    assert f'value="{kept.pk}" form="decide" checked' in page
    assert f'value="{changed.pk}" form="decide">' in page


def test_what_is_lost_is_said_in_words(claim_at, revise, desk, page_of):
    claim = claim_at(Stage.CLOSED)
    revise(claim, HOMES, "The river rose.")

    page = desk("ana").get(page_of(claim)).content.decode()

    assert "no longer in the text" in page
    assert "Read the newer version" in page


def test_the_page_of_a_source_leads_to_its_versions(claim_at, revise, desk):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, "4,200", "2,400")
    older = newer.supersedes
    browser = desk("ana")

    first, second = (
        browser.get(reverse("admin:desk_source", args=[pk])).content.decode()
        for pk in (older.pk, newer.pk)
    )
    form = browser.get(f"/admin/claims/source/add/?supersedes={newer.pk}")

    assert "There is a newer version" in first
    assert "Add a newer version" not in first
    assert "The version before" in second
    assert "Add a newer version" in second
    assert f'value="{newer.pk}"' in form.content.decode()
    assert 'value="The Lantern"' in form.content.decode()


def test_a_version_that_cannot_follow_is_refused_beside_its_field(
    claim_at, revise, desk
):
    claim = claim_at(Stage.CLOSED)
    newer = revise(claim, "4,200", "2,400")

    response = desk("ana").post(
        "/admin/claims/source/add/",
        {
            "outlet": "The Lantern",
            "text": "Another text of theirs.",
            "supersedes": newer.supersedes.pk,
        },
    )

    assert response.status_code == 422
    assert response.context["form"].errors["supersedes"]
    assert "Another text of theirs." in response.content.decode()


def test_the_desk_stays_whole_in_every_look(visit, claim_at, revise, page_of, people):
    changed = claim_at(Stage.CLOSED)
    revise(changed, "4,200", "2,400")
    twice = claim_at(Stage.CLOSED, text="The gate held 7 nights.")
    revise(
        twice,
        "The gate held 7 nights.",
        "A.\n\nThe gate held 7 nights.\n\nB and C.\n\nThe gate held 7 nights.",
    )
    move(twice.pk, "take", actor=people["ana"])
    visitor = visit("ana")

    for path in (f"{QUEUE}?view=attention", page_of(changed), page_of(twice)):
        page = visitor.open(path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        assert visitor.faults() == []
