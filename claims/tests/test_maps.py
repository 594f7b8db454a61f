"""What the folders of rules say of themselves, and whom each may ask."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from claims import extraction, matching

EXTRACTION = Path(extraction.__path__[0])
STAGES = re.findall(r"^- (\w+):", extraction.__doc__ or "", re.MULTILINE)
ASKED = re.compile(r"^from claims\.(\w+)\.(\w+)", re.MULTILINE)


@pytest.mark.parametrize(
    "folder",
    [extraction, matching]
    + [import_module(f"claims.extraction.{stage}") for stage in STAGES],
    ids=lambda folder: folder.__name__,
)
def test_the_map_of_a_folder_names_each_of_its_files(folder):
    told = folder.__doc__ or ""
    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py")}

    assert files - {"__init__"} <= set(re.findall(r"\w+", told))
    assert told.count("\n") < 40


def test_the_pipeline_names_each_of_its_folders():
    assert set(STAGES) == {path.parent.name for path in EXTRACTION.glob("*/*.py")}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_asks_only_those_before_it_and_nothing_that_matches(stage):
    may_ask = {*STAGES[: STAGES.index(stage) + 1], "findings"}

    asked = {
        found
        for path in (EXTRACTION / stage).glob("*.py")
        for found in ASKED.findall(path.read_text(encoding="utf-8"))
    }

    assert {name for folder, name in asked if folder == "extraction"} <= may_ask
    assert "matching" not in {folder for folder, _ in asked}
