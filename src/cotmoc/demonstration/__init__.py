"""A synthetic province of two agencies: files as they would write them, with known double reports."""
