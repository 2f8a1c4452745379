"""The index of this process: made from PostgreSQL, and kept up with it."""
