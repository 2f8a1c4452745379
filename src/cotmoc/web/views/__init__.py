"""Pages by task."""
