"""Files in: read, map, check, stage, and commit as an undoable batch with a report."""
