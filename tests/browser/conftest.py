"""Owns the real server and the real browser: the console script sets up a home of its own and serves it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.accounts.domain import EXAMPLE_PASSWORD

WATCHBOOK = Path(sys.executable).parent / "watchbook"
STARTS_WITHIN = 180
"""Seconds a server may take to answer for the first time: the machine may be busy with other tests."""
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("Chromium is missing: apt-get install chromium fonts-noto-cjk, or set CHROMIUM")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    more = ["--disable-component-update", "--disable-sync"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": [*quiet, *more]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "ko-KR",
        "timezone_id": "Asia/Seoul",
        "viewport": {"width": 1440, "height": 900},
    }


class Server:
    """A served installation: its address, its home, and the console script on the same home."""

    def __init__(self, home: Path, address: str) -> None:
        self.home, self.address = home, address
        self.env = {**os.environ, "WATCHBOOK_HOME": str(home), "WATCHBOOK_DEMO": "1", "WATCHBOOK_PUBLIC_URL": address}
        self.env.pop("DATABASE_URL", None)
        self.password = EXAMPLE_PASSWORD
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        bind = self.address.removeprefix("http://")
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen([WATCHBOOK, "serve", "--bind", bind], env=self.env, stdout=log, stderr=log)
        last = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < last and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/readyz", timeout=10).close()  # noqa: S310  # Our own server.
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail((self.home / "server.log").read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def watchbook(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run([WATCHBOOK, *arguments], env=self.env, capture_output=True, text=True, check=check)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = Server(tmp_path_factory.mktemp("served"), f"http://127.0.0.1:{port}")
    served.watchbook("init", "--example")
    served.start()
    try:
        yield served
    finally:
        served.stop()
        assert "Traceback" not in (served.home / "server.log").read_text()


@pytest.fixture
def sign_in_page(server, new_context):
    """Return a function that signs a person of the example in, in a browser context of their own."""

    def sign_in(name: str, **context):
        page = new_context(**context).new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.faults = faults
        page.goto(f"{server.address}/sign-in")
        page.get_by_label("로그인 이름").fill(name)
        page.get_by_label("비밀번호").fill(server.password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server.address}/")
        return page

    return sign_in
