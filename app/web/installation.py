"""Owns how pages reach the settings of the installation."""

from flask import Flask, current_app

from app.settings import Settings


def settings_of(app: Flask) -> Settings:
    """Return the settings an application was made with."""
    settings: Settings = app.config["SETTINGS"]
    return settings


def current_settings() -> Settings:
    """Return the settings of the application that answers now."""
    return settings_of(current_app)
