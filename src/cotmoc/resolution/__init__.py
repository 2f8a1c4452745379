"""Which records are the same: block, compare, score, judge."""
