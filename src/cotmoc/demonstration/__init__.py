"""A synthetic province of four agencies: files as they would write them, with known double reports."""
