"""What a mention does for its claim is the same over the API as at the desk."""

import pytest

from factcheck.tests.callers import caller, code_of, post
from reviews.moves import Stage
from reviews.tests.correcting import correct, place_of, stored
from reviews.tests.workspaces import told_in
from reviews.voices import find_voices
from reviews.workflow import move

CLAIM = "The gate was built in 1974."
DENIAL = "The gate was not built in 1974."


@pytest.fixture
def gate(claim_at):
    """In Ana's hand: The Lantern says so, The Herald denies it."""
    claim = claim_at(Stage.IN_HAND, text=CLAIM, outlets=())
    told_in(claim, "The Lantern", CLAIM)
    return claim, told_in(claim, "The Herald", DENIAL)


def read(claim, person):
    return caller(person).get(f"/api/v1/claims/{claim.pk}/").json()


def told(claim, mention, person):
    (one,) = [m for m in read(claim, person)["mentions"] if m["id"] == mention.pk]
    return {name: one[name] for name in ("stance", "said_by", "against", "untold")}


AGAINST = {"claims": "built", "says": "not built"}


def test_what_stands_against_the_claim_supports_nothing_unsaid(gate, people):
    claim, mention = gate

    assert told(claim, mention, people["ana"]) == {
        "stance": None,
        "said_by": "",
        "against": AGAINST,
        "untold": "",
    }
    assert read(claim, people["ana"])["origins"] == {
        "support": 1,
        "partly": 0,
        "contradict": 1,
    }


@pytest.mark.parametrize(
    ("stance", "support", "contradict"),
    [("supports", 2, 0), ("refutes", 1, 1), ("context", 1, 0)],
)
def test_what_somebody_said_is_told_with_their_name_and_the_difference(
    gate, people, stance, support, contradict
):
    claim, mention = gate
    said = {"mention": mention.pk, "stance": stance, "despite": True}
    correct(claim, "mark", people["ana"], **said)

    assert told(claim, mention, people["ben"]) == {
        "stance": stance,
        "said_by": "Ana",
        "against": AGAINST,
        "untold": "",
    }
    origins = read(claim, people["ben"])["origins"]
    assert (origins["support"], origins["contradict"]) == (support, contradict)


def test_who_said_it_waits_where_a_review_is_blind(settings, claim_at, people, decide):
    settings.BLIND_SHARE = 1
    claim = claim_at(Stage.IN_HAND, text=CLAIM, outlets=("The Lantern",))
    mention = told_in(claim, "The Herald", DENIAL)
    said = {"mention": mention.pk, "stance": "refutes"}
    correct(claim, "mark", people["ana"], **said)

    shown = [told(claim, mention, people[name])["said_by"] for name in ("ana", "ben")]

    assert shown == ["Ana", ""]


def test_nobody_is_named_for_what_another_says_now(settings, gate, people, decide):
    claim, mention = gate
    said = {"mention": mention.pk, "stance": "supports", "despite": True}
    correct(claim, "mark", people["ana"], **said)
    decide(claim, people["ana"])
    decide(claim, people["ben"])
    settings.BLIND_SHARE = 1
    move(claim.pk, "reopen", actor=people["carla"], reason="Read it again.")
    move(claim.pk, "take", actor=people["carla"])
    refuted = {"mention": mention.pk, "stance": "refutes"}
    move(claim.pk, "mark", actor=people["carla"], **refuted)

    shown = told(claim, mention, people["ben"])

    assert (shown["stance"], shown["said_by"]) == ("refutes", "")


def test_a_part_is_told_as_one(claim_at, people):
    claim = claim_at(Stage.IN_HAND, text=CLAIM, outlets=())
    told_in(claim, "The Lantern", CLAIM)
    mention = told_in(claim, "The Herald", "The gate was built.")
    claim.mentions.filter(pk=mention.pk).update(linked_by="matching")

    assert told(claim, mention, people["ana"])["untold"] == "1974"
    assert read(claim, people["ana"])["origins"]["partly"] == 1


def test_the_second_yes_is_asked_for_by_name(gate, people):
    claim, _ = gate
    report = stored(f"It rained. {DENIAL}", "The Echo")
    address = f"/api/v1/claims/{claim.pk}/moves/"
    body = {"verb": "link", "stance": "supports", **place_of(DENIAL, report)}
    ana, version = caller(people["ana"]), {"if_match": "*"}

    asked = post(ana, address, body, **version)
    wrong = post(ana, address, body | {"despite": "yes"}, **version)
    meant = post(ana, address, body | {"despite": True}, **version)

    assert (asked.status_code, code_of(asked)) == (422, "validation")
    (error,) = asked.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/despite", "difference_unseen")
    assert "The Echo says “not built” where the claim says “built”." in error["detail"]
    assert wrong.json()["errors"][0]["pointer"] == "/despite"
    assert meant.status_code == 201


def test_no_voices_are_found_in_nothing(db):
    assert find_voices([], {}).in_words() == "No independent origin supports the claim."
