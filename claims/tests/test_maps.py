"""What the folders of rules say of themselves, and whom each may ask."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import claims
import reviews
import reviews.admin.figures
import reviews.figures
from claims import extraction, ingest, linking, matching, models
from reviews import models as acts

ASKED = re.compile(r"^from claims\.(\w+)\.(\w+)", re.MULTILINE)


def folders_of(package):
    """The folders below, in the order in which the package names them."""
    return re.findall(r"^- (\w+):", package.__doc__ or "", re.MULTILINE)


FOLDERS = [
    (package, folder)
    for package in (extraction, matching)
    for folder in folders_of(package)
]


def name_of(part):
    return part if isinstance(part, str) else part.__name__


@pytest.mark.parametrize(
    "module",
    [claims, models, ingest, linking, reviews, acts]
    + [reviews.figures, reviews.admin.figures]
    + [import_module(f"{package.__name__}.{folder}") for package, folder in FOLDERS],
    ids=name_of,
)
def test_the_map_of_a_folder_names_each_of_its_files(module):
    told = module.__doc__ or ""
    files = {path.stem for path in Path(module.__path__[0]).glob("*.py")}

    assert files - {"__init__"} <= set(re.findall(r"\w+", told))


@pytest.mark.parametrize("package", [extraction, matching], ids=name_of)
def test_a_package_names_each_of_its_folders(package):
    inside = {path.parent.name for path in Path(package.__path__[0]).glob("*/*.py")}

    assert set(folders_of(package)) == inside


@pytest.mark.parametrize(("package", "folder"), FOLDERS, ids=name_of)
def test_a_folder_asks_only_those_before_it_and_extraction_nothing_that_matches(
    package, folder
):
    kin = package.__name__.removeprefix("claims.")
    before = folders_of(package)
    may_ask = {*before[: before.index(folder) + 1], "findings"}

    asked = {
        found
        for path in Path(package.__path__[0], folder).glob("*.py")
        for found in ASKED.findall(path.read_text(encoding="utf-8"))
    }

    assert {name for other, name in asked if other == kin} <= may_ask
    assert kin == "matching" or "matching" not in {other for other, _ in asked}
