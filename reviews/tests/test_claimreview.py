"""A published verdict as markup: valid, of what was published, and safe on a page."""

import json

import pytest

from conftest import mention_in
from factcheck.tests.callers import caller, code_of
from reviews.claimreview import describe_claim
from reviews.feed import publish_due
from reviews.tests.correcting import correct
from reviews.workflow import move

PAGE = "https://news.example/checks/12"


@pytest.fixture
def sync(people, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    return caller(people["sync"])


def markup(client, claim, page=PAGE, **headers):
    address = f"/api/v1/verdicts/{claim.pk}/claimreview"
    return client.get(address, {"url": page} if page else {}, headers=headers)


def test_it_says_what_was_published_and_where_it_is_shown(sync, settings, claim_at):
    settings.NEWSROOM_NAME = "The Newsroom"
    settings.NEWSROOM_URL = "https://news.example/"
    claim = claim_at("closed")

    said = markup(sync, claim).json()

    published = sync.get(f"/api/v1/verdicts/{claim.pk}/").json()
    assert (said["@context"], said["@type"]) == ("https://schema.org", "ClaimReview")
    assert said["url"] == PAGE
    assert said["claimReviewed"] == published["claim"]
    assert said["reviewRating"] == {"@type": "Rating", "alternateName": "True"}
    assert said["reviewBody"] == published["reason"]
    assert said["author"] == {
        "@type": "Organization",
        "name": "The Newsroom",
        "url": "https://news.example/",
    }
    assert [work["publisher"]["name"] for work in said["citation"]] == [
        "The Lantern",
        "The Ledger",
    ]


@pytest.fixture
def contradicted(claim_at, people, decide):
    """A closed claim: The Lantern and The Ledger say it, The Herald the contrary."""
    claim = claim_at("in_hand")
    against = mention_in(claim, "The Herald", "No home was flooded in Arlen.")
    said = {"mention": against.pk, "stance": "refutes"}
    correct(claim, "mark", people["ana"], **said)
    decide(claim, people["ana"])
    decide(claim, people["ben"])
    return claim


def test_what_contradicts_a_claim_is_cited_and_no_place_of_it(sync, contradicted):
    said = markup(sync, contradicted).json()

    assert named(said["citation"]) == ["The Lantern", "The Ledger", "The Herald"]
    assert named(said["itemReviewed"]["appearance"]) == ["The Lantern", "The Ledger"]


def named(works):
    return [work["publisher"]["name"] for work in works]


def test_a_claim_dates_from_its_sources_and_not_from_its_check():
    evidence = [
        {
            "stance": stance,
            "outlet": outlet,
            "title": "A report",
            "url": "",
            "published_on": day,
        }
        for stance, outlet, day in (
            ("supports", "The Ledger", "2026-03-14"),
            ("supports", "The Lantern", "2026-03-13"),
            ("supports", "The Echo", None),
            ("refutes", "The Herald", "2026-03-12"),
        )
    ]

    claim = describe_claim({"claim": "So.", "language": "", "evidence": evidence})

    assert claim["datePublished"] == "2026-03-13"
    assert "inLanguage" not in claim
    assert claim["appearance"][2] == {
        "@type": "CreativeWork",
        "headline": "A report",
        "publisher": {"@type": "Organization", "name": "The Echo"},
    }


def test_a_correction_keeps_the_first_day_and_tells_its_own(
    sync, claim_at, people, decide
):
    claim = claim_at("closed")
    first = markup(sync, claim).json()
    move(claim.pk, "reopen", actor=people["carla"], reason="New facts.")
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    now = markup(sync, claim).json()

    assert (first["version"], now["version"]) == (1, 2)
    assert first["datePublished"] == first["dateModified"] == now["datePublished"]
    assert now["dateModified"] > now["datePublished"]
    assert now["reviewRating"]["alternateName"] == "False"


def test_what_is_withdrawn_or_not_published_has_no_markup(
    sync, settings, claim_at, people
):
    claim = claim_at("closed")
    publish_due()
    move(claim.pk, "withdraw", actor=people["carla"], notice="We were wrong.")
    settings.VERDICT_HOLD_SECONDS = 3600
    held = claim_at("closed", text="Another statement.")

    gone, early = markup(sync, claim), markup(sync, held)

    assert (gone.status_code, code_of(gone)) == (410, "verdict-withdrawn")
    assert early.status_code == 404


@pytest.mark.parametrize("page", ["", "checks/12", "javascript:alert(1)"])
def test_the_page_that_holds_it_must_be_an_address(sync, claim_at, page):
    refused = markup(sync, claim_at("closed"), page)

    (error,) = refused.json()["errors"]
    assert refused.status_code == 422
    assert error["parameter"] == "url"
    assert "address of" in error["detail"]


def test_it_ends_no_script_that_holds_it(sync, claim_at):
    said = 'Þórður said "40 %" <b>&amp;</b> </script><!--'
    claim = claim_at("closed", text=said)

    answer = markup(sync, claim)

    assert json.loads(answer.content)["claimReviewed"] == said
    assert not set(b"<>&") & set(answer.content)
    assert "Þórður".encode() in answer.content


def test_it_is_not_sent_again_until_it_changes(sync, claim_at):
    claim = claim_at("closed")
    tag = markup(sync, claim)["ETag"]

    same = markup(sync, claim, **{"If-None-Match": tag})
    other = markup(sync, claim, PAGE + "?print", **{"If-None-Match": tag})

    assert (same.status_code, other.status_code) == (304, 200)
