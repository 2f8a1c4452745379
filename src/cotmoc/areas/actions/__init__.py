"""Writes of areas: the packaged ones, and those of files."""
