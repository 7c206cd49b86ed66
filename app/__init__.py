"""Watchbook: who watched which footage, why, and whether every sign and policy still says the truth.

Importing a module of this package never starts Flask; ``app.factory.create_app`` does.
"""
