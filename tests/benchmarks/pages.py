"""The site list and the board at 5,000 sites against a bare Flask+Jinja page; the import of that estate."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_migrate import upgrade
from jinja2 import DictLoader

from app.accounts.queries import token_hash_of
from app.database import db, unit_of_work
from app.factory import create_app
from app.kernel.actor import SYSTEM, Role
from app.kernel.clock import utc_now
from app.registry import commands as registry
from app.registry.document import read_document
from app.web.access import SESSION_COOKIE
from tests.benchmarks.estate import estate
from tests.benchmarks.timing import Ratio, medians
from tests.builders.accounts import a_session, an_account
from tests.databases import settings_for

BARE = """<!doctype html><html lang="ko"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<table>{% for row in rows %}<tr>
<td data-label="이름"><a href="/sites/{{ row.code }}">{{ row.name }}</a> {{ row.code }}</td>
<td data-label="종류">{{ row.kind }}</td><td data-label="지역">{{ row.region }}</td>
<td data-label="행">{{ row.row }}</td>
<td data-label="구역">{{ row.zones }}</td><td data-label="대수">{{ row.count }}</td>
<td data-label="보관기간">{{ row.retention }}</td><td data-label="관리책임자">{{ row.manager }}</td></tr>
{% endfor %}</table></body></html>"""
"""The same table as the list of sites, fifty rows of eight cells, with nothing around it and no database behind it."""


def bare_application() -> Flask:
    """Return a Flask page of fifty rows in a table, with nothing around it."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"page.html": BARE})
    same = {"kind": "정압기", "region": "원주시", "row": "정압기", "zones": 1, "count": 4, "retention": "30일"}
    rows = [
        {"code": f"S-{n:05}", "name": f"예시 정압기 {n:05}", "manager": "안전관리팀장 · 033-000-0000", **same}
        for n in range(50)
    ]

    @app.get("/")
    def page() -> str:
        return render_template("page.html", title="설치장소", rows=rows)

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
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(Path(folder), f"sqlite:///{folder}/bench.db"))
        with app.app_context():
            client = filled(app, sites)
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
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    return [
        Ratio(
            f"pages: /sites at {sites} sites / bare Flask+Jinja page of 50 rows",
            taken["sites"] / taken["bare"], "<= 5",
            f"{taken['sites'] * 1e3:.1f} ms against {taken['bare'] * 1e3:.1f} ms here",
        ),
        Ratio("pages: /sites searched by initials / bare page", taken["search"] / taken["bare"], "", ""),
        Ratio(
            f"pages: / (board) at {sites} sites / bare page", taken["board"] / taken["bare"], "<= 5",
            f"{taken['board'] * 1e3:.1f} ms here",
        ),
        Ratio(
            f"registry: import of {sites} sites, {sites * 4} cameras / a tenth of it, time",
            seconds / small_seconds, "",
            f"{seconds:.1f} s here",
        ),
        Ratio(
            "registry: the same, peak memory", peak / small_peak, "", f"{peak:.0f} MB against {small_peak:.0f} MB here"
        ),
    ]  # fmt: skip


def filled(app: Flask, sites: int) -> FlaskClient:
    """Import the estate and return a manager's client, signed in."""
    upgrade()
    now = utc_now()
    document = read_document(json.dumps(estate(sites=sites, cameras_per_site=4)))
    token = "t" * 43
    with unit_of_work() as session:
        registry.apply_document(session, document=document, default_from=None, actor=SYSTEM, now=now)
        manager = an_account(session, name="Amir", roles={Role.MANAGER}, now=now)
        a_session(session, manager, token_hash=token_hash_of(token), now=now)
    db.session.remove()
    client = app.test_client()
    client.set_cookie(SESSION_COOKIE, token)
    return client
