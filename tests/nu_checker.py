"""Owns the judge of HTML: the Nu Html Checker, run once in Java for many pages at a time.

It comes with the npm package ``vnu-jar``, which ``make setup-test`` fetches; Java is the one veraPDF needs.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

JAR = Path(__file__).parents[1] / "node_modules/vnu-jar/build/dist/vnu.jar"
NEEDED = (
    "The Nu Html Checker cannot run: {missing}. 'apt-get install default-jdk-headless' installs Java, "
    "'make setup-test' the checker. (HTML 검사기를 실행할 수 없습니다)"
)
TIME_LIMIT = 120
"""Seconds for all pages of one call."""


class NuCheckerMissing(Exception):
    """This machine lacks something the checker needs."""


def missing_for_checker(*, jar: Path = JAR) -> list[str]:
    """Return what this machine lacks to run the checker, in words."""
    lacks = [] if shutil.which("java") else ["no java"]
    return lacks if jar.exists() else [*lacks, f"no {jar.name}"]


def faults_of(pages: Mapping[str, str], *, folder: Path) -> list[str]:
    """Return every error and warning of some pages with the page's name and line, written to ``folder`` to be read.

    :raises NuCheckerMissing: naming what is to be installed.
    """
    if lacks := missing_for_checker():
        raise NuCheckerMissing(NEEDED.format(missing=", ".join(lacks)))
    names = {}
    for number, (name, text) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(text, encoding="utf-8")
        names[path.as_uri().replace("file:///", "file:/")] = name
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(JAR)]  # Short runs.
    options = ["--format", "json", "--exit-zero-always", "--no-langdetect", "--stdout"]
    ran = subprocess.run(
        [*java, *options, *map(str, sorted(folder.glob("*.html")))],
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return [
        f"{names[one['url']]}, line {one.get('lastLine')}: {one['message']} ({one.get('extract', '').strip()})"
        for one in json.loads(ran.stdout)["messages"]
    ]


@pytest.fixture(scope="session")
def nu_checker(tmp_path_factory):
    """Return what finds the faults of pages (name to text); give it many at once."""

    def judge(pages):
        return faults_of(pages, folder=tmp_path_factory.mktemp("pages"))

    return judge
