"""Owns the standing cast of the tests and how they sign in."""
