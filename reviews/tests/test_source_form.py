"""Adding a source in the browser, and reading it afterwards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Extraction, Outlet, Source

ADD = "/admin/claims/source/add/"
TEXT = "The Arl rose by 5.8 metres on 12 March.\nThe bridge was closed at noon."


@pytest.fixture
def desk(client, people):
    def as_person(name):
        client.force_login(people[name])
        return client

    return as_person


def test_pasted_text_becomes_a_source_with_its_extraction_queued(desk, people):
    response = desk("ana").post(
        ADD,
        {
            "outlet": "The Lantern",
            "title": "The Arl rises",
            "published_on": "2026-03-13",
            "text": TEXT.replace("\n", "\r\n"),
        },
    )

    source = Source.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/admin/claims/source/{source.pk}/change/"
    assert source.text == TEXT
    assert source.received_by == people["ana"]
    assert str(source.published_on) == "2026-03-13"
    assert Extraction.objects.get().source == source


def test_a_file_becomes_a_source(desk):
    upload = SimpleUploadedFile("report.txt", TEXT.encode())

    desk("ana").post(ADD, {"outlet": "The Lantern", "file": upload})

    assert Source.objects.get().title == TEXT.splitlines()[0]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "", "url": "http://10.0.0.1/"}, "url"),
        ({"text": "12 34 56"}, "text"),
        ({"text": TEXT, "outlet": ""}, "outlet"),
        ({"text": TEXT, "url": "not an address"}, "url"),
        ({"text": TEXT, "published_on": "13.3."}, "published_on"),
        ({"text": "", "url": "not an address"}, "url"),
        ({"text": TEXT, "published_on": "2099-03-13"}, "published_on"),
        ({"text": TEXT, "language": "a language too long"}, "language"),
        ({"text": TEXT, "language": "??"}, "language"),
        ({"text": "bell \x07 rings here"}, "text"),
        ({"text": "nothing \x00 here"}, "text"),
    ],
)
def test_a_refused_source_says_so_beside_the_field_and_keeps_the_rest(
    desk, given, field
):
    sent = {"outlet": "The Lantern", "title": "Kept as typed", **given}

    response = desk("ana").post(ADD, sent)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Kept as typed" in response.content.decode()
    assert not Source.objects.exists()
    assert not Outlet.objects.exists()


def test_text_and_file_together_are_refused(desk):
    upload = SimpleUploadedFile("report.txt", TEXT.encode())

    response = desk("ana").post(
        ADD, {"outlet": "The Lantern", "text": TEXT, "file": upload}
    )

    assert response.status_code == 422
    assert "not both" in response.content.decode()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 \x00\x01\x02", b"{\\rtf1 The dam broke.}", b"bell \x07 rings"],
)
def test_a_file_that_is_no_text_is_refused_at_its_field(desk, content):
    upload = SimpleUploadedFile("report.pdf", content)

    response = desk("ana").post(ADD, {"outlet": "The Lantern", "file": upload})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]


def test_a_page_without_an_article_is_refused_at_the_address_it_came_from(desk, web):
    address = web.serve("/", "<html><body></body></html>")

    response = desk("ana").post(ADD, {"url": address})

    assert list(response.context["form"].errors) == ["url"]


def test_the_same_text_twice_leads_to_the_source_that_is_there(desk):
    client = desk("ana")
    client.post(ADD, {"outlet": "The Lantern", "text": TEXT})

    again = client.post(ADD, {"outlet": "The Echo", "text": TEXT})

    source = Source.objects.get()
    assert again.status_code == 409
    assert f"/admin/claims/source/{source.pk}/change/" in again.content.decode()
    assert TEXT.splitlines()[1] in again.content.decode()


def test_who_may_only_read_adds_nothing(desk):
    response = desk("rosa").post(ADD, {"outlet": "The Lantern", "text": TEXT})

    assert response.status_code == 403
    assert not Source.objects.exists()


def test_a_source_shows_its_claims_and_what_was_left_out(desk, stated):
    claim = stated("4,200 homes were flooded.", outlets=("The Lantern",))
    source = Source.objects.get()
    Extraction.objects.update(dropped=[[0, 6, "byline"]], mentions_found=1)

    shown = desk("rosa").get(f"/admin/claims/source/{source.pk}/change/", follow=True)

    page = shown.content.decode()
    assert f"/admin/reviews/review/claim/{claim.pk}/" in page
    assert "left out: byline" in page
    assert "1 claim found" in page


def test_a_source_is_never_changed_or_deleted(desk, stated):
    stated(outlets=("The Lantern",))
    source = Source.objects.get()
    client = desk("carla")

    changed = client.post(f"/admin/claims/source/{source.pk}/change/", {"text": "no"})
    deleted = client.post(f"/admin/claims/source/{source.pk}/delete/", {"post": "yes"})

    assert (changed.status_code, deleted.status_code) == (302, 403)
    assert Source.objects.get().text == source.text


def test_the_list_pages_by_age_without_counting(desk, stated, monkeypatch):
    monkeypatch.setattr("reviews.desk.source_list.PAGE", 2)
    stated(outlets=("A", "B", "C"))

    first = desk("ana").get("/admin/claims/source/")
    second = desk("ana").get(f"/admin/claims/source/?{first.context['next']}")

    assert len(first.context["sources"]) == 2
    assert len(second.context["sources"]) == 1
    assert second.context["next"] == ""


@pytest.fixture
def three_reports(desk):
    client = desk("ana")
    for outlet, url, text in (
        ("The Lantern", "https://lantern.example/arl", TEXT),
        ("The Echo", "", "The mill burned down on Monday.\nNobody was hurt."),
        ("The Echo", "", "Die Mühle brannte ab.\nDie Brücke blieb offen."),
    ):
        client.post(ADD, {"outlet": outlet, "url": url, "text": text})
    return client


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"q": "bridge"}, ["The Arl rose by 5.8 metres on 12 March."]),
        ({"q": "mill monday"}, ["The mill burned down on Monday."]),
        ({"q": "https://lantern.example/arl"}, [TEXT.splitlines()[0]]),
        ({"q": "https://lantern.example/"}, []),
        ({"q": "Brücke"}, ["Die Mühle brannte ab."]),
        ({"q": " "}, ["Die Mühle brannte ab.", "The mill", "The Arl"]),
        ({"outlet": "no number"}, ["Die Mühle brannte ab.", "The mill", "The Arl"]),
    ],
)
def test_a_source_is_found_by_its_words_or_its_address(three_reports, asked, titles):
    shown = three_reports.get("/admin/claims/source/", asked)

    found = [source.title for source in shown.context["sources"]]
    assert len(found) == len(titles)
    assert all(map(str.startswith, found, titles))
    assert ("No source is like that." in shown.content.decode()) == (not titles)


def test_a_list_of_one_outlet_stays_one_on_its_later_pages(three_reports, monkeypatch):
    monkeypatch.setattr("reviews.desk.source_list.PAGE", 1)
    echo = Outlet.objects.get(name="The Echo").pk

    first = three_reports.get("/admin/claims/source/", {"outlet": echo})
    second = three_reports.get(f"/admin/claims/source/?{first.context['next']}")

    assert [source.outlet.name for source in second.context["sources"]] == ["The Echo"]
    assert second.context["next"] == ""
    assert f'href="?outlet={echo}"' in second.content.decode()
