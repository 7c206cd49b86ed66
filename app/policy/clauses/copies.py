"""Owns copies of our clauses: how the organisation's wording is kept, and what no copy may lack or hold. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.kernel.hangul import nfc
from app.kernel.messages import N_, Message
from app.policy.clauses import GAP, Clause, Wording, read_wordings
from app.policy.clauses.names import block_name

OPTIONAL_GAPS = frozenset({"topic"})
"""Values a copy may do without: the particle after a name, where the sentence is turned another way."""
LONGEST_LINE, MOST_LINES = 800, 20
_MARKUP = re.compile(
    r"</?[A-Za-z!][^>]*>|&#?\w+;|\*\*|__|`|\[[^\]]*\]\(|^#{1,6}(?=\s|$)|^[*+>|@](?=\s|$)|^-{2,}|^=={2,}"
)
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class CopyFault:
    """What is wrong with a copy: in which block, in which of its lines (from 1; None: the block), and why."""

    key: str
    line: int | None
    message: Message


def kept_text(lines: Mapping[str, tuple[str, ...]]) -> str:
    """Return blocks as they are kept: a text in which ``@ key`` begins each; blocks left out are not there."""
    return "".join(f"@ {key}\n" + "".join(f"{line}\n" for line in said) for key, said in lines.items() if said)


def said_lines(content: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of each block of a text that ``kept_text`` made."""
    return {wording.key: wording.lines for wording in read_wordings(content)}


def typed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a block as somebody typed it, cleaned, without the empty ones."""
    return tuple(line for line in map(nfc, text.splitlines()) if line)


def copy_of(ours: Clause, *, name: str, content: str, since: date, base: Clause | None = None) -> Clause:
    """Return a copy as a clause that can stand for ours.

    Every block of ours is in it. A block left out says nothing, unless it is required: then, and where it no longer
    fits the values of ours, ours stands, so that a newer wording of ours never leaves a hole. Ours stands too where
    the copy says what ``base`` said: nobody reworded that.

    :param name: as ``copy_name`` makes it.
    :param content: the blocks as ``kept_text`` keeps them.
    :param since: the day the copy was made.
    :param base: our wording the copy was made from, if it is another.
    """
    said = said_lines(content)
    kept_ours = {fault.key for fault in faults_of_copy(ours, said)}
    if base is not None:
        kept_ours |= {key for key, wording in base.wordings.items() if said.get(key, ()) == wording.lines}
        kept_ours |= ours.wordings.keys() - base.wordings.keys()
    wordings = {
        key: wording if key in kept_ours else replace(wording, lines=said.get(key, ()))
        for key, wording in ours.wordings.items()
    }
    return replace(ours, name=name, wordings=wordings, in_force_from=max(since, ours.in_force_from))


def copy_name(based_on: str, number: int) -> str:
    """Return how a copy is named in what was composed with it: ``06-requests.v1+copy.3``."""
    return f"{based_on}+copy.{number}"


def faults_of_copy(ours: Clause, copy: Mapping[str, tuple[str, ...]]) -> tuple[CopyFault, ...]:
    """Return why a copy cannot stand for ours: what it lacks, what nobody can fill, what no writer would print.

    :param copy: the lines of each block by its key.
    """
    unknown = [CopyFault(key, None, Message(N_("기본 조문에 없는 항목입니다."))) for key in copy.keys() - ours.wordings]
    return (*unknown, *(fault for wording in ours.wordings.values() for fault in _faults(wording, copy)))


def _faults(wording: Wording, copy: Mapping[str, tuple[str, ...]]) -> Iterator[CopyFault]:
    key, lines = wording.key, copy.get(wording.key, ())
    if not lines:
        if wording.required:
            yield CopyFault(key, None, Message(N_("'{name}'은(는) 뺄 수 없습니다."), {"name": block_name(key)}))
        return
    if not any(letter.isalnum() for line in lines for letter in line):
        yield CopyFault(
            key,
            None,
            Message(N_("글자가 없습니다. 부호만으로는 '{name}'이(가) 되지 않습니다."), {"name": block_name(key)}),
        )
    if len(lines) > MOST_LINES:
        yield CopyFault(key, None, Message(N_("{most}줄까지 적을 수 있습니다."), {"most": MOST_LINES}))
    if key == "heading" and (len(lines) > 1 or lines[0].startswith("- ")):
        yield CopyFault(key, None, Message(N_("제목은 한 줄로 적습니다.")))
    for number, line in enumerate(lines, start=1):
        yield from (CopyFault(key, number, message) for message in _faults_of_line(wording, line))
    missing = wording.gaps - OPTIONAL_GAPS - Wording(key, wording.required, tuple(lines)).gaps
    for gap in sorted(missing):
        yield CopyFault(key, None, Message(N_("{gap} 값이 들어가야 합니다."), {"gap": f"{{{gap}}}"}))


def _faults_of_line(wording: Wording, line: str) -> Iterator[Message]:
    for gap in sorted(set(GAP.findall(line)) - wording.gaps):
        yield Message(N_("{gap}: 이 항목에 쓸 수 없는 값입니다."), {"gap": f"{{{gap}}}"})
    if _BRACES.search(GAP.sub("", line)):
        yield Message(N_("중괄호는 {example}처럼 값을 넣을 곳에만 씁니다."), {"example": "{answer_days}"})
    found = _MARKUP.search(line)
    if found:
        yield Message(N_("'{mark}': 꾸밈 부호는 쓸 수 없습니다. 글만 적으십시오."), {"mark": found[0]})
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} for letter in line):
        yield Message(N_("보이지 않는 글자가 있습니다. 지우고 다시 적으십시오."))
    if line.strip() in {"-", "- "}:
        yield Message(N_("목록에 빈 줄이 있습니다."))
    if len(line) > LONGEST_LINE:
        yield Message(N_("한 줄은 {most}자까지 적을 수 있습니다."), {"most": LONGEST_LINE})
