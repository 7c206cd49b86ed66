"""Owns reading a refusal: which unlawful grounds its words claim, by meaning and not by spelling. Pure.

Text is folded (NFC, case, spaces and marks between Korean words), cut into sentences, and searched for concepts. A
claim is a set of concepts close together that nothing beside it takes back (docs/adr/0011).
"""

import re
from collections.abc import Callable
from datetime import date

from app.law.grounds import ground
from app.viewing_requests.claims import UnlawfulGround, about_deletion
from app.viewing_requests.domain import RequestKind
from app.viewing_requests.sentences import Sentence, folded
from app.viewing_requests.unlawful_grounds import NO_ARTICLE, NO_FACT, UNLAWFUL_GROUNDS

_FACTS = ("gone", "asker_unseen", "taken_back", "unidentified", "part_shown")
_NOTHING = re.compile(
    r"(?:(?:보여|제공|열람|허용|공개)[가-힣]{0,4}(?:부분|구간|영상|것)?(?:은|는|이|가)?)?"
    r"(?:전혀|아무것도|모두|전부|일체)?"
    r"(?:없|해당(?:사항)?없|해당(?:사항)?없는|무|불가|비공개|거절|no|none|nothing|nil|n ?a|zero|제한"
    r"|0(?:초|분|건|개|시간|%|프로|퍼센트)?)"
    r"(?:음|습니다|다|함|됨|합니다|임|입니다)?"
)


def claimed_grounds(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return the unlawful grounds a refusal of a viewing claims, in the order of the list.

    :param private: whether the controller is private; a public institution has a ground more (법 제35조제4항제3호).
    :param on: the day of the decision; a ground counts as lawful only while it is in force.
    """
    sentences = [Sentence(words) for words in folded(text)]
    masking = _offers_masking(sentences)
    return tuple(
        unlawful
        for unlawful in UNLAWFUL_GROUNDS
        if not _is_lawful(unlawful, private=private, on=on)
        and any(sentence.claims(says, masking=masking) for sentence in sentences for says in unlawful.says)
    )


def why_unlawful(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return why a refusal of a viewing may not be written so, or nothing: what it claims, or that it says no fact.

    A text in which nothing unlawful is recognised must still state a fact: another Act with the article that forbids
    showing (법 35④1), what happened to whom or what would be revealed of whom (법 35④2), that the footage is gone, that
    the request was taken back or that nobody was identified. The words of 법 제35조 alone are no fact.
    """
    claimed = claimed_grounds(text, private=private, on=on)
    sentences = [Sentence(words) for words in folded(text)]
    if claimed or not sentences or _states_fact(sentences, private=private):
        return claimed
    return (NO_ARTICLE,) if _says(sentences, "act_named") or _says(sentences, "laws") else (NO_FACT,)


def why_not_deleted(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return why a refusal of a deletion may not be written so, in words that fit a deletion.

    That it was not viewed before is a fact (법 36①), and so is an Act with the article that makes us keep it, be it one
    on procedure; footage an investigation is to seize is then no claim that the inquiry would be hindered.
    """
    sentences = [Sentence(words) for words in folded(text)]
    must_keep = any(one.has("act_to_keep") for one in sentences) and _says(sentences, "kept_by_law")
    if must_keep or _says(sentences, "unseen_yet"):
        found = claimed_grounds(text, private=private, on=on)
    else:
        found = why_unlawful(text, private=private, on=on)
    return tuple(about_deletion(one) for one in found if not (must_keep and one.name == "investigation"))


def reads_refusal_of(kind: RequestKind) -> Callable[..., tuple[UnlawfulGround, ...]]:
    """Return what reads the reason of refusing a kind of request of somebody about footage of themselves."""
    return why_not_deleted if kind is RequestKind.DELETION else why_unlawful


def why_not_gone(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return the unlawful grounds an answer that there is no footage claims; that one looked again is none."""
    claimed = claimed_grounds(text, private=private, on=on)
    return tuple(unlawful for unlawful in claimed if unlawful.name != "already_shown")


def why_not_postponed(text: str, *, private: bool, on: date) -> tuple[UnlawfulGround, ...]:
    """Return the unlawful grounds a postponement claims; a machine under repair is none, since that passes."""
    repaired = _says([Sentence(words) for words in folded(text)], "under_repair")
    claimed = claimed_grounds(text, private=private, on=on)
    return tuple(unlawful for unlawful in claimed if not (repaired and unlawful.name == "technical"))


def spares_others_unmasked(text: str) -> bool:
    """Return whether a refusal speaks of others in the picture, and not of hiding them (시행령 42①, 표준지침 46)."""
    sentences = [Sentence(words) for words in folded(text)]
    weighed = any(sentence.has("masked") or sentence.has("mask_fails") for sentence in sentences)
    return not weighed and any(sentence.has("others") for sentence in sentences)


def allows_nothing(part: str) -> bool:
    """Return whether what a decision in part allows is nothing, in any of the words people fill a field with."""
    words = list(folded(part))
    return all(_NOTHING.fullmatch(word.strip("-' ")) is not None for word in words if word.strip("-' "))


def _is_lawful(unlawful: UnlawfulGround, *, private: bool, on: date) -> bool:
    if unlawful.public_ground is None:
        return False
    lawful = ground(unlawful.public_ground)
    return lawful.applies_to(private=private) and lawful.in_force(on)


def _states_fact(sentences: list[Sentence], *, private: bool) -> bool:
    """Return whether a text states what one of the lawful answers is about."""
    if any(_says(sentences, fact) for fact in _FACTS) or _offers_masking(sentences):
        return True
    if not private and _says(sentences, "hindrance"):
        return True
    if any(sentence.has("granted") and not sentence.has("afterwards") for sentence in sentences):
        return True
    if _says(sentences, "act_article") and _says(sentences, "withheld_by_law"):
        return True
    revealed = _says(sentences, "revealed") and _says(sentences, "endangered")
    return _says(sentences, "harm_fact") and (revealed or _says(sentences, "incident") or _says(sentences, "asset"))


def _says(sentences: list[Sentence], name: str) -> bool:
    """Return whether a concept occurs anywhere in a text."""
    return any(sentence.has(name) for sentence in sentences)


def _offers_masking(sentences: list[Sentence]) -> bool:
    """Return whether the text says that others are masked, and not that they cannot be."""
    return any(sentence.has("masked") for sentence in sentences) and not any(
        sentence.has("mask_fails") or sentence.has("mask_too_weak") for sentence in sentences
    )
