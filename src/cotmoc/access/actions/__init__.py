"""Writes of access: audit events, revisions, agencies, units and users."""
