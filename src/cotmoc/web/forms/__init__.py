"""Forms by task."""
