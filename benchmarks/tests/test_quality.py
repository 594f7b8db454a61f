"""The table of figures tells what was measured, what was missed and what is absent."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import quality
from benchmarks.quality import Line, Task, find, is_met, read_rows

PRESENT = Task(
    "present",
    ("numbers/dev",),
    lambda data: [Line("accuracy", 0.9504, 0.5, None, 0.95)],
)
ABSENT = Task("absent", ("nowhere_",), lambda data: [Line("F1", 1.0, 0.5, 0.9, 0.95)])


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "numbers").mkdir()
    (tmp_path / "numbers" / "dev.jsonl").write_text('{"a": 1}\n\n{"a": 2}\n')
    monkeypatch.setattr(quality, "all_tasks", lambda: [PRESENT, ABSENT])
    return tmp_path


def test_a_task_without_its_files_is_skipped_with_a_word(data, capsys):
    quality.main(["--data", str(data)])

    told = capsys.readouterr().out
    assert "skipped: no nowhere_" in told
    assert "0.950     0.500         -     0.950" in told


def test_json_holds_every_figure_and_whether_the_target_was_met(data, capsys):
    quality.main(["--data", str(data), "--task", "present", "--json"])

    assert json.loads(capsys.readouterr().out) == {
        "tasks": [
            {
                "task": "present",
                "lines": [
                    {
                        "measure": "accuracy",
                        "figure": 0.9504,
                        "baseline": 0.5,
                        "published": None,
                        "target": 0.95,
                        "met": True,
                    }
                ],
            }
        ],
        "skipped": [],
    }


def test_a_figure_below_its_target_is_missed():
    assert is_met(Line("F1", 0.949, None, None, 0.95)) is False
    assert is_met(Line("F1", 0.949, None, None, None)) is None


def test_a_folder_that_does_not_exist_is_refused(data, capsys):
    with pytest.raises(SystemExit):
        quality.main(["--data", str(data / "missing")])

    assert "is no folder" in capsys.readouterr().err


def test_rows_are_read_from_plain_and_packed_files(data):
    packed = data / "copies_dev.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"a": 3}\n'))

    rows = [row for name in ("numbers/dev", "copies_") for row in read_all(data, name)]

    assert rows == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_a_broken_row_is_named_with_its_line(data):
    broken = data / "broken.jsonl"
    broken.write_text('{"a": 1}\n{"a"\n')

    with pytest.raises(ValueError, match=r"broken\.jsonl, line 2"):
        list(read_rows(broken))


def test_every_task_stands_under_one_name():
    names = [task.name for task in quality.all_tasks()]

    assert names
    assert len(names) == len(set(names))


def read_all(data: Path, prefix: str) -> list[dict[str, object]]:
    return [row for path in find(data, prefix) for row in read_rows(path)]
