"""Writes of the records: batches in, batches undone, matching."""
