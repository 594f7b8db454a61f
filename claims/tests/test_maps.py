"""What the two folders of rules say of themselves."""

import re
from pathlib import Path

import pytest

from claims import extraction, matching


@pytest.mark.parametrize("folder", [extraction, matching])
def test_the_map_of_a_folder_names_each_of_its_files(folder):
    told = folder.__doc__ or ""
    files = {path.stem for path in Path(folder.__path__[0]).glob("*.py")}

    assert files - {"__init__"} <= set(re.findall(r"\w+", told))
    assert told.count("\n") < 40
