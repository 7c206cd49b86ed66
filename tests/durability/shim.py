"""Owns the small libraries that stand between a process and its disk (LD_PRELOAD); compiled where they are used."""

import shutil
import subprocess
from pathlib import Path


def compiled(source: str, folder: Path) -> Path:
    """Compile a C source of this folder, and return the library.

    :raises RuntimeError: on a machine without gcc, saying how to get it.
    """
    if shutil.which("gcc") is None:
        raise RuntimeError("gcc is missing: apt-get install gcc libc6-dev")
    library = folder / f"{Path(source).stem}.so"
    subprocess.run(
        ["gcc", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, Path(__file__).with_name(source), "-ldl"],
        check=True,
    )
    return library
