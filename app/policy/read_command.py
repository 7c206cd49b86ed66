"""Owns the shell command that reads a published policy into a draft registry document. It needs no database."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from app.kernel.clock import kst_day, utc_now
from app.kernel.errors import Refusal
from app.kernel.messages import N_, Message
from app.policy.extraction import extract
from app.policy.lint_command import TONGUES, speaker
from app.policy.linting.report import Say
from app.policy.printed import Where
from app.policy.proposal import WHY_NAMES, Proposal, Question, Way, own_sentences, propose, questions, sheets
from app.policy.reading import read as read_text

UNREADABLE = 2


@click.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    default=None,
    help="대장 문서(JSON)를 쓸 파일 / file for the draft registry document",
)
@click.option("--json", "as_json", is_flag=True, help="기계가 읽는 모양으로 / for machines")
@click.option("--lang", type=click.Choice(TONGUES), default="ko", show_default=True, help="언어 / language")
def read(file: Path, *, output: Path | None, as_json: bool, lang: str) -> None:
    """이미 공개한 방침(txt, html, pdf, docx)을 읽어 대장의 초안을 만듭니다.

    Read a published policy into a draft registry document, with every doubt as a question. Exit 2: the file cannot
    be read.
    """
    say = speaker(lang)
    try:
        stated = read_text(extract(file.read_bytes(), name=file.name))
    except Refusal as refusal:
        click.echo(say(refusal.message), err=True)
        sys.exit(UNREADABLE)
    proposal = propose(stated, own=own_sentences(kst_day(utc_now())))
    asked = questions(proposal)
    if output is not None:
        text = json.dumps(proposal.document, ensure_ascii=False, indent=2)
        output.write_text(text + "\n", encoding="utf-8")
    if as_json:
        click.echo(json.dumps(_plain(proposal, asked, say), ensure_ascii=False, indent=2))
    else:
        for line in _lines(proposal, asked, say):
            click.echo(line)
        if output is not None:
            click.echo(say(Message(N_("{file}: 대장 문서를 썼습니다."), {"file": str(output)})))


def _lines(proposal: Proposal, asked: list[Question], say: Say) -> list[str]:
    lines = []
    for sheet in sheets(proposal):
        lines.append(f"[{say(sheet.heading)}]")
        for entry in sheet.entries:
            if not entry.shown or entry.way is Way.GROUND:
                continue
            source = f"  ({_place(entry.read.where)}, {say(Message(entry.read.mark))})" if entry.read else ""
            lines.append(f"  {say(entry.label)}: {' / '.join(entry.shown.splitlines())}{source}")
    for one in asked:
        lines.append(f"? {say(Message(WHY_NAMES[one.why]))}: {say(one.message)}{_at(one.where)}")
        lines += [f"    - {option.words} ({_place(option.where)})" for option in one.options]
    lines += [f"· {number}행: {words}" for number, words in proposal.unread]
    return lines


def _at(where: Where | None) -> str:
    return f" ({_place(where)})" if where else ""


def _place(where: Where) -> str:
    page = f"p.{where.page}, " if where.page else ""
    return f"{page}{where.line}행"


def _plain(proposal: Proposal, asked: list[Question], say: Say) -> dict[str, Any]:
    return {
        "document": proposal.document,
        "fields": [
            {
                "path": one.path,
                "value": one.value,
                "words": one.words,
                "line": one.where.line,
                "page": one.where.page,
                "confidence": one.confidence,
                "shared": one.shared,
            }
            for one in proposal.fields
        ],
        "questions": [
            {
                "why": one.why.value,
                "path": one.path,
                "message": say(one.message),
                "line": one.where.line if one.where else None,
                "options": [
                    {"value": option.value, "words": option.words, "line": option.where.line} for option in one.options
                ],
            }
            for one in asked
        ],
        "unread": [{"line": number, "words": words} for number, words in proposal.unread],
    }
