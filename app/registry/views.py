"""Owns the pages of the registry."""

from flask import Blueprint

blueprint = Blueprint("registry", __name__)
