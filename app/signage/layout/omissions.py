"""Owns what a laid-out sign leaves out for want of room, so that nothing is dropped unsaid; pure.

Korean rows, which the law asks for, are never left out: a sign they do not fit is refused.
"""

from collections.abc import Iterator, Sequence

from app.kernel.messages import N_, Message
from app.signage.choices import LANGUAGES
from app.signage.domain import SignContent
from app.signage.layout.foot import POLICY
from app.signage.layout.shapes import DisplayList
from app.signage.layout.words import BETWEEN
from app.signage.wording import Wording, parse_languages, wordings

_HEADLINE, _LOGO = N_("{language} 머리글"), N_("로고")
_LABELS, _SOME_LABELS = N_("{language} 항목 이름 모두"), N_("{language} 항목 이름 {count}개")
_INVITATION, _TITLE = N_("{language} QR 안내"), N_("'{title}' 줄")


def omissions(
    content: SignContent, drawn: DisplayList, *, languages: Sequence[str], has_logo: bool
) -> tuple[Message, ...]:
    """Return what stands on larger signs in these languages and not on this one, in printed order.

    ``has_logo``: whether the organisation chose one that this kind of sign shows.

    :raises NotALanguage: if a language is unknown.
    """
    shown: dict[str, set[str]] = {}
    for text in drawn.texts:
        shown.setdefault(text.part, set()).add(text.text.removesuffix(BETWEEN))
    codes = parse_languages(",".join(languages))[1:]
    told = list(zip((LANGUAGES[code] for code in codes), wordings(languages), strict=True))
    found = [
        Message(_HEADLINE, {"language": name}) for name, one in told if one.headline not in shown.get("subhead", set())
    ]
    for name, one in told:
        found += _labels(content, shown, one, name)
    if "policy" not in shown:
        found.append(Message(_TITLE, {"title": POLICY}))
    found += [Message(_INVITATION, {"language": name}) for name, one in told if f"policy-{one.tag}" not in shown]
    if has_logo and not any(picture.part == "logo" for picture in drawn.pictures):
        found.append(Message(_LOGO))
    return tuple(found)


def _labels(content: SignContent, shown: dict[str, set[str]], wording: Wording, name: str) -> Iterator[Message]:
    fields = [field for field, _value in content.lines]
    lacking = [field for field in fields if wording.labels[field.value] not in shown[f"{field.value}-label"]]
    if lacking == fields:
        yield Message(_LABELS, {"language": name})
    elif lacking:
        yield Message(_SOME_LABELS, {"language": name, "count": len(lacking)})
