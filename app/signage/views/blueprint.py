"""Owns where the pages of signage hang."""

from flask import Blueprint

blueprint = Blueprint("signage", __name__)
