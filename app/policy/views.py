"""Owns the pages of policy."""

from flask import Blueprint

blueprint = Blueprint("policy", __name__)
