"""Completeness: recorders' own logs beside the register, and what is missing in either."""
