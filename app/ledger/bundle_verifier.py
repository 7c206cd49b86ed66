"""Owns the check of a bundle of the ledger, away from the installation that made it.

One file on its own, ``verify.py`` in every bundle: ``bundle_proofs``, and this module after it. It needs Python 3.11
and ``cryptography``; no network, no database. It says in Korean what is proven, and exits with 0 if all
holds, 1 if something was changed, 2 if something is missing.
"""

import argparse
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.ledger.bundle_proofs import (
    CAN_CHECK_SIGNATURES,
    Key,
    Signed,
    Wrong,
    check_consistency,
    check_inclusion,
    decoded,
    keys_of,
    opened,
)

MANIFEST, SPAN, KEYS = "MANIFEST.sha256", "span.json", "keys.txt"
KST = timezone(timedelta(hours=9))
MOST_SHOWN = 8
HOLDS, DIFFERS, INCOMPLETE = 0, 1, 2
VERDICTS = ("맞습니다.", "맞지 않습니다. 이 묶음을 믿지 마십시오.", "빠진 것이 있어 다 확인하지 못했습니다.")
UNPROVEN = (
    "공개 키가 그 회사의 것인지. 키를 가진 사람은 원장 전체를 새로 꾸밀 수 있으니, 키를 따로 받아 견주십시오.",
    "그보다 앞서 밖에 알린 체크포인트와 같은 원장인지. 인쇄물이나 전자우편의 것이 checkpoints/에 있는지 보십시오.",
    "기간의 맨 앞과 맨 뒤에서 기록을 뺀 것은 아닌지. 앞뒤 번호의 기록을 따로 받아 시각을 보십시오.",
    "기록한 일이 실제로 있었는지, 기록하지 않은 일이 없는지, 서버의 시계가 맞았는지.",
    "증인의 공개 키가 그 사람의 것인지. 증인에게 따로 물으십시오.",
    "개인정보 부분. 기록에는 그 해시만 있고 내용은 이 묶음에 없습니다.",
    "이 verify.py와 README. 묶음과 따로 받은 verify.py로 확인하면 더 확실합니다.",
)


