"""Owns the pages of footage access."""

from flask import Blueprint

blueprint = Blueprint("footage_access", __name__)
