"""Pure value types, normalisers and code lists."""
