"""Reads of ingest: files, their reports, staged records, profiles, and the world as understanding knows it."""
