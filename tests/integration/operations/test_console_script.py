"""The console script before and after its database is there."""

import os
import socket
import subprocess
import sys
from pathlib import Path

WATCHBOOK = Path(sys.executable).parent / "watchbook"


def watchbook(home, *arguments):
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"WATCHBOOK_HOME": str(home), "WATCHBOOK_PUBLIC_URL": "http://127.0.0.1:8000"}
    return subprocess.run([WATCHBOOK, *arguments], env=env, capture_output=True, text=True, check=False)


def test_a_command_before_init_says_what_to_do(tmp_path):
    ended = watchbook(tmp_path, "registry", "show")

    assert ended.returncode == 2
    assert "watchbook init" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_taken_port_is_named_at_once(tmp_path):
    watchbook(tmp_path, "init")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = watchbook(tmp_path, "serve", "--bind", address)

    assert ended.returncode == 1
    assert f"{address} 은(는) 다른 프로그램이 쓰고 있습니다" in ended.stderr
