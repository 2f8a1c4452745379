"""Reads of the records."""
