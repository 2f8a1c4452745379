"""The search: its page, and what was found in words."""
