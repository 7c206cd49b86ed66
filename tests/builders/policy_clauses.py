"""Words clauses of the policy as the privacy officer does, each change in one unit of work."""

from dataclasses import replace

from app.database import unit_of_work
from app.policy import commands
from app.policy.clauses import LANGUAGES, clauses
from tests.builders.policy_versions import NOW, OFFICER, TODAY


def blocks(section=6, language="ko", **changed) -> dict[str, str]:
    """Return what a form holds for a clause: our words, and those typed for some blocks."""
    ours = clauses(language, on=TODAY)[section]
    return {key: wording.text for key, wording in ours.wordings.items()} | changed


def reword(section=6, language="ko", *, newest=0, typed=None, folder=None, **more) -> int:
    """Word a clause another way; ``more`` are blocks, or how it is done (``actor``, ``now``, ``based_on``)."""
    ours = {clause.section: clause.name for clause in clauses(language, on=TODAY, folder=folder)}
    done = {"actor": OFFICER, "now": NOW, "based_on": ours.get(section, ""), "cautions_read": False, "reason": ""}
    done |= {name: more.pop(name) for name in tuple(done) if name in more}
    with unit_of_work() as session:
        return commands.reword_clause(
            session,
            section=section,
            language=language,
            blocks=typed or blocks(section, language, **more),
            newest=newest,
            folder=folder,
            **done,
        )


def restore(section=6, language="ko", *, newest, actor=OFFICER, now=NOW) -> int:
    """Go back to our wording of a clause."""
    with unit_of_work() as session:
        return commands.restore_clause(session, section=section, language=language, newest=newest, actor=actor, now=now)


def newer_clauses(folder, *, since):
    """Return our clauses in a folder of their own, requests worded anew from a day: more to say, and a block more."""
    for language in LANGUAGES:
        (folder / language).mkdir()
        for clause in clauses(language, on=TODAY):
            _write(folder, clause)
        ours = clauses(language, on=TODAY)[6]
        late = replace(ours["fee"], key="late", lines=("늦으면 알립니다.",))
        fee = replace(ours["fee"], lines=(f"새로 {ours['fee'].text}",))
        _write(
            folder,
            replace(
                ours, name="06-requests.v3", in_force_from=since, wordings={**ours.wordings, "fee": fee, "late": late}
            ),
        )
    return folder


def _write(folder, clause):
    head = (
        f"---\nsection: {clause.section}\nsources: {', '.join(clause.sources)}\nin_force_from: {clause.in_force_from}\n"
        f"in_force_to:\nchecked_on: {clause.checked_on}\n---\n"
    )
    body = "".join(
        f"@ {key}{' required' if wording.required else ''}\n{wording.text}\n"
        for key, wording in clause.wordings.items()
    )
    (folder / clause.language / f"{clause.name}.md").write_text(head + body, "utf-8")
