"""Statutes as data: sources, periods, grounds, forms and required fields, each with its source and dates in force.

Standard library only. Nothing here is legal advice, and nothing says more than ``docs/legal-sources.md`` does.
"""
