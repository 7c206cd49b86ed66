"""Owns the pages of signage."""

from flask import Blueprint

blueprint = Blueprint("signage", __name__)
