"""Searches that leave a trace."""
