"""Statutes as data: periods, limits, grounds and forms, each with its source and dates in force."""
