"""Owns LibreOffice as a second reader of Word documents: files in, what it makes of them out."""

import shutil
import subprocess
from pathlib import Path

NEEDED = (
    "LibreOffice cannot run: no soffice. 'apt-get install libreoffice-writer-nogui' installs it. "
    "(LibreOffice를 실행할 수 없습니다)"
)
TIME_LIMIT = 120
"""Seconds for all files of one call."""


class LibreOfficeMissing(Exception):
    """This machine has no LibreOffice."""


def converted(files: dict[str, bytes], to: str, *, folder: Path, program: str = "soffice") -> dict[str, bytes]:
    """Return files by their names, as LibreOffice saves them in another format ("pdf", "txt:Text (encoded):UTF8").

    It runs once, without a window, with settings of its own in ``folder``.

    :raises LibreOfficeMissing: saying what is to be installed.
    """
    found = shutil.which(program)
    if found is None:
        raise LibreOfficeMissing(NEEDED)
    target = folder / to.partition(":")[0]
    given = []
    for name, content in files.items():
        given.append(folder / name)
        given[-1].write_bytes(content)
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    call = [found, settings, "--headless", "--convert-to", to, "--outdir", str(target), *map(str, given)]
    ran = subprocess.run(call, capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    made = {path.name: (target / path.with_suffix(f".{target.name}").name) for path in given}
    assert all(path.exists() for path in made.values()), (ran.stdout + ran.stderr)[-2000:]
    return {name: path.read_bytes() for name, path in made.items()}
