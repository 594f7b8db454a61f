"""The desk speaks German to who wants it; the API and downloads stay as they are."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from claims.matching.origins.copies import Copying, Kind, explain_copy
from claims.models import Mention, Origin
from claims.recorded import SENTENCES, say_recorded
from claims.templatetags.spoken import exact, inside, moment, number
from reviews.models import Rating
from reviews.moves import VERBS
from reviews.names import VERBS as NAMED
from reviews.preferences import Preferences
from reviews.refusals import REFUSALS, MoveRefused
from reviews.workflow import move

QUEUE = "/admin/reviews/review/"
GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture
def ana(client, people):
    Preferences.objects.create(person=people["ana"], language="de")
    client.force_login(people["ana"])
    return client


def text_of(answer):
    return answer.content.decode()


def test_a_refusal_is_german_on_the_desk_and_english_in_the_api(ana, claim_at):
    claim = claim_at("second_reading")

    page = ana.post(
        reverse("admin:desk_claim", args=[claim.pk]),
        {"verb": "dismiss", "version": claim.version, "reason": "Nothing to check."},
    )
    problem = ana.post(
        f"/api/v1/claims/{claim.pk}/moves/",
        {"verb": "dismiss", "reason": "Nothing to check."},
        content_type="application/json",
        headers={"If-Match": f'"{claim.version}"', "Accept-Language": "de"},
    )

    assert page.status_code == 409
    assert (
        "Das geht jetzt nicht (verwerfen): Die Behauptung ist ungeklärt, der Vorgang "
        "steht auf „Zweitprüfung“." in text_of(page)
    )
    assert problem.status_code == 409
    assert problem.json()["detail"] == (
        "Cannot dismiss now: the claim is unverified, its review second reading."
    )
    claim.refresh_from_db()
    assert claim.state == "unverified"


@override_settings(LANGUAGE_CODE="de")
def test_the_api_is_english_in_a_german_newsroom(people, claim_at):
    claim, client = claim_at("queued"), Client(headers=GERMAN)
    client.force_login(people["rosa"])

    problem = client.post(
        f"/api/v1/claims/{claim.pk}/moves/",
        {"verb": "take"},
        content_type="application/json",
        headers={"If-Match": f'"{claim.version}"'},
    )
    stranger = Client(headers=GERMAN).get("/api/v1/claims/")

    assert problem.json()["detail"] == "Your role does not allow this: take."
    assert stranger.json()["title"] == "Who are you?"


def test_what_is_missing_is_named_in_german(people, claim_at):
    claim = claim_at("in_hand")

    with translation.override("de"), pytest.raises(MoveRefused) as caught:
        move(claim.pk, "decide", actor=people["ana"], reason="x" * 20_001)

    assert caught.value.code == "bad_value"
    assert caught.value.say == (
        "Begründung: höchstens 20.000 Zeichen; dies sind 20.001."
    )


def test_every_refusal_and_every_verb_has_words_to_translate():
    assert not [code for code, (_, said) in REFUSALS.items() if isinstance(said, str)]
    assert not set(VERBS) - set(NAMED)


def test_the_login_page_speaks_the_language_of_the_browser(client, db):
    german = client.get("/admin/login/", headers=GERMAN)
    french = client.get("/admin/login/", headers={"Accept-Language": "fr"})

    assert '<html lang="de"' in text_of(german)
    assert "Benutzername" in text_of(german)
    assert '<html lang="en"' in text_of(french)
    assert "Accept-Language" in german["Vary"]


@override_settings(LANGUAGE_CODE="de")
def test_whom_the_newsroom_knows_gets_its_language_not_the_browsers(client, people):
    client.force_login(people["ana"])

    page = text_of(client.get(QUEUE, headers={"Accept-Language": "en"}))

    assert '<html lang="de"' in page
    assert "Warteliste: Für mich" in page


def test_a_missing_page_is_missing_in_german(ana):
    page = ana.get("/admin/no-such-page/")

    assert page.status_code == 404
    assert "Diese Seite gibt es nicht" in text_of(page)


def test_days_and_numbers_are_written_as_germans_write_them(ana, claim_at):
    claim = claim_at("closed")
    at = claim.found_at.replace(year=2026, month=2, day=28, hour=14, minute=5)

    with translation.override("de"):
        said = [moment(at), exact(at), number(1234), inside("Zweitprüfung")]
    with translation.override("en"):
        told = [moment(at), exact(at), number(1234), inside("Second reading")]

    assert ">28. Feb. 2026, 14:05<" in said[0]
    assert said[1:] == ["Sa, 28. Feb., 14:05", "1.234", "Zweitprüfung"]
    assert ">28 Feb 2026, 14:05<" in told[0]
    assert told[1:] == ["Sat 28 Feb, 14:05", "1,234", "second reading"]


def test_what_the_machine_recorded_is_said_in_german(ana, claim_at):
    claim = claim_at("in_hand")
    Origin.objects.update(reason="Both use the same 9 words.")

    page = text_of(ana.get(reverse("admin:desk_claim", args=[claim.pk])))

    assert "Beide verwenden dieselben 9 Wörter." in page
    assert Mention.objects.earliest("pk").origin.reason == "Both use the same 9 words."


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        (
            "40% of it stands there, 91% of that stands here; both say 12, 2026.",
            "40 % davon stehen dort, 91 % von dort stehen hier; beide nennen 12, 2026.",
        ),
        (
            "The Ledger shares 80 % of its text with Lantern, with many words changed.",
            "The Ledger hat 80 % seines Textes mit Lantern gemein, mit vielen "
            "geänderten Wörtern.",
        ),
        ("names a date", "nennt ein Datum"),
        ("ValueError: too long", "ValueError: too long"),
    ],
)
def test_recorded_sentences_are_said_in_the_readers_language(recorded, said):
    with translation.override("de"):
        assert say_recorded(recorded) == said

    assert say_recorded(recorded) == recorded


def test_a_copy_is_explained_in_words_that_are_known():
    copying = Copying(Kind.COPY, left_share=0.9, right_share=0.5, exact=1.0)

    with translation.override("de"):
        said = say_recorded(explain_copy(copying, "Lantern", "Ledger"))

    assert said == "Ledger bringt 90 % des Textes von Lantern Wort für Wort."


def test_all_recorded_sentences_are_told_apart():
    assert len(set(SENTENCES)) == len(SENTENCES)


def test_a_download_reads_the_same_for_everybody(client, people):
    Preferences.objects.create(person=people["dora"], language="de")
    client.force_login(people["dora"])

    answer = client.get(reverse("admin:dashboard_rows", args=["open"]) + "?format=json")
    rows = b"".join(answer.streaming_content).decode()

    assert "Claims with a review that is not closed" in rows


def test_the_scales_own_ratings_are_german_and_added_ones_stay(ana, claim_at, rating):
    claim = claim_at("in_hand")
    Rating.objects.create(word="Satire", outcome="contested", position=9)
    closed = claim_at("closed", text="Another statement.")

    form = text_of(ana.get(reverse("admin:desk_claim", args=[claim.pk])))
    history = text_of(ana.get(reverse("admin:desk_claim", args=[closed.pk])))

    for word in ("Richtig", "Falsch", "Satire"):
        assert f'<span class="word">{word}</span>' in form
    assert "hat mit „Richtig“ bewertet (bestätigt)" in history
    assert ">True<" not in history + form
    assert rating("True").word == "True"
