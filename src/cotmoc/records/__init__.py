"""The system of record: source records, their versions, and what they state."""
