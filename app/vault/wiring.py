"""Owns how the vault comes into an application, and how the others get it."""

from pathlib import Path

from flask import Flask, current_app

from app.vault.keys import KeyFiles
from app.vault.sealing import Vault
from app.vault.store import FileStore

_VAULT = "vault"


def connect_vault(app: Flask, home: Path) -> None:
    """Give an application its vault; the factory calls this once. Nothing is read or made before it is used."""
    ring = KeyFiles(home)
    app.extensions[_VAULT] = Vault(ring, FileStore(home / "attachments", ring))


def vault() -> Vault:
    """Return the vault of the current application."""
    found: Vault = current_app.extensions[_VAULT]
    return found
