"""Writes of ingest: files received, checked, taken in and taken out; profiles kept."""
