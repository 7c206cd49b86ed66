"""Owns the pages of viewing requests."""

from flask import Blueprint

blueprint = Blueprint("viewing_requests", __name__)
