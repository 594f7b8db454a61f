"""The dry run: the whole judgement, and nothing stored."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, Source

pytestmark = pytest.mark.django_db

LANTERN = """River floods Arlen

About 4,200 homes were flooded in Arlen after the gate gave way, the register said.

Share this: Post | Email
"""
LEDGER = """Gate fails above Arlen

About 2,400 homes were flooded in Arlen after the gate gave way, the town hall said.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "lantern.txt").write_text(LANTERN)
    (tmp_path / "ledger.txt").write_text(LEDGER)
    return tmp_path


def test_claims_links_and_conflicts_are_told_and_nothing_is_stored(reports, capsys):
    call_command("preview", str(reports), "--json")

    found = json.loads(capsys.readouterr().out)
    first, second = found["files"]
    (claim,) = first["claims"]
    (link,) = found["links"]
    (conflict,) = found["conflicts"]
    assert LANTERN[claim["start"] : claim["end"]] == claim["quote"]
    assert {"worth", "reasons", "speaker", "values", "text"} <= claim.keys()
    assert any("Share this" in LANTERN[d["start"] : d["end"]] for d in first["dropped"])
    assert len(second["claims"]) == 1
    assert link["answer"] == "same"
    assert conflict["kind"] == "number"
    assert (conflict["left"]["value"], conflict["right"]["value"]) == ("4,200", "2,400")
    assert conflict["right"]["quote"] == "2,400"
    spans = [
        text[side["start"] : side["end"]]
        for text, side in ((LANTERN, conflict["left"]), (LEDGER, conflict["right"]))
    ]
    assert spans == ["4,200", "2,400"]
    assert not Source.objects.exists()
    assert not Claim.objects.exists()


def test_the_same_sentence_in_two_files_is_one_origin(reports, capsys):
    (reports / "copy.txt").write_text(LEDGER + "\nMore tomorrow.\n")

    call_command("preview", str(reports), "--json")

    (origin,) = json.loads(capsys.readouterr().out)["origins"]
    paths = sorted(Path(each["path"]).name for each in origin["mentions"])
    assert paths == ["copy.txt", "ledger.txt"]
    assert origin["reasons"]
    spans = [each for each in origin["spans"] if each["path"].endswith("ledger.txt")]
    assert LEDGER[spans[0]["start"] : spans[0]["end"]] in LEDGER.splitlines()


def test_a_copy_is_shown_with_what_it_shares_and_every_claim_of_it(tmp_path, capsys):
    report = (
        f"{LANTERN}\nThe county closed 12 schools and 3 bridges by Tuesday night.\n"
    )
    (tmp_path / "a.txt").write_text(report)
    (tmp_path / "b.txt").write_text(f"By our own reporter\n\n{report}")

    call_command("preview", str(tmp_path), "--json")

    (origin,) = json.loads(capsys.readouterr().out)["origins"]
    assert origin["reasons"] == ["b.txt prints 100 % of a.txt’s text word for word."]
    assert len(origin["mentions"]) == 4
    first, second = origin["spans"]
    assert first == {
        "path": str(tmp_path / "a.txt"),
        "start": 0,
        "end": len(report.strip()),
    }
    assert second["start"] == len("By our own reporter\n\n")


def test_a_file_that_cannot_be_read_does_not_hide_the_others(reports, capsys):
    (reports / "empty.txt").write_text("")

    with pytest.raises(CommandError, match="1 of the files could not be read"):
        call_command("preview", str(reports), "--json")

    found = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in found["failed"]] == ["empty"]
    assert len(found["files"]) == 2


def test_people_are_told_in_words(reports, capsys):
    call_command("preview", str(reports))

    told = capsys.readouterr().out
    assert "lantern.txt: 1 claims, " in told
    assert "number: 4,200 (" in told


def test_what_is_one_claim_but_for_a_not_is_marked(tmp_path, capsys):
    told = "On Monday the old gate at Arlen was {}inspected by the county’s engineers."
    (tmp_path / "a.txt").write_text(told.format(""))
    (tmp_path / "b.txt").write_text(told.format("not "))

    call_command("preview", str(tmp_path))

    assert "negation: inspected (" in capsys.readouterr().out


def test_people_are_told_which_characters_are_shared(reports, capsys):
    (reports / "copy.txt").write_text(LEDGER * 3)

    call_command("preview", str(reports))

    told = capsys.readouterr().out
    assert "one origin: " in told
    assert f"    shared: {reports / 'ledger.txt'}, characters 24 to 108" in told
