"""Vaults for tests, and a key ring that needs no file."""

from app.vault.domain import KeyMissing, VaultKey
from app.vault.keys import KeyFiles
from app.vault.sealing import Vault
from app.vault.store import FileStore


class KeysInMemory:
    """What a key service would be: the protocol, and no file."""

    def __init__(self) -> None:
        self.keys = {1: VaultKey(1, bytes(range(32)))}

    def newest(self) -> VaultKey:
        return self.keys[max(self.keys)]

    def key(self, number: int) -> VaultKey:
        if number not in self.keys:
            raise KeyMissing(number=number)
        return self.keys[number]

    def numbers(self) -> tuple[int, ...]:
        return tuple(sorted(self.keys))

    def rotate(self) -> VaultKey:
        number = max(self.keys) + 1
        self.keys[number] = VaultKey(number, bytes([number]) * 32)
        return self.keys[number]


def vault_in(home) -> Vault:
    ring = KeyFiles(home)
    return Vault(ring, FileStore(home / "attachments", ring))
