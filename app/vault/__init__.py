"""Encryption at rest: texts and files that name people, with keys outside the database."""