@dataclass
class Findings:
    """What was found so far, as Korean sentences."""

    proven: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def check(self, name: str, step: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401  # What the step gives.
        """Do one step about a file; if something is wrong, write it down beside the file's name and return None."""
        try:
            return step(*given)
        except FileNotFoundError as problem:
            self.missing.append(f"{problem}: 파일이 없습니다.")
        except Wrong as problem:
            self.wrong.append(f"{name}: {problem}")
        except (ValueError, LookupError, TypeError, OverflowError, zipfile.BadZipFile, zlib.error, OSError) as problem:
            self.wrong.append(f"{name}: 읽을 수 없습니다({type(problem).__name__}).")
        return None


class Files:
    """The files of a bundle, from a folder or from the ZIP as it is."""

    def __init__(self, place: Path) -> None:
        """Open the bundle; ``zipfile.BadZipFile`` or ``OSError`` if it is neither a folder nor a ZIP."""
        self.zip = None if place.is_dir() else zipfile.ZipFile(place)
        self.place = place
        found = self.zip.namelist() if self.zip else [p.relative_to(place).as_posix() for p in place.rglob("*")]
        self.names = {name: None for name in sorted(found) if self.zip or (place / name).is_file()}

    def read(self, name: str) -> bytes:
        """Return a file's bytes, or raise ``FileNotFoundError`` with its name."""
        if name not in self.names:
            raise FileNotFoundError(name)
        return self.zip.read(name) if self.zip else (self.place / name).read_bytes()


class Check:
    """One check of one bundle."""

    def __init__(self, files: Files, own_key: str | None) -> None:
        """Take the files, and the key that was obtained elsewhere, if one was."""
        self.files = files
        self.own_key = own_key
        self.found = Findings()
        self.title = self.printed_key = "?"
        self._last_at = ""

    def go(self) -> None:
        """Check everything."""
        check, read = self.found.check, self.files.read
        check(MANIFEST, self._manifest)
        keys = check(KEYS, lambda: self._keys(read(KEYS).decode()))
        signed = [] if keys is None else self._checkpoints(keys)
        self._witnesses({one.size: one for one in signed})
        check(SPAN, lambda: self._entries(json.loads(read(SPAN)), signed[-1] if signed else None))

    def _manifest(self) -> None:
        *lines, end = self.files.read(MANIFEST).decode().split("\n")
        stated = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        if end or len(stated) != len(lines):
            raise Wrong("목록의 형식이 맞지 않습니다.")
        for name, digest in stated.items():
            content = self.found.check(name, self.files.read, name)
            if content is not None and sha256(content).hexdigest() != digest:
                self.found.wrong.append(f"{name}: 목록({MANIFEST})의 해시와 다릅니다.")
        for name in self.files.names:
            if name not in stated and name != MANIFEST and not name.startswith((".", "__")):
                self.found.wrong.append(f"{name}: 목록({MANIFEST})에 없는 파일입니다.")

    def _keys(self, written: str) -> list[Key]:
        keys = keys_of(written)
        self.printed_key = "\n  ".join(key.printed for key in keys)
        if self.own_key is not None and self.own_key.strip() not in {key.printed for key in keys}:
            raise Wrong("따로 받은 공개 키와 다릅니다. 다른 원장이거나 바꿔치기한 묶음입니다.")
        return keys

    def _checkpoints(self, keys: Sequence[Key]) -> list[Signed]:
        before = len(self.found.wrong) + len(self.found.missing)
        names = [name for name in self.files.names if name.startswith("checkpoints/")]
        found = [self.found.check(name, lambda n=name: opened(n, self.files.read(n).decode(), keys)) for name in names]
        signed = sorted((one for one in found if one is not None), key=lambda one: one.size)
        for key in keys[1:]:  # What both the old and the new key signed hands the log over from one to the other.
            if key.first not in {one.size for one in signed}:
                self.found.missing.append(f"checkpoints/{key.first:010}.note: 키를 바꾼 체크포인트가 없습니다.")
        for old, new in pairwise(signed):
            name = f"consistency/{old.size:010}-{new.size:010}.txt"
            self.found.check(name, self._consistency, name, old, new)
        if not signed:
            self.found.missing.append("checkpoints/: 서명된 체크포인트가 없습니다.")
        elif not CAN_CHECK_SIGNATURES:
            self.found.missing.append("cryptography 패키지가 없어 서명을 확인하지 못했습니다.")
        elif before == len(self.found.wrong) + len(self.found.missing):
            self.found.proven += [
                f"체크포인트 {len(signed)}개를 모두 이 원장의 공개 키로 서명했습니다.",
                f"원장은 {signed[-1].size}건이 되기까지 앞의 것을 고치지 않고 뒤에 덧붙이기만 했습니다.",
            ]
        return signed

    def _consistency(self, name: str, old: Signed, new: Signed) -> None:
        head, _, note = self.files.read(name).decode().partition("\n\n")
        first, *path = head.split("\n")
        if first != f"old {old.size}" or note != new.note:
            raise Wrong("다른 체크포인트에 대한 증명입니다.")
        check_consistency(old, new, [decoded(line) for line in path])

    def _witnesses(self, signed: dict[int, Signed]) -> None:
        names = [name for name in self.files.names if name.startswith("witnesses/")]
        seen = [self.found.check(name, self._witness, self.files.read(name).decode(), signed) for name in names]
        if (told := sorted({one for one in seen if one})) and CAN_CHECK_SIGNATURES:
            self.found.proven.append(f"증인의 서명 {len(names)}개가 같은 원장을 보았다고 합니다: {', '.join(told)}")

    def _witness(self, written: str, signed: dict[int, Signed]) -> str:
        head, _, note = written.partition("\n\n")
        key = Key(head.removeprefix("witness "), kind=b"\x04")
        key.check(note)
        size = int(note.split("\n")[1])
        if size not in signed or signed[size].note.rpartition("\n\n")[0] != note.rpartition("\n\n")[0]:
            raise Wrong("증인이 서명한 체크포인트가 이 원장의 것과 다릅니다.")
        return key.name

    def _entries(self, span: dict[str, Any], newest: Signed | None) -> None:
        first, count = span["first_leaf"], span["entries"]
        self.title = f"{span['from']} ~ {span['to']}, 기록 {count}건({first + 1}번~{first + count}번)"
        names = {f"entries/{leaf:010}.json": leaf for leaf in range(first, first + count)}
        strangers = [name for name in self.files.names if name.startswith("entries/") and name not in names]
        self.found.wrong += [f"{name}: 이 묶음의 기록 번호가 아닙니다." for name in strangers]
        signed = {} if newest is None else {name: leaf for name, leaf in names.items() if leaf < newest.size}
        if len(signed) < count:
            self.found.missing.append(f"기록 {count - len(signed)}건은 아직 서명된 체크포인트에 들어 있지 않습니다.")
        proven = sum(bool(self.found.check(n, self._entry, n, leaf, span, newest)) for n, leaf in signed.items())
        if proven and CAN_CHECK_SIGNATURES:
            self.found.proven += [f"기록 {proven}건이 한 글자도 바뀌지 않고 그 번호, 그 순서로 원장에 들어 있습니다."]

    def _entry(self, name: str, leaf: int, span: dict[str, Any], newest: Signed) -> bool:
        content, proof = self.files.read(name), f"proofs/{leaf:010}.tlog-proof"
        head, _, note = self.files.read(proof).decode().partition("\n\n")
        kind, index, *path = head.split("\n")
        if kind != "c2sp.org/tlog-proof@v1" or index != f"index {leaf}" or note != newest.note:
            raise Wrong(f"다른 기록이나 다른 체크포인트에 대한 증명입니다: {proof}")
        check_inclusion(leaf, newest.size, sha256(b"\x00" + content).digest(), list(map(decoded, path)), newest.root)
        at = json.loads(content)["at"]
        day = datetime.fromisoformat(at).astimezone(KST).date().isoformat()
        if at < self._last_at or not span["from"] <= day <= span["to"]:
            raise Wrong(f"{leaf + 1}번째 기록의 시각이 앞 기록보다 이르거나 기간 밖입니다.")
        self._last_at = at
        return True


def told(check: Check) -> str:
    """Return the verdict in one screen."""
    found, own = check.found, check.own_key
    key = "따로 받은 키와 같습니다." if own else "묶음에 든 키로만 확인했습니다. 따로 받은 키와 견주십시오(--key):"
    lines = ["Watchbook 봉인 원장 묶음 확인", f"기간: {check.title}", f"공개 키: {key}", f"  {check.printed_key}", ""]
    parts = {"어긋난 곳": found.wrong, "빠진 것": found.missing, "증명된 것": found.proven}
    for title, said in {**parts, "이 묶음만으로는 증명되지 않는 것": UNPROVEN[bool(own) :]}.items():
        lines += [title, *(f"  - {line}" for line in said[:MOST_SHOWN])] if said else []
        lines += [f"  - 그 밖에 {len(said) - MOST_SHOWN}곳"] if len(said) > MOST_SHOWN else []
    lines += ["", f"결과: {VERDICTS[code(found)]}"]
    return "\n".join(lines) + "\n"


def code(found: Findings) -> int:
    """Return how to exit."""
    return DIFFERS if found.wrong else INCOMPLETE if found.missing else HOLDS


def main(words: Sequence[str] | None = None) -> int:
    """Check the bundle beside this file, or the one named, and say what is proven."""
    parser = argparse.ArgumentParser(description="Watchbook 봉인 원장 묶음을 확인합니다. (Check a ledger bundle.)")
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).parent, help="묶음의 폴더나 ZIP 파일")
    parser.add_argument("--key", help="묶음과 따로 받은 공개 키 (the public key, obtained elsewhere)")
    given = parser.parse_args(words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # A terminal may lack a letter.
    try:
        check = Check(Files(given.bundle), given.key)
    except (OSError, zipfile.BadZipFile) as problem:
        sys.stdout.write(f"{given.bundle}: 열 수 없습니다({type(problem).__name__}).\n")
        return DIFFERS
    check.go()
    sys.stdout.write(told(check))
    return code(check.found)


if __name__ == "__main__":
    sys.exit(main())
