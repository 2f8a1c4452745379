"""Pure parts of the records: drafts, and the rules that count once."""
