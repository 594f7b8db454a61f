"""A newer version of a source: whose it is, and what becomes of the mentions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from claims import versions
from claims.extracting import run
from claims.ingest.entrance import SourceRefused, ingest_bytes, ingest_text
from claims.models import Claim, Extraction, Mention, Reanchoring, Source
from claims.rereading import queue_again
from claims.tests.reports import FLOOD

pytestmark = pytest.mark.django_db

URL = "https://lantern.example/flood"
CHANGED = FLOOD.replace("4,200 homes", "2,400 homes")
Read = Callable[..., Source]


def ingest(text: str, **about: Any) -> Source:
    about = {"outlet": "The Lantern", "url": URL, **about}
    return ingest_text(text, **about)[0]


def read(text: str, **about: Any) -> Source:
    source = ingest(text, **about)
    for extraction in Extraction.objects.filter(source=source):
        run(extraction.pk)
    return source


def states() -> dict[str, str]:
    return {
        each.mention.quote.split()[0]: each.state
        for each in Reanchoring.objects.select_related("mention")
    }


def test_another_text_of_the_same_outlet_and_address_is_a_newer_version() -> None:
    first = ingest(FLOOD)

    second = ingest(CHANGED)
    third = ingest(f"{CHANGED}\nCorrected at noon.")

    assert (first.supersedes, second.supersedes, third.supersedes) == (
        None,
        first,
        second,
    )


@pytest.mark.parametrize(
    "about",
    [
        {"outlet": "The Ledger"},
        {"url": f"{URL}-2"},
        {"url": ""},
    ],
)
def test_another_outlet_or_address_is_another_text(about: dict[str, str]) -> None:
    ingest(FLOOD)

    assert ingest(CHANGED, **about).supersedes is None


def test_the_address_of_a_whole_site_makes_no_version() -> None:
    ingest(FLOOD, url="https://lantern.example/")

    assert ingest(CHANGED, url="https://lantern.example/").supersedes is None


def test_a_named_source_is_followed_and_lends_what_was_left_out() -> None:
    first = ingest(FLOOD, kind="statement")

    second, _ = ingest_text(CHANGED, supersedes=first.pk)

    assert (second.supersedes, second.outlet, second.url, second.kind) == (
        first,
        first.outlet,
        URL,
        "statement",
    )


def test_a_page_is_from_the_outlet_that_the_version_before_is_from() -> None:
    first = ingest(FLOOD)
    page = (
        "<html><head><title>Flood</title>"
        '<meta property="og:site_name" content="LANTERN">'
        f"</head><body><article><h1>Flood</h1><p>{CHANGED}</p></article></body></html>"
    )

    second, _ = ingest_bytes(page.encode(), name="a.html", supersedes=first.pk)

    assert (second.supersedes, second.outlet) == (first, first.outlet)


def test_only_the_newest_version_can_be_superseded() -> None:
    first = ingest(FLOOD)
    second = ingest(CHANGED)

    with pytest.raises(SourceRefused) as refusal:
        ingest(f"{CHANGED} More.", supersedes=first.pk)

    assert refusal.value.code == "superseded"
    assert f"source {second.pk}" in refusal.value.say
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"supersedes": 2**40}, "no_such_source"),
        ({"supersedes": "first", "outlet": "The Ledger"}, "other_outlet"),
    ],
)
def test_what_cannot_be_superseded_is_refused(about: dict[str, Any], code: str) -> None:
    first = ingest(FLOOD)
    if about["supersedes"] == "first":
        about = {**about, "supersedes": first.pk}

    with pytest.raises(SourceRefused) as refusal:
        ingest(CHANGED, **about)

    assert refusal.value.code == code
    assert refusal.value.field == "supersedes"
    assert Source.objects.count() == 1


def test_a_stored_text_is_no_newer_version_of_another() -> None:
    first, other = ingest(FLOOD), ingest(CHANGED, url="")

    with pytest.raises(SourceRefused) as refusal:
        ingest(CHANGED, supersedes=first.pk)

    assert refusal.value.code == "same_text"
    other.refresh_from_db()
    assert other.supersedes is None


def test_the_same_version_again_is_the_same_source() -> None:
    first = ingest(FLOOD)
    second = ingest(CHANGED)

    assert ingest(CHANGED) == ingest(CHANGED, supersedes=first.pk) == second
    assert Source.objects.count() == 2


def test_the_command_takes_one_file_as_a_newer_version(tmp_path: Any) -> None:
    first = ingest(FLOOD)
    path = tmp_path / "flood.txt"
    path.write_text(CHANGED)

    call_command("ingest", path, supersedes=first.pk)

    assert Source.objects.latest("pk").supersedes == first
    (tmp_path / "more.txt").write_text("The dam broke on Monday.")
    with pytest.raises(CommandError, match="--supersedes is for one file"):
        call_command("ingest", tmp_path, supersedes=first.pk)


def test_what_says_the_same_is_carried_over_and_found_once() -> None:
    first = read(FLOOD)
    claims = set(Claim.objects.values_list("pk", flat=True))

    second = read(f"Corrected at noon.\n\n{FLOOD}")

    assert set(Claim.objects.values_list("pk", flat=True)) == claims
    assert set(states().values()) == {"moved"}
    assert second.mentions.count() == first.mentions.count() == len(claims)
    for was in first.mentions.select_related("reanchoring__carried"):
        now = was.reanchoring.carried
        assert now is not None
        assert now.quote == was.quote
        assert (now.source, now.linked_by) == (second, "version")
        assert (now.claim, now.origin, now.stance) == (
            was.claim,
            was.origin,
            was.stance,
        )
        assert now.speaker == was.speaker
        for value in now.values:
            assert second.text[value["start"] : value["end"]] == value["text"]


def test_a_changed_number_is_for_people_to_look_at() -> None:
    first = read(FLOOD)

    second = read(CHANGED)

    changed = Reanchoring.objects.get(state="changed")
    assert changed.mention.source == first
    assert (changed.source, changed.why) == (second, "4,200 → 2,400")
    assert "4,200 homes" in changed.was
    assert "2,400 homes" in changed.now
    assert second.text[changed.start : changed.end] == changed.now
    assert changed.carried is None
    assert set(states().values()) == {"changed", "exact"}


def test_both_versions_are_one_voice() -> None:
    read(FLOOD)

    read(CHANGED)

    claims = list(Claim.objects.all())
    assert claims
    for claim in claims:
        assert claim.mentions.values("origin").distinct().count() == 1


def test_what_is_gone_is_lost_and_what_is_there_twice_is_ambiguous() -> None:
    read(FLOOD)
    line = FLOOD.splitlines()[4]

    read(f"In short: a dam.\n\n{line}\n\nIn full.\n\n{line}\n\nSo it ends.")

    assert states()["4,200"] == "ambiguous"
    twice = Reanchoring.objects.get(state="ambiguous")
    assert [place["exact"] for place in twice.places] == [line, line]
    assert all(place["prefix"] and place["suffix"] for place in twice.places)
    assert (twice.start, twice.end) == (None, None)
    assert Reanchoring.objects.filter(state="lost").exists()


def test_the_same_words_of_another_day_have_changed() -> None:
    read(FLOOD, published_on=date(2024, 11, 12))

    read(f"{FLOOD}Updated.", published_on=date(2024, 11, 20))

    changed = Reanchoring.objects.get(state="changed")
    assert changed.mention.quote.startswith("4,200 homes")
    assert "2024-11-11 → 2024-11-18" in changed.why


def test_what_is_found_late_in_an_older_version_is_carried_over_too() -> None:
    first = ingest(FLOOD)
    second = read(f"{FLOOD}Updated.")
    third = read(f"{FLOOD}Updated twice.")

    run(Extraction.objects.get(source=first).pk)

    found = Mention.objects.filter(source=first, reanchoring__state="exact")
    assert found.count() == first.mentions.count() > 0
    assert {
        each.carried and each.carried.source for each in Reanchoring.objects.all()
    } == {
        second,
        third,
    }
    assert second.mentions.count() == third.mentions.count() == first.mentions.count()


def test_the_sweep_finds_what_a_person_linked_in_an_older_version() -> None:
    first = read(FLOOD)
    read(f"{FLOOD}Updated.")
    claim = Claim.objects.latest("pk")
    at = FLOOD.index("By Mona Reed")
    Mention.objects.create(
        claim=claim,
        first_claim=claim,
        source=first,
        origin=claim.mentions.earliest("pk").origin,
        start=at,
        end=at + 12,
        quote="By Mona Reed",
        linked_by="matching",
    )

    versions.sweep()
    versions.sweep()

    late = Reanchoring.objects.get(mention__quote="By Mona Reed")
    assert late.state == "exact"


def test_carrying_over_twice_changes_nothing() -> None:
    read(FLOOD)
    second = read(CHANGED)
    before = list(Reanchoring.objects.values()), list(Mention.objects.values())

    assert versions.reanchor(second.pk) == 0

    assert (
        list(Reanchoring.objects.values()),
        list(Mention.objects.values()),
    ) == before


def test_a_newer_extractor_does_not_call_what_was_carried_over_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read(FLOOD)
    second = read(f"{FLOOD}Updated.")
    monkeypatch.setattr("claims.rereading.current_version", lambda: "9.9")

    queue_again([second.pk])
    run(Extraction.objects.get(source=second, version="9.9").pk)

    assert not second.mentions.filter(missed_by__isnull=False).exists()


@pytest.mark.parametrize(
    "change", [{"now": ""}, {"state": "lost"}, {"why": "Nothing."}]
)
def test_what_was_found_is_never_rewritten(change: dict[str, str]) -> None:
    read(FLOOD)
    read(CHANGED)

    with pytest.raises(DatabaseError), transaction.atomic():
        Reanchoring.objects.filter(state="changed").update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as sql:
        sql.execute("DELETE FROM claims_reanchoring")
