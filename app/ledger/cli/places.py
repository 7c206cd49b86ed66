"""Owns where the commands of the ledger find its files."""

from pathlib import Path

from flask import current_app

from app.settings import Settings


def settings() -> Settings:
    """Return the settings of the installation."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def home() -> Path:
    """Return the folder with the ledger's key."""
    return settings().home
