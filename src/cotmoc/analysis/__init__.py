"""Pure analysis: arrays in, results out."""
