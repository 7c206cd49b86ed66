"""Owns what a sign says, what it must say, its number and its revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from app.kernel.actor import Actor, Role
from app.kernel.acts import Act
from app.kernel.canonical import canonical_bytes
from app.kernel.errors import Invalid, NotAllowed, NotFound, Problem, Refusal
from app.kernel.messages import N_, Message

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so nothing is misread from a plate on a wall."""
_MISREAD = str.maketrans("ILO", "110", "- ")
_CHOSEN, _CHECKED, _PRIME = 6, 2, 1021
UNISSUED = "미발급"
"""Stands where the number will be, on a sign nobody may print yet."""
NUMBERS = 32**_CHOSEN
"""How many sign numbers there are: knowing some gives no way to guess the others in bulk."""

PRINTERS = (Role.OPERATOR, Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)


def check_may_print(actor: Actor, act: Act = Act.PRINT) -> None:
    """Let the system, and people who put signs up, give out numbers and print.

    :raises NotAllowed: if the person does not.
    """
    if not actor.may_act_as(*PRINTERS, acts=(act,)):
        raise NotAllowed


class SignKind(StrEnum):
    """What one sign stands for; stored names are permanent."""

    ZONE = "zone"
    ENTRANCE = "entrance"  # One for a whole building (개인정보 보호법 시행령 24① 단서).
    CAMERA = "camera"


class Field(StrEnum):
    """The lines of a sign, in the order they are printed; stored names are permanent."""

    PURPOSE = "purpose"
    PLACE = "place"
    COVERAGE = "coverage"
    HOURS = "hours"
    MANAGER = "manager"
    CONTRACTOR = "contractor"


class Condition(StrEnum):
    """What a list of signs can be narrowed to."""

    INCOMPLETE = "incomplete"
    STALE = "stale"
    UNPRINTED = "unprinted"
    INSTEAD = "instead"


_FIELDS = tuple(Field)
LABELS: Mapping[Field, str] = {
    Field.PURPOSE: N_("설치 목적"),
    Field.PLACE: N_("설치 장소"),
    Field.COVERAGE: N_("촬영 범위"),
    Field.HOURS: N_("촬영 시간"),
    Field.MANAGER: N_("관리책임자"),
    Field.CONTRACTOR: N_("수탁관리자"),
}
REQUIRED: tuple[Field, ...] = (Field.PURPOSE, Field.PLACE, Field.COVERAGE, Field.HOURS, Field.MANAGER)
"""What every sign must show: 개인정보 보호법 25④, 시행령 24①. A manager's contact, not a person's name."""


class UnknownSign(NotFound):
    """No sign has this number."""

    text = N_("안내판 번호 {number}을(를) 찾을 수 없습니다. 안내판의 번호를 다시 확인하십시오.")


class IncompleteSigns(Invalid):
    """Some signs lack something they must show; nothing was printed."""

    text = N_("안내판에 반드시 적어야 할 내용이 {count}건 빠져 있어 아무것도 인쇄하지 않았습니다.")


class NothingToPrint(Refusal):
    """The choice holds no sign."""

    text = N_("인쇄할 안내판이 없습니다. 설치장소나 구역을 먼저 등록하거나 조건을 바꾸십시오.")


class SignDoesNotFit(Refusal):
    """The text of a sign does not fit at the smallest size anybody could read."""

    text = N_(
        "안내판 {sign}: '{field}'의 글이 길어 {size} 크기에 들어가지 않습니다"
        "(필요 {needed}mm, 가능 {available}mm). 더 큰 판을 쓰거나 글을 줄이십시오."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignContent:
    """Everything one sign says. A field without a value is empty; ``missing`` names those it must have."""

    number: str  # Eight characters; empty while none is issued.
    kind: SignKind
    site_code: str
    target: str  # Code of the zone, site or camera.
    name: str  # For people: which sign this is.
    purpose: str = ""
    place: str = ""
    coverage: str = ""
    hours: str = ""
    manager: str = ""
    contractor: str = ""
    organisation: str = ""
    address: str = ""  # What the QR code opens, without number and revision.

    @property
    def lines(self) -> tuple[tuple[Field, str], ...]:
        """Return the lines that have a value, in printed order."""
        values = (self.purpose, self.place, self.coverage, self.hours, self.manager, self.contractor)
        return tuple((field, value) for field, value in zip(_FIELDS, values, strict=True) if value)

    @property
    def missing(self) -> tuple[Field, ...]:
        """Return the required lines that have no value (개인정보 보호법 25④)."""
        return tuple(field for field in REQUIRED if not getattr(self, field.value))

    @property
    def revision(self) -> str:
        """Return six characters that change exactly when something printed changes."""
        return revision_of(canonical_bytes(self.printed()))

    def printed(self) -> dict[str, str]:
        """Return what is printed, as canonical JSON can hold it: the base of the revision and of later comparison."""
        return {field.value: value for field, value in self.lines} | {
            "kind": self.kind.value,
            "organisation": self.organisation,
        }

    @property
    def url(self) -> str:
        """Return the address the sign's QR code opens."""
        return f"{self.address}/{self.number}?r={self.revision}"


def revision_of(printed: bytes) -> str:
    """Return the revision that belongs to the canonical bytes of what is printed."""
    return _base32(int.from_bytes(sha256(printed).digest()[:4], "big") % NUMBERS, _CHOSEN)


def problems(contents: tuple[SignContent, ...]) -> tuple[Problem, ...]:
    """Return every required line that a sign lacks, naming the sign and the line."""
    return tuple(
        Problem(
            f"{content.name} ({content.target}) · {LABELS[field]}",
            Message(N_("안내판에 반드시 적어야 하는 내용인데 대장에 값이 없습니다.")),
        )
        for content in contents
        for field in content.missing
    )


def sign_number(value: int) -> str:
    """Return the number for a value below ``NUMBERS``: six characters and two that check them.

    :raises ValueError: if the value is out of range.
    """
    if not 0 <= value < NUMBERS:
        raise ValueError(f"no sign number for {value}")
    return _base32(value, _CHOSEN) + _base32(value % _PRIME, _CHECKED)


def parse_number(typed: str) -> str:
    """Return a number as typed or scanned in its one true spelling.

    :raises UnknownSign: if it cannot be a number: wrong length, a foreign character, or check characters that differ.
    """
    spelled = typed.strip().upper().translate(_MISREAD)
    chosen = spelled[:_CHOSEN]
    if len(spelled) != _CHOSEN + _CHECKED or not set(spelled) <= set(ALPHABET):
        raise UnknownSign(number=typed)
    if sign_number(_value(chosen)) != spelled:
        raise UnknownSign(number=typed)
    return spelled


def parse_revision(typed: str) -> str | None:
    """Return a revision as typed or scanned in its one true spelling, or None if it cannot be one."""
    spelled = typed.strip().upper().translate(_MISREAD)
    return spelled if len(spelled) == _CHOSEN and set(spelled) <= set(ALPHABET) else None


def spoken(number: str) -> str:
    """Return a number as it is printed: two groups of four; what stands for one not issued yet stays as it is."""
    return number if number == UNISSUED else f"{number[:4]}-{number[4:]}"


def _value(spelled: str) -> int:
    value = 0
    for character in spelled:
        value = value * 32 + ALPHABET.index(character)
    return value


def _base32(value: int, length: int) -> str:
    return "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(length)))
