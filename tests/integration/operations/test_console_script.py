"""The console script before and after its database is there."""

import os
import subprocess
import sys
from pathlib import Path

WATCHBOOK = Path(sys.executable).parent / "watchbook"


def test_a_command_before_init_says_what_to_do(tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ended = subprocess.run(
        [WATCHBOOK, "registry", "show"],
        env={**env, "WATCHBOOK_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "watchbook init" in ended.stderr
    assert "Traceback" not in ended.stderr
