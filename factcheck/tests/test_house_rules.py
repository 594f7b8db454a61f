"""The rules of the house, read from the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("factcheck", "claims", "reviews")
DRAWERS = {"services", "utils", "helpers", "common", "core", "signals", "constants"}
LONGEST_FILE = 400
# The door: its database half writes, its Python half calls.
# As the first or as a later column.
SETS_STATE = re.compile(r"\bSET\s+(?:\w+\s*=[^;\"]*?,\s*)?(?:state|stage)\b")
DOOR = {"reviews/move.sql", "reviews/decide.sql", "reviews/workflow.py"}


def files(*suffixes: str) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in suffixes and "migrations" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_test(path: Path) -> bool:
    return "tests" in path.parts


CODE = [path for path in files(".py") if not is_test(path)]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", [p for p in CODE if "claims" in p.parts], ids=name_of)
def test_the_facts_know_nothing_of_the_acts(path):
    assert not [name for name in imports(path) if name.split(".")[0] == "reviews"]


ACTS = [p for p in CODE if p.parent.name == "reviews" or "models" in p.parts]


@pytest.mark.parametrize("path", ACTS, ids=name_of)
def test_the_acts_know_nothing_of_how_they_are_shown(path):
    shown = ("reviews.desk", "reviews.admin", "reviews.api")

    assert not [name for name in imports(path) if name.startswith(shown)]


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_no_signals(path):
    forbidden = ("django.dispatch", "django.db.models.signals", "django.core.signals")

    assert not [name for name in imports(path) if name.startswith(forbidden)]


def writes_of(path: Path, fields: set[str]) -> Iterator[int]:
    """Lines that assign ``x.field`` or pass ``field=`` to ``update``."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr in fields:
                    yield node.lineno
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"update", "update_or_create"}
            and {keyword.arg for keyword in node.keywords} & fields
        ):
            yield node.lineno


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_one_writer_of_state_and_stage(path):
    assert name_of(path) in DOOR or not list(writes_of(path, {"state", "stage"}))


@pytest.mark.parametrize(
    "path", [p for p in files(".py", ".sql") if not is_test(p)], ids=name_of
)
def test_no_other_sql_sets_state_or_stage(path):
    written = SETS_STATE.findall(path.read_text())

    assert name_of(path) in DOOR or not written


@pytest.mark.parametrize("path", list(files(".py", ".sql", ".js")), ids=name_of)
def test_no_file_grows_past_four_hundred_lines(path):
    limit = LONGEST_FILE * 2 if is_test(path) else LONGEST_FILE

    assert len(path.read_text().splitlines()) <= limit


def test_no_drawers():
    assert not [name_of(path) for path in files(".py") if path.stem in DRAWERS]


@pytest.mark.parametrize(
    "path", [p for p in files(".html") if "tests" not in p.parts], ids=name_of
)
def test_no_page_has_inline_script_or_style_or_another_host(path):
    page = path.read_text()

    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page)
