"""Owns what is said when a checkpoint is not signed as it should be."""

from app.kernel.messages import N_
from app.ledger.faults import fail
from app.ledger.keyring import KeyRing, RetiredKey
from app.ledger.notes import BadNote, Checkpoint


def opened(note: str, *, size: int | None, keys: KeyRing | None) -> Checkpoint:
    """Return what a signed checkpoint says.

    :param size: the size under which it is stored; None for one that was kept elsewhere.
    :raises FaultFound: if it is not signed by the key that counts for its size.
    """
    if keys is None:
        fail(N_("서명 키가 없어 체크포인트를 확인할 수 없습니다."), leaf=None)
    try:
        return keys.open(note)
    except RetiredKey:
        fail(N_("{size}건의 체크포인트를 그때 쓰지 않던 옛 키로 서명했습니다. 꾸며 낸 것입니다."), size=size, leaf=None)
    except BadNote:
        if size is None:
            fail(N_("밖에 보관한 체크포인트가 이 원장의 키로 서명한 것이 아닙니다."), leaf=None)
        fail(N_("{size}건의 체크포인트가 이 원장의 키로 서명한 것이 아닙니다."), size=size, leaf=None)
