"""The console script before and after its database is there."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[3] / "app"
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
    assert f"다른 프로그램이 쓰고 있는 주소입니다: {address}" in ended.stderr


def test_missing_fonts_stop_the_start_with_a_sentence(tmp_path):
    shutil.copytree(APP, tmp_path / "app", ignore=shutil.ignore_patterns("fonts", "vendor", "__pycache__"))
    run_here = "import sys; sys.path.insert(0, '.'); from app.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", run_here, "registry", "show"],
        cwd=tmp_path,
        env={**os.environ, "WATCHBOOK_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "app/fonts/PretendardGOV-Regular.ttf" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_first_link_is_printed_in_place_of_a_password(tmp_path):
    first, second, plain = (watchbook(tmp_path, "init", *asked) for asked in (["--link"], ["--link"], []))

    links = [re.search(r"http://127\.0\.0\.1:8000/first#([\w-]{43})\n", each.stdout)[1] for each in (first, second)]
    assert links[0] != links[1]
    assert "비밀번호:" not in first.stdout + second.stdout + plain.stdout
    assert plain.returncode == 0
    assert not any(
        link.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() for link in links
    )
    both = watchbook(tmp_path, "init", "--example", "--link")
    assert (both.returncode, "--link" in both.stderr) == (2, True)
