"""Owns what is entered about viewing requests, one topic in each module."""
