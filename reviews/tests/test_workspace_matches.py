"""What may be the same on the page of a claim: suggestions, claims to merge into,
earlier checks."""

from django.urls import reverse

from claims.matching.conflicts.oppositions import Opposition
from claims.models import Suggestion
from reviews.matches import DismissedMatch
from reviews.models import Draft, Event
from reviews.tests.workspaces import FLOOD, plain, with_sketch


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


def test_a_claim_that_contradicts_it_is_shown_first_however_unlikely(
    desk, claim_at, stated, page_of
):
    likely, against = stated("4,200 houses flooded."), stated("The dam was raised.")
    claim = claim_at("in_hand", text=FLOOD)
    why = "One contradicts the other: “broken” – “raised”."
    Suggestion.objects.create(claim=claim, other=likely, score=0.7, why="Alike.")
    Suggestion.objects.create(
        claim=claim, other=against, score=0.1, why=why, opposition=Opposition.PLAIN
    )

    page = desk("ana").get(page_of(claim))

    suggested = page.context["workspace"].asides.suggestions
    assert [each.claim for each in suggested] == [against.pk, likely.pk]
    assert f'<p class="where">{why}</p>' in page.content.decode()


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


def test_what_is_reused_waits_until_the_claim_is_taken(
    checked, claim_at, desk, page_of
):
    earlier = checked("4,200 homes were flooded in Arlen.")
    verdict = earlier.verdicts.get()
    claim = claim_at("queued", text="Some 4,200 homes were flooded in Arlen.")
    client = desk("ana")
    address = f"{page_of(claim)}?reuse={verdict.pk}"

    asked = client.get(address).content.decode()
    taken = client.post(address, {"verb": "take", "version": claim.version})
    filled = client.get(taken["Location"])

    assert "Take this claim, and the earlier check is filled in." in asked
    assert taken["Location"] == address
    assert filled.context["typed"].reason == "Two registers agree."
