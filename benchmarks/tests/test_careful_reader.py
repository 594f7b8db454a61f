"""What the careful reader's comparison counts, on two small reports of its own."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.careful_reader import LISTS, find_reports, main
from benchmarks.reader_lists import Reading, Span, read_list, read_run
from benchmarks.reader_scores import Score, is_met, score, voice_of

LANTERN = """Share this page

The mayor said 42 homes were flooded in Arlen. The gate failed on Monday.

Nobody knows what the river will do.
"""
LEDGER = """Bürgermeisterin Weber sagte, in Arlen seien 24 Häuser überflutet worden.

Das Tor brach am Montag.
"""


def place(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def claim(text: str, name: str, words: str, **more: Any) -> dict[str, Any]:
    told = {"id": name, "label": name, "core": True, **place(text, words)}
    return told | more


HOMES_WORDS = "The mayor said 42 homes were flooded in Arlen."
HOMES = claim(LANTERN, "a1", HOMES_WORDS, rank=1)
GATE = claim(LANTERN, "a2", "The gate failed on Monday.", says=["GATE"], core=False)
HOUSES = claim(LEDGER, "b1", "in Arlen seien 24 Häuser überflutet worden.", rank=1)
BREACH = claim(LEDGER, "b2", "Das Tor brach am Montag.", says=["GATE"], rank=2)
SAID = {"speaker": "mayor", "says": ["HOMES"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("lantern", LANTERN), ("ledger", LEDGER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    written = {
        "event": "the flood",
        "reports": [
            report("A", "en", LANTERN, [HOMES | SAID, GATE], "Share this page"),
            report("B", "de", LEDGER, [HOUSES | SAID, BREACH]),
        ],
        "voices": {"mayor": ["mayor", "weber"], "river": ["river board"]},
        "may_be_same": [],
        "related_only": [["GATE", "HOMES"]],
        "contradictions": [
            {
                "kind": "number",
                "weight": "must",
                "label": "42 / 24 homes",
                "left": {"report": "A", **place(LANTERN, "42 homes")},
                "right": {"report": "B", **place(LEDGER, "24 Häuser")},
            }
        ],
        "near_misses": [
            {
                "label": "Monday / Montag",
                "left": {"report": "A", **place(LANTERN, "Monday")},
                "right": {"report": "B", **place(LEDGER, "Montag")},
            }
        ],
        "origins": [
            {
                "label": "the mayor",
                "claims": ["a1", "b1"],
                "shared": [{"report": "A", **place(LANTERN, "42 homes")}],
            }
        ],
    }
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "flood.json").write_text(json.dumps(written))
    return tmp_path / "lists"


def report(
    letter: str, language: str, text: str, claims: list[Any], furniture: str = ""
) -> dict[str, Any]:
    zones = [{"kind": "furniture", **place(text, furniture)}] if furniture else []
    key = sha256(text.encode()).hexdigest()[:16]
    told = {"report": letter, "sha256": key, "language": language}
    return told | {"zones": zones, "claims": claims}


@pytest.fixture
def reading(lists: Path) -> Reading:
    return read_list(lists / "flood.json")


def extracted(text: str, words: str, worth: float, speaker: str = "") -> dict[str, Any]:
    told = place(text, words) | {"worth": worth}
    return told | {"speaker": {"name": speaker} if speaker else None}


def side(path: str, told: dict[str, Any]) -> dict[str, Any]:
    return {"path": path, "start": told["start"], "end": told["end"]}


def link(left: Any, right: Any, answer: str = "same") -> dict[str, Any]:
    sides = {"left": side("lantern", left), "right": side("ledger", right)}
    return {**sides, "answer": answer, "score": 0.9, "why": "alike"}


def preview(**more: Any) -> dict[str, Any]:
    lantern = [
        extracted(LANTERN, HOMES_WORDS, 0.9, "The mayor"),
        extracted(LANTERN, "The gate failed on Monday.", 0.8),
        extracted(LANTERN, "Share this page", 0.7),
        extracted(LANTERN, "Nobody knows what the river will do.", 0.6),
    ]
    ledger = [extracted(LEDGER, LEDGER.splitlines()[0], 0.9, "River Board")]
    files = [
        {"path": "lantern", "claims": lantern},
        {"path": "ledger", "claims": ledger},
    ]
    nothing = dict.fromkeys(("links", "statements", "conflicts", "origins"), ())
    return {"files": files, **nothing, **more}


def compare(reading: Reading, told: dict[str, Any]) -> Score:
    return score(reading, read_run(told, {"lantern": "A", "ledger": "B"}), ["A", "B"])


def figures(result: Score) -> dict[str, tuple[float, float]]:
    return {each.measure: (each.right, each.of) for each in result.figures}


def blamed(result: Score, kind: str) -> list[tuple[Span, ...]]:
    return [each.spans for each in result.defects if each.kind == kind]


def test_what_was_missed_and_what_is_no_claim_is_named_with_its_place(reading):
    result = compare(reading, preview())

    told = figures(result)
    furniture = Span("A", **place(LANTERN, "Share this page"))
    idle = Span("A", **place(LANTERN, "Nobody knows what the river will do."))
    missed = Span("B", **place(LEDGER, "Das Tor brach am Montag."))
    assert told["A core claims found"] == (1, 1)
    assert told["B core claims found"] == (1, 2)
    assert told["A extracted are claims"] == (2, 4)
    assert told["B of the editor's 20"] == (1, 2)
    assert blamed(result, "no claim") == [(furniture,), (idle,)]
    assert blamed(result, "core claim missed") == [(missed,)]


def test_a_speaker_is_right_by_any_of_his_names(reading):
    result = compare(reading, preview())

    assert figures(result)["speaker exact, attributed claims"] == (1, 2)
    assert voice_of(reading, "Bürgermeisterin Weber") == "mayor"
    assert voice_of(reading, "He") == "?"


def test_a_link_between_two_statements_is_false_and_only_related(reading):
    links = [link(HOMES, HOUSES), link(GATE, HOUSES)]

    places = [side("lantern", HOMES), side("lantern", GATE), side("ledger", HOUSES)]

    statements = [{"mentions": places}]
    result = compare(reading, preview(links=links, statements=statements))

    told = figures(result)
    assert told["links with another language: same is right"] == (1, 2)
    assert told["links: same is found"] == (1, 2)
    assert len(blamed(result, "false link, related")) == 1
    assert told["linked groups that are one statement"] == (0, 1)
    assert told["statements of every report are one claim"] == (1, 2)


def test_a_suggested_link_counts_apart_from_a_sure_one(reading):
    result = compare(reading, preview(links=[link(HOMES, HOUSES, "maybe")]))

    told = figures(result)
    assert told["links: same is found"] == (0, 2)
    assert told["links: same or maybe is found"] == (1, 2)


def test_a_mark_on_a_near_miss_is_false_for_both_reports(reading):
    number = {
        "left": {"path": "lantern", **place(LANTERN, "42")},
        "right": {"path": "ledger", **place(LEDGER, "24")},
    }
    day = {
        "left": {"path": "lantern", **place(LANTERN, "Monday")},
        "right": {"path": "ledger", **place(LEDGER, "Montag")},
    }

    result = compare(reading, preview(conflicts=[number, day, day]))

    told = figures(result)
    met = {each.measure: is_met(each) for each in result.figures}
    assert told["contradictions found, must be marked"] == (1, 1)
    assert told["A false marks"] == told["B false marks"] == (2, 0)
    assert met["A false marks"] is False


def test_an_origin_counts_where_all_its_places_are_of_one_origin(reading):
    one = {
        "mentions": [side("lantern", HOMES), side("ledger", HOUSES)],
        "spans": [{"path": "lantern", **place(LANTERN, "homes were")}],
    }
    mixed = {"mentions": [side("lantern", GATE), side("ledger", HOUSES)]}

    result = compare(reading, preview(origins=[one, mixed]))

    told = figures(result)
    assert told["origins found"] == (1, 1)
    assert told["groups of one origin"] == (1, 2)
    assert told["shared words shown"] == (1, 1)


def test_the_program_itself_reads_what_is_there_and_names_what_is_absent(
    folder, lists, capsys
):
    (folder / "ledger.txt").write_text("Another text.")

    main(["--reports", str(folder), "--lists", str(lists), "--json"])

    (told,) = json.loads(capsys.readouterr().out)["lists"]
    assert told["absent"] == ["B"]
    assert told["paths"] == {"A": str(folder / "lantern.txt")}
    assert {each["measure"] for each in told["figures"]} >= {"A core claims found"}


def test_every_stored_list_is_sound():
    for path in LISTS.glob("*.json"):
        reading = read_list(path)
        names = {each.name for each in reading.claims}
        says = {name for each in reading.claims for name in each.says}
        told_of = set().union(*reading.may_be_same, *reading.related_only)

        assert len(names) == len(reading.claims)
        assert all(each.claims <= names for each in reading.origins)
        assert told_of <= says
        assert {each.speaker for each in reading.claims} <= {"", *reading.voices}


def test_reports_are_found_by_content_and_not_by_name(folder, reading):
    (folder / "lantern.txt").rename(folder / "other.text")

    assert find_reports(folder, reading)["A"] == folder / "other.text"
