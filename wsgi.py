"""Owns the entry point of WSGI servers; nothing else."""

from app.factory import create_app
from app.settings import Settings

application = create_app(Settings.from_env())
