"""The site list and the board at 5,000 sites / 20,000 cameras against a bare Flask+Jinja page; the import of that estate."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flask import Flask, render_template_string
from flask_migrate import upgrade

from app.accounts import commands as accounts
from app.database import db, unit_of_work
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.registry import commands as registry
from app.registry.document import read_document
from app.web.access import SESSION_COOKIE
from tests.benchmarks.estate import estate
from tests.benchmarks.timing import Ratio, medians
from tests.databases import running_app

BARE = """<!doctype html><html lang="ko"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<table>{% for row in rows %}<tr><td>{{ row.code }}</td><td>{{ row.name }}</td><td>{{ row.kind }}</td>
<td>{{ row.region }}</td><td>{{ row.count }}</td></tr>{% endfor %}</table></body></html>"""


def bare_application() -> Flask:
    """Return a Flask page of fifty rows in a table, with nothing around it."""
    app = Flask("bare")
    rows = [
        {"code": f"S-{n:05}", "name": f"예시 정압기 {n:05}", "kind": "정압기", "region": "원주시", "count": 4}
        for n in range(50)
    ]

    @app.get("/")
    def page() -> str:
        return render_template_string(BARE, title="설치장소", rows=rows)

    return app


def import_estate(sites: int) -> tuple[float, float]:
    """Return seconds and peak megabytes of importing the estate in a process of its own, through the console script."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "estate.json"
        source.write_text(json.dumps(estate(sites=sites, cameras_per_site=4), ensure_ascii=False))
        script = Path(sys.executable).parent / "watchbook"
        env = {"WATCHBOOK_HOME": f"{folder}/home", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        subprocess.run([script, "init"], env=env, check=True, capture_output=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        begin = time.perf_counter()
        subprocess.run([script, "registry", "import", source], env=env, check=True, capture_output=True)
        seconds = time.perf_counter() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return seconds, max(before, after) / 1024


def run(*, smoke: bool) -> list[Ratio]:
    sites, rounds = (200, 2) if smoke else (5_000, 9)
    small_seconds, small_peak = import_estate(sites // 10)
    seconds, peak = import_estate(sites)
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder), f"sqlite:///{folder}/bench.db") as app:
        upgrade()
        document = read_document(json.dumps(estate(sites=sites, cameras_per_site=4)))
        now = utc_now()
        with unit_of_work() as session:
            registry.apply_document(session, document=document, default_from=None, actor=SYSTEM, now=now)
            manager = accounts.open_account(
                session, sign_in_name="bench", display_name="측정", password_hash=None, actor=SYSTEM, now=now
            )
            accounts.grant_role(
                session, account_id=manager, role=Role.MANAGER, site_code=None, reason="측정", actor=SYSTEM, now=now
            )
        client = signed_in(app, manager)
        bare = bare_application().test_client()

        def get(path: str) -> None:
            answer = client.get(path)
            assert answer.status_code == 200, answer.status_code

        taken = medians(
            {
                "bare": lambda: bare.get("/").data,
                "sites": lambda: get("/sites"),
                "search": lambda: get("/sites?q=ㅇㅅㅈㅇㄱ"),
                "board": lambda: get("/"),
            },
            rounds=rounds,
        )
        db.session.remove()
    return [
        Ratio(
            f"pages: /sites at {sites} sites / bare Flask+Jinja page of 50 rows", taken["sites"] / taken["bare"], "<= 5",
            f"{taken['sites'] * 1e3:.1f} ms against {taken['bare'] * 1e3:.1f} ms here",
        ),
        Ratio("pages: /sites searched by initials / bare page", taken["search"] / taken["bare"], "", ""),
        Ratio(
            f"pages: / (board) at {sites} sites / bare page", taken["board"] / taken["bare"], "<= 5",
            f"{taken['board'] * 1e3:.1f} ms here",
        ),
        Ratio(
            f"registry: import of {sites} sites, {sites * 4} cameras / a tenth of it, time", seconds / small_seconds, "",
            f"{seconds:.1f} s here",
        ),
        Ratio(
            "registry: the same, peak memory", peak / small_peak, "", f"{peak:.0f} MB against {small_peak:.0f} MB here"
        ),
    ]  # fmt: skip


def signed_in(app: Flask, account_id: int):
    """Return a client with a session of its own, opened through the command."""
    token = "t" * 43
    with unit_of_work() as session:
        accounts.open_session(
            session, account_id=account_id, token=token, address=None, user_agent="bench", actor=SYSTEM, now=utc_now()
        )
    client = app.test_client()
    client.set_cookie(SESSION_COOKIE, token)
    return client
