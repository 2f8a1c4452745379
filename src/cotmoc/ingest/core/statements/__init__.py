"""What the fields of one record state, part by part: moments, places, parties, seizures ..."""
