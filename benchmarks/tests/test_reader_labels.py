"""Reports with their writer's labels are compared as a reader's lists are."""

import json

import pytest

from benchmarks.careful_reader import LISTS, main
from benchmarks.reader_labels import read_labels
from benchmarks.reader_lists import Found, Run, Span
from benchmarks.reader_scores import score

FOLDERS = sorted(path for path in LISTS.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_sentence_stands_in_its_report(folder):
    reading, paths = read_labels(folder)

    assert {each.span.report for each in reading.claims} == {*paths}
    assert {*reading.languages} == {*paths}


def test_a_sentence_that_stands_nowhere_is_named(tmp_path):
    (tmp_path / "1.txt").write_text("The gate failed.", encoding="utf-8")
    told = {"same": [[["1.txt", "It held."]]], "contradict": [], "no_conflict": []}
    more = {"speakers": [], "copied": [], "languages": {"1": "en"}}
    (tmp_path / "labels.json").write_text(json.dumps(told | more), encoding="utf-8")

    with pytest.raises(ValueError, match=r"1.txt has no sentence 'It held\.'"):
        read_labels(tmp_path)


def test_the_two_sides_of_a_contradiction_may_be_one_claim(tmp_path):
    for name, text in (("1", "Two boats sank."), ("2", "Three boats sank.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    sides = [["1.txt", "Two boats sank."], ["2.txt", "Three boats sank."]]
    told = {"same": [], "contradict": [[*sides, "boats"]], "no_conflict": []}
    more = {"speakers": [], "copied": [], "languages": {"1": "en", "2": "en"}}
    (tmp_path / "labels.json").write_text(json.dumps(told | more), encoding="utf-8")

    reading, _ = read_labels(tmp_path)

    one, other = (each.says for each in reading.claims)
    assert one.isdisjoint(other)
    assert reading.may_be_same == {one | other}
    (difference,) = reading.differences
    assert (difference.weight, difference.label) == ("must", "boats")


def test_what_must_be_found_and_what_is_nothing_to_check_may_be_named(tmp_path):
    text = "By Ada Holm. Two boats sank. One was new."
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    told: dict[str, object] = {
        "same": [],
        "contradict": [],
        "no_conflict": [],
        "speakers": [],
    }
    more = {
        "copied": [],
        "languages": {"1": "en"},
        "core": [["1.txt", "Two boats sank."]],
        "no_claim": [["1.txt", "By Ada Holm."]],
    }
    (tmp_path / "labels.json").write_text(json.dumps(told | more), encoding="utf-8")

    reading, _ = read_labels(tmp_path)

    spans = [Span("1", 0, 12), Span("1", 13, 28), Span("1", 29, len(text))]
    found = tuple(Found(span, 0.9, "") for span in spans)
    result = score(reading, Run(found, (), (), (), ()), ["1"])
    figures = {each.measure: (each.right, each.of) for each in result.figures}
    assert figures["1 core claims found"] == (1, 1)
    assert figures["1 extracted are claims"] == (2, 3)


def test_they_are_compared_without_any_report_of_others(capsys):
    main(["--json"])

    told = json.loads(capsys.readouterr().out)["lists"]
    assert [each["event"] for each in told if "figures" in each] == [
        "bank",
        "cable car",
        "football club",
        "port fire",
        "spill",
        "waterworks",
    ]
