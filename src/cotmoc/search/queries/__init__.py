"""Answers within the rights of who asks."""
