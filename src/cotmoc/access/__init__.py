"""Agencies, units, users, roles, visibility, revisions and audit."""
