"""Written reports with their true facts, and how many of these are proposed rightly."""
