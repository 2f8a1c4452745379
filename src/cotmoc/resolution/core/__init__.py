"""Pure matching of records: features, candidate pairs, scores, rules, clusters."""
