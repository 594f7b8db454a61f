"""Quality is measured without a newsroom's settings: no database, no secret."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_task_is_loaded_without_any_settings(tmp_path: Path) -> None:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}

    told = subprocess.run(
        [
            sys.executable,
            "benchmarks/quality.py",
            "--data",
            tmp_path,
            "--task",
            "copies",
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=bare,
        text=True,
    )

    assert (told.returncode, told.stderr) == (0, "")
    assert "skipped" in told.stdout
