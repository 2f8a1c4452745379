"""Pages about what is the same: reviewing pairs, contradictions, second persons, thresholds."""
