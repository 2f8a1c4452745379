"""Code lists as data: every code with its labels and synonyms in Vietnamese and English."""
