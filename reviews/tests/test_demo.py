"""The demo newsroom: what its people do can be done."""

import pytest

from claims.extracting import run
from claims.models import Extraction, Outlet
from reviews.management.commands.demo import ingest_report, make_person, read, replay
from reviews.models import Event, Verdict
from reviews.verification import verify
from reviews.workflow import open_reviews


@pytest.mark.usefixtures("people")
def test_every_act_of_the_demo_is_made_once(db):
    for about in read("outlets.json"):
        source = ingest_report(about)
        run(Extraction.objects.get(source=source).pk)
    open_reviews()
    people = {each["username"]: make_person(each) for each in read("people.json")}
    acts = read("demo.json")

    for _ in range(2):
        for act in acts:
            replay(act, people[act["who"]])

    made = Event.objects.exclude(actor=None)
    assert made.count() == len(acts)
    assert verify().flaws == ()
    assert Outlet.objects.count() == len(read("outlets.json"))
    evidence = Verdict.objects.get(rating__word="False").evidence
    shown = {each["outlet"]: each["stance"] for each in evidence}
    assert shown == {
        "The Arlen Lantern": "supports",
        "Daybreak Ledger": "refutes",
        "Open Basin": "refutes",
    }
    assert all(each["url"] and each["quote"] for each in evidence)
